/**
 * What an operation costs before it runs, by the cost directives specification (@cost, @listSize): an object costs 1 and a scalar nothing
 * unless the schema says otherwise, a list costs its size times what stands in it, a mutation 10. Beside the cost it counts
 * the fields the answer may hold, because a scalar costs no work and still has to be written. Members of a union are added up, not compared.
 */
import {
  type ConstValueNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { type ListSize, type Price, type Prices, priceFinder } from './prices.ts';
import { fragmentsOf } from './shape.ts';

/** Rows of a page whose size nobody said: as subgraphs/hub/paging.ts has it. */
const DEFAULT_PAGE = 20;
/** Objects of a list that has no pages: lines of a note, addresses of a customer. */
const PLAIN_LIST = 5;
const MUTATION = 10;
const MOST = 1e15;

export interface Cost {
  cost: number;
  answer: number;
  /** A field that needs exactly one of its slicing arguments and has none or several. */
  unsliced?: { field: string; arguments: readonly string[] };
}

/** List sizes that a field gives to fields of its answer. */
interface Sized {
  size: number;
  fields: readonly string[];
}

type Variables = Record<string, unknown>;
export type CostOf = (document: DocumentNode, operation: OperationDefinitionNode, variables: Variables) => Cost;

/** Sums kept an operation, for as many different page sizes. */
const SUMS = 20;

export function openCost(schema: GraphQLSchema, prices: Prices): CostOf {
  const count = counter(schema, prices);
  // Only numbers, lengths and being there count, unless an input object has prices or sizes inside.
  const flat = !prices.inputs.size && ![...prices.fields.values()].some(({ list }) => list?.slicing.some((path) => path.includes('.')));
  const sums = new WeakMap<OperationDefinitionNode, Map<string, Cost>>();

  return (document, operation, given) => {
    if (!flat) return count(document, operation, given);
    const key = (operation.variableDefinitions ?? []).map(({ variable }) => shapeOf(given, variable.name.value)).join();
    let known = sums.get(operation);
    if (!known) {
      known = new Map();
      sums.set(operation, known);
    }
    const found = known.get(key);
    if (found) return found;
    const sum = count(document, operation, given);
    if (known.size >= SUMS) known.clear();
    known.set(key, sum);
    return sum;
  };
}

function shapeOf(given: Variables, name: string): string {
  if (!Object.hasOwn(given, name)) return '';
  const value = given[name];
  if (value === null || value === undefined) return '-';
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? `[${value.length}` : '+';
}

function counter(schema: GraphQLSchema, prices: Prices): CostOf {
  const priceOf = priceFinder(schema, prices);

  return (document, operation, given) => {
    const fragments = fragmentsOf(document);
    const known = new Map<string, Cost>();
    const readArgument = reader(operation, given);
    let unsliced: Cost['unsliced'];

    const ofFragment = (name: string, sized: Sized | undefined): Cost => {
      const key = sized ? `${name} ${sized.size} ${sized.fields.join()}` : name;
      const counted = known.get(key);
      if (counted) return counted;
      const nothing = { cost: 0, answer: 0 };
      known.set(key, nothing);
      const fragment = fragments.get(name);
      const result = fragment ? ofSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), sized) : nothing;
      known.set(key, result);
      return result;
    };
    const ofSet = (set: SelectionSetNode, parent: GraphQLNamedType | undefined, sized: Sized | undefined): Cost => {
      let cost = 0;
      let answer = 0;
      for (const selection of set.selections) {
        let inner: Cost;
        if (selection.kind === Kind.FRAGMENT_SPREAD) inner = ofFragment(selection.name.value, sized);
        else if (selection.kind === Kind.INLINE_FRAGMENT) {
          const type = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent;
          inner = ofSet(selection.selectionSet, type, sized);
        } else inner = ofField(selection, parent, sized);
        cost = Math.min(cost + inner.cost, MOST);
        answer = Math.min(answer + inner.answer, MOST);
      }
      return { cost, answer };
    };
    const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined, sized: Sized | undefined): Cost => {
      const name = node.name.value;
      const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
      // What the schema says of itself costs no work of a subgraph.
      if (!field || !parent) return { cost: 0, answer: 1 };
      const price = priceOf(parent.name, name);
      const type = getNamedType(field.type);
      const values = new Map(field.args.map((argument) => [argument.name, readArgument(node, argument.name) ?? argument.defaultValue]));
      const list = price?.list ?? guessed(field);
      const size = list ? sizeOf(list, values, field) : undefined;
      if (list?.requireOne && countGiven(node, list) !== 1) unsliced ??= { field: name, arguments: list.slicing };
      const forChildren = size !== undefined && list?.sized.length ? { size, fields: list.sized } : undefined;
      const times = timesOf({ name, field, size, forChildren, sized, values });
      const below = node.selectionSet ? ofSet(node.selectionSet, type, forChildren) : { cost: 0, answer: 0 };
      const weight = price?.weight ?? (isCompositeType(type) ? (prices.types.get(type.name) ?? 1) : 0);
      const extra = argumentsCost(field, price, values, prices.inputs);
      // The rows of a page are read also for those who only ask how many there are.
      const work = Math.max(below.cost, forChildren?.size ?? 0);
      return { cost: Math.min(times * (weight + work) + extra, MOST), answer: Math.min(times * (1 + below.answer), MOST) };
    };

    const root = schema.getRootType(operation.operation) ?? undefined;
    const whole = ofSet(operation.selectionSet, root, undefined);
    const base = operation.operation === 'mutation' ? MUTATION : 0;
    return { cost: whole.cost + base, answer: whole.answer, ...(unsliced ? { unsliced } : {}) };
  };
}

/** A field with `first` or `last` is a page also where the schema does not say so. */
function guessed(field: GraphQLField<unknown, unknown>): ListSize | undefined {
  const slicing = field.args.map(({ name }) => name).filter((name) => name === 'first' || name === 'last');
  if (!slicing.length) return undefined;
  return { assumed: undefined, slicing, sized: isList(field.type) ? [] : ['nodes', 'edges'], requireOne: false };
}

const isList = (type: GraphQLField<unknown, unknown>['type']): boolean => isListType(getNullableType(type));

function sizeOf(list: ListSize, values: ReadonlyMap<string, unknown>, field: GraphQLField<unknown, unknown>): number {
  const asked = list.slicing.flatMap((path) => {
    const [first = '', ...rest] = path.split('.');
    const value = rest.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), values.get(first));
    return typeof value === 'number' ? [clamp(value)] : [];
  });
  return asked.length ? Math.max(...asked) : (list.assumed ?? (isList(field.type) || list.slicing.length ? DEFAULT_PAGE : 1));
}

/** How often a field's value comes. */
function timesOf(of: {
  name: string;
  field: GraphQLField<unknown, unknown>;
  size: number | undefined;
  forChildren: Sized | undefined;
  sized: Sized | undefined;
  values: ReadonlyMap<string, unknown>;
}): number {
  const { name, field, size, forChildren, sized, values } = of;
  if (sized?.fields.includes(name)) return sized.size;
  if (size !== undefined && !forChildren) return size;
  if (!isList(field.type)) return 1;
  // A list asked for by its keys has as many as there are keys.
  const keys = [...values.values()].map((value) => (Array.isArray(value) ? value.length : 0));
  return Math.max(PLAIN_LIST, ...keys);
}

function countGiven(node: FieldNode, list: ListSize): number {
  const names = new Set(list.slicing.map((path) => path.split('.')[0]));
  return node.arguments?.filter(({ name, value }) => names.has(name.value) && value.kind !== Kind.NULL).length ?? 0;
}

function argumentsCost(
  field: GraphQLField<unknown, unknown>,
  price: Price | undefined,
  values: ReadonlyMap<string, unknown>,
  inputs: Prices['inputs'],
): number {
  let sum = 0;
  for (const { name, type } of field.args) {
    const value = values.get(name);
    if (value === undefined || value === null) continue;
    sum += price?.arguments.get(name) ?? 0;
    if (inputs.size) sum += inputCost(type, value, inputs);
  }
  return sum;
}

function inputCost(type: GraphQLInputType, value: unknown, inputs: Prices['inputs']): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + inputCost(type, item, inputs), 0);
  const named = getNamedType(type);
  if (!isInputObjectType(named) || !isRecord(value)) return 0;
  let sum = 0;
  for (const [name, inner] of Object.entries(value)) {
    const field = Object.hasOwn(named.getFields(), name) ? named.getFields()[name] : undefined;
    if (field && inner != null) sum += (inputs.get(`${named.name}.${name}`) ?? 0) + inputCost(field.type, inner, inputs);
  }
  return sum;
}

/** Reads an argument as it will be: literals, variables in them, variables' defaults. */
function reader(operation: OperationDefinitionNode, given: Variables): (node: FieldNode, argument: string) => unknown {
  const defaults = new Map(operation.variableDefinitions?.map((v) => [v.variable.name.value, v.defaultValue]) ?? []);
  const read = (value: ValueNode | ConstValueNode | undefined): unknown => {
    if (!value) return undefined;
    switch (value.kind) {
      case Kind.VARIABLE: {
        const name = value.name.value;
        return Object.hasOwn(given, name) ? given[name] : read(defaults.get(name));
      }
      case Kind.INT:
      case Kind.FLOAT:
        return Number(value.value);
      case Kind.LIST:
        return value.values.map(read);
      case Kind.OBJECT:
        return Object.fromEntries(value.fields.map((field) => [field.name.value, read(field.value)]));
      case Kind.NULL:
        return undefined;
      default:
        return value.value;
    }
  };
  return (node, argument) => read(node.arguments?.find(({ name }) => name.value === argument)?.value);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Absurd page sizes are the field's own to refuse; here they only must not make the product small. */
const clamp = (size: number): number => (Number.isFinite(size) ? Math.min(Math.max(Math.abs(size), 1), 1e9) : DEFAULT_PAGE);

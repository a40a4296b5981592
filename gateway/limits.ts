/**
 * What a document may ask. Checked before validation and planning, in time linear in the document's length: fragments are measured
 * once and multiplied, never expanded. One refusal, with what was measured and what is allowed.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type Code, failure } from '#hub/errors.ts';

export interface Limits {
  /** Words and signs of the text. */
  tokens: number;
  /** Fields inside one another. */
  depth: number;
  /** Aliases in the text. */
  aliases: number;
  /** Root fields of a query, fragments expanded. */
  rootFields: number;
  /** Root fields of a mutation. */
  mutationFields: number;
  /** Fields with all fragments expanded. */
  selections: number;
  /** Directives in the text. */
  directives: number;
  /** Variables of an operation. */
  variables: number;
  /** Fields times the page sizes they stand in. */
  cost: number;
}

export const limitDefaults: Limits = {
  tokens: 2_000,
  depth: 12,
  aliases: 50,
  rootFields: 20,
  mutationFields: 10,
  selections: 1_000,
  directives: 50,
  variables: 100,
  cost: 50_000,
};

/** Introspection of types inside types is deeper than any honest query; it is bounded by graphql-js' own rule. */
const INTROSPECTION_DEPTH = 18;
/** Rows of a list that takes `first` and was not given it. */
const DEFAULT_PAGE = 20;

interface Measure {
  depth: number;
  selections: number;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as const] : [])));

const operationsOf = (document: DocumentNode): OperationDefinitionNode[] =>
  document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);

export const tooLarge = (what: string, asked: number, allowed: number, code: Code = 'QUERY_TOO_LARGE'): GraphQLError =>
  failure(code, `This document has too many ${what}: at most ${allowed}.`, { limit: what, asked: Math.min(asked, 1e9), allowed });

/** The refusal, or undefined. Needs no schema and no validation. */
export function checkShape(document: DocumentNode, limits: Limits): GraphQLError | undefined {
  let aliases = 0;
  let directives = 0;
  visit(document, {
    enter(node) {
      if (node.kind === Kind.FIELD && node.alias) aliases += 1;
      else if (node.kind === Kind.DIRECTIVE) directives += 1;
    },
  });
  if (aliases > limits.aliases) return tooLarge('aliases', aliases, limits.aliases);
  if (directives > limits.directives) return tooLarge('directives', directives, limits.directives);

  const fragments = fragmentsOf(document);
  const measure = measurer(fragments);
  const roots = rootCounter(fragments);
  for (const operation of operationsOf(document)) {
    const variables = operation.variableDefinitions?.length ?? 0;
    if (variables > limits.variables) return tooLarge('variables', variables, limits.variables);
    const mutation = operation.operation === 'mutation';
    const allowed = mutation ? limits.mutationFields : limits.rootFields;
    const fields = roots(operation.selectionSet);
    if (fields > allowed) return tooLarge(mutation ? 'root fields of a mutation' : 'root fields', fields, allowed);
    const { depth, selections } = measure(operation.selectionSet);
    if (selections > limits.selections) return tooLarge('selected fields', selections, limits.selections);
    if (depth > limits.depth) return tooLarge('levels', depth, limits.depth, 'QUERY_TOO_DEEP');
  }
  return undefined;
}

/** Each fragment is measured once; a cycle counts as nothing, because validation refuses it. */
function measurer(fragments: Fragments): (set: SelectionSetNode) => Measure {
  const known = new Map<string, Measure>();
  const nothing: Measure = { depth: 0, selections: 0 };
  const ofFragment = (name: string): Measure => {
    const measured = known.get(name);
    if (measured) return measured;
    const fragment = fragments.get(name);
    if (!fragment) return nothing;
    known.set(name, nothing);
    const result = ofSet(fragment.selectionSet);
    known.set(name, result);
    return result;
  };
  const ofSet = (set: SelectionSetNode): Measure => {
    let depth = 0;
    let selections = 0;
    for (const selection of set.selections) {
      let inner: Measure;
      if (selection.kind === Kind.FIELD) {
        const below = selection.selectionSet ? ofSet(selection.selectionSet) : nothing;
        const levels = isIntrospection(selection) ? Math.max(0, below.depth - INTROSPECTION_DEPTH) : below.depth;
        inner = { depth: levels + 1, selections: below.selections + 1 };
      } else inner = selection.kind === Kind.INLINE_FRAGMENT ? ofSet(selection.selectionSet) : ofFragment(selection.name.value);
      depth = Math.max(depth, inner.depth);
      selections = Math.min(selections + inner.selections, 1e15);
    }
    return { depth, selections };
  };
  return ofSet;
}

function rootCounter(fragments: Fragments): (set: SelectionSetNode) => number {
  const known = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const counted = known.get(name);
    if (counted !== undefined) return counted;
    known.set(name, 0);
    const fragment = fragments.get(name);
    const result = fragment ? ofSet(fragment.selectionSet) : 0;
    known.set(name, result);
    return result;
  };
  const ofSet = (set: SelectionSetNode): number => {
    let sum = 0;
    for (const selection of set.selections)
      sum +=
        selection.kind === Kind.FIELD
          ? 1
          : selection.kind === Kind.INLINE_FRAGMENT
            ? ofSet(selection.selectionSet)
            : ofFragment(selection.name.value);
    return Math.min(sum, 1e15);
  };
  return ofSet;
}

const isIntrospection = (field: FieldNode): boolean => field.name.value === '__schema' || field.name.value === '__type';

/** True when the document asks for the schema; `__typename` is not meant. */
export function asksSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field(node) {
      if (isIntrospection(node)) asks = true;
    },
  });
  return asks;
}

/** Rough cost of one operation: a field costs 1, and everything below a list with a page size costs that many times more. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const fragments = fragmentsOf(document);
  const known = new Map<string, number>();
  const defaults = new Map(operation.variableDefinitions?.map((v) => [v.variable.name.value, v.defaultValue]) ?? []);

  const sizeOf = (field: FieldNode, parent: GraphQLNamedType | undefined): number => {
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
    if (!definition?.args.some((argument) => argument.name === 'first' || argument.name === 'last')) return 1;
    const given = field.arguments?.find(({ name, value }) => (name.value === 'first' || name.value === 'last') && value.kind !== Kind.NULL);
    let value = given?.value;
    if (value?.kind === Kind.VARIABLE) {
      const number = variables[value.name.value];
      if (typeof number === 'number') return clamp(number);
      value = defaults.get(value.name.value);
    }
    if (value?.kind === Kind.INT) return clamp(Number(value.value));
    return DEFAULT_PAGE;
  };
  const ofFragment = (name: string): number => {
    const counted = known.get(name);
    if (counted !== undefined) return counted;
    known.set(name, 0);
    const fragment = fragments.get(name);
    const result = fragment ? ofSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value)) : 0;
    known.set(name, result);
    return result;
  };
  const ofSet = (set: SelectionSetNode, parent: GraphQLNamedType | undefined): number => {
    let sum = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) sum += ofFragment(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        sum += ofSet(selection.selectionSet, selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent);
      else sum += 1 + (selection.selectionSet ? sizeOf(selection, parent) * ofSet(selection.selectionSet, typeOf(selection, parent)) : 0);
    }
    return Math.min(sum, 1e15);
  };
  return ofSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}

function typeOf(field: FieldNode, parent: GraphQLNamedType | undefined): GraphQLNamedType | undefined {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return undefined;
  const definition = parent.getFields()[field.name.value];
  return definition ? getNamedType(definition.type) : undefined;
}

/** Absurd page sizes are the field's own to refuse; here they only must not make the product small. */
const clamp = (size: number): number => (Number.isFinite(size) ? Math.min(Math.max(Math.abs(size), 1), 1e9) : DEFAULT_PAGE);

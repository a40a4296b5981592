/** Writes a generated operation down: names for variables, fragments and aliases are given here, so that what is equal merges. */
import {
  astFromValue,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isLeafType,
  isNonNullType,
  print,
} from 'graphql';
import { type Condition, conditionsFit, type Given, type OperationTree, type Selection } from './operationOf.ts';

export interface OperationText {
  text: string;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

interface Variable {
  name: string;
  declaration: string;
}

interface Writing {
  schema: GraphQLSchema;
  variables: Map<string, Variable>;
  given: Record<string, unknown>;
  flagsUsed: Set<number>;
  fragments: { name: string; on: GraphQLCompositeType; text: string }[];
  /** By field: the different argument lists it was seen with; each has a response key of its own. */
  calls: Map<string, string[]>;
  /** By shape: who has taken the alias for it, so that one parent does not take it twice. */
  shapes: Map<string, Map<string, string>>;
}

const FLAG_TYPES = ['Boolean!', 'Boolean! = true', 'Boolean = false'];

export function operationText(schema: GraphQLSchema, tree: OperationTree): OperationText {
  const writing: Writing = {
    schema,
    variables: new Map(),
    given: {},
    flagsUsed: new Set(),
    fragments: [],
    calls: new Map(),
    shapes: new Map(),
  };
  const body = writeSelections(writing, tree.selections, tree.root);
  const declarations = [...writing.variables.values()].map((v) => v.declaration);
  for (const flag of [...writing.flagsUsed].sort()) {
    declarations.push(`$flag${flag}: ${FLAG_TYPES[flag]}`);
    const value = tree.flags[flag];
    if (value !== undefined) writing.given[`flag${flag}`] = value;
  }
  const isNamed = tree.named || tree.accompanied;
  const list = declarations.length > 0 ? `(${declarations.join(', ')})` : '';
  const parts = [
    `${tree.type}${isNamed ? ' Wanted' : ''}${list} ${body}`,
    ...writing.fragments.map((f) => `fragment ${f.name} on ${f.on.name} ${f.text}`),
  ];
  if (tree.accompanied) parts.unshift('query Other { __typename }');
  return { text: parts.join('\n'), operationName: tree.accompanied ? 'Wanted' : undefined, variables: writing.given };
}

function writeSelections(writing: Writing, selections: Selection[], parent: string): string {
  return `{ ${selections.map((s) => writeSelection(writing, s, parent)).join(' ')} }`;
}

function writeSelection(writing: Writing, selection: Selection, parentName: string): string {
  if (selection.kind === 'introspection') return selection.text;
  const conditions = selection.conditions.map((c) => writeCondition(writing, c)).join('');
  if (selection.kind === 'inline')
    return `...${selection.on ? ` on ${selection.on}` : ''}${conditions} ${writeSelections(writing, selection.selections, selection.on ?? parentName)}`;
  const { schema } = writing;
  const parent = schema.getType(parentName);
  if (!isCompositeType(parent)) throw new Error(`no type ${parentName}`);
  if (selection.kind === 'spread') {
    // Only small ones, that spread nothing themselves: else depth would grow with each.
    const earlier = writing.fragments.find((f) => f.text.length < 150 && !f.text.includes('...F') && conditionsFit(schema, parent, f.on));
    if (selection.reuse && earlier) return `...${earlier.name}${conditions}`;
    const on = schema.getType(selection.on);
    if (!isCompositeType(on)) throw new Error(`no type ${selection.on}`);
    const text = writeSelections(writing, selection.selections, selection.on);
    const same = writing.fragments.find((f) => f.on === on && f.text === text);
    const name = same?.name ?? `F${writing.fragments.length}`;
    if (!same) writing.fragments.push({ name, on, text });
    return `...${name}${conditions}`;
  }
  const { name } = selection;
  if (name === '__typename') return `${selection.alias === 'none' ? '' : 'kind: '}__typename${conditions}`;
  const field = 'getFields' in parent ? parent.getFields()[name] : undefined;
  if (!field) throw new Error(`no field ${parentName}.${name}`);
  const list = selection.args.map((given) => `${given.argument}: ${writeGiven(writing, given, argumentType(field.args, given.argument))}`);
  const call = list.length > 0 ? `(${list.join(', ')})` : '';
  const target = getNamedType(field.type);
  const inner = isLeafType(target) ? '' : ` ${writeSelections(writing, selection.selections, target.name)}`;
  const shape = `as_${String(field.type).replaceAll('[', 'L').replaceAll(']', '_').replaceAll('!', 'N')}`;
  const key =
    selection.alias === 'shape' && takeShape(writing, shape + (isLeafType(target) ? '' : call), parentName, name, call)
      ? shape
      : keyOf(writing, name, call, selection.alias);
  return `${key === name ? '' : `${key}: `}${name}${call}${conditions}${inner}`;
}

function argumentType(args: readonly { name: string; type: GraphQLInputType }[], name: string): GraphQLInputType {
  const argument = args.find((a) => a.name === name);
  if (!argument) throw new Error(`no argument ${name}`);
  return argument.type;
}

/** The alias that all fields of one shape share: two members of an abstract type answer different fields under one key. */
function takeShape({ shapes }: Writing, shape: string, parent: string, name: string, call: string): boolean {
  const taken = shapes.get(shape) ?? new Map<string, string>();
  shapes.set(shape, taken);
  const by = taken.get(parent) ?? `${name}${call}`;
  taken.set(parent, by);
  return by === `${name}${call}`;
}

function keyOf({ calls }: Writing, name: string, call: string, alias: 'none' | 'own' | 'shape'): string {
  const known = calls.get(name) ?? [];
  calls.set(name, known);
  if (!known.includes(call)) known.push(call);
  const index = known.indexOf(call);
  const plain = index === 0 ? name : `${name}_${index}`;
  return alias === 'own' ? `${plain}_also` : plain;
}

function writeCondition({ flagsUsed }: Writing, { name, if: test }: Condition): string {
  if (typeof test === 'boolean') return ` @${name}(if: ${test})`;
  flagsUsed.add(test);
  return ` @${name}(if: $flag${test})`;
}

function writeGiven(writing: Writing, { how, value }: Given, type: GraphQLInputType): string {
  const literal = literalOf(value, type);
  if (how === 'literal' && literal !== undefined) return literal;
  const withDefault = how === 'left to its default' || how === 'defaulted' ? literal : undefined;
  const isGiven = how !== 'left to its default' || withDefault === undefined;
  // A variable with a default may be nullable where a value is needed.
  const declared = withDefault !== undefined && isNonNullType(type) ? type.ofType : type;
  const id = JSON.stringify([String(declared), withDefault, isGiven ? value : null, isGiven]);
  const known = writing.variables.get(id);
  if (known) return `$${known.name}`;
  const name = `v${writing.variables.size}`;
  const other = isGiven && withDefault !== undefined ? (literalOf(null, declared) ?? withDefault) : withDefault;
  const usable = other === 'null' ? withDefault : other;
  writing.variables.set(id, { name, declaration: `$${name}: ${declared}${usable === undefined ? '' : ` = ${usable}`}` });
  if (isGiven) writing.given[name] = value;
  return `$${name}`;
}

/** Undefined where there is no literal (objects of a custom scalar). */
function literalOf(value: unknown, type: GraphQLInputType): string | undefined {
  try {
    const ast = astFromValue(value, type);
    return ast ? print(ast) : undefined;
  } catch {
    return undefined;
  }
}

/** Operations over a public schema, as trees that fast-check can shrink; operationText.ts writes them down. */
import fc from 'fast-check';
import {
  doTypesOverlap,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Index of one of the three Boolean variables, or a literal. */
export type Condition = { name: 'skip' | 'include'; if: boolean | 0 | 1 | 2 };

export interface Given {
  argument: string;
  how: 'literal' | 'variable' | 'defaulted' | 'left to its default';
  value: unknown;
}

export type Selection =
  | { kind: 'field'; name: string; alias: 'none' | 'own' | 'shape'; args: Given[]; conditions: Condition[]; selections: Selection[] }
  | { kind: 'inline'; on: string | undefined; conditions: Condition[]; selections: Selection[] }
  /** `reuse`: spread an earlier fragment instead, if one fits. */
  | { kind: 'spread'; on: string; conditions: Condition[]; selections: Selection[]; reuse: boolean }
  | { kind: 'introspection'; text: string };

export interface OperationTree {
  type: 'query' | 'mutation';
  root: string;
  selections: Selection[];
  /** Values of the Boolean variables; undefined leaves one to its default. */
  flags: (boolean | undefined)[];
  named: boolean;
  /** A second operation stands in the same document. */
  accompanied: boolean;
}

/**
 * Within the entity interface that has an @interfaceObject, nothing is conditioned on a member: Hive's planner 0.0.38 finds no plan for
 * several of these, and forgets the key in others.
 */
export const conditionsFit = (schema: GraphQLSchema, parent: GraphQLCompositeType, on: GraphQLCompositeType): boolean =>
  parent.name === 'Media' ? on === parent : doTypesOverlap(schema, parent, on);

const DEPTH = 4;

export function operationOf(schema: GraphQLSchema): fc.Arbitrary<OperationTree> {
  const roots: { weight: number; arbitrary: fc.Arbitrary<Pick<OperationTree, 'type' | 'root' | 'selections'>> }[] = [];
  const selectionsOf = selections(schema);
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  const of = (type: 'query' | 'mutation', root: string) =>
    fc.record({ type: fc.constant(type), root: fc.constant(root), selections: selectionsOf(root, DEPTH) });
  if (query) roots.push({ weight: 8, arbitrary: of('query', query.name) });
  if (mutation) roots.push({ weight: 2, arbitrary: of('mutation', mutation.name) });
  const flag = fc.option(fc.boolean(), { nil: undefined });
  return fc
    .tuple(fc.oneof(...roots), fc.tuple(fc.boolean(), flag, flag), fc.boolean(), rarely(8))
    .map(([root, flags, named, accompanied]) => ({ ...root, flags, named, accompanied }));
}

const rarely = (outOf: number) => fc.nat({ max: outOf - 1 }).map((n) => n === outOf - 1);

const condition: fc.Arbitrary<Condition> = fc.record({
  name: fc.constantFrom('include', 'skip'),
  if: fc.oneof({ weight: 1, arbitrary: fc.boolean() }, { weight: 2, arbitrary: fc.constantFrom(0 as const, 1 as const, 2 as const) }),
});
// Chance by a number, because it shrinks to nought at once; fast-check's cross-shrinking of alternatives runs out of memory on trees.
const conditions: fc.Arbitrary<Condition[]> = fc.tuple(fc.nat({ max: 7 }), condition).map(([n, c]) => (n === 7 ? [c] : []));
const alias = fc.nat({ max: 7 }).map((n): 'none' | 'own' | 'shape' => (n === 7 ? 'shape' : n === 6 ? 'own' : 'none'));

function selections(schema: GraphQLSchema) {
  const composites = Object.values(schema.getTypeMap()).filter(
    (t): t is GraphQLCompositeType => isCompositeType(t) && !t.name.startsWith('__'),
  );
  const made = new Map<string, fc.Arbitrary<Selection[]>>();

  const selectionsOf = (typeName: string, depth: number): fc.Arbitrary<Selection[]> => {
    const key = `${typeName}/${depth}`;
    const known = made.get(key);
    if (known) return known;
    const type = schema.getType(typeName);
    if (!isCompositeType(type)) throw new Error(`no type ${typeName}`);
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    const leaves: fc.Arbitrary<Selection>[] = [];
    const branches: fc.Arbitrary<Selection>[] = [];
    if ('getFields' in type)
      for (const field of Object.values(type.getFields())) {
        const target = getNamedType(field.type);
        const deep = isCompositeType(target);
        if (deep && depth === 0) continue;
        const inner: fc.Arbitrary<Selection[]> = deep ? selectionsOf(target.name, depth - 1) : fc.constant([]);
        (deep ? branches : leaves).push(
          fc.tuple(alias, argumentsOf(field.args), conditions, inner).map(
            ([alias, args, conditions, selections]): Selection => ({
              kind: 'field',
              name: field.name,
              alias,
              args,
              conditions,
              selections,
            }),
          ),
        );
      }
    const typename: fc.Arbitrary<Selection> = fc
      .tuple(alias, conditions)
      .map(([alias, conditions]) => ({ kind: 'field', name: '__typename', alias, args: [], conditions, selections: [] }));
    const choices = [{ weight: 1, arbitrary: typename }];
    if (leaves.length > 0) choices.push({ weight: 4, arbitrary: fc.oneof(...leaves) });
    if (branches.length > 0) choices.push({ weight: isRoot ? 12 : 5, arbitrary: fc.oneof(...branches) });
    const fitting = composites.filter((t) => (isObjectType(type) && isRoot ? t === type : conditionsFit(schema, type, t)));
    if (depth > 0) {
      const fragments = fitting.flatMap((t) => fragmentsOn(t.name, selectionsOf(t.name, depth - 1)));
      choices.push({ weight: isAbstractType(type) ? 9 : 2, arbitrary: fc.oneof(...fragments) });
    }
    if (type === schema.getQueryType()) choices.push({ weight: 1, arbitrary: introspection(composites) });
    const arbitrary = fc.array(fc.oneof(...choices), { minLength: 1, maxLength: depth === DEPTH ? 5 : 4, size: 'max' });
    made.set(key, arbitrary);
    return arbitrary;
  };
  return selectionsOf;
}

function fragmentsOn(on: string, inner: fc.Arbitrary<Selection[]>): fc.Arbitrary<Selection>[] {
  return [
    fc.tuple(conditions, inner).map(([conditions, selections]) => ({ kind: 'inline', on, conditions, selections })),
    fc
      .tuple(conditions, inner, fc.boolean())
      .map(([conditions, selections, reuse]) => ({ kind: 'spread', on, conditions, selections, reuse })),
  ];
}

function introspection(types: GraphQLCompositeType[]): fc.Arbitrary<Selection> {
  const name = fc.constantFrom(...types.map((t) => t.name), 'Color', 'Filter', 'Blob', 'Int', 'Nothing');
  const texts = [
    fc.constant('__schema { queryType { name } mutationType { name } types { __typename kind } }'),
    name.map((n) => `type${n}: __type(name: "${n}") { kind name }`),
    name.map(
      (n) =>
        `fields${n}: __type(name: "${n}") { fields { name type { kind name ofType { name } } args { name defaultValue } } possibleTypes { name } }`,
    ),
    name.map((n) => `values${n}: __type(name: "${n}") { enumValues { name } inputFields { name defaultValue } interfaces { name } }`),
  ];
  return fc.oneof(...texts).map((text) => ({ kind: 'introspection', text }));
}

function argumentsOf(args: readonly GraphQLArgument[]): fc.Arbitrary<Given[]> {
  const hows: Given['how'][] = ['literal', 'literal', 'literal', 'variable', 'variable', 'defaulted', 'left to its default'];
  const how = fc.constantFrom(...hows);
  const each = args.map((argument) => {
    const given = fc.record({ argument: fc.constant(argument.name), how, value: valueFor(argument.type, 2) });
    const needed = isNonNullType(argument.type) && argument.defaultValue === undefined;
    return needed ? given : fc.option(given, { nil: undefined });
  });
  return fc.tuple(...each).map((all) => all.filter((given) => given !== undefined));
}

/** A value as JSON; few different ones, so that equal arguments meet. */
function valueFor(type: GraphQLInputType, depth: number): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return valueFor(type.ofType, depth);
  const nullable = (some: fc.Arbitrary<unknown>) => fc.oneof({ weight: 5, arbitrary: some }, { weight: 1, arbitrary: fc.constant(null) });
  if (isListType(type)) {
    const item = isNonNullType(type.ofType) ? valueFor(type.ofType, depth) : nullable(valueFor(type.ofType, depth));
    return fc.array(item, { maxLength: 2 });
  }
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map((v) => v.name));
  if (isInputObjectType(type)) {
    const fields: Record<string, fc.Arbitrary<unknown>> = {};
    const required: string[] = [];
    for (const field of Object.values(type.getFields())) {
      if (depth === 0 && isInputObjectType(getNamedType(field.type))) continue;
      fields[field.name] = isNonNullType(field.type) ? valueFor(field.type, depth - 1) : nullable(valueFor(field.type, depth - 1));
      if (isNonNullType(field.type) && field.defaultValue === undefined) required.push(field.name);
    }
    return fc.record(fields, { requiredKeys: required });
  }
  if (type.name === 'Int') return fc.constantFrom(0, 1, -7);
  if (type.name === 'Float') return fc.constantFrom(0.5, 3);
  if (type.name === 'Boolean') return fc.boolean();
  if (type.name === 'Blob') return fc.constantFrom<unknown>('x', 2, true, [1, { y: null }], { a: { b: [] } });
  return fc.constantFrom('a', 'b', '"ż\\n\n');
}

/** What the attack has seen: an attack that gets nothing but refusals shows nothing. */
import { type GraphQLField, type GraphQLNamedType, type GraphQLSchema, getNamedType, isAbstractType, isObjectType, Kind } from 'graphql';
import { subgraphs } from '#subgraphs/index.ts';
import type { Generated } from './documents.ts';

export interface Reach {
  readonly roots: Map<string, number>;
  readonly types: Map<string, number>;
  /** The operation that showed a type first. */
  readonly firstOf: Map<string, string>;
  readonly codes: Map<string, number>;
  operations: number;
  note(prefix: string, operation: Generated, answer: unknown): void;
}

export function createReach(): Reach {
  let said = '';
  const reach: Reach = {
    roots: new Map(),
    types: new Map(),
    firstOf: new Map(),
    codes: new Map(),
    operations: 0,
    note(prefix, { kind, root, text }, answer) {
      said = `${prefix}: ${text}`;
      reach.operations += 1;
      if (walk(answer, false)) count(reach.roots, `${prefix} ${kind} ${root}`);
    },
  };
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

  /** True when there is an object that is no envelope: a row. */
  function walk(value: unknown, inData: boolean): boolean {
    if (Array.isArray(value)) return value.map((one) => walk(one, inData)).some(Boolean);
    if (!value || typeof value !== 'object') return false;
    let found = false;
    const { __typename: type } = value as { __typename?: unknown };
    if (typeof type === 'string') {
      count(reach.types, type);
      if (!reach.firstOf.has(type)) reach.firstOf.set(type, said);
      found = !envelope.test(type);
    }
    for (const [key, one] of Object.entries(value)) {
      if (key === 'code' && typeof one === 'string' && !inData) count(reach.codes, one);
      if (walk(one, inData || key === 'data')) found = true;
    }
    return found;
  }
  return reach;
}

const envelope = /^(Query|Mutation|Subscription|PageInfo|StreamCheckpoint|StreamGap)$|(Connection|Edge|Payload|Error)$/;

/** What a storefront with a customer has. */
const held = new Set(['reservations:write', 'customer:self']);

/** Fields that need a scope no storefront has, as `Type.field`. The subgraphs say so: a public schema shows no such directives. */
const guarded = new Set(
  subgraphs.flatMap(({ schema }) =>
    Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields()).flatMap((field) => (needsScope(field) ? [`${type.name}.${field.name}`] : []))
        : [],
    ),
  ),
);

export const isGuarded = (type: string, field: { name: string }): boolean => guarded.has(`${type}.${field.name}`);

function needsScope(field: GraphQLField<unknown, unknown>): boolean {
  const scopes = field.astNode?.directives?.find(({ name }) => name.value === 'requiresScopes')?.arguments?.[0]?.value;
  if (scopes?.kind !== Kind.LIST) return false;
  return !scopes.values.some((all) => all.kind === Kind.LIST && all.values.every((one) => one.kind === Kind.STRING && held.has(one.value)));
}

/** Types that can be come to without a scope, other than by their id alone. */
export function openTypes(schema: GraphQLSchema): Set<string> {
  const found = new Set<string>();
  const waiting: GraphQLNamedType[] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
    (type) => type != null,
  );
  for (let type = waiting.pop(); type; type = waiting.pop()) {
    if (found.has(type.name) || type.name === 'Node' || type.name === '_Entity') continue;
    found.add(type.name);
    if (isAbstractType(type)) waiting.push(...schema.getPossibleTypes(type));
    if (isObjectType(type))
      for (const field of Object.values(type.getFields())) if (!isGuarded(type.name, field)) waiting.push(getNamedType(field.type));
  }
  return found;
}

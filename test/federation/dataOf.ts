/** The data behind a generated graph: a function of (type, id, field, arguments) and of what mutations did. */
import { GraphQLError, Kind, type SelectionSetNode, type TypeNode } from 'graphql';
import { hashOf } from './dice.ts';
import { type Field, fieldOf, LEAVES, type Model, type ObjectType, POOL, selectionOf, typeOf } from './model.ts';
import { possibleTypes } from './presence.ts';

/** An object on its way through resolvers: only who it is. */
export interface Node {
  __typename: string;
  id: string;
  /** In a subgraph: what the gateway sent. */
  representation?: Record<string, unknown>;
  /** In a subgraph: the field it may answer along for another one. */
  provided?: string;
}

/** What mutations did: by subgraph and id. Both sides have a world of their own. */
export interface World {
  versions: Map<string, number>;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && '__typename' in value && 'id' in value;

const CODES = ['NOT_FOUND', 'FORBIDDEN', 'SOURCE_DOWN'];
const TEXTS = ['', 'plain', 'ż"\\\n', '\u2028</script>', '💥', 'null'];
const BLOBS: unknown[] = [{ a: [1, null, { b: '__typename' }] }, [], 'text', 7, false, { __typename: 'E0', id: 'E0_0' }];

export interface Asked {
  model: Model;
  world: World;
  type: ObjectType;
  field: Field;
  node: Node;
  args: Record<string, unknown>;
  /** What @requires brought, as the answering side came by it. */
  required?: unknown;
}

/** The value of one field; lists may hold errors, as resolvers' lists may. */
export function valueFor(asked: Asked): unknown {
  const { model, world, type, field, node, args, required } = asked;
  if (field.key) return keyValue(model, type, field, node);
  if (type.name === 'Mutation') write(world, field, args);
  const [owner = ''] = field.owners;
  const version = field.owners.length === 1 && type.kind !== 'value' ? (world.versions.get(`${owner}/${node.id}`) ?? 0) : 0;
  const key = JSON.stringify([model.seed, type.name, node.id, field.name, ordered(args), version, required ?? null]);
  const roll = hashOf(`${key}!`) % 1000;
  if (!field.calm && roll < 35) throw failure(key);
  return build(asked, typeOf(field.type), key);
}

function build(asked: Asked, type: TypeNode, key: string, promised = false): unknown {
  const { model, field } = asked;
  const roll = hashOf(`${key}?`) % 1000;
  if (type.kind === Kind.NON_NULL_TYPE) {
    const broken = !field.calm && roll < 12;
    return broken ? null : build(asked, type.type, `${key}.`, true);
  }
  if (!promised && roll < 130) return null;
  if (type.kind === Kind.LIST_TYPE)
    return Array.from({ length: hashOf(`${key}#`) % 4 }, (_, i) => {
      const item = `${key}[${i}]`;
      return !field.calm && hashOf(`${item}!`) % 1000 < 15 ? failure(item) : build(asked, type.type, item);
    });
  const name = type.name.value;
  if (LEAVES.includes(name)) return leaf(name, hashOf(key));
  const candidates = possibleTypes(model, name, field.owners).flatMap((t) => (model.abstracts.has(t) ? possibleTypes(model, t, []) : [t]));
  const __typename = candidates[hashOf(`${key}@`) % candidates.length] ?? name;
  const kind = model.objects.get(__typename)?.kind;
  // The same few entities come up again and again, so that a gateway has duplicates to join.
  const id = kind === 'entity' ? `${__typename}_${hashOf(`${key}=`) % POOL}` : `${__typename}:${hashOf(key).toString(36)}`;
  return { __typename, id } satisfies Node;
}

function leaf(name: string, n: number): unknown {
  if (name === 'Int') return (n % 2001) - 1000;
  if (name === 'Float') return n % 3 === 0 ? n % 100 : (n % 100000) / 64;
  if (name === 'Boolean') return n % 2 === 0;
  if (name === 'ID') return `i${n % 50}`;
  if (name === 'Color') return ['RED', 'GREEN', 'BLUE'][n % 3];
  if (name === 'Blob') return BLOBS[n % BLOBS.length];
  return `${TEXTS[n % TEXTS.length]}${n % 1000}`;
}

function failure(key: string): GraphQLError {
  return new GraphQLError('generated', { extensions: { code: CODES[hashOf(`${key}c`) % CODES.length] ?? '' } });
}

function write(world: World, field: Field, { id, ...rest }: Record<string, unknown>): void {
  const key = `${field.owners[0]}/${entityId(field, id)}`;
  world.versions.set(key, (world.versions.get(key) ?? 0) + 1 + (hashOf(JSON.stringify(ordered(rest))) % 5));
}

const entityId = (field: Field, id: unknown) => `${field.type.replace('!', '')}_${hashOf(String(id)) % POOL}`;

/** What a mutation answers: the entity it wrote. */
export const writtenNode = (field: Field, id: unknown): Node => ({ __typename: field.type.replace('!', ''), id: entityId(field, id) });

function keyValue(model: Model, type: ObjectType, field: Field, { __typename, id }: Node): unknown {
  if (type.name.startsWith('Ref')) return field.name === 'code' ? `ref-${id}` : hashOf(id) % 7;
  if (field.name === 'id') return id;
  if (field.name === 'org') return hashOf(id) % 3;
  if (field.name === 'ref') return { __typename: `Ref${__typename}`, id } satisfies Node;
  if (field.name === 'owner') {
    const owner = field.type.replace('!', '');
    return { __typename: owner, id: `${owner}_${hashOf(`${model.seed}${id}`) % POOL}` } satisfies Node;
  }
  return `${field.name}-${id}`;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, ordered(v)]));
}

/** The selection of a @key or @requires on the data itself. */
export function selected(model: Model, world: World, node: Node, selection: SelectionSetNode): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const part of selection.selections) {
    if (part.kind !== Kind.FIELD) throw new Error('only fields in keys and requirements');
    const found = fieldOf(model, node.__typename, part.name.value);
    if (!found) throw new Error(`no field ${node.__typename}.${part.name.value}`);
    const inner = part.selectionSet;
    const dive = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(dive);
      return isNode(value) && inner ? selected(model, world, value, inner) : value;
    };
    const { field, type } = found;
    const required = field.requires ? requiredOf(model, world, node, field.requires) : undefined;
    out[part.name.value] = dive(valueFor({ model, world, type, field, node, args: {}, required }));
  }
  return out;
}

/** The same selection on a representation; undefined where a part of it is missing. */
export function sent(value: unknown, selection: SelectionSetNode): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => sent(item, selection));
  const out: Record<string, unknown> = {};
  for (const part of selection.selections) {
    if (part.kind !== Kind.FIELD) throw new Error('only fields in keys and requirements');
    const own = (value as Record<string, unknown>)[part.name.value];
    out[part.name.value] = part.selectionSet ? sent(own, part.selectionSet) : own;
  }
  return out;
}

export function requiredOf(model: Model, world: World, node: Node, requires: string): string {
  return JSON.stringify(selected(model, world, node, selectionOf(requires)));
}

/**
 * Items of lists as promises. When graphql-js meets an item that fails at once while an earlier one still waits, it forgets to listen to
 * the earlier one, whose own failure then ends the process as an unhandled rejection; with promises it never does.
 */
export function later(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map(async (item) => {
    if (item instanceof Error) throw item;
    return later(item);
  });
}

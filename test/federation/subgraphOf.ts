/** One subgraph of a generated graph, executable: its part of the SDL over the common data. It trusts nothing a gateway sends. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { isNode, later, type Node, selected, sent, valueFor, type World, writtenNode } from './dataOf.ts';
import { hashOf } from './dice.ts';
import { type Field, type Model, type ObjectType, POOL, selectionOf } from './model.ts';
import { declaredFields, sdlOf } from './sdlOf.ts';

type Resolver = (source: unknown, args: Record<string, unknown>, context: { world: World }) => unknown;

export interface GeneratedSubgraph {
  name: string;
  sdl: string;
  schema: GraphQLSchema;
}

export function subgraphOf(model: Model, name: string): GeneratedSubgraph {
  const sdl = sdlOf(model, name);
  const resolvers: Record<string, Record<string, unknown>> = {};
  for (const type of model.objects.values()) {
    const here = type.presence.get(name);
    const declared = declaredFields(name, type);
    if (declared.length === 0 || (type.kind !== 'root' && !here)) continue;
    const own: Record<string, unknown> = {};
    for (const field of declared) own[field.name] = resolverOf(model, name, type, field);
    if (here && type.kind !== 'value' && here.resolvable) own.__resolveReference = referenceOf(model, type.name, here.keys);
    resolvers[type.name] = own;
  }
  for (const abstract of model.abstracts.values()) {
    if (!abstract.presence.has(name)) continue;
    const own: Record<string, unknown> = { __resolveType: (node: Node) => node.__typename };
    if (abstract.key) own.__resolveReference = referenceOf(model, abstract.name, [abstract.key]);
    resolvers[abstract.name] = own;
  }
  return { name, sdl, schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]) };
}

const poisoned = (why: string) => new GraphQLError(`generated subgraph: ${why}`, { extensions: { code: 'POISON' } });

function resolverOf(model: Model, subgraph: string, type: ObjectType, field: Field): Resolver {
  const owned = field.owners.includes(subgraph);
  const resolve: Resolver = (source, args, { world }) => {
    const node = isNode(source) ? source : { __typename: type.name, id: 'root' };
    if (!owned && node.provided !== field.name) throw poisoned(`${type.name}.${field.name} is not answered by ${subgraph} here`);
    let required: string | undefined;
    if (field.requires) {
      required = JSON.stringify(sent(node.representation, selectionOf(field.requires)));
      const whole = JSON.stringify(selected(model, world, node, selectionOf(field.requires)));
      if (required !== whole) throw poisoned(`${type.name}.${field.name} was sent ${required} for ${whole}`);
    }
    const chosen = valueFor({ model, world, type, field, node, args, required });
    const value = type.name === 'Mutation' && chosen !== null ? writtenNode(field, args.id) : chosen;
    return field.provides ? provide(value, field.provides) : value;
  };
  // Half of the graphs answer at once; in the others some fields come later, and all items of lists.
  if (model.seed % 2 === 0) return resolve;
  const isLate = hashOf(`${model.seed}${subgraph}${field.name}`) % 3 === 0;
  return isLate ? async (...all) => later(resolve(...all)) : (...all) => later(resolve(...all));
}

function provide(value: unknown, provided: string): unknown {
  if (Array.isArray(value)) return value.map((item) => provide(item, provided));
  return isNode(value) ? { ...value, provided } : value;
}

/** Finds out who is meant by any of the keys, and that the whole key is true. */
function referenceOf(model: Model, typeName: string, keys: string[]) {
  const candidates = (model.abstracts.get(typeName)?.members ?? [typeName]).flatMap((t) =>
    Array.from({ length: POOL }, (_, i): Node => ({ __typename: t, id: `${t}_${i}` })),
  );
  const known = new Map<string, Node>();
  const nowhere: World = { versions: new Map() };
  for (const key of keys)
    for (const node of candidates) known.set(`${key}${JSON.stringify(selected(model, nowhere, node, selectionOf(key)))}`, node);
  return (representation: Record<string, unknown>): Node => {
    for (const key of keys) {
      const node = known.get(`${key}${JSON.stringify(sent(representation, selectionOf(key)))}`);
      if (node && representation.__typename === typeName) return { ...node, representation };
    }
    throw poisoned(`no ${typeName} is meant by ${JSON.stringify(representation)}`);
  };
}

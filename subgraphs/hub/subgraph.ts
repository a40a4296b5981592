/** What every subgraph is made of: a name (its SDL), resolvers, and loaders made anew for each request. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  isObjectType,
} from 'graphql';
import type { Logger } from 'pino';
import type { Database, Db } from './database.ts';
import { failure } from './errors.ts';
import type { Feed } from './feed.ts';
import { plainReads, type Reads } from './reads.ts';
import { scalars } from './scalars.ts';
import { type SubgraphName, subgraphDocument } from './sdl.ts';
import { recordReads } from './tableReads.ts';
import type { Viewer } from './viewer.ts';

/** What a process has once, for all requests. */
export interface Ground {
  readonly db: Database;
  readonly feed: Feed;
  readonly log: Logger;
  /** Epoch milliseconds. Time comes from outside, so that tests can move it. */
  now(): number;
  /** Asks the worker to look at its queue now. Only a hint: it polls anyway. */
  wake(): void;
}

/** What a resolver gets third. Never shared between requests or between subgraphs. */
export interface Context<Loaders = unknown> {
  readonly ground: Ground;
  readonly db: Db;
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  readonly requestId: string;
  /** When the request began, epoch milliseconds: one clock for the whole answer. Using it keeps the answer from being remembered; see `reads`. */
  readonly now: number;
  /** What the answer is made of, for whoever remembers it. `db` tells by itself; time and ages are told by whoever uses them. */
  readonly reads: Reads;
}

// biome-ignore lint/suspicious/noExplicitAny: the generated resolver types differ a subgraph; only graphql-js calls them.
export type AnyResolvers = Record<string, any>;

export interface Subgraph {
  readonly name: SubgraphName;
  readonly schema: GraphQLSchema;
  context(ground: Ground, request: ContextRequest): Context;
}

export interface ContextRequest {
  viewer: Viewer;
  requestId: string;
  /** When the answer may be remembered. */
  reads?: Reads | undefined;
}

export function defineSubgraph<Loaders>(definition: {
  name: SubgraphName;
  resolvers: AnyResolvers;
  loaders(context: Omit<Context, 'loaders'>): Loaders;
}): Subgraph {
  const { name, resolvers, loaders } = definition;
  const typeDefs = subgraphDocument(name);
  const declared = new Set(typeDefs.definitions.flatMap((d) => (d.kind === 'ScalarTypeDefinition' ? [d.name.value] : [])));
  const usedScalars = Object.fromEntries(Object.entries(scalars).filter(([scalar]) => declared.has(scalar)));
  const schema = buildSubgraphSchema([
    {
      typeDefs,
      resolvers: { ...usedScalars, UserError: { __resolveType: resolveUserError }, ...resolvers } as never,
    },
  ]);
  guardFields(schema);
  return {
    name,
    schema,
    context(ground, request) {
      const base = request.reads ? recordedContext(ground, request, request.reads) : plainContext(ground, request);
      return Object.assign(base, { loaders: loaders(base) });
    },
  };
}

type Base = Omit<Context, 'loaders'>;

function plainContext(ground: Ground, { viewer, requestId }: ContextRequest): Base {
  const now = ground.now();
  return { ground, db: ground.db.read, viewer, requestId, now, reads: plainReads(now) };
}

/** What is read past `db` and `reads` is not understood, and so it is not remembered: a resolver need not know of any of this to be right. */
function recordedContext(ground: Ground, { viewer, requestId }: ContextRequest, reads: Reads): Base {
  return {
    db: recordReads(ground.db.read, reads),
    viewer,
    requestId,
    reads,
    get ground() {
      reads.never('ground');
      return ground;
    },
    get now() {
      reads.never('now');
      return reads.now;
    },
  };
}

/** A fault of the hub may know a more telling type than this subgraph's schema does. */
const resolveUserError: GraphQLTypeResolver<{ __typename: string }, unknown> = (error, _context, info) =>
  info.schema.getType(error.__typename) ? error.__typename : 'InputError';

/** @authenticated and @requiresScopes hold in the subgraph itself, in process and remote alike: the gateway is not the only way in. */
function guardFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) if (isObjectType(type) && !type.name.startsWith('__')) guardType(type);
}

function guardType(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const directives = field.astNode?.directives ?? [];
    const authenticated = directives.some((d) => d.name.value === 'authenticated');
    const scopesNode = directives.find((d) => d.name.value === 'requiresScopes')?.arguments?.[0]?.value;
    const anyOf =
      scopesNode?.kind === 'ListValue'
        ? scopesNode.values.map((all) =>
            all.kind === 'ListValue' ? all.values.map((scope) => (scope.kind === 'StringValue' ? scope.value : '')) : [],
          )
        : undefined;
    if (!authenticated && !anyOf) continue;
    const check = (context: Context) => {
      const { viewer } = context;
      if (!viewer.application && !viewer.customerId) throw failure('UNAUTHENTICATED', 'Send an API key as Authorization: Bearer.');
      if (anyOf && !anyOf.some((all) => all.every((scope) => viewer.scopes.has(scope))))
        throw failure('FORBIDDEN', `This needs the scope ${anyOf.map((all) => all.join(' and ')).join(' or ')}.`);
    };
    guard(field, 'resolve', check);
    if (field.subscribe) guard(field, 'subscribe', check);
  }
}

function guard(
  field: { resolve?: GraphQLFieldResolver<unknown, Context>; subscribe?: GraphQLFieldResolver<unknown, Context> },
  key: 'resolve' | 'subscribe',
  check: (context: Context) => void,
): void {
  const inner = field[key] ?? (defaultFieldResolver as GraphQLFieldResolver<unknown, Context>);
  field[key] = (source, args, context, info) => {
    check(context);
    return inner(source, args, context, info);
  };
}

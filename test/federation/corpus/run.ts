/** Runs a world: its subgraphs in this process, or some of them behind HTTP, one engine over all, and what was asked of each. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { defaultFieldResolver, type ExecutionResult, GraphQLError, type GraphQLSchema, isObjectType, parse } from 'graphql';
import { pino } from 'pino';
import { createEngine } from '#gateway/federation/engine.ts';
import type { Engine, EngineOptions, LocalSubgraph, Operation, RemoteSubgraph } from '#gateway/federation/vocabulary.ts';
import { serveSchema } from './serve.ts';
import { type Case, type Fault, LINK, type SubgraphText, type World } from './words.ts';

/** What the resolvers of the subgraphs were asked since {@link Opened.forget}. */
interface Asked {
  /** Representations of each call of _entities, by subgraph. */
  entities: Map<string, number[]>;
  /** Root fields of any kind. */
  roots: number;
}

export interface Opened {
  engine: Engine;
  asked: Asked;
  forget(): void;
  close(): Promise<void>;
}

export function compose(subgraphs: Record<string, { sdl: string }>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, { sdl }]) => ({ name, typeDefs: parse(LINK + sdl), url: `http://${name}.invalid/graphql` })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

export const schemaOf = ({ sdl, resolvers }: SubgraphText): GraphQLSchema =>
  buildSubgraphSchema([{ typeDefs: parse(LINK + sdl), resolvers: resolvers as never }]);

/** Writes down every root field that is resolved. */
function watch(name: string, schema: GraphQLSchema, asked: Asked): void {
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    if (!root || !isObjectType(root)) continue;
    for (const field of Object.values(root.getFields())) {
      const key = field.subscribe ? 'subscribe' : 'resolve';
      const inner = field[key] ?? defaultFieldResolver;
      field[key] = (source, args, context, info) => {
        asked.roots += 1;
        if (field.name === '_entities') asked.entities.set(name, [...(asked.entities.get(name) ?? []), args.representations.length]);
        return inner(source, args, context, info);
      };
    }
  }
}

export const silent = pino({ level: 'silent' });

export async function openWorld(world: World, remote: readonly string[], kind: EngineOptions['kind'] = 'planned'): Promise<Opened> {
  const asked: Asked = { entities: new Map(), roots: 0 };
  const closing: (() => Promise<void>)[] = [];
  const subgraphs = new Map<string, LocalSubgraph | RemoteSubgraph>();
  for (const [name, text] of Object.entries(world.subgraphs)) {
    const schema = schemaOf(text);
    watch(name, schema, asked);
    if (remote.includes(name)) {
      const served = await serveSchema(schema);
      closing.push(served.close);
      subgraphs.set(name, { kind: 'remote', url: served.url });
    } else subgraphs.set(name, { kind: 'local', schema, context: () => ({}) });
  }
  const engine = createEngine({ supergraphSdl: compose(world.subgraphs), subgraphs, log: silent, kind });
  return {
    engine,
    asked,
    forget() {
      asked.entities.clear();
      asked.roots = 0;
    },
    async close() {
      await engine.close();
      await Promise.all(closing.map((close) => close()));
    },
  };
}

/** The operation of a case; the same object for each run of it, so that the engine knows it again. */
export function operationOf(asking: Case): Omit<Operation, 'request'> {
  return { document: parse(asking.query), operationName: asking.operationName, variables: asking.variables };
}

/** All answers of one run: one of a query, one an event of a subscription. */
export async function answersOf(engine: Engine, operation: Omit<Operation, 'request'>, asking: Case): Promise<ExecutionResult[]> {
  const request = {
    requestId: 'r1',
    signal: new AbortController().signal,
    ...(asking.maxEntities === undefined ? {} : { maxEntities: asking.maxEntities }),
  };
  if (!('events' in asking)) return [await engine.execute({ ...operation, request })];
  const stream = await engine.subscribe({ ...operation, request });
  if (!(Symbol.asyncIterator in stream)) return [stream];
  const answers: ExecutionResult[] = [];
  for await (const answer of stream) answers.push(answer);
  return answers;
}

/**
 * As they are by the time a client sees them: an error without a code is INTERNAL, or, when graphql-js speaks of the whole request,
 * BAD_USER_INPUT.
 */
export const faultsOf = ({ errors }: ExecutionResult): Fault[] =>
  (errors ?? []).map((error) => [error.path?.join('.') ?? '', codeOf(error)] as const).sort(byPath);

function codeOf({ path, extensions, originalError }: GraphQLError): string {
  if (extensions?.code !== undefined) return String(extensions.code);
  return path || (originalError && !(originalError instanceof GraphQLError)) ? 'INTERNAL' : 'BAD_USER_INPUT';
}

export const byPath = ([a]: Fault, [b]: Fault): number => (a < b ? -1 : a > b ? 1 : 0);

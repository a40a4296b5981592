/**
 * The engine alone, as a process: a route of its own around createEngine, without the hub's keys and limits. `local` has the subgraphs
 * in process, `remote` asks those of apolloSubgraph.ts.
 */
import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { fastify } from 'fastify';
import { type DocumentNode, parse, validate } from 'graphql';
import { pino } from 'pino';
import { createEngine } from '#gateway/federation/engine.ts';
import type { LocalSubgraph, RemoteSubgraph } from '#gateway/federation/vocabulary.ts';
import { type SubgraphName, subgraphNames } from './graph.ts';
import { parts } from './subgraphs.ts';

interface Asked {
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
}

const REMEMBERED = 500;
const never = new AbortController().signal;
const urls = JSON.parse(process.env.BENCH_SUBGRAPHS ?? '{}') as Record<string, string>;

function place(name: SubgraphName): LocalSubgraph | RemoteSubgraph {
  const url = urls[name];
  if (url) return { kind: 'remote', url };
  const { sdl, resolvers, context } = parts[name];
  return { kind: 'local', schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]), context };
}

const engine = createEngine({
  supergraphSdl: readFileSync(process.env.BENCH_SUPERGRAPH ?? '', 'utf8'),
  subgraphs: new Map(subgraphNames.map((name) => [name, place(name)])),
  log: pino({ level: 'silent' }),
});

const documents = new Map<string, DocumentNode>();
function documentOf(text: string): DocumentNode {
  const known = documents.get(text);
  if (known) return known;
  const document = parse(text);
  const [error] = validate(engine.schema, document);
  if (error) throw error;
  if (documents.size >= REMEMBERED) documents.clear();
  documents.set(text, document);
  return document;
}

const app = fastify({ forceCloseConnections: true });
app.removeAllContentTypeParsers();
app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
app.post('/:question', async (request, reply) => {
  const { query, operationName, variables } = JSON.parse(request.body as string) as Asked;
  const result = await engine.execute({
    document: documentOf(query),
    operationName,
    variables,
    request: { requestId: request.id, signal: never },
  });
  return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(result));
});
console.log(`engine at ${await app.listen({ host: '127.0.0.1', port: 0 })}/`);

// So that a CPU profile is written.
process.on('SIGTERM', () => process.exit(0));

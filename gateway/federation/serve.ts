/**
 * The bare engine as a gateway: any supergraph, its subgraphs over HTTP at the addresses it names (@join__graph), no hub around it.
 * `npm run federation:serve -- --supergraph FILE --port N`
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parseArgs } from 'node:util';
import { type DocumentNode, type ExecutionResult, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import { createHandler, type HandlerOptions } from 'graphql-http/lib/use/http';
import { pino } from 'pino';
import { createEngine } from './engine.ts';
import { graphsOf } from './schema.ts';
import type { Engine, EngineRequest, RemoteSubgraph } from './vocabulary.ts';

const USAGE = 'npm run federation:serve -- --supergraph FILE [--port N] [--host ADDRESS] [--deadline MILLISECONDS]';
/** Documents remembered, and with them their plans. */
const REMEMBERED = 1_000;

export interface BareGateway {
  url: string;
  close(): Promise<void>;
}

/** Answers at /graphql. Errors of subgraphs pass as they are told; what went wrong on the way to one is said without its address. */
export async function serveSupergraph(options: {
  supergraphSdl: string;
  port: number;
  host?: string;
  deadline?: number;
}): Promise<BareGateway> {
  const subgraphs = new Map<string, RemoteSubgraph>(
    graphsOf(parse(options.supergraphSdl, { noLocation: true })).map(({ value, url }) => [
      value,
      { kind: 'remote', url, ...(options.deadline ? { deadline: options.deadline } : {}) },
    ]),
  );
  const log = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: false }));
  const engine = createEngine({ supergraphSdl: options.supergraphSdl, subgraphs, log });
  const handle = createHandler(handlerOptions(engine));
  const server = createServer((request, response) => {
    if (request.url?.split('?', 1)[0] === '/graphql') void handle(request, response);
    else response.writeHead(404).end();
  });
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://${host}:${port}/graphql`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
    },
  };
}

function handlerOptions(engine: Engine): HandlerOptions {
  const read = rememberDocuments(engine);
  let requests = 0;
  return {
    async onSubscribe(raw, { query, operationName, variables }) {
      const document = read(query);
      if (!('kind' in document)) return document;
      requests += 1;
      const request: EngineRequest = { requestId: String(requests), signal: signalOf(raw.raw, raw.context.res), maxEntities: 1_000_000 };
      const { errors, data } = await engine.execute({ document, operationName, variables, request });
      return data === undefined ? (errors ?? []) : ({ data, ...(errors ? { errors } : {}) } as ExecutionResult);
    },
    formatError: (error) => error,
  };
}

/** What a client leaves unread need not be fetched; a write goes on. */
function signalOf(_request: IncomingMessage, response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

function rememberDocuments({ schema }: Engine): (text: string) => DocumentNode | readonly GraphQLError[] {
  const known = new Map<string, DocumentNode | readonly GraphQLError[]>();
  return (text) => {
    const found = known.get(text);
    if (found) return found;
    const made = readDocument(schema, text);
    known.set(text, made);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return made;
  };
}

function readDocument(schema: Engine['schema'], text: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(text);
    const errors = validate(schema, document, specifiedRules, { maxErrors: 20 });
    return errors.length ? errors : document;
  } catch (error) {
    return [error instanceof GraphQLError ? error : new GraphQLError(String(error))];
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      supergraph: { type: 'string' },
      port: { type: 'string', default: '4000' },
      host: { type: 'string', default: '127.0.0.1' },
      deadline: { type: 'string' },
    },
  });
  if (!values.supergraph) {
    process.stderr.write(`${USAGE}\n`);
    process.exit(2);
  }
  const gateway = await serveSupergraph({
    supergraphSdl: readFileSync(values.supergraph, 'utf8'),
    port: Number(values.port),
    host: values.host,
    ...(values.deadline ? { deadline: Number(values.deadline) } : {}),
  });
  process.stdout.write(`federation gateway at ${gateway.url}\n`);
}

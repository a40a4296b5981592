/** A subgraph behind plain node:http, as another team might have built it: POST for operations, graphql-sse below /stream. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, type GraphQLSchema, parse, validate } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/http';

export interface Served {
  /** Of its POST route. */
  url: string;
  close(): Promise<void>;
}

/** A server of any kind, until it is closed with whatever is still open on it. */
export async function listen(listener: RequestListener): Promise<Served> {
  const server: Server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    async close() {
      server.closeAllConnections();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** What the server answers to a body. An operation that is not valid is refused, as any server would. */
export async function answerOf(schema: GraphQLSchema, body: string): Promise<object> {
  const { query, variables, operationName } = JSON.parse(body) as {
    query: string;
    variables?: Record<string, unknown>;
    operationName?: string;
  };
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length) return { errors };
  return execute({ schema, document, variableValues: variables, operationName, contextValue: {} });
}

export function serveSchema(schema: GraphQLSchema): Promise<Served> {
  const streams = createHandler({ schema, authenticate: () => null });
  return listen(async (request, response) => {
    try {
      if (request.url === '/graphql/stream') return await streams(request, response);
      const answer = await answerOf(schema, await readBody(request));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
}

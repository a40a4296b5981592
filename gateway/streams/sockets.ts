/** GraphQL over WebSocket (graphql-transport-ws, the protocol by graphql-ws) on the path of the API. Same limits, rights and masking as HTTP. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionArgs } from 'graphql';
import { CloseCode, type Context, handleProtocols, makeServer, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { failure } from '#hub/errors.ts';
import type { Ground } from '#hub/subgraph.ts';
import type { Viewer } from '#hub/viewer.ts';
import type { Auth } from '../auth.ts';
import { MAX_BODY } from '../graphqlRoute.ts';
import { isRefused, type Operations } from '../operations.ts';
import type { StreamOptions } from '../options.ts';
import { type HubRequest, rightsOf } from '../request.ts';

/** What a socket knows; `viewer` is set once it is acknowledged. */
interface Extra extends Record<PropertyKey, unknown> {
  socket: WebSocket;
  request: IncomingMessage;
  gone: AbortController;
  viewer?: Viewer;
}

const never = new AbortController().signal;

export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, draining: boolean): void;
  /** Tells every socket to come again elsewhere (1001) and waits until they are closed. */
  close(): Promise<void>;
}

export function openSockets(parts: {
  operations: Operations;
  auth: Auth;
  ground: Ground;
  corsOrigins: readonly string[];
  options: StreamOptions;
}): Sockets {
  const { auth, ground, corsOrigins, options } = parts;
  const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_BODY, handleProtocols });
  const open = new Map<WebSocket, Extra>();
  const server = protocol(parts);

  const recheck = setInterval(() => {
    void endExpired(open, auth).catch((error: unknown) => ground.log.error({ err: error }, 'sockets could not be checked'));
  }, options.recheck);
  recheck.unref();

  function serve(socket: WebSocket, request: IncomingMessage): void {
    const extra: Extra = { socket, request, gone: new AbortController() };
    open.set(socket, extra);
    const stopPings = keepAlive(socket, options.keepAlive);
    const closed = server.opened(
      {
        protocol: socket.protocol,
        // The callback comes when the frame has left, so a reader that does not read holds its own streams back.
        send: (text) =>
          new Promise((resolve) => {
            if (socket.readyState !== socket.OPEN) resolve();
            else socket.send(text, () => resolve());
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (listen) =>
          socket.on('message', (data) => {
            listen(String(data)).catch((error: unknown) => {
              ground.log.error({ err: error }, 'a socket message failed');
              socket.close(CloseCode.InternalServerError, 'Internal error');
            });
          }),
      },
      extra,
    );
    // ws has told the client already (1009, 1007, …); an unheard error would end the process.
    socket.on('error', (error) => ground.log.debug({ err: error }, 'a socket failed'));
    socket.once('close', (code, reason) => {
      stopPings();
      extra.gone.abort();
      open.delete(socket);
      void closed(code, String(reason));
    });
  }

  return {
    upgrade(request, socket, head, draining) {
      socket.on('error', () => socket.destroy());
      // Not by URL: an address that is none would throw, and end the process.
      if (request.url?.split('?', 1)[0] !== '/graphql') return refuseUpgrade(socket, 404);
      if (!originAllowed(request, corsOrigins)) return refuseUpgrade(socket, 403);
      if (draining || open.size >= options.maxSockets) return refuseUpgrade(socket, 503);
      wss.handleUpgrade(request, socket, head, (opened) => serve(opened, request));
    },
    async close() {
      clearInterval(recheck);
      for (const socket of open.keys()) socket.close(1001, 'Going away: connect again with your cursor');
      for (let i = 0; i < 50 && open.size > 0; i++) await delay(20);
      for (const socket of open.keys()) socket.terminate();
    },
  };
}

/** A page of another site may not speak with a visitor's rights. Programs send no Origin. */
function originAllowed({ headers }: IncomingMessage, corsOrigins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || corsOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

const reasons: Record<number, string> = { 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' };

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function keepAlive(socket: WebSocket, every: number): () => void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, every);
  return () => clearInterval(timer);
}

/** A revoked key, an ended token: no stream goes on. */
async function endExpired(open: ReadonlyMap<WebSocket, Extra>, auth: Auth): Promise<void> {
  const viewers = [...open.values()].flatMap(({ viewer }) => viewer ?? []);
  const ended = await auth.ended(viewers);
  for (const [socket, { viewer }] of open) if (viewer && ended.has(viewer)) forbid(socket);
}

const forbid = (socket: WebSocket): void => socket.close(CloseCode.Forbidden, 'The key or the token has ended');

const hasEnded = (viewer: Viewer, ground: Ground): boolean => viewer.expiresAt !== undefined && viewer.expiresAt <= ground.now();

type SocketContext = Context<Record<string, unknown>, Extra>;

function protocol(parts: { operations: Operations; auth: Auth; ground: Ground; options: StreamOptions }): Server<Extra> {
  const { operations, auth, ground, options } = parts;

  const runOf = (args: ExecutionArgs) => ({
    document: args.document,
    operationName: args.operationName,
    variables: args.variableValues as Record<string, unknown> | undefined,
    request: args.contextValue as HubRequest,
  });

  return makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: options.initTimeout,
    async onConnect(context: SocketContext) {
      try {
        context.extra.viewer = await auth.identify(credentials(context));
        return true;
      } catch (error) {
        ground.log.info({ code: (error as { extensions?: { code?: string } }).extensions?.code ?? 'INTERNAL' }, 'a socket was refused');
        context.extra.socket.close(CloseCode.Forbidden, 'The key or the token is not valid');
        return false;
      }
    },
    onSubscribe(context: SocketContext, _id, payload) {
      const { viewer, gone, socket } = context.extra;
      if (!viewer || hasEnded(viewer, ground)) {
        forbid(socket);
        return [failure('UNAUTHENTICATED', 'The key or the token has ended.')];
      }
      if (Object.keys(context.subscriptions).length > options.maxOperations)
        return [failure('BAD_REQUEST', `At most ${options.maxOperations} operations at once on a socket.`)];
      const request: HubRequest = { ...rightsOf(viewer), requestId: randomUUID(), signal: gone.signal };
      const prepared = operations.prepare(payload, request);
      if (isRefused(prepared)) return [...prepared];
      return {
        schema: undefined as never,
        document: prepared.document,
        operationName: payload.operationName,
        variableValues: payload.variables,
        // A write goes on when its caller has gone.
        contextValue: prepared.operation.operation === 'mutation' ? { ...request, signal: never } : request,
      };
    },
    execute: (args) => operations.execute(runOf(args as ExecutionArgs)),
    subscribe: (args) => operations.subscribe(runOf(args as ExecutionArgs)),
    onNext(context: SocketContext) {
      const { viewer, socket } = context.extra;
      if (!viewer || hasEnded(viewer, ground)) {
        forbid(socket);
        return { data: null };
      }
      return undefined;
    },
    onError(context: SocketContext, _id, _payload, errors) {
      const { viewer } = context.extra;
      return viewer ? operations.mask(errors, { viewer, requestId: randomUUID() }).map((error) => error.toJSON()) : undefined;
    },
  });
}

function credentials({ connectionParams, extra }: SocketContext) {
  const { headers } = extra.request;
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);
  return {
    authorization: text(connectionParams?.authorization) ?? text(connectionParams?.Authorization) ?? headers.authorization,
    customerToken: text(connectionParams?.splotCustomer) ?? text(headers['splot-customer']),
    acceptLanguage: text(connectionParams?.acceptLanguage) ?? headers['accept-language'],
  };
}

/** The engine: two tiny subgraphs behind one schema, in process and over HTTP. */
import { once } from 'node:events';
import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import type { Engine } from '#gateway/federation/vocabulary.ts';
import { type HubRequest, placeRemote } from '#gateway/request.ts';
import { serveSubgraph } from '#gateway/subgraphServer.ts';
import { viewerSigner } from '#gateway/viewerToken.ts';
import type { Ground } from '#hub/subgraph.ts';
import type { Viewer } from '#hub/viewer.ts';
import { openGround, viewer } from './ground.ts';
import { type TinyWorld, tinyEngine, tinyStock, tinyWorld } from './tinyGraph.ts';

const request = (who: Viewer = viewer('staff')): HubRequest => ({ viewer: who, requestId: 'r1', signal: new AbortController().signal });
const run = (engine: Engine<HubRequest>, text: string, variables?: Record<string, unknown>) =>
  engine.execute({ document: parse(text), variables, request: request() });
/** Plain data, without graphql-js' null prototypes. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('fields of both subgraphs come in one answer, each subgraph asked once for all rows', async () => {
  const world = tinyWorld();
  const engine = tinyEngine(await openGround(), world);
  const { data, errors } = await run(engine, '{ products { name onHand } }');
  expect(errors).toBeUndefined();
  expect(plain(data)).toEqual({
    products: [
      { name: 'Oak table', onHand: 3 },
      { name: 'Oak chair', onHand: 5 },
    ],
  });
  expect(world.batches).toEqual([
    ['products', 'p1', 'p2'],
    ['stock', 'p1', 'p2'],
  ]);
  expect(Object.fromEntries(world.contexts)).toEqual({ products: 1, stock: 1 });
});

test('loaders never outlive a request', async () => {
  const world = tinyWorld();
  const engine = tinyEngine(await openGround(), world);
  await run(engine, '{ products { onHand } }');
  world.levels.set('p1', 99);
  const { data } = await run(engine, '{ products { onHand } }');
  expect(plain(data)).toEqual({ products: [{ onHand: 99 }, { onHand: 5 }] });
});

test('what a mutation field answers is read after the write, also in the same document', async () => {
  const engine = tinyEngine(await openGround());
  const { data } = await run(engine, 'mutation { a: rename(id: "p1", name: "A") { name onHand } b: rename(id: "p1", name: "B") { name } }');
  expect(plain(data)).toEqual({ a: { name: 'A', onHand: 3 }, b: { name: 'B' } });
});

test('an error of another subgraph keeps its code and its path in the client’s document', async () => {
  const engine = tinyEngine(await openGround());
  const { data, errors } = await run(engine, '{ all: products { id bad: stockError onHand } }');
  expect(plain(data)).toEqual({
    all: [
      { id: 'p1', bad: null, onHand: 3 },
      { id: 'p2', bad: null, onHand: 5 },
    ],
  });
  expect(errors?.map((e) => [e.path?.join('.'), e.extensions.code])).toEqual([
    ['all.0.bad', 'NOT_FOUND'],
    ['all.1.bad', 'NOT_FOUND'],
  ]);
});

test('a literal that is no Decimal is refused before a subgraph is asked', async () => {
  const world = tinyWorld();
  const engine = tinyEngine(await openGround(), world);
  const { errors } = await run(engine, 'query ($a: Decimal!) { price(amount: $a) }', { a: '12,5' });
  expect(errors?.[0]?.message).toMatch(/Decimal must be text such as/);
  expect(world.contexts.size).toBe(0);
});

test('each event of a subscription is resolved over both subgraphs with what is true then', async () => {
  const world = tinyWorld();
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  world.ticks = (async function* () {
    yield { id: 'p1' };
    await gates[0]?.promise;
    yield { id: 'p1' };
  })();
  const engine = tinyEngine(await openGround(), world);
  const stream = await engine.subscribe({ document: parse('subscription { ticks { id name onHand } }'), request: request() });
  if (!(Symbol.asyncIterator in stream)) throw new Error('no stream');
  const first = await stream.next();
  expect(plain(first.value.data)).toEqual({ ticks: { id: 'p1', name: 'Oak table', onHand: 3 } });
  world.names.set('p1', 'Pine table');
  world.levels.set('p1', 2);
  gates[0]?.resolve();
  const second = await stream.next();
  expect(plain(second.value.data)).toEqual({ ticks: { id: 'p1', name: 'Pine table', onHand: 2 } });
  expect((await stream.next()).done).toBe(true);
});

test('a subscription that is given up while it waits frees its source at once', async () => {
  const world = tinyWorld();
  let freed = false;
  world.ticks = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<IteratorResult<unknown>>(() => {}),
      async return() {
        freed = true;
        return { value: undefined, done: true };
      },
    }),
  };
  const engine = tinyEngine(await openGround(), world);
  const stream = await engine.subscribe({ document: parse('subscription { ticks { id } }'), request: request() });
  if (!(Symbol.asyncIterator in stream)) throw new Error('no stream');
  void stream.next();
  await stream.return?.();
  expect(freed).toBe(true);
});

const secret = 'a-secret-of-thirty-two-characters-or-more';

async function remoteStock(ground: Ground, world: TinyWorld) {
  const server = await serveSubgraph({ subgraph: tinyStock(world), ground, port: 0, viewerSecret: secret, log: ground.log });
  onTestFinished(() => server.close());
  return server;
}

test('a subgraph in another process is asked once for all rows, and its coded errors come through', async () => {
  const ground = await openGround();
  const world = tinyWorld();
  const { url } = await remoteStock(ground, world);
  const engine = tinyEngine(ground, world, placeRemote(url, secret));
  const { data, errors } = await run(engine, '{ products { name onHand stockError } }');
  expect(plain(data)).toEqual({
    products: [
      { name: 'Oak table', onHand: 3, stockError: null },
      { name: 'Oak chair', onHand: 5, stockError: null },
    ],
  });
  expect(errors?.map((e) => [e.path?.join('.'), e.extensions.code])).toEqual([
    ['products.0.stockError', 'NOT_FOUND'],
    ['products.1.stockError', 'NOT_FOUND'],
  ]);
  expect(world.batches).toContainEqual(['stock', 'p1', 'p2']);
});

test('a subscription of a subgraph in another process comes through, joined and fresh', async () => {
  const ground = await openGround();
  const world = tinyWorld();
  const { url } = await remoteStock(ground, world);
  const next = Promise.withResolvers<void>();
  world.ticks = (async function* () {
    yield { id: 'p1' };
    await next.promise;
    yield { id: 'p1' };
  })();
  const engine = tinyEngine(ground, world, placeRemote(url, secret));
  const stream = await engine.subscribe({ document: parse('subscription { ticks { name onHand } }'), request: request() });
  if (!(Symbol.asyncIterator in stream)) throw new Error('no stream');
  expect(plain((await stream.next()).value.data)).toEqual({ ticks: { name: 'Oak table', onHand: 3 } });
  world.names.set('p1', 'Pine table');
  world.levels.set('p1', 2);
  next.resolve();
  expect(plain((await stream.next()).value.data)).toEqual({ ticks: { name: 'Pine table', onHand: 2 } });
  await stream.return?.();
});

test('a subgraph’s process answers nobody but the gateway', async () => {
  const ground = await openGround();
  const { url } = await remoteStock(ground, tinyWorld());
  const post = (token?: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { 'splot-viewer': token } : {}) },
      body: '{"query":"{ __typename }"}',
    });
  expect((await post()).status).toBe(401);
  expect((await post(await viewerSigner('another-secret-of-thirty-two-characters')(viewer('admin')))).status).toBe(401);
  const token = await viewerSigner(secret)(viewer('admin'));
  expect((await post(token)).status).toBe(200);
  const introspection = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'splot-viewer': token },
    body: '{"query":"{ __schema { types { name } } }"}',
  });
  expect(await introspection.text()).not.toMatch(/LevelChanged/);
});

test.for([
  ['is down', 'SUBGRAPH_UNAVAILABLE', undefined],
  ['hangs', 'TIMEOUT', () => {}],
  [
    'answers a page',
    'SUBGRAPH_UNAVAILABLE',
    (response: ServerResponse) => response.writeHead(500).end('<html>stack trace at db.internal</html>'),
  ],
  ['answers half', 'TIMEOUT', (response: ServerResponse) => response.writeHead(200, { 'content-length': '100' }).write('{"data":')],
  [
    'answers too much',
    'SUBGRAPH_UNAVAILABLE',
    (response: ServerResponse) => response.writeHead(200).end(`{"data":"${'x'.repeat(2_000_000)}"}`),
  ],
] as const)('a subgraph that %s leaves the rest of the answer whole: %s', async ([, code, answer]) => {
  const ground = await openGround();
  const http = createHttpServer((_request, response) => void answer?.(response)).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  if (!answer) http.close();
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const engine = tinyEngine(ground, tinyWorld(), {
    ...placeRemote(`http://127.0.0.1:${port}/graphql`, secret),
    deadline: 300,
    maxBytes: 1_000_000,
  });
  const { data, errors } = await run(engine, '{ products { name onHand } }');
  expect(plain(data)).toEqual({
    products: [
      { name: 'Oak table', onHand: null },
      { name: 'Oak chair', onHand: null },
    ],
  });
  expect(errors?.map((e) => [e.path?.join('.'), e.extensions.code])).toEqual([
    ['products.0.onHand', code],
    ['products.1.onHand', code],
  ]);
  expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|internal|html/);
});

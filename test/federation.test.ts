/** The engine: two tiny subgraphs behind one schema, in process and over HTTP. */
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import type { Engine, EngineRequest } from '#gateway/federation/engine.ts';
import type { Viewer } from '#hub/viewer.ts';
import { openGround, viewer } from './ground.ts';
import { tinyEngine, tinyWorld } from './tinyGraph.ts';

const request = (who: Viewer = viewer('staff')): EngineRequest => ({ viewer: who, requestId: 'r1', signal: new AbortController().signal });
const run = (engine: Engine, text: string, variables?: Record<string, unknown>) =>
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

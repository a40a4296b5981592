/** Subscriptions: the protocol over real sockets, and what hub/stream.ts promises of events. */
import { once } from 'node:events';
import { type Client, type ClientOptions, createClient } from 'graphql-ws';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { drain } from '#gateway/health.ts';
import { createKey, revokeKey } from '#gateway/keys.ts';
import { emit } from '#hub/events.ts';
import { decodeStreamCursor, encodeStreamCursor, eventStream, type StreamItem, type StreamOptions } from '#hub/stream.ts';
import { COMPANY, openGround, type TestGround, viewer } from './ground.ts';
import { tinyGateway, tinyWorld } from './tinyGraph.ts';

const changeLevel = (ground: TestGround, subjectId: string, onHand: number, companyId = COMPANY) =>
  ground.db.write(async (trx) => emit(trx, { topic: 'stock', subjectId, companyId, payload: { onHand }, occurredAt: ground.now() }));

/** The feed has handed out everything that is committed. */
async function settled(ground: TestGround): Promise<void> {
  const { position } = await ground.db.read.selectFrom('eventHead').select('position').executeTakeFirstOrThrow();
  while (ground.feed.position < position) await ground.feed.next(() => true, 50);
}

interface Level {
  __typename: 'LevelChanged';
  id: string;
  onHand: number;
}

function levels(ground: TestGround, more: Partial<StreamOptions<Level>> = {}) {
  const stream = eventStream<Level>(ground, viewer('staff'), {
    topic: 'stock',
    snapshot: false,
    readSnapshot: async () => [],
    toItems: async (events) => events.map((e) => ({ __typename: 'LevelChanged', id: e.subjectId, onHand: Number(e.payload.onHand) })),
    ...more,
  });
  onTestFinished(() => void stream.return(undefined));
  return stream;
}

const short = (item: StreamItem<Level> | undefined): string =>
  item === undefined
    ? 'end'
    : item.__typename === 'LevelChanged'
      ? `${item.id}=${item.onHand}`
      : item.__typename === 'StreamGap'
        ? item.reason
        : 'checkpoint';

async function take(stream: AsyncGenerator<StreamItem<Level>>, count: number): Promise<StreamItem<Level>[]> {
  const items: StreamItem<Level>[] = [];
  while (items.length < count) {
    const { value, done } = await stream.next();
    if (done) break;
    items.push(value);
  }
  return items;
}

test('a snapshot comes first, then a checkpoint, then what happened since, without a hole', async () => {
  const ground = await openGround();
  const stream = levels(ground, {
    snapshot: true,
    async readSnapshot() {
      // Happens while the snapshot is being read.
      await changeLevel(ground, 'a', 2);
      return [{ __typename: 'LevelChanged', id: 'a', onHand: 1 }];
    },
  });
  expect((await take(stream, 3)).map(short)).toEqual(['a=1', 'checkpoint', 'a=2']);
  await changeLevel(ground, 'b', 7);
  expect((await take(stream, 1)).map(short)).toEqual(['b=7']);
});

test('a cursor goes on behind its message: nothing missed, nothing twice, into the live end', async () => {
  const ground = await openGround();
  const first = levels(ground);
  await take(first, 1);
  for (let i = 1; i <= 5; i++) await changeLevel(ground, 'a', i);
  const seen = await take(first, 2);
  await first.return(undefined);
  for (let i = 6; i <= 450; i++) await changeLevel(ground, 'a', i);
  await settled(ground);
  const again = levels(ground, { after: seen[1]?.cursor, snapshot: true });
  expect((await take(again, 449)).map(short)).toEqual([...Array.from({ length: 448 }, (_, i) => `a=${i + 3}`), 'checkpoint']);
  await changeLevel(ground, 'a', 451);
  expect((await take(again, 1)).map(short)).toEqual(['a=451']);
});

test('items keep the cursor of their own event when others are left out', async () => {
  const ground = await openGround();
  const start = encodeStreamCursor(ground.feed.epoch, ground.feed.position);
  for (let i = 1; i <= 9; i++) await changeLevel(ground, 'a', i);
  await settled(ground);
  const stream = levels(ground, {
    after: start,
    toItems: async (events) =>
      events.flatMap((e) =>
        Number(e.payload.onHand) % 4 === 0 ? [{ __typename: 'LevelChanged' as const, id: 'a', onHand: Number(e.payload.onHand) }] : [],
      ),
  });
  const items = await take(stream, 3);
  expect(items.map(short)).toEqual(['a=4', 'a=8', 'checkpoint']);
  const base = decodeStreamCursor(start).position;
  expect(items.map((item) => decodeStreamCursor(item.cursor).position - base)).toEqual([4, 8, 9]);
});

test('a cursor of another database is told as SOURCE_REBUILT, and the present state follows', async () => {
  const ground = await openGround();
  const readSnapshot = async () => [{ __typename: 'LevelChanged' as const, id: 'a', onHand: 1 }];
  const other = levels(ground, { after: encodeStreamCursor(crypto.randomUUID(), 0), snapshot: true, readSnapshot });
  expect((await take(other, 3)).map(short)).toEqual(['SOURCE_REBUILT', 'a=1', 'checkpoint']);
  const ahead = levels(ground, { after: encodeStreamCursor(ground.feed.epoch, 999), snapshot: true, readSnapshot });
  expect((await take(ahead, 2)).map(short)).toEqual(['SOURCE_REBUILT', 'a=1']);
});

test('a cursor older than the log is told as RETENTION_EXPIRED', async () => {
  const ground = await openGround();
  const before = ground.feed.position;
  const start = encodeStreamCursor(ground.feed.epoch, before);
  for (let i = 1; i <= 5; i++) await changeLevel(ground, 'a', i);
  await settled(ground);
  await ground.db.write((trx) =>
    trx
      .deleteFrom('event')
      .where('position', '<=', before + 3)
      .execute(),
  );
  expect((await take(levels(ground, { after: start }), 2)).map(short)).toEqual(['RETENTION_EXPIRED', 'checkpoint']);
  expect((await take(levels(ground, { after: encodeStreamCursor(ground.feed.epoch, before + 3) }), 3)).map(short)).toEqual([
    'a=4',
    'a=5',
    'checkpoint',
  ]);
});

test('a slow reader is told, and gets the present state', async () => {
  const ground = await openGround();
  let now = 0;
  const stream = levels(ground, {
    snapshot: true,
    queueSize: 10,
    readSnapshot: async () => [{ __typename: 'LevelChanged', id: 'a', onHand: now }],
  });
  await take(stream, 2);
  for (let i = 1; i <= 11; i++) await changeLevel(ground, 'a', i);
  await settled(ground);
  now = 11;
  expect((await take(stream, 3)).map(short)).toEqual(['SLOW_CONSUMER', 'a=11', 'checkpoint']);
  await changeLevel(ground, 'a', 12);
  expect((await take(stream, 1)).map(short)).toEqual(['a=12']);
});

test('a slow reader that wants no snapshot misses nothing: the log has it', async () => {
  const ground = await openGround();
  const stream = levels(ground, { queueSize: 10 });
  await take(stream, 1);
  for (let i = 1; i <= 30; i++) await changeLevel(ground, 'a', i);
  await settled(ground);
  expect((await take(stream, 30)).map(short)).toEqual(Array.from({ length: 30 }, (_, i) => `a=${i + 1}`));
});

test('silence brings a checkpoint that passes over what was not meant', async () => {
  const ground = await openGround();
  const stream = levels(ground, { checkpointEvery: 20 });
  const [first] = await take(stream, 1);
  await changeLevel(ground, 'a', 1, 'com_other');
  await settled(ground);
  const [second] = await take(stream, 1);
  expect([first, second].map(short)).toEqual(['checkpoint', 'checkpoint']);
  expect(decodeStreamCursor(second?.cursor ?? '').position).toBe(decodeStreamCursor(first?.cursor ?? '').position + 1);
});

test('a stream that is given up while it waits frees its listener at once', async () => {
  const ground = await openGround();
  let listeners = 0;
  const feed = {
    ...ground.feed,
    epoch: ground.feed.epoch,
    position: 0,
    listen(listener: Parameters<typeof ground.feed.listen>[0]) {
      listeners += 1;
      const stop = ground.feed.listen(listener);
      return () => {
        listeners -= 1;
        stop();
      };
    },
  };
  const stream = levels({ ...ground, feed });
  await stream.next();
  const waiting = stream.next();
  expect(listeners).toBe(1);
  await stream.return(undefined);
  expect(listeners).toBe(0);
  expect((await waiting).done).toBe(true);
});

test('text that is no cursor is refused', async () => {
  const ground = await openGround();
  expect(() => levels(ground, { after: 'nonsense' })).toThrow(/not one of ours/);
});

// From here on over real sockets.

function wsClient(origin: string, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({ url: `${origin.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0, ...options });
  onTestFinished(() => void client.dispose());
  return client;
}

/** A socket spoken by hand. */
async function socketOf(origin: string, headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');
  return socket;
}

const send = (socket: WebSocket, message: object): void => socket.send(JSON.stringify(message));
const closeOf = async (socket: WebSocket): Promise<number> => (await once(socket, 'close'))[0] as number;
async function heard(socket: WebSocket): Promise<{ type: string; payload?: unknown }> {
  const [data] = await once(socket, 'message');
  return JSON.parse(String(data)) as { type: string };
}

const LEVELS =
  'subscription ($after: StreamCursor) { levels(after: $after) { __typename ... on LevelChanged { cursor onHand product { id name } } } }';

test('a subscriber gets the snapshot and then each change, joined with the other subgraph as it is then', async () => {
  const ground = await openGround();
  const world = tinyWorld();
  const { origin } = await tinyGateway(ground, { world });
  const events = wsClient(origin).iterate({ query: LEVELS });
  const next = async () => JSON.parse(JSON.stringify((await events.next()).value.data.levels));
  expect(await next()).toMatchObject({ onHand: 3, product: { name: 'Oak table' } });
  expect(await next()).toMatchObject({ onHand: 5, product: { name: 'Oak chair' } });
  expect(await next()).toEqual({ __typename: 'StreamCheckpoint' });
  world.names.set('p1', 'Pine table');
  await changeLevel(ground, 'p1', 2);
  const change = await next();
  expect(change).toMatchObject({ onHand: 2, product: { id: 'p1', name: 'Pine table' } });
  await events.return?.();

  await changeLevel(ground, 'p2', 4);
  const resumed = wsClient(origin).iterate({ query: LEVELS, variables: { after: change.cursor } });
  expect((await resumed.next()).value.data.levels).toMatchObject({ onHand: 4, product: { id: 'p2' } });
  await resumed.return?.();
});

test('queries and mutations run over a socket, too, with the same masking and limits', async () => {
  const { origin } = await tinyGateway(await openGround());
  const client = wsClient(origin);
  const one = async (query: string) => {
    for await (const result of client.iterate({ query })) return JSON.parse(JSON.stringify(result));
  };
  expect(await one('mutation { rename(id: "p1", name: "X") { name onHand } }')).toEqual({ data: { rename: { name: 'X', onHand: 3 } } });
  const boom = await one('{ boom }');
  expect(boom.errors[0]).toMatchObject({ message: 'Internal error', extensions: { code: 'INTERNAL' } });
  const refused = async (query: string) => {
    try {
      await one(query);
      return undefined;
    } catch (errors) {
      return (errors as { message: string; extensions: { code: string } }[])[0];
    }
  };
  expect((await refused('{ __schema { types { name } } }'))?.extensions.code).toBe('FORBIDDEN');
  expect((await refused(`{ products ${'{ related '.repeat(12)}{ id }${' }'.repeat(12)} }`))?.extensions.code).toBe('QUERY_TOO_DEEP');
  expect((await refused('{ nothing '))?.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
  expect((await refused('{ produkt }'))?.message).not.toMatch(/Did you mean/);
});

test('the protocol is kept: each mistake has its close code', async () => {
  const { origin } = await tinyGateway(await openGround(), { options: { streams: { initTimeout: 50 } } });
  const late = await socketOf(origin);
  expect(await closeOf(late)).toBe(4408);

  const twice = await socketOf(origin);
  send(twice, { type: 'connection_init' });
  send(twice, { type: 'connection_init' });
  expect(await closeOf(twice)).toBe(4429);

  const early = await socketOf(origin);
  send(early, { type: 'subscribe', id: '1', payload: { query: '{ __typename }' } });
  expect(await closeOf(early)).toBe(4401);

  const garbage = await socketOf(origin);
  garbage.send('{');
  expect(await closeOf(garbage)).toBe(4400);

  const double = await socketOf(origin);
  send(double, { type: 'connection_init' });
  await heard(double);
  for (let i = 0; i < 2; i++) send(double, { type: 'subscribe', id: '1', payload: { query: LEVELS } });
  expect(await closeOf(double)).toBe(4409);

  const large = await socketOf(origin);
  large.send('x'.repeat(100_001));
  expect(await closeOf(large)).toBe(1009);

  const other = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-ws');
  // This client ends the connection by itself when no protocol is agreed on.
  other.on('error', () => {});
  expect([4406, 1006]).toContain(await new Promise((resolve) => other.once('close', resolve)));
});

test('a page of another site gets no socket', async () => {
  const { origin } = await tinyGateway(await openGround());
  const status = async (from: string) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: { origin: from } });
    onTestFinished(() => socket.terminate());
    return Promise.race([
      once(socket, 'open').then(() => 101),
      once(socket, 'unexpected-response').then(([, response]) => (response as { statusCode: number }).statusCode),
    ]);
  };
  expect(await status('https://evil.example.org')).toBe(403);
  expect(await status('https://shop.example.org')).toBe(101);
  expect(await status(origin)).toBe(101);
});

test('a key goes in connection_init; a wrong one closes the socket with 4403', async () => {
  const ground = await openGround();
  const { origin } = await tinyGateway(ground);
  const { key } = await createKey(ground, { name: 'Web shop', role: 'storefront' });
  for await (const result of wsClient(origin, { connectionParams: { authorization: `Bearer ${key}` } }).iterate({
    query: '{ me { application } }',
  }))
    expect(result.data).toEqual({ me: { application: 'Web shop' } });
  const socket = await socketOf(origin);
  send(socket, { type: 'connection_init', payload: { authorization: 'Bearer splot_admin_00000000000000000000000000000000' } });
  expect(await closeOf(socket)).toBe(4403);
});

test('a revoked key ends its streams, others go on', async () => {
  const ground = await openGround();
  const { origin } = await tinyGateway(ground, { options: { streams: { recheck: 20 } } });
  const { key, id } = await createKey(ground, { name: 'Web shop', role: 'storefront' });
  const mine = await socketOf(origin, { authorization: `Bearer ${key}` });
  const visitor = await socketOf(origin);
  for (const socket of [mine, visitor]) {
    send(socket, { type: 'connection_init' });
    expect((await heard(socket)).type).toBe('connection_ack');
    send(socket, { type: 'subscribe', id: '1', payload: { query: LEVELS } });
    await heard(socket);
  }
  const closed = closeOf(mine);
  await revokeKey(ground, id);
  expect(await closed).toBe(4403);
  await changeLevel(ground, 'p1', 1);
  expect((await heard(visitor)).type).toBe('next');
});

test('operations on one socket are counted', async () => {
  const { origin } = await tinyGateway(await openGround(), { options: { streams: { maxOperations: 2 } } });
  const socket = await socketOf(origin);
  send(socket, { type: 'connection_init' });
  await heard(socket);
  const refused = new Promise((resolve) =>
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as { type: string; id: string };
      if (message.type === 'error') resolve(message.id);
    }),
  );
  for (const id of ['1', '2', '3']) send(socket, { type: 'subscribe', id, payload: { query: LEVELS } });
  expect(await refused).toBe('3');
});

test('a shutdown tells sockets to come again', async () => {
  const { app, origin } = await tinyGateway(await openGround());
  const socket = await socketOf(origin);
  send(socket, { type: 'connection_init' });
  await heard(socket);
  send(socket, { type: 'subscribe', id: '1', payload: { query: LEVELS } });
  await heard(socket);
  const closed = closeOf(socket);
  await drain(app, 1_000);
  expect(await closed).toBe(1001);
});

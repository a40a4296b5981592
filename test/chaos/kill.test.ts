/**
 * The hub as a process that is killed with -9 at moments nobody chose, on both stores. What was begun is finished, nothing happens twice.
 * SPLOT_SEED repeats a run's moments.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type Random, random } from '#connectors/twin/random.ts';
import type { Database } from '#hub/database.ts';
import { asker, type Data, openPlace, type Place, type Process, spawnSplot, stores, until } from '../hub.ts';
import { type Client, type Sent, startClients } from './clients.ts';
import { compareCopy, consistentHolds, isImported, isReading, productIds, settledRuns, settledWrites } from './copy.ts';

const seed = Number(process.env.SPLOT_SEED ?? Date.now() % 1_000_000);
const READY = /GraphQL at/;

describe.each(stores)('%s', (store) => {
  let place: Place;
  let hub: Process | undefined;
  const clients: Client[] = [];

  afterEach(async () => {
    for (const client of clients.splice(0)) client.stop();
    await hub?.kill();
    hub = undefined;
    await place?.close();
  });

  const start = async (): Promise<Process> => {
    hub = await spawnSplot(['serve'], place.env, READY);
    return hub;
  };

  /** A person asks for everything once more. */
  const readAgain = async (): Promise<void> => {
    const ask = asker(`http://127.0.0.1:${place.config.port}`, place.keys);
    const { data } = await ask('{ systems { id code } }', {}, { as: 'admin' });
    const systemId = data.systems.find((system: Data) => system.code === 'erp').id;
    for (const entity of ['products', 'prices', 'stock']) {
      const input = { idempotencyKey: randomUUID(), systemId, entity, kind: 'FULL' };
      await ask('mutation ($input: SyncStartInput!) { syncStart(input: $input) { userErrors { code } } }', { input }, { as: 'admin' });
    }
  };

  test('an import killed ten times is complete in the end, with nothing twice', { timeout: 180_000 }, async () => {
    const chance = random(seed);
    place = await openPlace(store);
    const db = await place.look();
    // A page takes a while, so that a kill meets one under way.
    for (const twin of [place.erp, place.shop])
      await twin.control('faults', { kind: 'delay', method: 'GET', path: '/*', times: 0, ms: 60 });
    const moments: string[] = [];
    let met = 0;
    for (let round = 0; round < 10; round += 1) {
      const since = Date.now();
      const running = await start();
      if (await isImported(db)) await readAgain();
      // Not before this process reads: after a kill it waits for the lease of the one before.
      await until('something to be read', () => isReading(db, since), 30_000);
      const ms = chance.between(0, 500);
      await delay(ms);
      if (await isReading(db, since)) met += 1;
      moments.push(String(ms));
      await running.kill();
    }
    await place.erp.control('faults/clear', {});
    await place.shop.control('faults/clear', {});
    await start();
    await until('the import to be complete', () => isImported(db), 60_000);
    console.log(`${store}, seed ${seed}: killed after ${moments.join(', ')} ms; ${met} of 10 while something was being imported`);
    expect(met).toBeGreaterThanOrEqual(5);
    await until('the copy to be the ERP’s', () => compareCopy(place, db), 30_000);
    await until('no run to be under way', () => settledRuns(db), 30_000);
  });

  test('orders written through twenty kills reach the ERP once each', { timeout: 400_000 }, async () => {
    const chance = random(seed + 1);
    place = await openPlace(store);
    const db = await place.look();
    const skus = ['KILL-1', 'KILL-2', 'KILL-3'];
    for (const sku of skus)
      await place.erp.control('product', { name: { pl: sku }, variants: [{ sku }], listPrice: '50.00', onHand: '100000' });
    const first = await start();
    await until('the import', () => isImported(db), 60_000);
    await first.kill();
    const began = ((await place.erp.control('ledger')) as Data).effects.length;
    for (const fault of [
      { kind: 'lose_reply', path: '/orders', probability: 0.1 },
      { kind: 'error_after', path: '/orders', probability: 0.05 },
      { kind: 'delay', path: '/orders', probability: 0.3, ms: 150 },
      { kind: 'delay_before', path: '/orders', probability: 0.1, ms: 150 },
      { kind: 'lose_reply', path: '/parties', probability: 0.1 },
    ])
      await place.erp.control('faults', { method: 'POST', times: 0, ...fault });

    const sent = new Map<string, Sent>();
    clients.push(...startClients(place, { count: 8, skus, sent }));
    const outages: number[] = [];
    const bought: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      const down = performance.now();
      const running = await start();
      outages.push(performance.now() - down);
      const order = (await place.shop.control('checkout', { lines: [{ sku: chance.pick(await shopSkus(place)), quantity: '1' }] })) as Data;
      bought.push(order.number);
      await chooseMoment(chance, db, round);
      await running.kill();
    }
    await place.erp.control('faults/clear', {});
    await start();
    for (const client of clients) client.finish();
    await Promise.all(clients.map((client) => client.done));
    await until('every write to be settled', () => settledWrites(db), 60_000);

    const { effects } = (await place.erp.control('ledger')) as Data;
    const documents = effects.slice(began).filter((effect: Data) => effect.effect === 'order.created');
    const orders = await db.read
      .selectFrom('salesOrder')
      .select(['id', 'originKind', 'erpState', 'originNumber'])
      .where('history', '=', 0)
      .execute();
    const byKey = Map.groupBy(documents, (effect: Data) => effect.detail.key as string | null);
    const told = [...sent.values()];
    console.log(
      `${store}, seed ${seed}: ${told.length} keys of clients in ${told.reduce((sum, one) => sum + one.tries, 0)} requests, ${bought.length} shop orders, ` +
        `${documents.length} documents; back after ${Math.round(outages.reduce((a, b) => a + b, 0) / outages.length)} ms on average`,
    );

    // A document belongs to an order of the hub, and each order has one.
    const twice = [...byKey].filter(([, made]) => made.length > 1).map(([key]) => key);
    expect(twice).toEqual([]);
    const known = new Set(orders.map((order) => order.id));
    expect([...byKey.keys()].filter((key) => key === null || !known.has(key))).toEqual([]);
    for (const one of told) {
      expect(one.orderIds.size, `answers to ${one.key}`).toBe(1);
      expect(one.refusals, `refusals of ${one.key}`).toEqual([]);
      expect(byKey.get([...one.orderIds][0] ?? '')?.length, `documents of ${one.key}`).toBe(1);
    }
    expect(new Set(told.flatMap((one) => [...one.orderIds])).size).toBe(told.length);
    const refused = orders.filter((order) => order.erpState === 'REJECTED').length;
    expect(documents.length).toBe(orders.length - refused);
    expect(orders.filter((order) => order.originKind === 'HUB')).toHaveLength(told.length);
    // The ERP's own copy of our documents did not come back as other orders.
    expect(orders.filter((order) => order.originKind === 'ERP')).toEqual([]);
    for (const number of bought)
      expect(
        orders.filter((order) => order.originNumber === number),
        number,
      ).toHaveLength(1);
    await consistentHolds(db);
    await until('the copy to be the ERP’s', () => compareCopy(place, db), 30_000);
    await consistentHolds(db);
    await productIds(db, skus);
  });

  test('a write that a killed hub left open is looked up, and never sent blindly', async () => {
    place = await openPlace(store);
    const db = await place.look();
    await place.erp.control('product', { name: { pl: 'KILL-4' }, variants: [{ sku: 'KILL-4' }], listPrice: '50.00', onHand: '10' });
    const running = await start();
    await until('the import', () => isImported(db), 60_000);
    const began = ((await place.erp.control('ledger')) as Data).effects.length;
    const made = async () => {
      const { effects } = (await place.erp.control('ledger')) as Data;
      return effects.slice(began).filter((effect: Data) => effect.effect === 'order.created');
    };
    // It commits at once and answers too late.
    await place.erp.control('faults', { kind: 'delay', method: 'POST', path: '/orders', ms: 60_000 });
    const sent = new Map<string, Sent>();
    const [client] = startClients(place, { count: 1, skus: ['KILL-4'], sent, wait: 'PT0S' });
    if (!client) throw new Error('no client');
    clients.push(client);
    client.finish();
    await client.done;
    await until('the document', async () => (await made()).length === 1);
    await running.kill();
    await place.erp.kill();
    await start();
    const operation = () => db.read.selectFrom('operation').selectAll().where('kind', '=', 'ORDER_PLACE').executeTakeFirstOrThrow();
    const states = new Set<string>();
    await until(
      'the hub to see that the ERP is away, with the write in its hands',
      async () => {
        states.add((await operation()).state);
        const lease = await db.read
          .selectFrom('lease')
          .selectAll()
          .where('name', 'like', 'system:%')
          .where('fence', '>', 1)
          .executeTakeFirst();
        const erp = await db.read.selectFrom('system').select('state').where('code', '=', 'erp').executeTakeFirstOrThrow();
        return lease !== undefined && erp.state === 'UNREACHABLE';
      },
      20_000,
    );
    await place.restartErp();
    await until(
      'the verdict',
      async () => {
        const { state } = await operation();
        states.add(state);
        return state === 'CONFIRMED';
      },
      45_000,
    );
    expect(states).not.toContain('QUEUED');
    expect((await operation()).attempts).toBe(1);
    expect(await made()).toHaveLength(1);
  });
});

/** Some kills come right after the start, some while the worker writes. */
async function chooseMoment(chance: Random, db: Database, round: number): Promise<void> {
  const ms = chance.between(0, 700);
  if (round % 3 === 0) return delay(ms * 2);
  const settled = async () => {
    const { count } = await db.read
      .selectFrom('operation')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('state', '=', 'CONFIRMED')
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  const before = await settled();
  await until('the worker to write', async () => (await settled()) > before, 15_000);
  await delay(ms);
}

let shown: string[] | undefined;

/** What the shop sells enough of. */
async function shopSkus(place: Place): Promise<string[]> {
  if (shown) return shown;
  const answer = await fetch(`${place.shop.url}/stock?since=0&limit=1000`, { headers: { 'x-twin-key': place.shop.key } });
  const { rows } = (await answer.json()) as Data;
  shown = rows.filter((row: Data) => Number(row.available) - Number(row.held) >= 40).map((row: Data) => row.sku as string);
  return shown ?? [];
}

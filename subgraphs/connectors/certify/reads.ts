/** Reads: every pull in full and from its cursor, the shape of each record, what refers to what, sums. */
import { type Entity, entities } from '../connector.ts';
import { type Check, Failed, Impossible, insist } from './check.ts';
import type { Place } from './place.ts';
import { idOf, type RecordOf } from './reading.ts';
import { faultOf } from './shapes.ts';

const sweepLimitMs = 900_000;
/** Clocks of two machines may differ by this much. */
const skewMs = 5_000;

export function readChecks(role: Place['role']): Check[] {
  const told: readonly Entity[] =
    role === 'ERP'
      ? entities.filter((entity) => entity !== 'carts')
      : ['categories', 'products', 'parties', 'stock', 'orders', 'returns', 'carts'];
  return [...told.flatMap((entity) => [fullSweep(entity), onFromCursor(entity)]), stops, knownParents(role), sums, goneThings];
}

const pullOf = (entity: Entity) => `pull.${entity}` as Check['needs'][number];

function fullSweep(entity: Entity): Check {
  return {
    group: 'reads',
    name: `${entity}: a full sweep tells each record in its shape`,
    needs: [pullOf(entity)],
    limitMs: sweepLimitMs,
    async run({ reading, now }, signal) {
      const began = now();
      const { records, pages, seconds } = await reading.full(entity, signal);
      const read = pages.reduce((sum, page) => sum + page.records.length, 0);
      for (const [id, record] of records) {
        const fault = faultOf(entity, record);
        insist(!fault, () => `${id}: ${fault}`);
      }
      for (const { cursor, readStartedAt, total } of pages) {
        insist(typeof cursor === 'string' && cursor !== '', 'a page has no cursor');
        insist(Number.isSafeInteger(readStartedAt), 'a page does not tell when its reading began');
        insist(
          readStartedAt >= began - sweepLimitMs && readStartedAt <= now() + skewMs,
          'a page says that its reading began at another time',
        );
        insist(total === undefined || Number.isSafeInteger(total), 'the expected number of records is no whole number');
      }
      const repeated = read - records.size;
      return `${records.size} records in ${pages.length} page${pages.length === 1 ? '' : 's'}, ${seconds.toFixed(1)} s${repeated ? `, ${repeated} told twice` : ''}`;
    },
  };
}

function onFromCursor(entity: Entity): Check {
  return {
    group: 'reads',
    name: `${entity}: a delta goes on from the cursor, and a cursor may be used again`,
    needs: [pullOf(entity)],
    limitMs: sweepLimitMs,
    async run({ reading, now }, signal) {
      const { cursor, records } = await reading.full(entity, signal);
      const began = now();
      const first = await reading.delta(entity, cursor, signal);
      const seconds = (now() - began) / 1000;
      const again = new Set((await reading.delta(entity, cursor, signal)).map((record) => idOf(entity, record)));
      for (const record of first) {
        const fault = faultOf(entity, record as never);
        insist(!fault, () => `${idOf(entity, record)}: ${fault}`);
        insist(again.has(idOf(entity, record)), `${idOf(entity, record)} was told once only from the same cursor`);
      }
      const unknown = first.map((record) => idOf(entity, record)).filter((id) => !records.has(id));
      if (unknown.length > 0) {
        // Made since, or a sweep that keeps things back: a sweep now must know them.
        const swept = await reading.sweep(entity, signal);
        const kept = unknown.find((id) => !swept.has(id));
        insist(kept === undefined, `${kept} is told by a delta and by no full sweep: the hub would take it for gone`);
      }
      return `${first.length} of ${records.size} read again, ${seconds.toFixed(1)} s`;
    },
  };
}

const stops: Check = {
  group: 'reads',
  name: 'a pull ends when it is asked to',
  needs: ['pull.products'],
  async run({ connected, now }) {
    const stop = new AbortController();
    const began = now();
    const work = (async () => {
      for await (const _ of connected.pull.products?.(null, stop.signal) ?? []) stop.abort();
    })().catch(() => undefined);
    stop.abort();
    const patience = new Promise<'late'>((resolve) => setTimeout(resolve, 10_000, 'late').unref());
    insist((await Promise.race([work, patience])) !== 'late', 'it went on for ten seconds after it was asked to stop');
    return `${now() - began} ms`;
  },
};

/** Names a record gives: the entity, and the ids. A variant is told with its product. */
const references: { [E in Entity]?: (record: RecordOf<E>) => [Entity, (string | undefined)[]][] } = {
  products: (one) => [['categories', one.categoryIds]],
  prices: (one) => [['priceLists', [one.listId]]],
  parties: (one) => [
    ['priceLists', [one.priceListId]],
    ['taxRules', [one.taxRuleId]],
    ['parties', [one.parentId]],
  ],
  loyalty: (one) => [['parties', [one.partyId]]],
  stock: (one) => [['locations', [one.locationId, ...(one.bins ?? []).map((bin) => bin.locationId)]]],
  incoming: (one) => [['locations', [one.locationId]]],
  orders: (one) => [['parties', [one.partyId]]],
  quotes: (one) => [
    ['parties', [one.partyId]],
    ['orders', [one.orderId]],
  ],
  invoices: (one) => [
    ['orders', one.orderIds],
    ['invoices', [one.correctsId]],
  ],
  money: (one) => [['invoices', one.invoices.map(({ invoiceId }) => invoiceId)]],
  returns: (one) => [['orders', [one.orderId]]],
};

function knownParents(role: Place['role']): Check {
  return {
    group: 'reads',
    name: 'records name only what the system tells, too',
    needs: role === 'ERP' ? ['pull.products', 'pull.stock'] : ['pull.products'],
    limitMs: sweepLimitMs,
    async run({ connected, reading }, signal) {
      const ids = new Map<Entity, Set<string>>();
      const able = (entity: Entity) => connected.pull[entity] !== undefined;
      for (const entity of entities.filter(able)) {
        const { records } = await reading.full(entity, signal);
        ids.set(entity, new Set([...records.values()].map((record) => idOf(entity, record))));
      }
      let names = 0;
      for (const [entity, namesOf] of Object.entries(references) as [Entity, (record: unknown) => [Entity, (string | undefined)[]][]][]) {
        if (!able(entity)) continue;
        for (const [id, record] of (await reading.full(entity, signal)).records)
          for (const [parent, named] of namesOf(record))
            for (const one of named) {
              if (one === undefined || !ids.has(parent)) continue;
              names += 1;
              insist(ids.get(parent)?.has(one), `${entity} ${id} names ${parent} ${one}, which is not told`);
            }
      }
      return `${names} names`;
    },
  };
}

const sums: Check = {
  group: 'reads',
  name: 'net and tax make gross, and lines make the total',
  needs: ['pull.orders'],
  limitMs: sweepLimitMs,
  async run({ connected, reading }, signal) {
    let seen = 0;
    for (const [id, { totals, lines }] of (await reading.full('orders', signal)).records) {
      insist(totals.net + totals.tax === totals.gross, `order ${id}: net and tax do not make gross`);
      const goods = lines.reduce((sum, line) => sum + line.gross, 0n);
      // An ERP that rounds the tax of the whole document may differ by a hundredth a line.
      const off = goods + totals.deliveryGross - totals.gross;
      insist((off < 0n ? -off : off) <= 10_000n * BigInt(lines.length + 1), `order ${id}: its lines make another total`);
      seen += 1;
    }
    if (connected.pull.invoices)
      for (const [id, one] of (await reading.full('invoices', signal)).records) {
        insist(one.net + one.tax === one.gross, `invoice ${id}: net and tax do not make gross`);
        insist(one.gross >= 0n, `invoice ${id}: amounts of corrections are positive, too`);
        insist(one.open <= one.gross, `invoice ${id}: more is open than it is about`);
        insist(one.state !== 'PAID' || one.open === 0n, `invoice ${id} is paid and open`);
        seen += 1;
      }
    if (seen === 0) throw new Impossible('it has no order yet');
    return `${seen} documents`;
  },
};

const goneThings: Check = {
  group: 'reads',
  name: 'what is taken off is told as inactive',
  needs: ['pull.products'],
  limitMs: sweepLimitMs,
  async run({ connected, reading }, signal) {
    const products = [...(await reading.full('products', signal)).records.values()];
    const parties = connected.pull.parties ? [...(await reading.full('parties', signal)).records.values()] : [];
    const goods = products.filter((one) => !one.active || one.variants.some((variant) => !variant.active)).length;
    const people = parties.filter((one) => !one.active).length;
    if (goods + people === 0) throw new Impossible('nothing in it is inactive: archive a product and try again');
    if (products.length > 0 && goods === products.length) throw new Failed('every product is inactive');
    return `${goods} products, ${people} parties`;
  },
};

/** Writes: each kind once, its answer, and what the system then tells of it. */
import type { Entity, StockRecord } from '../connector.ts';
import { type Check, insist } from './check.ts';
import { fixtureOf } from './fixture.ts';
import { anOrder, cancelOrder, placeOrder } from './orderProbes.ts';
import type { Place } from './place.ts';
import { able, type Probe } from './probe.ts';
import { probesOf } from './probes.ts';
import { pause } from './reading.ts';

const ONE = 1_000_000n;

export function writeChecks(role: Place['role']): Check[] {
  return [...probesOf(role).map(once), ...(role === 'ERP' ? [demand, heard] : [])];
}

function once(probe: Probe): Check {
  return {
    group: 'writes',
    name: `${probe.name} is made and told again`,
    needs: probe.needs,
    writes: true,
    async run(place, signal) {
      const attempt = await probe.prepare(place, signal);
      const began = place.now();
      const id = await attempt.send(signal);
      place.durations.set(probe.name, place.now() - began);
      const took = `${place.now() - began} ms`;
      try {
        const count = await attempt.count?.(signal);
        insist(count === undefined || count === 1, count === 0 ? 'no delta ever told of it' : `the system tells of it ${count} times`);
        const note = await attempt.verify?.(id, signal);
        return note ? `${took}; ${note}` : took;
      } finally {
        await attempt.undo?.(id, signal);
      }
    },
  };
}

/** Pieces of the fixture's variant that open sales have taken, over all places. */
const demand: Check = {
  group: 'writes',
  name: 'an order takes its piece from what is free, and a cancelled one gives it back',
  needs: ['push.orderPlace', 'push.orderCancel', 'pull.orders', 'pull.stock', 'pull.parties'],
  writes: true,
  async run(place, signal) {
    const fixture = await fixtureOf(place, signal);
    const taken = (rows: StockRecord[]) =>
      rows.reduce((sum, row) => sum + (row.variantId === fixture.variant.externalId ? row.reserved : 0n), 0n);
    const before = taken(await place.reading.known('stock', signal));
    const id = await placeOrder(place, anOrder(place, fixture), signal);
    const during = await place.reading.await('stock', (rows) => taken(rows) === before + ONE || undefined, signal);
    await cancelOrder(place, id, signal);
    insist(during, 'what is reserved did not rise by the piece');
    const after = await place.reading.await('stock', (rows) => taken(rows) === before || undefined, signal);
    insist(after, 'what is reserved did not fall again');
    return undefined;
  },
};

/** Longer than that and polling would have been sooner. */
const hearWithinMs = 20_000;

const heard: Check = {
  group: 'writes',
  name: 'an order is heard of by whoever listens',
  needs: ['listen', 'push.orderPlace', 'pull.orders', 'pull.stock', 'pull.parties'],
  writes: true,
  async run(place, signal) {
    const fixture = await fixtureOf(place, signal);
    const stop = new AbortController();
    const entities = new Set<Entity>();
    const listening = able(place.connected.listen, 'listen')((woken) => {
      for (const entity of woken) entities.add(entity);
    }, stop.signal).catch(() => undefined);
    // What is already on its way when listening begins is not meant.
    await pause(1_000, signal);
    entities.clear();
    const began = place.now();
    const id = await placeOrder(place, anOrder(place, fixture), signal);
    while (!entities.has('orders') && place.now() - began < hearWithinMs) await pause(50, signal);
    const after = place.now() - began;
    stop.abort();
    await listening;
    await cancelOrder(place, id, signal);
    insist(
      entities.has('orders'),
      `within ${hearWithinMs / 1000} s nothing was heard of it${entities.size ? ` but of ${[...entities].join(', ')}` : ''}`,
    );
    return `after ${after} ms, with ${[...entities].join(', ')}`;
  },
};

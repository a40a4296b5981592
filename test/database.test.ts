import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { migrate, openDatabase, ReadOnlyDatabase } from '#hub/database.ts';
import { emit, readEvents, readHead } from '#hub/events.ts';
import { newId } from '#hub/id.ts';
import { assertLease, LEASE_MS, LeaseLost, takeLease } from '#hub/lease.ts';
import { addTax, documentTotals, formatMicros, micros, removeTax, toCents, tryMicros } from '#hub/money.ts';
import { fold, sortKey } from '#hub/text.ts';
import { COMPANY, freshDatabase, onPostgres, openGround, type TestGround } from './ground.ts';

const anEvent = (subjectId: string) => ({ topic: 'system' as const, subjectId, companyId: COMPANY, payload: {}, occurredAt: 0 });

test('migrating again changes nothing', async () => {
  expect(await migrate(await freshDatabase())).toEqual([]);
});

test('micros come back as bigint, every other integer as a number', async () => {
  const ground = await openGround();
  const row = { variantId: 'v', unitMicros: 9_007_199_254_740_993n, currency: 'PLN', method: 'FIFO', asOf: 1_790_000_000_123 };
  await ground.db.write((trx) => trx.insertInto('variantCost').values(row).execute());
  expect(await ground.db.read.selectFrom('variantCost').selectAll().execute()).toEqual([row]);
  const { count, sumMicros } = await ground.db.read
    .selectFrom('variantCost')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.sum<bigint>('unitMicros').as('sumMicros')])
    .executeTakeFirstOrThrow();
  expect([count, sumMicros]).toEqual([1, row.unitMicros]);
});

test('an amount that is no integer is refused by the database itself', async () => {
  const ground = await openGround();
  const row = { variantId: 'v', unitMicros: 1.5 as unknown as bigint, currency: 'PLN', method: 'FIFO', asOf: 0 };
  await expect(ground.db.write((trx) => trx.insertInto('variantCost').values(row).execute())).rejects.toThrow();
});

test('a transaction that fails leaves neither rows nor events', async () => {
  const ground = await openGround();
  const before = await readHead(ground.db.read);
  const work = ground.db.write(async (trx) => {
    emit(trx, anEvent('a'));
    await trx.insertInto('redirect').values({ id: 'a', intoId: 'b', createdAt: 0 }).execute();
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(await readHead(ground.db.read)).toEqual(before);
  expect(await ground.db.read.selectFrom('redirect').selectAll().execute()).toEqual([]);
});

test('events of many writers at once stand in one row of positions without a hole, each transaction together', async () => {
  const ground = await openGround();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 130 }), { minLength: 1, maxLength: 8 }), async (sizes) => {
      const { position } = await readHead(ground.db.read);
      const names = sizes.map(() => randomUUID());
      await Promise.all(
        sizes.map((size, i) =>
          ground.db.write(async (trx) => {
            for (let n = 0; n < size; n += 1) emit(trx, anEvent(`${names[i]} ${n}`));
          }),
        ),
      );
      const events = await readEvents(ground.db.read, position, 5_000);
      expect(events.map((event) => event.position)).toEqual(events.map((_, i) => position + 1 + i));
      expect(events).toHaveLength(sizes.reduce((sum, size) => sum + size, 0));
      const blocks = events.map((event) => event.subjectId.split(' ')[0]).filter((name, i, all) => name !== all[i - 1]);
      expect(new Set(blocks).size).toBe(blocks.length);
    }),
    { numRuns: 15 },
  );
});

test('a lease has one holder, passes on when it runs out, and stops the one that lost it', async () => {
  const ground: TestGround = await openGround();
  const { db } = ground;
  const first = await takeLease(db, 'x', 'one', 1_000);
  expect(await takeLease(db, 'x', 'two', 1_000)).toBeUndefined();
  expect(await takeLease(db, 'x', 'one', 2_000)).toEqual(first);
  const second = await takeLease(db, 'x', 'two', 2_001 + LEASE_MS);
  expect(second?.fence).toBe((first?.fence ?? 0) + 1);
  if (!first) throw new Error('no lease');
  await expect(db.write((trx) => assertLease(trx, first))).rejects.toThrow(LeaseLost);
});

test.skipIf(onPostgres)('a second hub on the same file is refused by name, a brief command and a reader are not', async () => {
  const file = await freshDatabase();
  const hub = await openDatabase(file);
  onTestFinished(() => hub.close());
  await expect(openDatabase(file)).rejects.toThrow(`another Splot writes to ${file}`);
  const command = await openDatabase(file, { brief: true });
  await Promise.all([
    hub.write((trx) => trx.insertInto('redirect').values({ id: 'a', intoId: 'b', createdAt: 0 }).execute()),
    command.write((trx) => trx.insertInto('redirect').values({ id: 'c', intoId: 'd', createdAt: 0 }).execute()),
  ]);
  await command.close();
  const reader = await openDatabase(file, { readOnly: true });
  expect(await reader.read.selectFrom('redirect').selectAll().execute()).toHaveLength(2);
  await expect(reader.write(async () => {})).rejects.toThrow(ReadOnlyDatabase);
  await reader.close();
});

test('ids made in one millisecond keep their order', () => {
  const ids = Array.from({ length: 5_000 }, () => newId('operation'));
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});

test('both stores sort text bytewise, so that paging by text agrees', async () => {
  const ground = await openGround();
  const words = ['b', 'B', 'ą', 'a', 'Z', 'z', '~', '1'];
  await ground.db.write(async (trx) => {
    for (const word of words) await trx.insertInto('redirect').values({ id: word, intoId: 'x', createdAt: 0 }).execute();
  });
  const rows = await ground.db.read.selectFrom('redirect').select('id').orderBy('id').execute();
  expect(rows.map((row) => row.id)).toEqual(words.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
});

test('decimal text and micros are one another’s reverse', () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (value) => micros(formatMicros(value)) === value));
  for (const bad of ['', '1,5', '1e3', '0.1234567', 'NaN', '--1', ' 1', `${'9'.repeat(16)}`]) expect(tryMicros(bad)).toBeUndefined();
});

test('tax put on and taken off is the same amount to the grosz', () => {
  const amounts = fc.bigInt({ min: 0n, max: 10n ** 9n }).map((cents) => cents * 10_000n);
  fc.assert(
    fc.property(amounts, fc.constantFrom('0', '5', '8', '23'), (net, percent) => toCents(removeTax(addTax(net, percent), percent)) === net),
  );
});

test('totals add up: net and tax are gross, and rates are the whole', () => {
  const line = fc.record({
    net: fc.bigInt({ min: 0n, max: 10n ** 10n }).map((cents) => cents * 10_000n),
    taxPercent: fc.constantFrom('5', '8', '23', '23.0'),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const totals = documentTotals(lines);
      expect(totals.net + totals.tax).toBe(totals.gross);
      expect(totals.net).toBe(lines.reduce((sum, one) => sum + one.net, 0n));
      expect(totals.byRate.reduce((sum, rate) => sum + rate.tax, 0n)).toBe(totals.tax);
    }),
  );
});

test('Polish letters fold for search and keep their place in the alphabet', () => {
  expect(fold('  Łóżko „Dębowe” 140×200 ')).toBe('lozko debowe 140 200');
  const words = ['żaba', 'zebra', 'łan', 'lina', 'ćma', 'cyna', 'ósmy', 'osa', 'ą', 'az'];
  expect(words.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual(words.toSorted(new Intl.Collator('pl').compare));
});

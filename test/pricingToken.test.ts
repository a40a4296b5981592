/** Price tokens: what is promised is read back as it was, to the one it was promised to, until it ends; nobody else can write one. */
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#hub/database.ts';
import { isPromisedTo, openPriceToken, type PricePromise, signPrices } from '#hub/priceToken.ts';
import { onPostgres, openGround } from './ground.ts';

const anyText = fc.string({ minLength: 1, maxLength: 30, unit: 'binary' });
const anyMicros = fc.bigInt({ min: 0n, max: 10n ** 18n });
const anyPromise: fc.Arbitrary<PricePromise> = fc.record(
  {
    companyId: anyText,
    channelId: anyText,
    customerId: anyText,
    currency: fc.constantFrom('PLN', 'EUR'),
    tax: fc.record({ ruleId: anyText, reason: fc.constantFrom('REVERSE_CHARGE', 'EXPORT') }),
    lines: fc.array(
      fc.record({
        variantId: anyText,
        quantity: anyMicros,
        unitNet: anyMicros,
        taxPercent: fc.constantFrom('23', '8.5', '0'),
        discounts: fc.array(fc.record({ code: anyText, title: anyText, amount: anyMicros }), { maxLength: 3 }),
      }),
      { maxLength: 8 },
    ),
    validUntil: fc.integer({ min: 0, max: 4e12 }),
  },
  { requiredKeys: ['companyId', 'channelId', 'currency', 'lines', 'validUntil'] },
);

test('a token says again what was promised, until it ends', async () => {
  const { db, now } = await openGround();
  await fc.assert(
    fc.asyncProperty(anyPromise, async (promise) => {
      const token = (await signPrices(db, promise, now())) ?? '';
      expect(await openPriceToken(db, token, promise.validUntil)).toEqual({ state: 'VALID', promise });
      expect(await openPriceToken(db, token, promise.validUntil + 1)).toEqual({ state: 'EXPIRED', promise });
    }),
    { numRuns: 100 },
  );
});

test('a token that was touched anywhere, cut, or made up is invalid', async () => {
  const { db, now } = await openGround();
  const token = (await signPrices(db, promised(), now())) ?? '';
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: token.length - 1 }), fc.constantFrom(...alphabet), async (place, letter) => {
      const touched = `${token.slice(0, place)}${letter}${token.slice(place + 1)}`;
      const [body = '', mark = ''] = touched.split('.', 2);
      // The last letter of a part may carry bits that mean nothing: then it is the same token.
      const same = [body, mark].map((part) => Buffer.from(part, 'base64url').toString('hex')).join() === bytesOf(token);
      if (!same) expect((await openPriceToken(db, touched, now())).state).toBe('INVALID');
    }),
    { numRuns: 300 },
  );
  for (const made of ['', '.', 'x', 'a.b', `${token}.x`, token.slice(0, -4), `.${token.split('.')[1]}`, 'x'.repeat(200_000)])
    expect((await openPriceToken(db, made, now())).state).toBe('INVALID');
});

test('a token of another hub is invalid', async () => {
  const [one, other] = [await openGround(), await openGround()];
  const token = (await signPrices(one.db, promised(), one.now())) ?? '';
  await signPrices(other.db, promised(), other.now());
  expect((await openPriceToken(other.db, token, one.now())).state).toBe('INVALID');
});

test('every process of a hub knows the secret, also one that may only read; it is made once', async () => {
  const ground = await openGround();
  const reader = await openDatabase(ground.url, { readOnly: true });
  onTestFinished(() => reader.close());
  expect(await signPrices(reader, promised(), ground.now())).toBeNull();
  expect((await openPriceToken(reader, 'a.b', ground.now())).state).toBe('INVALID');
  const tokens = await Promise.all([1, 2, 3, 4].map(() => signPrices(ground.db, promised(), ground.now())));
  expect(new Set(tokens).size).toBe(1);
  expect(await openPriceToken(reader, tokens[0] ?? '', ground.now())).toEqual({ state: 'VALID', promise: promised() });
  expect(await signPrices(reader, promised(), ground.now())).toBe(tokens[0]);
  if (onPostgres) {
    const other = await openDatabase(ground.url);
    onTestFinished(() => other.close());
    expect(await signPrices(other, promised(), ground.now())).toBe(tokens[0]);
  }
  expect(await ground.db.read.selectFrom('secret').select('name').execute()).toHaveLength(1);
});

test('a promise is for its buyer, its currency and its lines alone, whatever their order', () => {
  const promise = promised();
  const use = { companyId: 'com', channelId: 'chn', customerId: 'cus', currency: 'PLN', lines: [line('b', 2n), line('a', 1n)] };
  expect(isPromisedTo(promise, use)).toBe(true);
  for (const other of [
    { companyId: 'x' },
    { channelId: 'x' },
    { customerId: 'x' },
    { customerId: undefined },
    { currency: 'EUR' },
    { lines: [line('a', 1n)] },
    { lines: [line('a', 1n), line('b', 3n)] },
    { lines: [line('a', 1n), line('b', 2n), line('b', 2n)] },
  ])
    expect(isPromisedTo(promise, { ...use, ...other })).toBe(false);
});

test('five hundred lines fit into a token of about thirty thousand letters', async () => {
  const { db, now } = await openGround();
  const lines = Array.from({ length: 500 }, (_, i) => ({
    ...line(
      `var_0190${i.toString(16).padStart(8, '0')}7000${(i * 2_654_435_761).toString(16).padStart(16, '0')}`,
      1_000_000n * BigInt(i + 1),
    ),
    unitNet: BigInt(i * 7_919 + 1),
  }));
  const token = (await signPrices(db, { ...promised(), lines }, now())) ?? '';
  expect(token.length).toBeLessThan(40_000);
  expect((await openPriceToken(db, token, now())).state).toBe('VALID');
});

const bytesOf = (token: string): string =>
  token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('hex'))
    .join();

function line(variantId: string, quantity: bigint) {
  return { variantId, quantity, unitNet: 9_990_000n, taxPercent: '23', discounts: [] };
}

function promised(): PricePromise {
  return {
    companyId: 'com',
    channelId: 'chn',
    customerId: 'cus',
    currency: 'PLN',
    lines: [line('a', 1n), line('b', 2n)],
    validUntil: Date.UTC(2030, 0, 1),
  };
}

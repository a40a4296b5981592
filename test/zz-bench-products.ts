import { mkdtempSync } from 'node:fs';
const { openDatabase, migrate } = await import('#hub/database.ts');
const { quotePrices, quoteBasket } = await import('#hub/pricing.ts');
const { newId } = await import('#hub/id.ts');
const file = mkdtempSync('/tmp/products/b-') + '/h.sqlite';
await migrate(file);
const db = await openDatabase(file);
const C='com_1', CH='chn_1';
const ids: string[] = [];
await db.write(async (trx: any) => {
  await trx.insertInto('company').values({ id: C, name: 'x', country: 'PL', currency: 'PLN', zone: 'Europe/Warsaw' }).execute();
  await trx.insertInto('channel').values({ id: CH, companyId: C, code: 'o', name: 'o', currency: 'PLN', language: 'pl', pricesIncludeTax: 1 }).execute();
  await trx.insertInto('priceList').values({ id: 'l', companyId: C, code: 'l', name: 'l', currency: 'PLN', isDefault: 1, active: 1, updatedAt: 0 }).execute();
  for (let i = 0; i < 2000; i++) {
    const id = newId('variant'); ids.push(id);
    await trx.insertInto('variant').values({ id, productId: 'p' + i, companyId: C, sku: 's' + i, position: 0, active: 1, unitCode: 'PCE', minQuantityMicros: 1000000n, stepMicros: 1000000n, options: '[]', salesUnits: '[]', taxPercent: '23', systemId: 's', version: 1, updatedAt: 0, asOf: 0 }).execute();
    for (const q of [1n, 10n, 100n]) {
      await trx.insertInto('price').values({ variantId: id, priceListId: 'l', minQuantityMicros: q * 1000000n, validFrom: '', validTo: '', unitNetMicros: 10000000n, rule: null, ruleKind: null, asOf: 0 }).execute();
      await trx.insertInto('priceHistory').values({ variantId: id, priceListId: 'l', minQuantityMicros: q * 1000000n, validFrom: '', validTo: '', unitNetMicros: 10000000n, fromAt: 0, untilAt: null }).execute();
    }
    await trx.insertInto('productCategory').values({ productId: 'p' + i, categoryId: 'c' + (i % 50) }).execute();
  }
  for (let i = 0; i < 50; i++) await trx.insertInto('category').values({ id: 'c' + i, companyId: C, parentId: null, slug: 'c' + i, active: 1, updatedAt: 0 }).execute();
});
const ctx = { companyId: C, channelId: CH, date: '2026-03-02', now: Date.UTC(2026, 2, 2), currency: 'PLN' };
async function time(name: string, n: number, f: () => Promise<unknown>) {
  for (let i = 0; i < 20; i++) await f();
  const t = process.cpuUsage(); const t0 = performance.now();
  for (let i = 0; i < n; i++) await f();
  const u = process.cpuUsage(t);
  console.log(name, ((performance.now() - t0) / n).toFixed(2), 'ms wall', ((u.user + u.system) / 1000 / n).toFixed(2), 'ms cpu');
}
const req = (n: number) => ids.slice(0, n).map((variantId) => ({ variantId, quantity: 1000000n }));
await time('20 lines', 200, () => quotePrices(db.read, req(20), ctx));
await time('250 lines', 40, () => quotePrices(db.read, req(250), ctx));
await db.write(async (trx: any) => {
  for (let i = 0; i < 100; i++) await trx.insertInto('promotion').values({ id: 'pr' + i, companyId: C, code: 'p' + i, title: 't', active: 1, startsOn: '2026-02-' + String(1 + (i % 28)).padStart(2, '0'), endsOn: '2026-03-' + String(2 + (i % 28)).padStart(2, '0'), couponCodes: '[]', conditions: JSON.stringify({ categoryIds: ['c' + (i % 50)] }), effect: JSON.stringify({ kind: 'PERCENT', percent: '5', on: 'LINES' }), systemId: 's', updatedAt: 0, asOf: 0 }).execute();
});
await time('20 lines, 100 promotions', 100, () => quotePrices(db.read, req(20), ctx));
await time('250 lines, 100 promotions', 10, () => quotePrices(db.read, req(250), ctx));
await time('basket of 500, 100 promotions', 5, () => quoteBasket(db.read, req(500), ctx));
await db.close();

/** Two shops with price lists of their own on one ERP, and a second company with an ERP of its own, by configuration alone. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spawnTwin, type Twin } from '#connectors/twin/processes.ts';
import { readConfig } from '#gateway/config.ts';
import { createKey } from '#gateway/keys.ts';
import { type Hub, startHub } from '#gateway/main.ts';
import { asker, type Data, until } from '../hub.ts';
import { ORDER_PLACE, orderInput } from './goods.ts';

const SKU = 'SEVERAL-1';
const folder = mkdtempSync(join(tmpdir(), 'splot-several-'));
const twins: Record<string, Twin> = {};
let hub: Hub;
/** By channel: what an administrator and a visitor of it ask. */
const ask: Record<string, ReturnType<typeof asker>> = {};

const twin = (code: string): Twin => {
  const found = twins[code];
  if (!found) throw new Error(`no twin ${code}`);
  return found;
};

/** The answer's data, for the administrator of a channel. */
const get = async (channel: string, query: string, variables: Data = {}, as: 'admin' | 'storefront' = 'admin'): Promise<Data> => {
  const { data, errors } = (await ask[channel]?.(query, variables, { as })) ?? {};
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data;
};

const rowsOf = async (shop: string, entity: string): Promise<Data[]> => {
  const { url, key } = twin(shop);
  return ((await (await fetch(`${url}/${entity}?since=0&limit=1000`, { headers: { 'x-twin-key': key } })).json()) as Data).rows;
};
const shown = async (shop: string): Promise<Data> => (await rowsOf(shop, 'stock')).find((row) => row.sku === SKU);
const documents = async (erp: string): Promise<Data[]> =>
  ((await twin(erp).control('ledger')) as Data).effects.filter((one: Data) => one.effect === 'order.created');

beforeAll(async () => {
  const secret = randomUUID();
  const codes = ['erp', 'erp2', 'shop', 'shop2'];
  for (const code of codes)
    twins[code] = await spawnTwin(code.startsWith('erp') ? 'erp' : 'shop', { file: join(folder, `${code}.sqlite`) });
  const systems = codes.flatMap((code) => {
    const { url, key } = twin(code);
    const settings = { KIND: code.startsWith('erp') ? 'twin-erp' : 'twin-shop', URL: url, KEY: key, ...(code.startsWith('shop') ? { WEBHOOK_SECRET: secret } : {}) }; // biome-ignore format: one table
    return Object.entries(settings).map(([name, value]) => [`SPLOT_SYSTEM_${code.toUpperCase()}_${name}`, value]);
  });
  await twin('erp').control('product', { name: { pl: 'Kubek próbny' }, variants: [{ sku: SKU }], listPrice: '100.00', onHand: '40' });
  await twin('erp2').control('product', { name: { pl: 'Tylko druga' }, variants: [{ sku: 'ONLY-2' }], listPrice: '10.00', onHand: '5' });
  const config = readConfig({
    SPLOT_PORT: '0',
    SPLOT_DATA: folder,
    SPLOT_SANDBOX: 'true',
    SPLOT_LOG_LEVEL: process.env.SPLOT_LOG_LEVEL ?? 'fatal',
    SPLOT_COMPANIES: 'main,outdoor',
    SPLOT_COMPANY_OUTDOOR_NAME: 'Splot Outdoor sp. z o.o.',
    SPLOT_CHANNELS: 'online,b2b,outdoor',
    SPLOT_CHANNEL_B2B_NAME: 'Hurtownia',
    SPLOT_CHANNEL_B2B_PRICE_LIST: 'HURT',
    SPLOT_CHANNEL_OUTDOOR_COMPANY: 'outdoor',
    SPLOT_SYSTEMS: codes.join(','),
    SPLOT_SYSTEM_SHOP2_CHANNEL: 'b2b',
    SPLOT_SYSTEM_ERP2_CHANNEL: 'outdoor',
    ...Object.fromEntries(systems),
  });
  hub = await startHub(config, { activate: true });
  for (const channel of ['online', 'b2b', 'outdoor']) {
    const key = async (role: 'admin' | 'staff' | 'storefront') =>
      (await createKey(hub.ground, { name: `${channel} ${role}`, role, channel })).key;
    ask[channel] = asker(hub.url ?? '', { admin: await key('admin'), staff: await key('staff'), storefront: await key('storefront') });
  }
  await hub.imported;
}, 90_000);

afterAll(async () => {
  await hub?.stop();
  await Promise.all(Object.values(twins).map((one) => one.stop()));
  rmSync(folder, { recursive: true, force: true });
});

test('each channel has the price of its own list, and its shop is told it', async () => {
  const priceIn = async (channel: string) =>
    (await get(channel, '{ variant(sku: "GAR-SOL") { price { priceLevel unitGross { amount } } } }', {}, 'storefront')).variant.price;
  const [online, b2b] = [await priceIn('online'), await priceIn('b2b')];
  expect([online.priceLevel, b2b.priceLevel]).toEqual(['DETAL', 'HURT']);
  expect(Number(b2b.unitGross.amount)).toBeLessThan(Number(online.unitGross.amount));
  for (const [shop, price] of [
    ['shop', online],
    ['shop2', b2b],
  ] as const)
    await until(`${shop} has the price of its channel`, async () => {
      const variants = (await rowsOf(shop, 'products')).flatMap((product) => product.variants);
      return variants.find((one: Data) => one.sku === 'GAR-SOL')?.price?.gross === price.unitGross.amount;
    });
});

test('what leaves the ERP is told to both shops, and both sell the same pieces once', async () => {
  const all = async (pieces: number) =>
    until(`both show ${pieces}`, async () =>
      (await Promise.all(['shop', 'shop2'].map(shown))).every((row) => Number(row?.available) === pieces),
    );
  await all(40);
  const began = (await documents('erp')).length;
  const since = new Date().toISOString();
  // Forty pieces, sixty wanted: whoever comes late waits.
  await Promise.all(
    ['shop', 'shop2'].flatMap((shop) => [1, 2].map(() => twin(shop).control('checkout', { lines: [{ sku: SKU, quantity: '15' }] }))),
  );
  const orders = await until('four orders are here', async () => {
    const { nodes } = (
      await get(
        'online',
        'query($since: DateTime!) { orders(first: 20, filter: { originKinds: [SHOP], placedAt: { from: $since } }) { nodes { status { erp } holds { code } origin { systemId } } } }',
        { since },
      )
    ).orders;
    const settled = nodes.filter((one: Data) => one.status.erp === 'CONFIRMED' || one.holds[0]?.code === 'STOCK');
    if (settled.length !== 4) throw new Error(JSON.stringify(nodes));
    return nodes;
  });
  expect(orders.filter((one: Data) => one.status.erp === 'CONFIRMED')).toHaveLength(2);
  expect(new Set(orders.map((one: Data) => one.origin.systemId)).size).toBe(2);
  expect((await documents('erp')).length - began).toBe(2);
});

test('a second company has its own goods, orders and ERP, and sees nothing of the first', async () => {
  const { variant, orders } = await get('online', '{ variant(sku: "SEVERAL-1") { id } orders(first: 1) { nodes { id } } }');
  const seen = await get(
    'outdoor',
    'query($id: ID!, $o: ID!) { variant(sku: "SEVERAL-1") { id } node(id: $id) { id } order(id: $o) { id } }',
    {
      id: variant.id,
      o: orders.nodes[0].id,
    },
  );
  expect(seen).toEqual({ variant: null, node: null, order: null });
  expect((await get('online', '{ variant(sku: "ONLY-2") { id } }')).variant).toBeNull();
  const before = [(await documents('erp')).length, (await documents('erp2')).length] as const;
  const { orderPlace } = await get('outdoor', ORDER_PLACE, { input: orderInput('ONLY-2') });
  expect(orderPlace).toMatchObject({ userErrors: [], operation: { state: 'CONFIRMED' } });
  expect([(await documents('erp')).length, (await documents('erp2')).length]).toEqual([before[0], before[1] + 1]);
  const other = await get('online', 'query($id: ID!, $op: ID!) { order(id: $id) { id } operation(id: $op) { id } }', {
    id: orderPlace.order.id,
    op: orderPlace.operation.id,
  });
  expect(other).toEqual({ order: null, operation: null });
});

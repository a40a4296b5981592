/** Fills a new twin shop with the demo company as the shop sees it: its own words and pictures, its accounts, its part of the history. */
import { DAY, localDate } from './dates.ts';
import { percentOf, toCents, toMicros, toMoney, toText } from './decimal.ts';
import { type Demo, demo } from './demo.ts';
import type { DemoOrder } from './demoOrders.ts';
import type { Party, Variant } from './erpApi.ts';
import { fingerprint } from './media.ts';
import type { Customer, OrderState, ShopProduct } from './shopApi.ts';
import { fillCart } from './shopCarts.ts';
import { hold, stockOf } from './shopCatalogue.ts';
import { needOrder, needVariant, putProduct, type Shop } from './shopContext.ts';
import { pay, placeOrder } from './shopOrders.ts';
import { requestReturn } from './shopReturns.ts';

export function seedShop(shop: Shop): void {
  const anchor = shop.now();
  const data = demo(anchor);
  shop.store.transaction(() => {
    const collections = new Map(data.categories.map((category, index) => [category.id, `C${index + 1}`]));
    for (const { id, parentId, name, slug } of data.categories) {
      const parent = parentId === undefined ? undefined : collections.get(parentId);
      shop.store.put('collections', { id: collections.get(id) ?? id, ...(parent ? { parentId: parent } : {}), name, slug, active: true });
    }
    const skus = catalogue(shop, data, collections);
    for (const party of data.parties) account(shop, party);
    for (const extra of strangers) shop.store.put('customers', extra);
    for (const name of ['collection', 'product', 'variant']) for (let n = 0; n < data.variants.length; n += 1) shop.store.next(name);
    for (const [index, order] of data.orders.entries()) replay(shop, order, index, anchor, skus);
    leaveCarts(shop, data);
    askReturns(shop);
  });
}

function catalogue(shop: Shop, data: Demo, collections: Map<string, string>): Map<string, string> {
  const skus = new Map(data.variants.map((variant) => [variant.id, variant.sku]));
  let serial = 0;
  for (const [index, { erp, shop: words, inShop }] of data.products.entries()) {
    if (!inShop) continue;
    const product: ShopProduct = {
      id: `SP${String(index + 1).padStart(4, '0')}`,
      slug: erp.slug,
      active: true,
      title: words.title,
      description: words.description,
      media: Array.from({ length: words.images }, (_, n) => {
        const src = `/media/${erp.slug}-${n + 1}.svg`;
        return { src, alt: words.title.pl ?? erp.slug, hash: fingerprint(src) };
      }),
      collectionIds: erp.categoryIds.flatMap((id) => collections.get(id) ?? []),
      axes: erp.axes,
      variants: erp.variants.map((variant) => {
        serial += 1;
        return shopVariant(variant, serial);
      }),
    };
    putProduct(shop, product);
    for (const { id, sku } of product.variants) {
      const erpId = erp.variants.find((one) => one.sku === sku)?.id;
      const onHand = data.stock.filter((row) => row.variantId === erpId).reduce((sum, row) => sum + toMicros(row.onHand), 0n);
      shop.store.put('stock', { id, sku, available: toText(onHand), held: '0' });
    }
  }
  return skus;
}

function shopVariant(variant: Variant, serial: number): ShopProduct['variants'][number] {
  // One price in fifty was forgotten at the last change: drift for the hub to find.
  const stale = serial % 50 === 7 ? '95' : '100';
  const net = toCents(percentOf(toMicros(variant.listPrice), stale));
  const gross = toCents(net + percentOf(net, variant.vat));
  return {
    id: `SV${String(serial).padStart(5, '0')}`,
    sku: variant.sku,
    active: true,
    options: variant.options,
    gtins: variant.gtins,
    price: { net: toMoney(net), gross: toMoney(gross), currency: 'PLN', vat: variant.vat },
  };
}

/** Two of three ERP parties have a shop account; some typed their data in their own way. */
function account(shop: Shop, party: Party): void {
  const number = Number(party.id.slice(1));
  if (number % 3 === 2 && number < 21) return;
  const { nip } = party;
  const email = party.email ?? `klient${number}@example.com`;
  const customer: Customer = {
    id: `SC${String(number).padStart(4, '0')}`,
    kind: party.kind,
    name: number % 7 === 0 ? party.name.toUpperCase() : party.name,
    email: number % 5 === 0 ? email.replace(/^./, (letter) => letter.toUpperCase()) : email,
    ...(party.phone ? { phone: party.phone } : {}),
    ...(nip
      ? { taxNumber: number % 2 || !/^\d/.test(nip) ? nip : `PL ${nip.slice(0, 3)}-${nip.slice(3, 6)}-${nip.slice(6, 8)}-${nip.slice(8)}` }
      : {}),
    active: party.active,
    groups: party.kind === 'company' ? ['firmy'] : [],
    consents: [
      { purpose: 'regulamin', granted: true, at: shop.now() - (100 + number) * DAY },
      { purpose: 'newsletter', granted: number % 3 === 0, at: shop.now() - (40 + number) * DAY },
    ],
    addresses: party.addresses.slice(0, 1).map(({ active: _, ...address }) => ({ ...address, id: `SA${number}-1` })),
  };
  shop.store.put('customers', customer);
}

/** Open ones of the last hours, and some that were left behind days ago. */
function leaveCarts(shop: Shop, data: Demo): void {
  const skus = data.products.filter(({ inShop }) => inShop).map(({ erp }) => erp.variants[0]?.sku ?? '');
  const owners = [{ customerId: 'SC0001' }, { customerId: 'SC0022' }, { email: 'ktos@example.com' }, {}, { customerId: 'SC0009' }];
  for (const [index, owner] of owners.entries()) {
    const lines = [skus[index * 5], skus[index * 9 + 2]].filter((sku) => sku !== undefined).map((sku) => ({ sku, quantity: '1' }));
    fillCart(shop, { ...owner, lines, ageMs: ([0.5, 3, 30, 50, 200][index] ?? 1) * 3_600_000 });
  }
}

/** A shopper asked yesterday to send something back. */
function askReturns(shop: Shop): void {
  const order = shop.store.all('orders').findLast((one) => one.state === 'completed' && one.customerId !== undefined);
  const line = order?.lines[0];
  if (order && line)
    requestReturn(shop, {
      orderId: order.id,
      lines: [{ sku: line.sku, quantity: line.quantity, reason: 'Nie pasuje' }],
      kind: 'withdrawal',
    });
}

/** Accounts that no ERP party matches. */
const strangers: Customer[] = [
  ['SC0101', 'Wiktor Nieznany', 'wiktor.nieznany@example.com'],
  ['SC0102', 'Bożena Żółć', 'bozena.zolc@example.com'],
  ['SC0103', 'Ignacy Ptak', 'ignacy.ptak@example.com'],
].map(([id = '', name = '', email = '']) => ({
  id,
  kind: 'person' as const,
  name,
  email,
  active: true,
  groups: [],
  addresses: [
    { id: `${id}-1`, name, line1: 'ul. Polna 3', postalCode: '32-020', city: 'Wieliczka', country: 'PL', billing: true, shipping: true },
  ],
}));

const states: Record<DemoOrder['state'], OrderState> = {
  confirmed: 'placed',
  picking: 'processing',
  partial: 'partially_shipped',
  shipped: 'shipped',
  invoiced: 'shipped',
  closed: 'completed',
  cancelled: 'cancelled',
};

/** Orders of other channels only took from the stock; numbers count over all, so that the twin ERP's sales name the same ones. */
function replay(real: Shop, order: DemoOrder, index: number, anchor: number, skus: Map<string, string>): void {
  const placedAt = anchor - order.daysAgo * DAY;
  const shop: Shop = { store: real.store, now: () => placedAt };
  const lines = order.lines.map(({ variantId, quantity }) => ({ sku: skus.get(variantId) ?? '', quantity }));
  const gone = lines.map((_, at) => delivered.has(order.state) || (order.state === 'partial' && at === 0));
  if (order.channel !== 'shop') {
    shop.store.next('order');
    if (order.state !== 'cancelled') for (const line of lines) take(shop, line, { held: false });
    return;
  }
  for (const line of lines) top(shop, line);
  const account = shop.store.find('customers', order.partyId.replace('K', 'SC'))?.id;
  const { id } = placeOrder(shop, {
    ...(account ? { customerId: account } : { email: 'gosc@example.com', name: 'Gość' }),
    lines,
    delivery: order.delivery,
    payment: { method: order.payment },
  });
  if (order.transaction && order.state !== 'cancelled') pay(shop, { orderId: id, transaction: order.transaction });
  const placed = needOrder(shop, id);
  for (const [at, line] of lines.entries()) {
    if (gone[at]) take(shop, line, { held: true });
    if (order.state === 'cancelled') hold(shop, needVariant(shop, line.sku).variant, { held: -toMicros(line.quantity) });
  }
  const year = localDate(placedAt).slice(0, 4);
  shop.store.put('orders', {
    ...placed,
    state: states[order.state],
    lines: placed.lines.map((line, at) => (gone[at] ? { ...line, shipped: line.quantity } : line)),
    erpNumber: `ZK/${year}/${String(index + 1).padStart(5, '0')}`,
    erpStatus: order.state,
  });
}

const delivered = new Set<DemoOrder['state']>(['shipped', 'invoiced', 'closed']);

type Line = { sku: string; quantity: string };

function take(shop: Shop, { sku, quantity }: Line, from: { held: boolean }): void {
  const micros = toMicros(quantity);
  hold(shop, needVariant(shop, sku).variant, { available: -micros, ...(from.held ? { held: -micros } : {}) });
}

/** History never fails for want of goods. */
function top(shop: Shop, { sku, quantity }: Line): void {
  const { variant } = needVariant(shop, sku);
  const { available, held } = stockOf(shop, variant);
  if (toMicros(available) - toMicros(held) < toMicros(quantity)) hold(shop, variant, { available: toMicros('24') });
}

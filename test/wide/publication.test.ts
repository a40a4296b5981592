/** What the ERP sells is in the shop and leaves it; what the shop sells is in the ERP; neither hears its own news back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Data, openHub, type Running, stores, until } from '../hub.ts';
import { aProduct, documents, order, settled, stockOf } from './goods.ts';

let count = 0;

describe.each(stores)('%s', (store) => {
  let place: Running;
  beforeAll(async () => {
    place = await openHub(store);
  }, 90_000);
  afterAll(() => place?.close());

  const inShop = async (sku: string): Promise<{ product: Data; variant: Data } | undefined> => {
    for (let since = 0; ; ) {
      const answer = await fetch(`${place.shop.url}/products?since=${since}&limit=500`, { headers: { 'x-twin-key': place.shop.key } });
      const page = (await answer.json()) as Data;
      for (const product of page.rows) {
        const variant = product.variants.find((one: Data) => one.sku === sku);
        if (variant) return { product, variant };
      }
      if (!page.more) return undefined;
      since = page.version;
    }
  };
  const shownStock = async (sku: string): Promise<Data> => {
    const answer = await fetch(`${place.shop.url}/stock?since=0&limit=1000`, { headers: { 'x-twin-key': place.shop.key } });
    const row = ((await answer.json()) as Data).rows.find((one: Data) => one.sku === sku);
    return row && { available: Number(row.available), held: Number(row.held) };
  };
  const shopLedger = async (): Promise<Data[]> => ((await place.shop.control('ledger')) as Data).effects;

  test('a product of the ERP is in the shop with its SKUs, prices and stock, and follows the ERP', async () => {
    count += 1;
    const [red, blue] = [`PUB-${count}-C`, `PUB-${count}-N`];
    await place.erp.control('product', {
      name: { pl: 'Kurtka próbna', en: 'Trial jacket' },
      description: { pl: 'Ciepła.' },
      axes: [
        {
          code: 'kolor',
          name: 'Kolor',
          values: [
            { code: 'czerwony', name: 'Czerwony' },
            { code: 'niebieski', name: 'Niebieski' },
          ],
        },
      ],
      variants: [
        { sku: red, options: { kolor: 'czerwony' } },
        { sku: blue, options: { kolor: 'niebieski' }, listPrice: '120.00' },
      ],
      listPrice: '100.00',
      onHand: '5',
    });
    const { product } = await until('it is in the shop, whole', async () => {
      const found = await inShop(red);
      const stock = await shownStock(red);
      return found?.variant.price?.gross === '123.00' && found.variant.active && stock?.available === 5 && found;
    });
    expect(product.active).toBe(true);
    expect(product.title).toMatchObject({ pl: 'Kurtka próbna', en: 'Trial jacket' });
    expect(product.variants.map((one: Data) => [one.sku, one.price.net, one.options])).toEqual([
      [red, '100.00', { kolor: 'czerwony' }],
      [blue, '120.00', { kolor: 'niebieski' }],
    ]);

    await place.erp.control('rename', { product: red, name: { pl: 'Kurtka sprawdzona' } });
    await until('the new name', async () => (await inShop(red))?.product.title.pl === 'Kurtka sprawdzona');
    await place.erp.control('reprice', { sku: red, unitNet: '80.00' });
    await until('the new price', async () => (await inShop(red))?.variant.price.gross === '98.40');

    await place.erp.control('archive', { sku: blue });
    await until('the archived variant is off', async () => (await inShop(blue))?.variant.active === false);
    expect((await inShop(red))?.variant.active).toBe(true);
    await place.erp.control('archive', { product: red });
    await until('the archived product is off', async () => (await inShop(red))?.product.active === false);
    await place.erp.control('archive', { product: red, active: true });
    await until('it is back', async () => {
      const found = await inShop(red);
      return found?.product.active && found.variant.active;
    });
    const made = (await shopLedger()).filter((effect) => effect.effect === 'product.created' && effect.id === product.id);
    expect(made).toHaveLength(1);
  });

  test('words that the shop’s editors wrote stay, whatever the ERP says', async () => {
    const { sku } = await aProduct(place);
    await until('it is in the shop', () => inShop(sku));
    await place.shop.control('edit', { sku, title: { pl: 'Sklepowa nazwa' }, description: { pl: 'Sklepowy opis.' } });
    await until('the hub knows', async () => {
      const { variant } = await place.get('query ($sku: String!) { variant(sku: $sku) { product { title description } } }', { sku });
      return variant.product.title === 'Sklepowa nazwa' && variant.product.description === 'Sklepowy opis.';
    });
    await place.erp.control('rename', { product: sku, name: { pl: 'Nazwa z ERP' } });
    await place.erp.control('reprice', { sku, unitNet: '55.00' });
    await until('the price of after the rename', async () => (await inShop(sku))?.variant.price.net === '55.00');
    const db = await place.look();
    await until('everything to be told', async () => {
      const open = await db.read
        .selectFrom('delivery')
        .select('id')
        .where('state', 'in', ['PENDING', 'SENDING'])
        .limit(1)
        .executeTakeFirst();
      return !open;
    });
    const found = await inShop(sku);
    expect([found?.product.title.pl, found?.product.description.pl]).toEqual(['Sklepowa nazwa', 'Sklepowy opis.']);
  });

  test('what is bought in the shop is in the ERP once, and what happens there is told to the shop', async () => {
    const { sku } = await aProduct(place);
    await until('it can be bought', async () => (await shownStock(sku))?.available === 10 && (await inShop(sku))?.variant.active);
    const bought = (await place.shop.control('checkout', {
      email: 'jan.kupujacy@example.com',
      name: 'Jan Kupujący',
      lines: [{ sku, quantity: '2' }],
      payment: { method: 'blik', state: 'paid' },
    })) as Data;
    const sales = async (): Promise<Data[]> =>
      ((await place.erp.control('orders')) as Data).orders.filter((sale: Data) => sale.reference === bought.number);
    const [sale] = await until('it is in the ERP', async () => {
      const found = await sales();
      return found.length > 0 && found;
    });
    expect(sale).toMatchObject({ totals: { gross: bought.totals.gross }, paid: bought.totals.gross, lines: [{ sku, quantity: '2' }] });
    expect(sale.contact).toMatchObject({ name: 'Jan Kupujący', email: 'jan.kupujacy@example.com' });
    const shopOrder = async (): Promise<Data> =>
      ((await place.shop.control('orders')) as Data).orders.find((one: Data) => one.id === bought.id);
    await until('the shop has the ERP’s number', async () => (await shopOrder()).erpNumber === sale.number);

    await place.erp.control('ship', { orderId: sale.id, trackingNumber: '620000777' });
    await until('the shop has the parcel', async () => JSON.stringify((await shopOrder()).shipments).includes('620000777'));
    await place.erp.control('invoice', { orderId: sale.id });
    await place.erp.control('deliver', { orderId: sale.id });
    await until('the shop knows that it is over', async () => (await shopOrder()).state === 'completed', 20_000);
    const { order: seen } = await place
      .get(
        'query ($s: String!) { orders(first: 5, search: $s) { nodes { status { phase payment fulfilment documents } documents { kind } } } }',
        { s: bought.number },
      )
      .then(({ orders }) => ({ order: orders.nodes[0] }));
    expect(seen.status).toEqual({ phase: 'COMPLETED', payment: 'PAID', fulfilment: 'COMPLETE', documents: 'INVOICED' });
    await until('stock is the same everywhere', async () => {
      const stock = await stockOf(place, sku);
      const shown = await shownStock(sku);
      return stock.onHand === 8 && stock.erp === 0 && stock.hub === 0 && shown.available === 8 && shown.held === 0;
    });
    expect(await sales()).toHaveLength(1);
    const orders = (await place.get('query ($sku: String!) { orders(first: 10, filter: { sku: $sku }) { totalCount } }', { sku })).orders;
    expect(orders.totalCount).toBe(1);
  });

  test('what is sold in a store is heard by a subscriber and shown by the shop', async () => {
    const { sku } = await aProduct(place);
    await until('the shop shows it', async () => (await shownStock(sku))?.available === 10);
    const staff = await place.listen(
      'subscription ($sku: String!) { stockChanges(filter: { skus: [$sku] }) { __typename ... on StockChanged { cause documentNumber level { onHand { value } sellable { value } } } ... on StreamCheckpoint { caughtUp } } }',
      { sku },
    );
    const buyer = await place.listen(
      'subscription ($sku: String!) { availabilityChanges(filter: { skus: [$sku] }) { __typename ... on AvailabilityChanged { availability { status sellable { value } } previousStatus } ... on StreamCheckpoint { caughtUp } } }',
      { sku },
      { as: 'storefront' },
    );
    await Promise.all([staff, buyer].map((one) => one.next((event) => event.__typename === 'StreamCheckpoint')));
    const began = performance.now();
    await place.erp.control('sell', { sku, locationId: 'MAG-KRK', quantity: '8' });
    const event = await staff.next((one) => one.level?.onHand.value === '2');
    const heardAfter = Math.round(performance.now() - began);
    expect(event.cause).toBe('SALE_OFFLINE');
    expect(event.documentNumber).toMatch(/^PAR\//);
    expect((await buyer.next((one) => one.availability?.sellable.value === '2')).availability.status).toBe('LOW');
    await until('the shop shows it', async () => (await shownStock(sku))?.available === 2);
    console.log(
      `${store}: a sale in a store was heard after ${heardAfter} ms, shown by the shop after ${Math.round(performance.now() - began)} ms`,
    );
    await Promise.all([staff.close(), buyer.close()]);
  });

  test('an order placed through the hub is not copied into the shop; its stock is gone there, too', async () => {
    const { sku } = await aProduct(place);
    await until('the shop shows it', async () => (await shownStock(sku))?.available === 10);
    const orders = async () => ((await place.shop.control('orders')) as Data).orders.length;
    const before = await orders();
    const placed = await order(place, sku, { quantity: '4' });
    expect((await settled(place, placed.operation.id)).state).toBe('CONFIRMED');
    await until('the shop shows less', async () => (await shownStock(sku))?.available === 6);
    const [made] = await documents(place, placed.order.id);
    await place.erp.control('ship', { orderId: made.id });
    await until('it left', async () => {
      const stock = await stockOf(place, sku);
      return stock.onHand === 6 && stock.erp === 0 && stock.hub === 0;
    });
    const db = await place.look();
    await until('everything to be told', async () => {
      const open = await db.read
        .selectFrom('delivery')
        .select('id')
        .where('state', 'in', ['PENDING', 'SENDING'])
        .limit(1)
        .executeTakeFirst();
      return !open;
    });
    expect(await shownStock(sku)).toEqual({ available: 6, held: 0 });
    expect(await orders()).toBe(before);
  });
});

/** Offers, credit and baskets through the whole hub: the twin ERP names its prices, the twin shop fills its carts. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Data, openHub, type Running, stores, until } from '../hub.ts';
import { aProduct, orderInput, stockOf } from './goods.ts';

const DELIVERY = {
  shippingAddress: { name: 'Anna Nowak', line1: 'ul. Piotrkowska 10', postalCode: '90-001', city: 'Łódź', country: 'PL' },
  delivery: { methodCode: 'pickup' },
  payment: { methodCode: 'terms' },
};

describe.each(stores)('%s', (store) => {
  let place: Running;
  beforeAll(async () => {
    place = await openHub(store);
  }, 90_000);
  afterAll(() => place?.close());

  const CREDIT = `query ($id: ID!) { customer(id: $id) { account { credit {
    available { amount } outstanding { amount } heldInHub { amount } } } } }`;
  const creditOf = async (id: string): Promise<Data> => (await place.get(CREDIT, { id }, { as: 'admin' })).customer.account.credit;

  /** A customer of the demo with terms and room in its credit. */
  const aBuyer = async (): Promise<string> => {
    const { customers } = await place.get(
      '{ customers(first: 100, filter: { kind: [BUSINESS], blocked: false }) { nodes { id account { priceLevel paymentTerms { days } credit { available { amount } } } } } }',
      {},
      { as: 'admin' },
    );
    const found = customers.nodes.find(
      ({ account }: Data) =>
        account?.priceLevel !== 'Eksport EUR' && account?.paymentTerms?.days > 0 && Number(account.credit?.available.amount) > 5_000,
    );
    if (!found) throw new Error('the demo has no such customer');
    return found.id as string;
  };

  test('an offer is asked for, priced by the ERP, accepted once, and comes back as one order', async () => {
    const { sku } = await aProduct(place, 10);
    const customerId = await aBuyer();
    const request = `mutation ($input: QuoteRequestInput!) { quoteRequest(input: $input) {
      quote { id number state externalIds { value } } userErrors { code message } } }`;
    const input = { idempotencyKey: randomUUID(), wait: 'PT20S', customerId, lines: [{ sku, quantity: '4' }] };
    const { quoteRequest } = await place.get(request, { input });
    expect(quoteRequest).toMatchObject({ quote: { state: 'REQUESTED', number: expect.any(String) }, userErrors: [] });
    const { id, externalIds } = quoteRequest.quote;
    expect((await place.get(request, { input })).quoteRequest.quote.id).toBe(id);

    await place.erp.control('quote/offer', { quoteId: externalIds[0].value, lines: [{ sku, unitNet: '81.50' }] });
    const quoteOf = async () =>
      (
        await place.get(
          'query ($id: ID!) { quote(id: $id) { state number totals { net { amount } } order { id number } lines { unitNet { amount } } } }',
          {
            id,
          },
        )
      ).quote;
    const offered = await until('the offer', async () => {
      const quote = await quoteOf();
      return quote.state === 'OFFERED' && quote;
    });
    expect(offered).toMatchObject({ totals: { net: { amount: '326.00' } }, lines: [{ unitNet: { amount: '81.50' } }] });

    const accept = `mutation ($input: QuoteAcceptInput!) { quoteAccept(input: $input) {
      order { id number status { erp } totals { net { amount } erpGross { amount } difference { amount } } } userErrors { code message } } }`;
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        place.get(accept, { input: { idempotencyKey: randomUUID(), wait: 'PT20S', quoteId: id, ...DELIVERY } }),
      ),
    );
    const [made, ...others] = answers.map((one) => one.quoteAccept).toSorted((a, b) => Number(b.order !== null) - Number(a.order !== null));
    expect(made).toMatchObject({
      order: { status: { erp: 'CONFIRMED' }, totals: { net: { amount: '326.00' }, difference: { amount: '0.00' } } },
      userErrors: [],
    });
    for (const other of others) expect(other).toMatchObject({ order: null, userErrors: [{ code: 'STATE_FORBIDS' }] });
    const accepted = await until('the ERP’s word', async () => {
      const quote = await quoteOf();
      return quote.state === 'ACCEPTED' && quote.order && quote;
    });
    expect(accepted.order).toEqual({ id: made.order.id, number: made.order.number });
    const { orders } = await place.get(
      'query ($sku: String!) { orders(filter: { sku: $sku }) { totalCount nodes { origin { kind } quote { id } } } }',
      {
        sku,
      },
    );
    expect(orders).toEqual({ totalCount: 1, nodes: [{ origin: { kind: 'HUB' }, quote: { id } }] });
    await until('the stock is the ERP’s to count', async () => {
      const { erp, hub, sellable } = await stockOf(place, sku);
      return erp === 4 && hub === 0 && sellable === 6;
    });
  }, 90_000);

  test('a hold on credit is absorbed once, and a paid invoice makes room again, heard live', async () => {
    const { sku } = await aProduct(place, 10, '200.00');
    const customerId = await aBuyer();
    const lines = [{ sku, quantity: '2' }];
    await until('the buyer’s own price', async () => {
      const { orderPreview } = await place.get('query ($input: OrderPreviewInput!) { orderPreview(input: $input) { priceToken } }', {
        input: { customerId, lines },
      });
      return orderPreview.priceToken;
    });
    const before = Number((await creditOf(customerId)).available.amount);
    const { orderPlace } = await place.get(
      `mutation ($input: OrderPlaceInput!) { orderPlace(input: $input) { order { id totals { gross { amount } } externalIds { value kind } } userErrors { code message } } }`,
      { input: orderInput(sku, { customerId, input: { ...DELIVERY, lines } }) },
    );
    expect(orderPlace.userErrors).toEqual([]);
    const gross = Number(orderPlace.order.totals.gross.amount);
    await until('the ERP counts it', async () => Number((await creditOf(customerId)).heldInHub.amount) === 0);
    expect(Number((await creditOf(customerId)).available.amount)).toBeCloseTo(before - gross, 2);

    const orderId = orderPlace.order.externalIds[0].value;
    await place.erp.control('ship', { orderId });
    await place.erp.control('invoice', { orderId });
    expect(Number((await creditOf(customerId)).available.amount)).toBeCloseTo(before - gross, 2);
    const changes = await place.listen(
      `subscription ($id: ID!) { customerChanges(filter: { customerIds: [$id], credit: true }, snapshot: true) {
        ... on CustomerChanged { changedFields customer { account { credit { available { amount } } } } } } }`,
      { id: customerId },
      { as: 'admin' },
    );
    await place.erp.control('invoice/pay', { invoiceId: `${orderId}-FV` });
    const heard = await changes.next(
      ({ customer }) => Math.abs(Number(customer?.account.credit.available.amount) - before) < 0.005,
      20_000,
    );
    expect(heard.changedFields).toContain('credit');
    await changes.close();
  }, 90_000);

  test('a basket of the shop is seen, is abandoned, and becomes its order', async () => {
    const { sku } = await aProduct(place, 5);
    const cart = (await until('the shop has the product', async () => {
      try {
        return (await place.shop.control('cart', { email: 'kos@example.org', lines: [{ sku, quantity: '2' }], ageMs: 7_200_000 })) as Data;
      } catch {
        return undefined;
      }
    })) as Data;
    const listed = async (): Promise<Data> => {
      const { carts } = await place.get(
        '{ carts(first: 50) { nodes { state email order { number } lines { sku gross { amount } grossToday { amount } availableNow { value } } } } }',
      );
      return carts.nodes.find(({ lines }: Data) => lines.some((line: Data) => line.sku === sku));
    };
    expect(await until('the basket', listed, 30_000)).toMatchObject({
      state: 'ABANDONED',
      email: 'kos@example.org',
      order: null,
      lines: [{ gross: { amount: '246.00' }, grossToday: { amount: '246.00' }, availableNow: { value: '5' } }],
    });
    await place.shop.control('checkout', { cartId: cart.id, email: 'kos@example.org', name: 'Jan Kos', lines: [{ sku, quantity: '2' }] });
    const converted = await until(
      'the order of the basket',
      async () => {
        const found = await listed();
        return found?.state === 'CONVERTED' && found.order && found;
      },
      30_000,
    );
    expect(converted.order.number).toEqual(expect.any(String));
  }, 90_000);
});

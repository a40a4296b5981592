/** q: a buyer in another country of the Union: no VAT here or in the ERP; a price that was promised holds after the ERP has changed it, and the change is heard. */
import { randomUUID } from 'node:crypto';
import { check, type Data, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { orderInput, PLACE } from './orders.ts';

const CODE = 'CEN-PRZYRZ';
const SKU = `${CODE}-M-CZERWONY`;
const QUOTE = `query($l: [PriceLineInput!]!, $c: ID!) { priceQuotes(lines: $l, for: { customerId: $c }) {
  unitNet { amount } listNet { amount } lowest30DaysNet { amount } taxPercent taxReason applied { title amount { amount } } } }`;

export const prices: Step = {
  letter: 'q',
  title: 'a buyer in the Union pays no VAT; a promised price holds after the ERP has changed it; the change is heard',
  bound: 120,
  async run(stage) {
    const { customers } = await stage.ask('{ customers(first: 10, search: "GmbH") { nodes { id displayName addresses { id } } } }');
    const buyer = customers.nodes.find((one: Data) => one.displayName.startsWith('Berg'));
    check(buyer, 'the hub knows the buyer in Germany');
    const product = await stage.erp.createProduct({ code: CODE, name: 'Przyrząd pomiarowy', listPrice: '200' });
    await stage.erp.adjustStock(SKU, 20);
    const line = [{ sku: SKU, quantity: '2' }];
    const quoted = () => stage.ask(QUOTE, { l: line, c: buyer.id }).then(({ priceQuotes }) => priceQuotes[0]);
    const first = await until(
      'it has a price and stock',
      async () => {
        const { variant } = await stage.ask('query($s: String!) { variant(sku: $s) { availability { sellable { value } } } }', { s: SKU });
        const price = await quoted().catch(() => undefined);
        return price && Number(variant?.availability?.sellable.value) >= 20 ? price : undefined;
      },
      30_000,
    );
    same([Number(first.taxPercent), first.taxReason], [0, 'REVERSE_CHARGE'], 'tax');
    same(Number(first.unitNet.amount), Number(await stage.erp.price(buyer.displayName, SKU, 2)), 'the ERP’s own price');
    const steps = first.applied.reduce((sum: number, step: Data) => sum + Number(step.amount.amount), 0);
    check(Math.abs(steps - Number(first.unitNet.amount)) < 0.005, `its steps add up: ${JSON.stringify(first.applied)}`);

    const { orderPreview } = await stage.ask(
      'query($i: OrderPreviewInput!) { orderPreview(input: $i) { priceToken validUntil totals { net { amount } tax { amount } } } }',
      { i: { customerId: buyer.id, lines: line, shipTo: 'DE', deliveryMethodCode: 'courier' } },
    );
    check(orderPreview.priceToken, 'the preview promises its prices');
    const stream = await stage.listen(
      `subscription($f: PriceChangeFilter!) { priceChanges(filter: $f, snapshot: false) { __typename
        ... on PriceChanged { price { unitNet { amount } } previousUnitNet { amount } } ... on StreamCheckpoint { cursor } ... on StreamGap { cursor } } }`,
      { f: { skus: [SKU], for: { customerId: buyer.id } } },
    );
    let heard: Data;
    const changed = performance.now();
    try {
      await stage.erp.changeProduct(product, { listPrice: '250' });
      heard = await stream.next((event) => event.__typename === 'PriceChanged' && Number(event.price?.unitNet.amount) > Number(first.unitNet.amount), 20_000); // biome-ignore format: one condition
    } finally {
      await stream.close();
    }
    const seconds = (performance.now() - changed) / 1000;
    const now = await quoted();
    same(Number(now.unitNet.amount), Number(await stage.erp.price(buyer.displayName, SKU, 2)), 'the ERP’s own new price');
    check(
      Number(now.lowest30DaysNet.amount) <= Number(first.listNet.amount),
      `the lowest of 30 days is the old one (${now.lowest30DaysNet.amount})`,
    );

    const bought = async (more: object) => {
      const { orderPlace } = await stage.ask(PLACE, {
        input: orderInput({ customerId: buyer.id, lines: line, payment: { methodCode: 'terms' }, ...more }),
      });
      same(orderPlace.userErrors, [], 'no refusal');
      const [sale] = await stage.erp.sales(orderPlace.order.id);
      check(sale, 'its sale');
      return { unitNet: Number(sale.lines.find((one) => one.sku === SKU)?.unitNet), tax: Number(sale.tax), order: orderPlace.order };
    };
    const promised = await bought({ idempotencyKey: randomUUID(), priceToken: orderPreview.priceToken });
    same(promised.unitNet, Number(first.unitNet.amount), 'the promised price in the ERP');
    same([promised.tax, Number(promised.order.totals.tax.amount)], [0, 0], 'VAT in the ERP and in the hub');
    const later = await bought({});
    same(later.unitNet, Number(now.unitNet.amount), 'without the promise, the new price in the ERP');
    return `${SKU} for ${buyer.displayName}: ${heard.previousUnitNet?.amount ?? first.unitNet.amount} → ${now.unitNet.amount} net, heard after ${seconds.toFixed(1)} s; sold for ${promised.unitNet} as promised and ${later.unitNet} after`;
  },
};

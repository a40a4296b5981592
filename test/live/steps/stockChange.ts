/** d: a movement inside the ERP reaches a subscriber within 2 s and the shop within 5 s. */
import { check, until } from '../stage.ts';
import type { Step } from '../story.ts';

const SKU = 'LAT-CZOL';

export const stockChange: Step = {
  letter: 'd',
  title: 'a stock movement reaches a subscriber in 2 s and the shop in 5 s',
  bound: 25,
  async run(stage) {
    const sku = (await stage.erp.skus()).find((candidate) => candidate.startsWith(SKU));
    check(sku, `${SKU} is in the ERP`);
    const stream = await stage.listen(
      `subscription($s: [String!]) { stockChanges(filter: { skus: $s }, snapshot: true) { __typename
        ... on StockChanged { cursor variant { sku } level { onHand { value } sellable { value } location { code } } }
        ... on StreamCheckpoint { cursor caughtUp } ... on StreamGap { cursor } } }`,
      { s: [sku] },
    );
    try {
      const before = await stage.shop.stock(sku);
      await stream.next((event) => event.__typename === 'StreamCheckpoint' && event.caughtUp, 10_000);
      const heardBefore = stream.count;
      await stage.erp.adjustStock(sku, -7);
      const committed = performance.now();
      const event = await stream.next((item) => item.__typename === 'StockChanged', 6_000, heardBefore);
      const heard = (performance.now() - committed) / 1000;
      check(heard <= 2, `the subscriber heard in ${heard.toFixed(2)} s`);
      const after = await until(
        'the shop follows',
        async () => {
          const now = await stage.shop.stock(sku);
          return now === before - 7 ? { now } : undefined;
        },
        8_000,
      );
      const followed = (performance.now() - committed) / 1000;
      check(followed <= 5, `the shop followed in ${followed.toFixed(2)} s`);
      return `${event.variant.sku}: heard ${heard.toFixed(2)} s, shop ${followed.toFixed(2)} s after the commit (${before} → ${after.now})`;
    } finally {
      await stream.close();
    }
  },
};

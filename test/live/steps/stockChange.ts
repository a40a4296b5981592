/** d: a movement inside Tryton reaches a subscriber within 2 s and the shop within 5 s. */
import { check, type Data, until } from '../stage.ts';
import type { Step } from '../story.ts';

const SKU = 'LAT-CZOL';

export const stockChange: Step = {
  letter: 'd',
  title: 'a stock movement reaches a subscriber in 2 s and the shop in 5 s',
  bound: 25,
  async run(stage) {
    const [product] = await stage.erp('product.product', [['code', 'like', `${SKU}%`]], ['code', 'default_uom']);
    check(product, `${SKU} is in the ERP`);
    const [warehouse] = await stage
      .erp(
        'stock.location',
        [
          ['type', '=', 'warehouse'],
          ['code', '=', 'LODZ'],
        ],
        ['storage_location'],
      )
      .then(async (found) => (found.length ? found : stage.erp('stock.location', [['type', '=', 'warehouse']], ['storage_location'])));
    const [lost] = await stage.erp('stock.location', [['type', '=', 'lost_found']], ['id']);
    const [company] = await stage.erp('company.company', [], ['currency']);
    const stream = await stage.listen(
      `subscription($s: [String!]) { stockChanges(filter: { skus: $s }, snapshot: true) { __typename
        ... on StockChanged { cursor variant { sku } level { onHand { value } sellable { value } location { code } } }
        ... on StreamCheckpoint { cursor caughtUp } ... on StreamGap { cursor } } }`,
      { s: [product.code] },
    );
    try {
      const before = await shopStock(stage, product.code);
      const [move] = await stage.tryton.rpc<number[]>('model.stock.move.create', [
        {
          product: product.id,
          uom: product.default_uom,
          quantity: 7,
          from_location: warehouse.storage_location,
          to_location: lost.id,
          company: company.id,
          currency: company.currency,
        },
      ]);
      await stream.next((event) => event.__typename === 'StreamCheckpoint' && event.caughtUp, 10_000);
      const heardBefore = stream.count;
      await stage.tryton.rpc('model.stock.move.do', [move]);
      const committed = performance.now();
      const event = await stream.next((item) => item.__typename === 'StockChanged', 6_000, heardBefore);
      const heard = (performance.now() - committed) / 1000;
      check(heard <= 2, `the subscriber heard in ${heard.toFixed(2)} s`);
      const after = await until(
        'the shop follows',
        async () => {
          const now = await shopStock(stage, product.code);
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

/** Pieces the shop shows for a SKU, over its stock locations. */
async function shopStock(stage: Parameters<Step['run']>[0], sku: string): Promise<number> {
  const { productVariants } = (await stage.vendure.admin(
    'query($s: String!) { productVariants(options: { filter: { sku: { eq: $s } } }) { items { stockLevels { stockOnHand } } } }',
    { s: sku },
  )) as Data;
  return (productVariants.items[0]?.stockLevels ?? []).reduce((total: number, level: Data) => total + level.stockOnHand, 0);
}

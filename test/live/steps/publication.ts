/** f: a product made in Tryton with two axes and four variants is on sale in Vendure within a minute, follows, and leaves. */
import { check, type Data, type Stage, same, until } from '../stage.ts';
import type { Step } from '../story.ts';

const SKUS = ['PON-DESZCZ-M-CZERWONY', 'PON-DESZCZ-M-ZIELONY', 'PON-DESZCZ-L-CZERWONY', 'PON-DESZCZ-L-ZIELONY'];

export const publication: Step = {
  letter: 'f',
  title: 'a product of the ERP is published, follows title and price, and leaves sale',
  bound: 150,
  async run(stage) {
    const template = await createProduct(stage);
    const began = performance.now();
    const first = await until(
      'four variants on sale',
      async () => {
        const found = await onSale(stage);
        return SKUS.every((sku) => found.has(sku)) ? found : undefined;
      },
      60_000,
    );
    const published = (performance.now() - began) / 1000;
    const bought = await stage.vendure
      .shopper()
      .query(`{ search(input: { term: "Poncho", groupByProduct: true, take: 5 }) { items { productName } } }`)
      .catch(() => undefined);
    const product = first.get(SKUS[0] ?? '');
    check(product?.options.length === 2, 'two axes');
    same(product.name.includes('Poncho'), true, 'the ERP’s title');

    await stage.tryton.rpc('model.product.template.write', [template], {
      name: 'Poncho przeciwdeszczowe Ulewa',
      list_price: { __class__: 'Decimal', decimal: '100' },
    });
    const retitled = performance.now();
    await until(
      'title and price follow',
      async () => {
        const now = (await onSale(stage)).get(SKUS[0] ?? '');
        return now?.name.includes('Ulewa') && now.priceWithTax === 12_300 ? now : undefined;
      },
      60_000,
    );
    const followed = (performance.now() - retitled) / 1000;

    const products = await stage.erp('product.product', [['template', '=', template]], ['id']);
    await stage.tryton.rpc(
      'model.product.product.write',
      products.map((row: Data) => row.id),
      { active: false },
    );
    await stage.tryton.rpc('model.product.template.write', [template], { active: false });
    const archived = performance.now();
    await until('it leaves sale', async () => ((await onSale(stage)).size === 0 ? true : undefined), 60_000);
    const left = (performance.now() - archived) / 1000;
    return `on sale after ${published.toFixed(1)} s${bought ? ' and found by search' : ''}, followed after ${followed.toFixed(1)} s, left after ${left.toFixed(1)} s`;
  },
};

/** The shop's own view: variants of ours that a visitor could buy. */
async function onSale(stage: Stage): Promise<Map<string, { name: string; options: unknown[]; priceWithTax: number }>> {
  const { productVariants } = (await stage.vendure.admin(
    'query($s: [String!]!) { productVariants(options: { filter: { sku: { in: $s } } }) { items { sku enabled priceWithTax options { code } product { id enabled name } } } }',
    { s: SKUS },
  )) as Data;
  const found = new Map();
  for (const item of productVariants.items)
    if (item.enabled && item.product.enabled)
      found.set(item.sku, { name: item.product.name, options: item.options, priceWithTax: item.priceWithTax });
  if (found.size) {
    const [item] = productVariants.items;
    const { product } = (await stage.vendure
      .shopper()
      .query('query($id: ID!) { product(id: $id) { name variants { sku } } }', { id: item.product.id })) as Data;
    if (!product) return new Map();
  }
  return found;
}

async function createProduct(stage: Stage): Promise<number> {
  const [model] = await stage.erp(
    'product.template',
    [['code', '=', 'KUR-TATRY']],
    ['account_category', 'default_uom', 'attribute_set', 'categories', 'cost_price_method'],
  );
  check(model, 'a product to be modelled on');
  const [set] = await stage.tryton.rpc<number[]>('model.product.template.create', [
    {
      name: 'Poncho przeciwdeszczowe',
      code: 'PON-DESZCZ',
      type: 'goods',
      default_uom: model.default_uom,
      salable: true,
      sale_uom: model.default_uom,
      list_price: { __class__: 'Decimal', decimal: '120' },
      account_category: model.account_category,
      attribute_set: model.attribute_set,
      categories: [['add', model.categories]],
      products: [
        [
          'create',
          [
            { suffix_code: '-M-CZERWONY', attributes: { rozmiar: 'm', kolor: 'czerwony' } },
            { suffix_code: '-M-ZIELONY', attributes: { rozmiar: 'm', kolor: 'zielony' } },
            { suffix_code: '-L-CZERWONY', attributes: { rozmiar: 'l', kolor: 'czerwony' } },
            { suffix_code: '-L-ZIELONY', attributes: { rozmiar: 'l', kolor: 'zielony' } },
          ],
        ],
      ],
    },
  ]);
  check(set, 'the product was made');
  return set;
}

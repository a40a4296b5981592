/** f: a product made in the ERP with two axes and four variants is on sale in the shop within a minute, follows, and leaves. */
import { same, until } from '../stage.ts';
import type { Step } from '../story.ts';

const CODE = 'PON-DESZCZ';
const SKUS = [`${CODE}-M-CZERWONY`, `${CODE}-M-ZIELONY`, `${CODE}-L-CZERWONY`, `${CODE}-L-ZIELONY`];
const [FIRST = ''] = SKUS;

export const publication: Step = {
  letter: 'f',
  title: 'a product of the ERP is published, follows title and price, and leaves sale',
  bound: 150,
  async run({ erp, shop }) {
    const product = await erp.createProduct({ code: CODE, name: 'Poncho przeciwdeszczowe', listPrice: '120' });
    const began = performance.now();
    const first = await until(
      'four variants on sale',
      async () => {
        const found = await shop.onSale(SKUS);
        return SKUS.every((sku) => found.has(sku)) ? found : undefined;
      },
      60_000,
    );
    const published = (performance.now() - began) / 1000;
    same(first.get(FIRST)?.axes, 2, 'axes');
    same(first.get(FIRST)?.title.includes('Poncho'), true, 'the ERP’s title');

    await erp.changeProduct(product, { name: 'Poncho przeciwdeszczowe Ulewa', listPrice: '100' });
    const changed = performance.now();
    await until(
      'title and price follow',
      async () => {
        const now = (await shop.onSale(SKUS)).get(FIRST);
        return now?.title.includes('Ulewa') && Number(now.gross) === 123 ? now : undefined;
      },
      60_000,
    );
    const followed = (performance.now() - changed) / 1000;

    await erp.archiveProduct(product);
    const archived = performance.now();
    await until('it leaves sale', async () => ((await shop.onSale(SKUS)).size === 0 ? true : undefined), 60_000);
    const left = (performance.now() - archived) / 1000;
    return `on sale after ${published.toFixed(1)} s, followed after ${followed.toFixed(1)} s, left after ${left.toFixed(1)} s`;
  },
};

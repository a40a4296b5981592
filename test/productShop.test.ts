import { describe, expect, test } from 'vitest';
import { micros } from '#hub/money.ts';
import { categoryPublication, pricePublication, productPublication } from '#hub/publication.ts';
import { productsAppliers } from '#subgraphs/products/index.ts';
import { openGround, SHOP } from './ground.ts';
import {
  aCategory,
  aProduct,
  aShopPage,
  ask,
  aVariant,
  boundId,
  categories,
  context,
  DAY,
  deliveries,
  erp,
  events,
  found,
  prices,
  publish,
  push,
  retire,
  shop,
} from './productGround.ts';

describe('a shop', () => {
  test('owns what it changed, and what the hub wrote stays the ERP’s', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('A', { title: 'Stół', description: 'Opis ERP', media: ['erp.png'] })]);
    await prices(ground, { A: '10' });
    await publish(ground, 'A', 's1');
    // Our own texts come back, spaces and all, with the shop's copy of the picture.
    ground.advance(1_000);
    expect(await shop(ground, [aShopPage('s1', 'A', { title: 'Stół ', description: 'Opis ERP', media: ['copy.png'] })])).toEqual({
      changed: 1,
      failed: 0,
    });
    const served = async () => (await ask(ground, '{ products { nodes { title description media { url } } } }')).products.nodes[0];
    expect(await served()).toEqual({ title: 'Stół', description: 'Opis ERP', media: [{ url: 'https://erp.example/erp.png' }] });
    // The ERP changes its title: the shop is told, because it is still ours.
    await erp(ground, [aProduct('A', { title: 'Stół dębowy', description: 'Opis ERP', media: ['erp.png'] })]);
    expect((await push(ground, 'A'))?.title).toEqual([{ locale: 'pl', value: 'Stół dębowy' }]);
    await publish(ground, 'A', 's1');
    // Now somebody writes a title in the shop.
    await shop(ground, [aShopPage('s1', 'A', { title: 'Najpiękniejszy stół', description: 'Opis ERP', media: ['copy.png'] })]);
    expect(await served()).toMatchObject({ title: 'Najpiękniejszy stół', description: 'Opis ERP' });
    expect(await found(ground, 'najpiekniejszy')).toEqual(['Najpiękniejszy stół']);
    expect(await found(ground, 'debowy')).toEqual(['Najpiękniejszy stół']);
    await erp(ground, [aProduct('A', { title: 'Stół sosnowy', description: 'Opis nowy', media: ['erp.png'] })]);
    expect(await served()).toMatchObject({ title: 'Najpiękniejszy stół', description: 'Opis nowy' });
    const told = await push(ground, 'A');
    expect(told?.title).toBeUndefined();
    expect(told?.description).toEqual([{ locale: 'pl', value: 'Opis nowy' }]);
    // The shop gives the title back by writing what the hub had written.
    await shop(ground, [aShopPage('s1', 'A', { title: 'Stół dębowy', description: 'Opis ERP', media: ['copy.png'] })]);
    expect(await served()).toMatchObject({ title: 'Stół sosnowy' });
    // Pictures of its own replace the ERP's.
    await shop(ground, [aShopPage('s1', 'A', { title: 'Stół dębowy', description: 'Opis ERP', media: ['own.png', 'copy.png'] })]);
    expect((await served()).media).toHaveLength(2);
    expect((await push(ground, 'A'))?.media).toBeUndefined();
    expect((await events(ground)).at(-1)).toEqual({ change: 'UPDATED', fields: ['media'] });
  });

  test('keeps copies of new pictures from being taken for its own, even when a page was read too soon', async () => {
    const ground = await openGround();
    const page = (...media: string[]) => aShopPage('s1', 'A', { title: 'A', media });
    await erp(ground, [aProduct('A', { media: ['1.png'] })]);
    await publish(ground, 'A', 's1');
    await shop(ground, [page('copy-1')]);
    await erp(ground, [aProduct('A', { media: ['2.png'] })]);
    await publish(ground, 'A', 's1');
    await shop(ground, [{ ...page('copy-1'), slug: 'a' }]);
    await shop(ground, [page('copy-2')]);
    await publish(ground, 'A', 's1');
    await shop(ground, [{ ...page('copy-2'), slug: 'a' }]);
    expect((await push(ground, 'A'))?.media).toEqual([{ url: 'https://erp.example/2.png', contentHash: '2.png' }]);
    expect((await ask(ground, '{ products { nodes { media { url } } } }')).products.nodes).toEqual([
      { media: [{ url: 'https://erp.example/2.png' }] },
    ]);
  });

  test('has its own from the start where it differs, address and search texts included', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('A', { titles: { pl: 'Stół', en: 'Table' } })]);
    const page = aShopPage('s1', 'A', { title: 'Stół', slug: 'piekny-stol' });
    page.seoTitle = [{ locale: 'pl', value: 'Kup stół' }];
    page.title.push({ locale: 'en', value: 'Lovely table' });
    await shop(ground, [page]);
    const data = await ask(
      ground,
      '{ product(slug: "piekny-stol") { slug title en: title(language: "en") seo { title description } } old: product(slug: "stol") { slug } }',
    );
    expect(data.product).toEqual({ slug: 'piekny-stol', title: 'Stół', en: 'Lovely table', seo: { title: 'Kup stół', description: null } });
    expect(data.old).toEqual({ slug: 'piekny-stol' });
    const rows = await ground.db.read
      .selectFrom('localizedText')
      .select(['field', 'locale', 'source'])
      .where('source', '=', 'shop')
      .orderBy('field')
      .execute();
    expect(rows).toEqual([
      { field: 'seoTitle', locale: 'pl', source: 'shop' },
      { field: 'title', locale: 'en', source: 'shop' },
    ]);
    expect((await push(ground, 'A'))?.title).toEqual([{ locale: 'pl', value: 'Stół' }]);
  });

  test('is recognised by SKU, and what the ERP does not have is counted, not created', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('A'), aProduct('B')]);
    expect(await shop(ground, [aShopPage('s1', 'A'), aShopPage('s2', 'ONLY-SHOP')])).toEqual({ changed: 1, failed: 1 });
    expect(await shop(ground, [aShopPage('s1', 'A')])).toEqual({ changed: 0, failed: 0 });
    expect((await ask(ground, '{ variant(sku: "A") { externalIds { systemId kind value } } }')).variant.externalIds).toContainEqual({
      systemId: SHOP,
      kind: 'variant',
      value: 's1-A',
    });
    expect((await ask(ground, '{ products { totalCount } }')).products.totalCount).toBe(2);
  });

  test('that lost a page gets it again, with the ERP’s texts', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('A', { title: 'Stół' })]);
    await shop(ground, [aShopPage('s1', 'A', { title: 'Ładny stół' })]);
    await ground.db.write((trx) => trx.deleteFrom('delivery').execute());
    ground.advance(DAY);
    expect(await retire(ground, 'products', ground.now(), { shop: true })).toBe(1);
    expect(await found(ground, '')).toEqual(['Stół']);
    expect(await deliveries(ground)).toEqual(['product']);
    expect((await push(ground, 'A'))?.externalId).toBeUndefined();
  });

  test('recognises categories by address once, and loses them one by one', async () => {
    const ground = await openGround();
    await categories(ground, [aCategory('1', 'Dom')]);
    const told = await ground.db.write(async (trx) =>
      productsAppliers.categories?.apply(
        trx,
        [
          { ...aCategory('c9', 'Dom'), slug: 'dom' },
          { ...aCategory('c8', 'Inne'), slug: 'inne' },
        ],
        context(ground, { shop: true }),
      ),
    );
    expect(told).toEqual({ changed: 1, failed: 0 });
    const id = await boundId(ground, 'categories', '1');
    expect((await categoryPublication(ground.db.read, SHOP, id))?.externalId).toBe('c9');
    ground.advance(DAY);
    expect(await retire(ground, 'categories', ground.now(), { shop: true })).toBe(1);
    expect((await categoryPublication(ground.db.read, SHOP, id))?.externalId).toBeUndefined();
  });
});

describe('what a shop is told', () => {
  test('is the product with price, categories it has, and variants on sale', async () => {
    const ground = await openGround();
    await categories(ground, [aCategory('dom', 'Dom'), aCategory('nowa', 'Nowa')]);
    const dom = await boundId(ground, 'categories', 'dom');
    await ground.db.write((trx) =>
      trx
        .insertInto('binding')
        .values({
          systemId: SHOP,
          entity: 'categories',
          externalId: 'c1',
          id: dom,
          content: null,
          published: null,
          createdAt: 0,
          seenAt: 0,
        })
        .execute(),
    );
    await erp(ground, [
      {
        ...aProduct('A', { title: 'Stół', media: ['a.png'], categories: ['dom', 'nowa'] }),
        variants: [aVariant('A1', { gtins: ['590'] }), aVariant('A2'), aVariant('A3', { active: false })],
      },
    ]);
    await prices(ground, { A1: '10' });
    expect(await push(ground, 'A')).toEqual({
      erpKey: 'A',
      active: true,
      slug: 'stol',
      title: [{ locale: 'pl', value: 'Stół' }],
      media: [{ url: 'https://erp.example/a.png', contentHash: 'a.png' }],
      categoryExternalIds: ['c1'],
      axes: [],
      variants: [
        {
          erpKey: 'A1',
          sku: 'A1',
          active: true,
          options: [],
          gtins: ['590'],
          price: { unitNet: micros('10'), unitGross: micros('12.3'), currency: 'PLN', taxPercent: '23' },
        },
        { erpKey: 'A2', sku: 'A2', active: false, options: [], gtins: [] },
      ],
    });
    await publish(ground, 'A', 's1');
    const bound = await push(ground, 'A');
    expect([bound?.externalId, ...(bound?.variants.map((variant) => variant.externalId) ?? [])]).toEqual(['s1', 's1-A1', 's1-A2']);
    const [a1, a3] = [await boundId(ground, 'variants', 'A1'), await boundId(ground, 'variants', 'A3')];
    expect(await pricePublication(ground.db.read, SHOP, [a1, a3], ground.now())).toEqual([
      { variantExternalId: 's1-A1', sku: 'A1', unitNet: micros('10'), unitGross: micros('12.3'), currency: 'PLN' },
    ]);
    expect(await pricePublication(ground.db.read, SHOP, [a3], ground.now())).toEqual([]);
  });

  test('is nothing of what was never there and is off sale, and a withdrawal of what is', async () => {
    const ground = await openGround();
    await erp(ground, [{ ...aProduct('A'), active: false }, aProduct('B')]);
    expect(await push(ground, 'A')).toBeNull();
    expect(await productPublication(ground.db.read, SHOP, 'prd_x', ground.now())).toBeNull();
    await publish(ground, 'B', 's2');
    await erp(ground, [{ ...aProduct('B'), active: false }]);
    expect(await push(ground, 'B')).toMatchObject({ externalId: 's2', active: false, variants: [{ active: false }] });
  });

  test('of a category waits for the one above', async () => {
    const ground = await openGround();
    await categories(ground, [aCategory('dom', 'Dom'), aCategory('lozka', 'Łóżka', 'dom'), aCategory('off', 'Stare', undefined, false)]);
    const [dom, lozka, off] = [
      await boundId(ground, 'categories', 'dom'),
      await boundId(ground, 'categories', 'lozka'),
      await boundId(ground, 'categories', 'off'),
    ];
    expect(await categoryPublication(ground.db.read, SHOP, dom)).toEqual({
      hubId: dom,
      name: [{ locale: 'pl', value: 'Dom' }],
      slug: 'dom',
      active: true,
    });
    await expect(categoryPublication(ground.db.read, SHOP, lozka)).rejects.toThrow('above');
    await ground.db.write((trx) =>
      trx
        .insertInto('binding')
        .values({
          systemId: SHOP,
          entity: 'categories',
          externalId: 'c1',
          id: dom,
          content: null,
          published: null,
          createdAt: 0,
          seenAt: 0,
        })
        .execute(),
    );
    expect(await categoryPublication(ground.db.read, SHOP, lozka)).toMatchObject({ parentExternalId: 'c1', slug: 'lozka' });
    expect(await categoryPublication(ground.db.read, SHOP, off)).toBeNull();
    expect(await categoryPublication(ground.db.read, SHOP, 'cat_x')).toBeNull();
    const queued = await ground.db.read.selectFrom('delivery').select('subjectId').where('kind', '=', 'category').orderBy('id').execute();
    expect(queued.map((row) => row.subjectId)).toEqual([dom, lozka, off]);
  });
});

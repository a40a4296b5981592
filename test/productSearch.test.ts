import { describe, expect, test } from 'vitest';
import type { Viewer } from '#hub/viewer.ts';
import { openGround, viewer } from './ground.ts';
import {
  type Answer,
  aCategory,
  aProduct,
  ask,
  aVariant,
  boundId,
  categories,
  choice,
  erp,
  found,
  number,
  prices,
  productId,
  stock,
  text,
  titles,
} from './productGround.ts';

describe('search', () => {
  test('finds Polish words without their marks, parts of words, and every word wherever it stands', async () => {
    const ground = await openGround();
    await erp(ground, [
      aProduct('lozko', { title: 'Łóżko dębowe Ślęża', brand: 'Żółw' }),
      aProduct('szafa', { title: 'Szafa dębowa' }),
      aProduct('materac', { title: 'Materac', parameters: [text('pianka', 'Pamięć kształtu')] }),
    ]);
    expect(await found(ground, 'lozko')).toEqual(['Łóżko dębowe Ślęża']);
    expect(await found(ground, 'ŁÓŻKO')).toEqual(['Łóżko dębowe Ślęża']);
    expect(await found(ground, 'deb')).toEqual(['Łóżko dębowe Ślęża', 'Szafa dębowa']);
    expect(await found(ground, 'slez zolw')).toEqual(['Łóżko dębowe Ślęża']);
    expect(await found(ground, 'ksztalt')).toEqual(['Materac']);
    expect(await found(ground, 'lozko szafa')).toEqual([]);
    expect(await found(ground, '100%')).toEqual([]);
    expect(await found(ground, '???')).toEqual([]);
    expect(await found(ground, '  ')).toEqual(['Łóżko dębowe Ślęża', 'Materac', 'Szafa dębowa']);
  });

  test('finds titles of every language', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('bed', { titles: { pl: 'Łóżko', en: 'Bed', de: 'Bett' } })]);
    expect(await found(ground, 'bett')).toEqual(['Łóżko']);
  });

  test('puts the exact SKU or bar code first, then titles that begin so, then the rest', async () => {
    const ground = await openGround();
    await erp(ground, [
      aProduct('a', { title: 'Kabel do AB-12' }),
      aProduct('b', { title: 'AB-12 zestaw' }),
      aProduct('c', { title: 'Zasilacz', variants: [aVariant('AB-12', { gtins: ['5901234123457'] })] }),
    ]);
    expect(await found(ground, 'ab-12')).toEqual(['Zasilacz', 'AB-12 zestaw', 'Kabel do AB-12']);
    expect(await found(ground, '5901234123457')).toEqual(['Zasilacz']);
    const asked = await ask(
      ground,
      `{ products(search: "ab-12", sort: [{ by: RELEVANCE, direction: DESC }, { by: TITLE, direction: DESC }]) { nodes { title } } }`,
    );
    expect(titles(asked)).toEqual(['Zasilacz', 'AB-12 zestaw', 'Kabel do AB-12']);
  });
});

describe('the order', () => {
  test('of titles is the Polish alphabet’s', async () => {
    const ground = await openGround();
    await erp(
      ground,
      ['Żaba', 'Zebra', 'Źrebak', 'Łata', 'Lata', 'Ława', 'Ćma', 'Cyna', 'Ala', 'Ąkwa'].map((title, i) => aProduct(`p${i}`, { title })),
    );
    const data = await ask(ground, '{ products(sort: [{ by: TITLE }]) { nodes { title } } }');
    expect(titles(data)).toEqual(['Ala', 'Ąkwa', 'Cyna', 'Ćma', 'Lata', 'Łata', 'Ława', 'Zebra', 'Źrebak', 'Żaba']);
  });

  test('of prices has what has none at the end, either way', async () => {
    const ground = await openGround();
    await erp(
      ground,
      ['A', 'B', 'C'].map((name) => aProduct(name)),
    );
    await prices(ground, { A: '20', B: '10' });
    expect(titles(await ask(ground, '{ products(sort: [{ by: PRICE }]) { nodes { title } } }'))).toEqual(['B', 'A', 'C']);
    expect(titles(await ask(ground, '{ products(sort: [{ by: PRICE, direction: DESC }]) { nodes { title } } }'))).toEqual(['A', 'B', 'C']);
  });

  test.each(['TITLE', 'PRICE', 'NEWEST', 'UPDATED_AT', 'RELEVANCE'])('by %s pages forward and backward over the same list', async (by) => {
    const ground = await openGround();
    for (let i = 0; i < 7; i++) {
      await erp(ground, [aProduct(`p${i}`, { title: `Towar ${'gfedcba'[i]}` })]);
      if (i % 3 < 2) await prices(ground, { [`p${i}`]: String(10 + (i % 2)) });
      if (i % 2) ground.advance(1_000);
    }
    for (const direction of ['ASC', 'DESC']) {
      const list = `search: "towar", sort: [{ by: ${by}, direction: ${direction} }]`;
      const whole = (await ask(ground, `{ products(first: 50, ${list}) { nodes { id } totalCount } }`)).products;
      const ids = whole.nodes.map((node: { id: string }) => node.id);
      expect(ids).toHaveLength(7);
      expect(whole.totalCount).toBe(7);
      const forward: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const page: Answer = (
          await ask(
            ground,
            `query($after: String) { products(first: 3, after: $after, ${list}) { nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
            { after },
          )
        ).products;
        expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
        forward.push(...page.nodes.map((node: { id: string }) => node.id));
        ({ endCursor: after, hasNextPage: more } = page.pageInfo);
      }
      expect(forward).toEqual(ids);
      const backward: string[] = [];
      for (let before: string | null = null, more = true; more; ) {
        const page: Answer = (
          await ask(
            ground,
            `query($before: String) { products(last: 2, before: $before, ${list}) { nodes { id } pageInfo { hasPreviousPage startCursor } } }`,
            { before },
          )
        ).products;
        backward.unshift(...page.nodes.map((node: { id: string }) => node.id));
        ({ startCursor: before, hasPreviousPage: more } = page.pageInfo);
      }
      expect(backward).toEqual(ids);
    }
  });
});

describe('filters', () => {
  test('narrow by numbers, brand, price, parameters, lifecycle, time and gaps, all at once', async () => {
    const ground = await openGround();
    await erp(ground, [
      aProduct('A', {
        brand: 'Polana',
        parameters: [number('waga', '12.50', 'kg'), choice('kolor', 'red', 'Czerwony')],
        media: ['a.png'],
        variants: [aVariant('A', { gtins: ['111'] })],
      }),
      aProduct('B', {
        brand: 'Polana',
        parameters: [number('waga', '3', 'kg'), choice('kolor', 'blue', 'Niebieski')],
        description: 'Opis',
      }),
      aProduct('C', { brand: 'Inna', active: false }),
    ]);
    await prices(ground, { A: '20', B: '10' });
    const staff = viewer('staff');
    const filtered = async (filter: string, as: Viewer = staff) =>
      titles(await ask(ground, `{ products(filter: { ${filter} }) { nodes { title } } }`, {}, as));
    expect(await filtered('skus: ["A", "C"]')).toEqual(['A', 'C']);
    expect(await filtered('skus: []')).toEqual([]);
    expect(await filtered('gtins: ["111"]')).toEqual(['A']);
    expect(await filtered('brands: ["Polana"]')).toEqual(['A', 'B']);
    expect(await filtered('price: { from: "10", to: "19.99" }')).toEqual(['B']);
    expect(await filtered('parameters: [{ code: "kolor", anyOf: ["red"] }]')).toEqual(['A']);
    expect(await filtered('parameters: [{ code: "waga", anyOf: ["12.5"] }]')).toEqual(['A']);
    expect(await filtered('parameters: [{ code: "waga", range: { to: "5" } }, { code: "kolor", anyOf: ["blue", "red"] }]')).toEqual(['B']);
    expect(await filtered('lifecycle: [DISCONTINUED]')).toEqual(['C']);
    expect(await filtered('missing: [IMAGE]')).toEqual(['B', 'C']);
    expect(await filtered('missing: [DESCRIPTION, GTIN]')).toEqual(['C']);
    expect(await filtered('missing: [PRICE]')).toEqual(['C']);
    expect(await filtered('missing: [SHOP_BINDING, CATEGORY]')).toEqual(['A', 'B', 'C']);
    expect(await filtered('missing: [ERP_BINDING]')).toEqual([]);
    expect(await filtered('brands: ["Polana"], price: { from: "15" }')).toEqual(['A']);
    const until = new Date(ground.now()).toISOString();
    expect(await filtered(`updatedAt: { to: "${until}" }`)).toEqual([]);
    expect(await filtered(`updatedAt: { from: "${until}" }`)).toEqual(['A', 'B', 'C']);
    const id = await productId(ground, 'A');
    expect(await filtered(`ids: ["${id}"]`)).toEqual(['A']);
    expect(await filtered('lifecycle: [DISCONTINUED]', viewer('storefront'))).toEqual([]);
  });

  test('by availability follow what a reservation could take', async () => {
    const ground = await openGround();
    await erp(
      ground,
      ['A', 'B', 'C'].map((name) => aProduct(name)),
    );
    await stock(ground, 'A', { onHand: '5' });
    await stock(ground, 'B', { onHand: '5', reserved: '5' });
    await stock(ground, 'C', { onHand: '5', kind: 'SUPPLIER' });
    const filtered = async (value: string) =>
      titles(await ask(ground, `{ products(filter: { availability: [${value}] }) { nodes { title } } }`));
    expect(await filtered('"IN_STOCK"')).toEqual(['A']);
    expect(await filtered('"OUT_OF_STOCK"')).toEqual(['B', 'C']);
    expect(await filtered('"IN_STOCK", "OUT_OF_STOCK"')).toEqual(['A', 'B', 'C']);
  });

  test('by category take what stands below it, unless told not to', async () => {
    const ground = await openGround();
    await categories(ground, [aCategory('meble', 'Meble'), aCategory('lozka', 'Łóżka', 'meble'), aCategory('ogrod', 'Ogród')]);
    await erp(ground, [
      aProduct('A', { categories: ['lozka'] }),
      aProduct('B', { categories: ['meble', 'lozka'] }),
      aProduct('C', { categories: ['ogrod'] }),
    ]);
    const meble = await boundId(ground, 'categories', 'meble');
    const filtered = async (more: string) =>
      titles(await ask(ground, `{ products(filter: { categoryIds: ["${meble}"]${more} }) { nodes { title } } }`));
    expect(await filtered('')).toEqual(['A', 'B']);
    expect(await filtered(', includeSubcategories: false')).toEqual(['B']);
    const data = await ask(
      ground,
      `{ category(slug: "meble") { name productCount children { name parent { slug } ancestors { slug } } products(first: 1) { totalCount nodes { title categories { name } } } } }`,
    );
    expect(data.category).toEqual({
      name: 'Meble',
      productCount: 2,
      children: [{ name: 'Łóżka', parent: { slug: 'meble' }, ancestors: [{ slug: 'meble' }] }],
      products: { totalCount: 2, nodes: [{ title: 'A', categories: [{ name: 'Łóżka' }] }] },
    });
  });

  test('have facets that count as if their own condition were off', async () => {
    const ground = await openGround();
    await categories(ground, [aCategory('meble', 'Meble'), aCategory('lozka', 'Łóżka', 'meble')]);
    await erp(ground, [
      aProduct('A', { brand: 'Polana', categories: ['lozka'], parameters: [choice('kolor', 'red', 'Czerwony'), number('waga', '2')] }),
      aProduct('B', { brand: 'Polana', categories: ['meble'], parameters: [choice('kolor', 'blue', 'Niebieski'), number('waga', '7.5')] }),
      aProduct('C', { brand: 'Inna', parameters: [choice('kolor', 'red', 'Czerwony')] }),
    ]);
    await prices(ground, { A: '20', B: '10', C: '5' });
    await stock(ground, 'A', { onHand: '1' });
    const data = await ask(
      ground,
      '{ products(filter: { brands: ["Polana"], parameters: [{ code: "kolor", anyOf: ["red"] }] }) { nodes { title } facets { code kind label min max values { label count selected } } } }',
    );
    expect(titles(data)).toEqual(['A']);
    const facets = new Map(data.products.facets.map((facet: { code: string }) => [facet.code, facet]));
    expect(facets.get('BRAND')).toMatchObject({
      label: 'Marka',
      values: [
        { label: 'Inna', count: 1, selected: false },
        { label: 'Polana', count: 1, selected: true },
      ],
    });
    expect(facets.get('kolor')).toMatchObject({
      kind: 'PARAMETER',
      values: [
        { label: 'Niebieski', count: 1, selected: false },
        { label: 'Czerwony', count: 1, selected: true },
      ],
    });
    expect(facets.get('waga')).toMatchObject({ min: '2', max: '2' });
    expect(facets.get('PRICE')).toMatchObject({ min: '20.00', max: '20.00', values: [] });
    expect(facets.get('AVAILABILITY')).toMatchObject({ values: [{ label: 'Dostępne', count: 1 }] });
    expect((facets.get('CATEGORY') as { values: unknown[] }).values).toEqual(
      expect.arrayContaining([
        { label: 'Łóżka', count: 1, selected: false },
        { label: 'Meble', count: 1, selected: false },
      ]),
    );
    const some = await ask(ground, '{ products { facets(codes: ["waga", "BRAND", "nothing"]) { code label(language: "en") } } }');
    expect(some.products.facets).toEqual([
      { code: 'BRAND', label: 'Brand' },
      { code: 'waga', label: 'waga' },
    ]);
  });
});

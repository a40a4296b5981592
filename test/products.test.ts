/** The catalogue: what is told by ERP and shop, how it is found, who sees what, and what a shop is told. */
import { graphql } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { CategoryRecord, Entity, ParameterRecord, ProductRecord, VariantRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { micros, ONE } from '#hub/money.ts';
import { categoryPublication, notePublished, pricePublication, productPublication } from '#hub/publication.ts';
import type { Viewer } from '#hub/viewer.ts';
import { products, productsAppliers } from '#subgraphs/products/index.ts';
import { CHANNEL, COMPANY, ERP, openGround, SHOP, type TestGround, viewer } from './ground.ts';
import { statements } from './pricedShop.ts';

const DAY = 86_400_000;

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

describe('a product', () => {
  test('answers all it is made of', async () => {
    const ground = await openGround();
    await erp(ground, [
      {
        ...aProduct('koszula', {
          title: 'Koszula',
          description: '<p>Miła &amp; <b>lekka</b></p><p>Len</p>',
          brand: 'Polana',
          media: ['1.png', '2.png'],
        }),
        kind: 'VARIANTS',
        axes: [
          {
            code: 'size',
            name: 'Rozmiar',
            values: [
              { code: 's', name: 'S' },
              { code: 'm', name: 'M', swatch: '#fff' },
            ],
          },
        ],
        parameters: [text('splot', 'płócienny'), number('gram', '140.50', 'g'), flag('eko', true), choice('len', 'pl', 'Polski')],
        variants: [
          aVariant('K-S', {
            options: [{ axis: 'size', value: 's' }],
            gtins: ['590'],
            minQuantity: 2n * ONE,
            quantityStep: 2n * ONE,
            salesUnits: [{ code: 'BX', name: 'Karton', factor: '12.0' }],
            cost: { unit: micros('4'), currency: 'PLN', method: 'average' },
          }),
          aVariant('K-M', { options: [{ axis: 'size', value: 'm' }], image: { url: 'https://erp.example/m.png', contentHash: 'm' } }),
        ],
      },
    ]);
    await prices(ground, { 'K-S': '10', 'K-M': '12' });
    const data = await ask(
      ground,
      `{ product(slug: "koszula") {
        slug title brand kind lifecycle description plain: description(format: PLAIN) seo { title }
        optionAxes { code values { name swatch } }
        media(first: 1) { url position } parameters { code label text value { __typename ... on NumberValue { number unitCode } ... on BooleanValue { flag } ... on ChoiceValue { code label } ... on TextValue { text } } }
        variants { totalCount nodes { sku title gtins minOrderQuantity { value unitCode } orderStep { value } salesUnits { code factor isDefault } image { url } options { axis name value { name } } } }
        variantByOptions(options: [{ axis: "size", value: "m" }]) { sku }
        none: variantByOptions(options: []) { sku }
        priceRange { from { unitNet { amount } quantity { value } variant { sku } } to { unitNet { amount } } }
        externalIds { kind value } provenance { systemId ageSeconds servedFrom } updatedAt
      } }`,
    );
    expect(data.product).toMatchObject({
      title: 'Koszula',
      kind: 'VARIANTS',
      lifecycle: 'ACTIVE',
      plain: 'Miła & lekka\nLen',
      seo: null,
      optionAxes: [
        {
          code: 'size',
          values: [
            { name: 'S', swatch: null },
            { name: 'M', swatch: '#fff' },
          ],
        },
      ],
      media: [{ url: 'https://erp.example/1.png', position: 0 }],
      variantByOptions: { sku: 'K-M' },
      none: null,
      priceRange: {
        from: { unitNet: { amount: '10.00' }, quantity: { value: '2' }, variant: { sku: 'K-S' } },
        to: { unitNet: { amount: '12.00' } },
      },
      externalIds: [{ kind: 'product', value: 'koszula' }],
      provenance: { systemId: ERP, ageSeconds: 0, servedFrom: 'COPY' },
    });
    expect(data.product.parameters).toEqual([
      { code: 'splot', label: 'splot', text: 'płócienny', value: { __typename: 'TextValue', text: 'płócienny' } },
      { code: 'gram', label: 'gram', text: '140.5 g', value: { __typename: 'NumberValue', number: '140.5', unitCode: 'g' } },
      { code: 'eko', label: 'eko', text: 'tak', value: { __typename: 'BooleanValue', flag: true } },
      { code: 'len', label: 'len', text: 'Polski', value: { __typename: 'ChoiceValue', code: 'pl', label: 'Polski' } },
    ]);
    expect(data.product.variants).toEqual({
      totalCount: 2,
      nodes: [
        {
          sku: 'K-S',
          title: 'Koszula, S',
          gtins: ['590'],
          minOrderQuantity: { value: '2', unitCode: 'PCE' },
          orderStep: { value: '2' },
          salesUnits: [
            { code: 'PCE', factor: '1', isDefault: true },
            { code: 'BX', factor: '12', isDefault: false },
          ],
          image: { url: 'https://erp.example/1.png' },
          options: [{ axis: 'size', name: 'Rozmiar', value: { name: 'S' } }],
        },
        expect.objectContaining({ sku: 'K-M', title: 'Koszula, M', image: { url: 'https://erp.example/m.png' } }),
      ],
    });
  });

  test('speaks the asked language, then the viewer’s, then Polish', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('bed', { titles: { pl: 'Łóżko', en: 'Bed' } })]);
    const data = await ask(
      ground,
      '{ products { nodes { title en: title(language: "en") de: title(language: "de") } } }',
      {},
      viewer('storefront', { languages: ['en'] }),
    );
    expect(data.products.nodes).toEqual([{ title: 'Bed', en: 'Bed', de: 'Bed' }]);
  });

  test('costs a fixed number of statements in a list, with title, picture, price and variants', async () => {
    const ground = await openGround();
    await erp(
      ground,
      Array.from({ length: 40 }, (_, i) => aProduct(`p${i}`, { media: ['x.png'], categories: [] })),
    );
    await prices(ground, Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`p${i}`, '10'])));
    const list = (first: number) =>
      ask(
        ground,
        `{ products(first: ${first}) { nodes { title media(first: 1) { url } priceRange { from { unitGross { amount } } } variants { nodes { sku title image { url } price { unitGross { amount } } purchase { canBuy } } } } } }`,
      );
    const few = await statements(ground, () => list(2));
    const many = await statements(ground, () => list(40));
    expect(few).toBeGreaterThan(5);
    expect(many).toBe(few);
  });
});

describe('who sees what', () => {
  test('a storefront sees only what is on sale, on every path', async () => {
    const ground = await openGround();
    await erp(ground, [
      { ...aProduct('off'), active: false },
      { ...aProduct('on'), variants: [aVariant('on'), aVariant('on-old', { active: false, gtins: ['999'] })] },
    ]);
    const off = await productId(ground, 'off');
    const old = await boundId(ground, 'variants', 'on-old');
    const query = `{
      product(id: "${off}") { id }
      products { nodes { title variants { nodes { sku } } } totalCount }
      a: variant(sku: "off") { id } b: variant(id: "${old}") { id } c: variant(gtin: "999") { id }
      variants(skus: ["on-old", "on", "nothing"]) { sku }
      byOld: products(filter: { skus: ["on-old"] }) { totalCount }
      _entities(representations: [{ __typename: "Product", id: "${off}" }, { __typename: "Variant", sku: "on-old" }, { __typename: "Variant", sku: "on" }]) { __typename }
    }`;
    expect(await ask(ground, query)).toEqual({
      product: null,
      products: { nodes: [{ title: 'on', variants: { nodes: [{ sku: 'on' }] } }], totalCount: 1 },
      a: null,
      b: null,
      c: null,
      variants: [null, { sku: 'on' }, null],
      byOld: { totalCount: 0 },
      _entities: [null, null, { __typename: 'Variant' }],
    });
    const staff = await ask(ground, query, {}, viewer('staff'));
    expect(staff.products.totalCount).toBe(2);
    expect(staff.variants.map((variant: { sku: string } | null) => variant?.sku)).toEqual(['on-old', 'on', undefined]);
    expect(staff._entities.every(Boolean)).toBe(true);
  });

  test('cost is for costs:read, gaps and later prices for products:read, others’ prices for customers:any', async () => {
    const ground = await openGround();
    await erp(ground, [
      { ...aProduct('A'), variants: [aVariant('A', { cost: { unit: micros('4.25'), currency: 'PLN', method: 'average' } })] },
    ]);
    await prices(ground, { A: '10' });
    const cost = '{ variant(sku: "A") { cost { unit { amount } method } } }';
    expect(await refusal(ground, cost)).toBe('FORBIDDEN');
    expect(await refusal(ground, cost, viewer('anonymous'))).toBe('UNAUTHENTICATED');
    expect((await ask(ground, cost, {}, viewer('admin'))).variant.cost).toEqual({ unit: { amount: '4.25' }, method: 'average' });
    expect(await refusal(ground, '{ products(filter: { missing: [IMAGE] }) { totalCount } }')).toBe('FORBIDDEN');
    expect(await refusal(ground, '{ variant(sku: "A") { price(for: { date: "2027-01-01" }) { lineNet { amount } } } }')).toBe('FORBIDDEN');
    expect(await refusal(ground, '{ variant(sku: "A") { price(for: { customerId: "cus_x" }) { lineNet { amount } } } }')).toBe('FORBIDDEN');
    expect(await refusal(ground, '{ products(for: { customerId: "cus_x" }) { nodes { id } } }')).toBe('FORBIDDEN');
    expect(
      (await ask(ground, '{ variant(sku: "A") { price(for: { customerId: "cus_x" }) { lineNet { amount } } } }', {}, viewer('staff')))
        .variant.price,
    ).toBeNull();
  });

  test('another company sees nothing', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('A')]);
    const id = await productId(ground, 'A');
    const data = await ask(
      ground,
      `{ product(id: "${id}") { id } products { totalCount } variant(sku: "A") { id } channels { id } }`,
      {},
      viewer('staff', { companyId: 'com_other' }),
    );
    expect(data).toEqual({ product: null, products: { totalCount: 0 }, variant: null, channels: [] });
  });
});

describe('prices of the API', () => {
  test('take quantity, unit and the list’s own `for`, and quote many lines in order', async () => {
    const ground = await openGround();
    await erp(ground, [
      { ...aProduct('A'), variants: [aVariant('A', { salesUnits: [{ code: 'BX', name: 'Karton', factor: '12' }] })] },
      aProduct('B'),
    ]);
    await prices(ground, { A: '10' });
    const data = await ask(
      ground,
      `{ variant(sku: "A") { price(for: { quantity: "2", unitCode: "BX" }) { quantity { value } lineNet { amount currencyCode } lineTax { amount } priceLevel applied { kind amount { amount } } tiers { minQuantity { value } } lowest30DaysGross { amount } validUntil } }
        products(for: { quantity: "3" }) { nodes { variants { nodes { price { quantity { value } } } } } }
        priceQuotes(lines: [{ sku: "B", quantity: "1" }, { sku: "A", quantity: "1", unitCode: "BX" }, { variantId: "var_x", quantity: "1" }]) { lineGross { amount } variant { sku } } }`,
    );
    expect(data.variant.price).toEqual({
      quantity: { value: '24' },
      lineNet: { amount: '240.00', currencyCode: 'PLN' },
      lineTax: { amount: '55.20' },
      priceLevel: 'retail',
      applied: [{ kind: 'LIST', amount: { amount: '10.00' } }],
      tiers: [{ minQuantity: { value: '1' } }],
      lowest30DaysGross: { amount: '12.30' },
      validUntil: null,
    });
    expect(
      data.products.nodes.map((node: { variants: { nodes: { price: { quantity: unknown } | null }[] } }) => node.variants.nodes[0]?.price),
    ).toEqual([{ quantity: { value: '3' } }, null]);
    expect(data.priceQuotes).toEqual([null, { lineGross: { amount: '147.60' }, variant: { sku: 'A' } }, null]);
  });

  test('say why something cannot be bought', async () => {
    const ground = await openGround();
    await erp(ground, [
      aProduct('A'),
      aProduct('B'),
      aProduct('C'),
      { ...aProduct('S'), kind: 'SERVICE' },
      { ...aProduct('D'), active: false },
    ]);
    await prices(ground, { A: '10', S: '50' });
    await prices(ground, { B: '10' }, 'dealers');
    await stock(ground, 'A', { onHand: '5' });
    const purchase = async (sku: string, quantity = '1', as = viewer('staff')) =>
      (await ask(ground, `{ variant(sku: "${sku}") { purchase(for: { quantity: "${quantity}" }) { canBuy reasons } } }`, {}, as)).variant
        .purchase;
    expect(await purchase('A')).toEqual({ canBuy: true, reasons: [] });
    expect(await purchase('A', '6')).toEqual({ canBuy: false, reasons: ['OUT_OF_STOCK'] });
    expect(await purchase('B')).toEqual({ canBuy: false, reasons: ['LOGIN_REQUIRED', 'OUT_OF_STOCK'] });
    expect(await purchase('C')).toEqual({ canBuy: false, reasons: ['NO_PRICE', 'OUT_OF_STOCK'] });
    expect(await purchase('S')).toEqual({ canBuy: true, reasons: [] });
    expect((await purchase('D')).reasons).toContain('DISCONTINUED');
    await aCustomer(ground, 'cus_blocked');
    expect(await purchase('A', '1', viewer('storefront', { customerId: 'cus_blocked' }))).toEqual({
      canBuy: false,
      reasons: ['CREDIT_BLOCKED'],
    });
  });
});

describe('bad input', () => {
  test.each([
    ['{ product { id } }', 'BAD_USER_INPUT'],
    ['{ product(id: "a", slug: "b") { id } }', 'BAD_USER_INPUT'],
    ['{ variant { id } }', 'BAD_USER_INPUT'],
    ['{ variants { id } }', 'BAD_USER_INPUT'],
    ['{ variants(ids: ["a"], skus: ["b"]) { id } }', 'BAD_USER_INPUT'],
    [`{ variants(skus: [${'"a",'.repeat(251)}]) { id } }`, 'PAGE_TOO_LARGE'],
    ['{ products(first: 251) { nodes { id } } }', 'PAGE_TOO_LARGE'],
    ['{ products(first: -1) { nodes { id } } }', 'BAD_USER_INPUT'],
    ['{ products(first: 1, last: 1) { nodes { id } } }', 'BAD_USER_INPUT'],
    ['{ products(after: "x") { nodes { id } } }', 'BAD_USER_INPUT'],
    ['{ products(after: "WyJQUklDRSsiLDEsIngiLCJ5Il0") { nodes { id } } }', 'BAD_USER_INPUT'],
    [`{ products(search: "${'a'.repeat(201)}") { nodes { id } } }`, 'BAD_USER_INPUT'],
    ['{ products(filter: { price: { from: "2", to: "1" } }) { nodes { id } } }', 'BAD_USER_INPUT'],
    ['{ products(filter: { availability: ["SOON"] }) { nodes { id } } }', 'BAD_USER_INPUT'],
    [`{ products(filter: { skus: [${'"a",'.repeat(251)}] }) { nodes { id } } }`, 'PAGE_TOO_LARGE'],
    [`{ products(filter: { parameters: [${'{ code: "a" },'.repeat(21)}] }) { nodes { id } } }`, 'BAD_USER_INPUT'],
    ['{ products(sort: [{ by: TITLE }, { by: TITLE }]) { nodes { id } } }', 'BAD_USER_INPUT'],
    ['{ products(sort: [{ by: TITLE }, { by: PRICE }, { by: NEWEST }, { by: UPDATED_AT }]) { nodes { id } } }', 'BAD_USER_INPUT'],
    ['{ categories(depth: 11) { id } }', 'BAD_USER_INPUT'],
    ['{ categories(depth: 0) { id } }', 'BAD_USER_INPUT'],
    [`{ priceQuotes(lines: [${'{ sku: "a", quantity: "1" },'.repeat(251)}]) { lineNet { amount } } }`, 'PAGE_TOO_LARGE'],
    ['{ priceQuotes(lines: [{ quantity: "1" }]) { lineNet { amount } } }', 'BAD_USER_INPUT'],
    ['{ priceQuotes(lines: [{ sku: "A", quantity: "0" }]) { lineNet { amount } } }', 'BAD_USER_INPUT'],
    ['{ variant(sku: "A") { price(for: { quantity: "1", unitCode: "BARREL" }) { lineNet { amount } } } }', 'BAD_USER_INPUT'],
    ['{ variant(sku: "A") { price(for: { channelId: "chn_x" }) { lineNet { amount } } } }', 'BAD_USER_INPUT'],
    ['{ variant(sku: "A") { product { variants(after: "WzEsIngiXQ") { totalCount } } } }', 'BAD_USER_INPUT'],
  ])('%s is refused', async (query, code) => {
    const ground = await openGround();
    await erp(ground, [aProduct('A')]);
    await prices(ground, { A: '10' });
    expect(await refusal(ground, query)).toBe(code);
  });

  test('unknown ids are null', async () => {
    const ground = await openGround();
    const data = await ask(
      ground,
      '{ product(id: "x") { id } p: product(slug: "x") { id } variant(gtin: "x") { id } category(id: "x") { id } c: category(slug: "x") { id } variants(ids: ["a", "b"]) { id } categories(parentId: "x") { id } }',
    );
    expect(data).toEqual({ product: null, p: null, variant: null, category: null, c: null, variants: [null, null], categories: [] });
  });
});

describe('categories', () => {
  test('come in any order, stand in the Polish one, and an unknown parent leaves them at the top', async () => {
    const ground = await openGround();
    await categories(ground, [
      aCategory('b', 'Żyrandole', 'a'),
      aCategory('c', 'Łóżka', 'a'),
      aCategory('x', 'Sierota', 'nowhere'),
      aCategory('a', 'Dom'),
      aCategory('off', 'Stare', 'a', false),
    ]);
    const names = async (args: string, as?: Viewer) =>
      (await ask(ground, `{ categories${args} { name } }`, {}, as)).categories.map((c: { name: string }) => c.name);
    expect(await names('')).toEqual(['Dom', 'Sierota']);
    expect(await names('(depth: 2)')).toEqual(['Dom', 'Sierota', 'Łóżka', 'Żyrandole']);
    const a = await boundId(ground, 'categories', 'a');
    expect(await names(`(parentId: "${a}")`, viewer('staff'))).toEqual(['Łóżka', 'Stare', 'Żyrandole']);
  });

  test('of one name get different addresses, and go when a full sweep does not see them', async () => {
    const ground = await openGround();
    await categories(ground, [aCategory('1', 'Dom'), aCategory('2', 'Dom')]);
    const slugs = (await ask(ground, '{ categories { slug } }')).categories.map((c: { slug: string }) => c.slug).sort();
    expect(slugs).toEqual(['dom', 'dom-2']);
    ground.advance(DAY);
    const sweepStartedAt = ground.now();
    ground.advance(1_000);
    await categories(ground, [aCategory('1', 'Dom')]);
    expect(await retire(ground, 'categories', sweepStartedAt)).toBe(1);
    expect((await ask(ground, '{ categories { slug } }')).categories).toHaveLength(1);
    await categories(ground, [aCategory('2', 'Dom')]);
    expect((await ask(ground, '{ categories { slug } }')).categories).toHaveLength(2);
  });

  test('a circle in the source’s tree ends', async () => {
    const ground = await openGround();
    await categories(ground, [aCategory('a', 'A', 'b'), aCategory('b', 'B', 'a')]);
    await erp(ground, [aProduct('P', { categories: ['a'] })]);
    const data = await ask(
      ground,
      '{ category(slug: "a") { productCount ancestors { slug } children { slug children { slug } } } products { facets(codes: ["CATEGORY"]) { values { count } } } }',
    );
    expect(data.category).toEqual({ productCount: 1, ancestors: [{ slug: 'b' }], children: [{ slug: 'b', children: [{ slug: 'a' }] }] });
    expect(data.products.facets[0].values).toEqual([{ count: 1 }, { count: 1 }]);
  });
});

describe('records of the ERP', () => {
  test('unchanged are skipped, changed say what changed, and go to the shop only when it would show', async () => {
    const ground = await openGround();
    const record = aProduct('A', { title: 'Stół' });
    expect(await erp(ground, [record])).toEqual({ changed: 1, failed: 0 });
    ground.advance(1_000);
    expect(await erp(ground, [record])).toEqual({ changed: 0, failed: 0 });
    expect((await ask(ground, '{ product(slug: "stol") { provenance { ageSeconds } } }')).product.provenance.ageSeconds).toBe(0);
    await ground.db.write((trx) => trx.deleteFrom('delivery').execute());
    const costly = { ...record, variants: [aVariant('A', { cost: { unit: 1n, currency: 'PLN', method: 'average' } })] };
    expect(await erp(ground, [costly])).toEqual({ changed: 1, failed: 0 });
    expect(await deliveries(ground)).toEqual([]);
    expect(await erp(ground, [{ ...costly, title: [{ locale: 'pl', value: 'Stolik' }], brand: 'X' }])).toEqual({ changed: 1, failed: 0 });
    expect(await deliveries(ground)).toEqual(['product']);
    expect(await events(ground)).toEqual([
      { change: 'CREATED', fields: [] },
      { change: 'UPDATED', fields: ['variants'] },
      { change: 'UPDATED', fields: ['brand', 'title'] },
    ]);
    expect((await ask(ground, '{ product(slug: "stol") { title brand } }')).product).toEqual({ title: 'Stolik', brand: 'X' });
  });

  test('in bulk write one event a slice', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('A'), aProduct('B')], { bulk: true });
    expect(await events(ground)).toEqual([{ change: 'BULK', fields: [], count: 2 }]);
  });

  test('that contradict each other are counted, and the rest is stored', async () => {
    const ground = await openGround();
    const bad = { ...aProduct('bad'), variants: [aVariant('X', { externalId: '1' }), aVariant(' X', { externalId: '2' })] };
    const none = { ...aProduct('none'), variants: [aVariant(' ')] };
    const rate = { ...aProduct('rate'), variants: [aVariant('R', { taxPercent: 'zw' })] };
    expect(await erp(ground, [bad, aProduct('good'), none, rate])).toEqual({ changed: 1, failed: 3 });
    expect(await erp(ground, [{ ...aProduct('other'), variants: [aVariant('good', { externalId: 'twin' })] }])).toEqual({
      changed: 0,
      failed: 1,
    });
    expect(await found(ground, '')).toEqual(['good']);
  });

  test('of an archived twin are skipped, and an article re-made in the ERP keeps its id here', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('old', { sku: 'S1' })]);
    const id = await boundId(ground, 'variants', 'S1');
    expect(
      await erp(ground, [{ ...aProduct('twin'), active: false, variants: [aVariant('S1', { externalId: 'twin', active: false })] }]),
    ).toEqual({ changed: 1, failed: 0 });
    await erp(ground, [{ ...aProduct('old', { sku: 'S1' }), active: false }]);
    expect(await erp(ground, [{ ...aProduct('new'), variants: [aVariant('S1', { externalId: 'new' })] }])).toEqual({
      changed: 1,
      failed: 0,
    });
    expect(await boundId(ground, 'variants', 'new')).toBe(id);
    expect((await ask(ground, '{ variant(sku: "S1") { id product { title } } }')).variant).toEqual({ id, product: { title: 'new' } });
  });

  test('drop variants that are no longer named, and take their categories when those come later', async () => {
    const ground = await openGround();
    await erp(ground, [{ ...aProduct('A', { categories: ['later'] }), variants: [aVariant('1'), aVariant('2')] }]);
    await erp(ground, [{ ...aProduct('A', { categories: ['later'] }), variants: [aVariant('1')] }]);
    const data = async () =>
      (await ask(ground, '{ products { nodes { variants { nodes { sku } } categories { slug } } } }')).products.nodes;
    expect(await data()).toEqual([{ variants: { nodes: [{ sku: '1' }] }, categories: [] }]);
    await categories(ground, [aCategory('later', 'Później')]);
    expect(await erp(ground, [{ ...aProduct('A', { categories: ['later'] }), variants: [aVariant('1')] }])).toEqual({
      changed: 1,
      failed: 0,
    });
    expect(await data()).toEqual([{ variants: { nodes: [{ sku: '1' }] }, categories: [{ slug: 'pozniej' }] }]);
  });

  test('not seen by a full sweep are deleted, withdrawn from the shop, and come back as they were', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('A'), aProduct('B')]);
    const id = await productId(ground, 'B');
    ground.advance(DAY);
    const sweepStartedAt = ground.now();
    ground.advance(1_000);
    await erp(ground, [aProduct('A')]);
    await ground.db.write((trx) => trx.deleteFrom('delivery').execute());
    expect(await retire(ground, 'products', sweepStartedAt)).toBe(1);
    expect(await retire(ground, 'products', sweepStartedAt)).toBe(0);
    expect(await deliveries(ground)).toEqual(['product']);
    expect((await events(ground)).at(-1)).toEqual({ change: 'DELETED', fields: ['lifecycle'] });
    const query = `{ product(id: "${id}") { lifecycle } }`;
    expect((await ask(ground, query)).product).toBeNull();
    expect((await ask(ground, query, {}, viewer('staff'))).product).toEqual({ lifecycle: 'DELETED' });
    expect(await erp(ground, [aProduct('B')])).toEqual({ changed: 1, failed: 0 });
    expect((await ask(ground, query)).product).toEqual({ lifecycle: 'ACTIVE' });
  });
});

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

// Makers

interface ProductWishes {
  title?: string;
  titles?: Record<string, string>;
  description?: string;
  brand?: string;
  sku?: string;
  active?: boolean;
  media?: string[];
  categories?: string[];
  parameters?: ParameterRecord[];
  variants?: VariantRecord[];
}

function aProduct(externalId: string, wishes: ProductWishes = {}): ProductRecord {
  return {
    externalId,
    active: wishes.active ?? true,
    kind: 'SIMPLE',
    ...(wishes.brand ? { brand: wishes.brand } : {}),
    title: Object.entries(wishes.titles ?? { pl: wishes.title ?? externalId }).map(([locale, value]) => ({ locale, value })),
    description: wishes.description ? [{ locale: 'pl', value: wishes.description }] : [],
    categoryIds: wishes.categories ?? [],
    axes: [],
    media: (wishes.media ?? []).map((name) => ({ url: `https://erp.example/${name}`, contentHash: name })),
    parameters: wishes.parameters ?? [],
    variants: wishes.variants ?? [aVariant(wishes.sku ?? externalId)],
  };
}

function aVariant(sku: string, more: Partial<VariantRecord> = {}): VariantRecord {
  return {
    externalId: sku,
    sku,
    active: true,
    gtins: [],
    options: [],
    parameters: [],
    unitCode: 'PCE',
    salesUnits: [],
    taxPercent: '23',
    ...more,
  };
}

function aShopPage(
  externalId: string,
  sku: string,
  more: { title?: string; description?: string; media?: string[]; slug?: string } = {},
): ProductRecord {
  return {
    ...aProduct(externalId, { title: more.title ?? sku, ...(more.description ? { description: more.description } : {}) }),
    ...(more.slug ? { slug: more.slug } : {}),
    media: (more.media ?? []).map((name) => ({ url: `https://shop.example/${name}`, contentHash: `shop-${name}` })),
    variants: [aVariant(sku, { externalId: `${externalId}-${sku}` })],
  };
}

const aCategory = (externalId: string, name: string, parentId?: string, active = true): CategoryRecord => ({
  externalId,
  ...(parentId ? { parentId } : {}),
  name: [{ locale: 'pl', value: name }],
  active,
});

const label = (code: string) => ({ code, label: [{ locale: 'pl', value: code }] });
const text = (code: string, value: string): ParameterRecord => ({ ...label(code), value: { kind: 'TEXT', text: value } });
const number = (code: string, value: string, unitCode?: string): ParameterRecord => ({
  ...label(code),
  value: { kind: 'NUMBER', number: value, ...(unitCode ? { unitCode } : {}) },
});
const flag = (code: string, value: boolean): ParameterRecord => ({ ...label(code), value: { kind: 'BOOLEAN', flag: value } });
const choice = (code: string, value: string, name: string): ParameterRecord => ({
  ...label(code),
  value: { kind: 'CHOICE', code: value, label: name },
});

function context(ground: TestGround, options: { bulk?: boolean; shop?: boolean } = {}): ApplyContext {
  const system = { companyId: COMPANY, channelId: CHANNEL, zone: 'Europe/Warsaw', goLiveAt: null, mode: 'ACTIVE' as const };
  return {
    system: options.shop ? { ...system, id: SHOP, role: 'SHOP' } : { ...system, id: ERP, role: 'ERP' },
    now: ground.now(),
    readStartedAt: ground.now(),
    bulk: options.bulk ?? false,
  };
}

const apply = (ground: TestGround, entity: Entity, records: unknown[], options: { bulk?: boolean; shop?: boolean } = {}) =>
  ground.db.write(async (trx) => productsAppliers[entity]?.apply(trx, records, context(ground, options)));

const erp = (ground: TestGround, records: ProductRecord[], options: { bulk?: boolean } = {}) => apply(ground, 'products', records, options);
const shop = (ground: TestGround, records: ProductRecord[]) => apply(ground, 'products', records, { shop: true });
const categories = (ground: TestGround, records: CategoryRecord[]) => apply(ground, 'categories', records);

async function prices(ground: TestGround, of: Record<string, string>, list = 'retail') {
  await apply(ground, 'priceLists', [
    { externalId: list, code: list, name: list, currency: 'PLN', isDefault: list === 'retail', active: true },
  ]);
  await apply(
    ground,
    'prices',
    Object.entries(of).map(([variantId, unitNet]) => ({ listId: list, variantId, rows: [{ minQuantity: ONE, unitNet: micros(unitNet) }] })),
  );
}

const retire = (ground: TestGround, entity: Entity, sweepStartedAt: number, options: { shop?: boolean } = {}) =>
  ground.db.write(async (trx) => productsAppliers[entity]?.retire?.(trx, { ...context(ground, options), sweepStartedAt }));

async function stock(ground: TestGround, sku: string, level: { onHand: string; reserved?: string; kind?: string }) {
  const variantId = await boundId(ground, 'variants', sku);
  await ground.db.write(async (trx) => {
    const locationId = `loc_${sku}`;
    await trx
      .insertInto('location')
      .values({
        id: locationId,
        companyId: COMPANY,
        code: sku,
        name: sku,
        kind: level.kind ?? 'WAREHOUSE',
        active: 1,
        address: null,
        systemId: ERP,
        updatedAt: 0,
      })
      .execute();
    await trx
      .insertInto('stockLevel')
      .values({
        id: `lvl_${sku}`,
        variantId,
        locationId,
        onHandMicros: micros(level.onHand),
        reservedInErpMicros: micros(level.reserved ?? '0'),
        reservedInHubMicros: 0n,
        safetyBufferMicros: 0n,
        minimumMicros: null,
        maximumMicros: null,
        systemId: ERP,
        version: 1,
        changedAt: ground.now(),
        asOf: ground.now(),
      })
      .execute();
  });
}

async function aCustomer(ground: TestGround, id: string) {
  await ground.db.write((trx) =>
    trx
      .insertInto('customer')
      .values({
        id,
        companyId: COMPANY,
        kind: 'BUSINESS',
        name: id,
        active: 1,
        groups: '[]',
        creditUsedMicros: 0n,
        creditOverdueMicros: 0n,
        creditHeldMicros: 0n,
        creditBlocked: 1,
        search: '',
        sortName: '',
        version: 1,
        createdAt: 0,
        updatedAt: 0,
        asOf: 0,
      } as never)
      .execute(),
  );
}

async function boundId(ground: TestGround, entity: string, externalId: string): Promise<string> {
  const row = await ground.db.read
    .selectFrom('binding')
    .select('id')
    .where('systemId', '=', ERP)
    .where('entity', '=', entity)
    .where('externalId', '=', externalId)
    .executeTakeFirstOrThrow();
  return row.id;
}
const productId = (ground: TestGround, externalId: string) => boundId(ground, 'products', externalId);

const push = async (ground: TestGround, externalId: string) =>
  productPublication(ground.db.read, SHOP, await productId(ground, externalId), ground.now());

/** What the delivery worker does: the shop answers with numbers made of its own and the SKU. */
async function publish(ground: TestGround, externalId: string, shopId: string) {
  const told = await push(ground, externalId);
  if (!told) throw new Error('nothing to publish');
  const ack = { externalId: shopId, variants: told.variants.map(({ sku }) => ({ sku, externalId: `${shopId}-${sku}` })) };
  const id = await productId(ground, externalId);
  await ground.db.write((trx) => notePublished(trx, SHOP, id, told, ack, ground.now()));
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at by the test that asked.
type Answer = any;

async function run(ground: TestGround, source: string, variables: Record<string, unknown>, as: Viewer) {
  const contextValue = products.context(ground, { viewer: as, requestId: 'test' });
  return graphql({ schema: products.schema, source, variableValues: variables, contextValue });
}

async function ask(
  ground: TestGround,
  source: string,
  variables: Record<string, unknown> = {},
  as: Viewer = viewer('storefront'),
): Promise<Answer> {
  const { data, errors } = await run(ground, source, variables, as);
  if (errors?.[0]) throw errors[0].originalError ?? errors[0];
  return JSON.parse(JSON.stringify(data));
}

async function refusal(ground: TestGround, source: string, as: Viewer = viewer('storefront')): Promise<unknown> {
  const { errors } = await run(ground, source, {}, as);
  return errors?.[0]?.extensions.code;
}

const titles = (data: Answer): string[] => data.products.nodes.map((node: { title: string }) => node.title);

/** Titles of what a search finds. */
async function found(ground: TestGround, search: string): Promise<string[]> {
  return titles(await ask(ground, 'query($search: String) { products(search: $search) { nodes { title } } }', { search }));
}

async function events(ground: TestGround): Promise<unknown[]> {
  const rows = await ground.db.read.selectFrom('event').select('payload').where('topic', '=', 'product').orderBy('position').execute();
  return rows.map((row) => JSON.parse(row.payload));
}

async function deliveries(ground: TestGround): Promise<string[]> {
  return (await ground.db.read.selectFrom('delivery').select('kind').execute()).map((row) => row.kind);
}

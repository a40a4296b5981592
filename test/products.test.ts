import { describe, expect, test } from 'vitest';
import { micros, ONE } from '#hub/money.ts';
import { ERP, openGround, viewer } from './ground.ts';
import { statements } from './pricedShop.ts';
import {
  aCustomer,
  aProduct,
  ask,
  aVariant,
  boundId,
  choice,
  erp,
  flag,
  number,
  prices,
  productId,
  refusal,
  stock,
  text,
} from './productGround.ts';

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

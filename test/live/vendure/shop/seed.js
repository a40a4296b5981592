/**
 * Fills a new shop through its own admin API: Polish shop, PLN, VAT 23 and 8, products that share SKUs with the ERP.
 * Argument: a JSON file with the products. Writes `shop.json` (the API key) beside the database.
 */
import fs from 'node:fs';
import path from 'node:path';
import { bootstrap, JobQueueService } from '@vendure/core';
import { openClient } from '../client.ts';
import { adminPassword, adminUser, config, data, host, port } from './config.js';
import { picture } from './png.js';
import { productTexts, slug } from './texts.js';

const started = performance.now();
const say = (text) =>
  process.stdout.write(`${JSON.stringify({ step: text, seconds: Number(((performance.now() - started) / 1000).toFixed(1)) })}\n`);
const products = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const stock = 50;

fs.mkdirSync(data, { recursive: true });
const app = await bootstrap(config);
await app.get(JobQueueService).start();
say('an empty shop answers');

const admin = openClient(`http://${host}:${port}/admin-api`);
const { query } = admin;
await query('mutation($u: String!, $p: String!) { login(username: $u, password: $p) { __typename } }', { u: adminUser, p: adminPassword });

/** Runs a mutation with one field and refuses an error that Vendure returns as data. */
async function change(text, variables) {
  const [result] = Object.values(await query(text, variables));
  for (const item of [result].flat()) if (item?.errorCode) throw new Error(`${item.errorCode}: ${item.message}`);
  return result;
}
const both = (pl, en) => [
  { languageCode: 'pl', name: pl },
  { languageCode: 'en', name: en },
];
const operation = (code, args) => ({ code, arguments: Object.entries(args).map(([name, value]) => ({ name, value: String(value) })) });

const basics = await seedBasics();
say('channels, taxes, delivery and payment methods');
await seedProducts();
say(`${products.length} variants on sale`);
await seedCustomers();
const apiKey = await seedKey();
fs.writeFileSync(path.join(data, 'shop.json'), JSON.stringify({ apiKey }));
await settle();
say('customers, the search index');
await app.close();
process.exit(0);

async function seedBasics() {
  await change(
    `mutation { updateGlobalSettings(input: { availableLanguages: [pl, en], trackInventory: true }) { ... on ErrorResult { errorCode message } } }`,
  );
  const country = await change(
    `mutation($t: [CountryTranslationInput!]!) { createCountry(input: { code: "PL", enabled: true, translations: $t }) { id } }`,
    { t: both('Polska', 'Poland') },
  );
  const zone = await change(`mutation($m: [ID!]) { createZone(input: { name: "Polska", memberIds: $m }) { id } }`, { m: [country.id] });
  const taxes = {};
  for (const percent of ['23', '8', '5', '0']) {
    const category = await change(`mutation($n: String!, $d: Boolean) { createTaxCategory(input: { name: $n, isDefault: $d }) { id } }`, {
      n: `VAT ${percent}%`,
      d: percent === '23',
    });
    await change(
      `mutation($n: String!, $v: Float!, $c: ID!, $z: ID!) { createTaxRate(input: { name: $n, value: $v, enabled: true, categoryId: $c, zoneId: $z }) { id } }`,
      { n: `VAT ${percent}%`, v: Number(percent), c: category.id, z: zone.id },
    );
    taxes[percent] = category.id;
  }
  await change(
    `mutation($z: ID!) { updateChannel(input: { id: "1", defaultLanguageCode: pl, availableLanguageCodes: [pl, en], defaultCurrencyCode: PLN,
      availableCurrencyCodes: [PLN], pricesIncludeTax: true, defaultTaxZoneId: $z, defaultShippingZoneId: $z }) { ... on ErrorResult { errorCode message } } }`,
    { z: zone.id },
  );
  const b2b = await change(
    `mutation($z: ID!) { createChannel(input: { code: "b2b", token: "b2b-token", defaultLanguageCode: pl, availableLanguageCodes: [pl, en],
      defaultCurrencyCode: PLN, pricesIncludeTax: false, defaultTaxZoneId: $z, defaultShippingZoneId: $z }) { ... on Channel { id } ... on ErrorResult { errorCode message } } }`,
    { z: zone.id },
  );
  for (const [code, pl, en, price] of [
    ['kurier', 'Kurier', 'Courier', 1499],
    ['paczkomat', 'Paczkomat', 'Parcel locker', 999],
    ['odbior', 'Odbiór w sklepie', 'Collection in store', 0],
  ]) {
    await change(`mutation($i: CreateShippingMethodInput!) { createShippingMethod(input: $i) { id } }`, {
      i: {
        code,
        fulfillmentHandler: 'manual-fulfillment',
        checker: operation('default-shipping-eligibility-checker', { orderMinimum: 0 }),
        calculator: operation('default-shipping-calculator', { rate: price, includesTax: 'include', taxRate: 23 }),
        translations: both(pl, en).map((text) => ({ ...text, description: '' })),
      },
    });
  }
  for (const [code, pl, en, settles] of [
    ['przelewy', 'Szybki przelew', 'Online transfer', false],
    ['blik', 'BLIK', 'BLIK', true],
    ['pobranie', 'Płatność przy odbiorze', 'Cash on delivery', false],
  ]) {
    await change(`mutation($i: CreatePaymentMethodInput!) { createPaymentMethod(input: $i) { id } }`, {
      i: {
        code,
        enabled: true,
        handler: operation('live-provider', { automaticSettle: settles }),
        translations: both(pl, en).map((text) => ({ ...text, description: '' })),
      },
    });
  }
  await change(`mutation($i: CreatePromotionInput!) { createPromotion(input: $i) { ... on ErrorResult { errorCode message } } }`, {
    i: {
      enabled: true,
      couponCode: 'WITAJ10',
      conditions: [],
      actions: [operation('order_percentage_discount', { discount: 10 })],
      translations: both('Witaj: 10% taniej', 'Welcome: 10% off'),
    },
  });
  const { stockLocations } = await query('{ stockLocations { items { id } } }');
  await change(`mutation($id: ID!) { updateStockLocation(input: { id: $id, name: "Sklep internetowy" }) { id } }`, {
    id: stockLocations.items[0].id,
  });
  for (const kind of ['StockLocation', 'ShippingMethod', 'PaymentMethod']) {
    const list = `${kind[0].toLowerCase()}${kind.slice(1)}`;
    const { [`${list}s`]: all } = await query(`{ ${list}s { items { id } } }`);
    await change(`mutation($i: Assign${kind}sToChannelInput!) { assign${kind}sToChannel(input: $i) { id } }`, {
      i: { [`${list}Ids`]: all.items.map(({ id }) => id), channelId: b2b.id },
    });
  }
  return { taxes, b2b };
}

async function seedCollections(names) {
  const facet = await change(
    `mutation($t: [FacetTranslationInput!]!, $v: [CreateFacetValueWithFacetInput!]) {
      createFacet(input: { code: "dzial", isPrivate: false, translations: $t, values: $v }) { values { id code } } }`,
    { t: both('Dział', 'Department'), v: names.map((name) => ({ code: slug(name), translations: both(name, name) })) },
  );
  const values = new Map();
  for (const name of names) {
    const value = facet.values.find((candidate) => candidate.code === slug(name));
    values.set(name, value.id);
    await change(`mutation($i: CreateCollectionInput!) { createCollection(input: $i) { id } }`, {
      i: {
        filters: [operation('facet-value-filter', { facetValueIds: JSON.stringify([value.id]), containsAny: false })],
        translations: [
          { languageCode: 'pl', name, slug: slug(name), description: '' },
          { languageCode: 'en', name, slug: `${slug(name)}-en`, description: '' },
        ],
      },
    });
  }
  return values;
}

/** Products that share a `group` are variants of one. */
function grouped() {
  const groups = new Map();
  for (const product of products) {
    const key = product.group ?? product.sku;
    groups.set(key, [...(groups.get(key) ?? []), product]);
  }
  return [...groups.values()];
}

async function seedProducts() {
  const facetValues = await seedCollections([...new Set(products.map((product) => product.category ?? 'Pozostałe'))]);
  const productIds = [];
  for (const [index, variants] of grouped().entries()) {
    const [first] = variants;
    const names = await seedAssets(variants);
    const name = first.groupName ?? first.name;
    const product = await change(`mutation($i: CreateProductInput!) { createProduct(input: $i) { id } }`, {
      i: {
        enabled: true,
        assetIds: names,
        featuredAssetId: names[0],
        facetValueIds: [facetValues.get(first.category ?? 'Pozostałe')],
        translations: productTexts(name, first.groupNameEn ?? first.nameEn ?? name, index),
      },
    });
    productIds.push(product.id);
    const options = await seedOptions(product.id, slug(name), variants);
    await change(`mutation($i: [CreateProductVariantInput!]!) { createProductVariants(input: $i) { id } }`, {
      i: variants.map((variant) => ({
        productId: product.id,
        sku: variant.sku,
        price: variant.price ?? 4900 + index * 700,
        taxCategoryId: basics.taxes[String(variant.vat ?? 23)] ?? basics.taxes[23],
        stockOnHand: variant.stock ?? stock,
        optionIds: Object.entries(variant.options ?? {}).map(([axis, value]) => options.get(`${axis}/${value}`)),
        translations: both(variant.name, variant.nameEn ?? variant.name),
        customFields: { ean: variant.ean ?? null },
      })),
    });
    if ((index + 1) % 20 === 0) say(`${index + 1} products`);
  }
  await change(
    `mutation($p: [ID!]!, $c: ID!) { assignProductsToChannel(input: { productIds: $p, channelId: $c, priceFactor: 0.75 }) { id } }`,
    {
      p: productIds,
      c: basics.b2b.id,
    },
  );
}

async function seedOptions(productId, code, variants) {
  const axes = new Map();
  for (const variant of variants) {
    for (const [axis, value] of Object.entries(variant.options ?? {})) axes.set(axis, (axes.get(axis) ?? new Set()).add(value));
  }
  const ids = new Map();
  for (const [axis, values] of axes) {
    const group = await change(
      `mutation($i: CreateProductOptionGroupInput!) { createProductOptionGroup(input: $i) { id options { id code } } }`,
      {
        i: {
          code: `${code}-${slug(axis)}`,
          translations: both(axis, axis),
          options: [...values].map((value) => ({ code: slug(value), translations: both(value, value) })),
        },
      },
    );
    await change(`mutation($p: ID!, $g: ID!) { addOptionGroupToProduct(productId: $p, optionGroupId: $g) { id } }`, {
      p: productId,
      g: group.id,
    });
    for (const value of values) ids.set(`${axis}/${value}`, group.options.find((option) => option.code === slug(value)).id);
  }
  return ids;
}

async function seedAssets(variants) {
  const files = [`${variants[0].sku}-1`, `${variants[0].sku}-2`].map((name) => ({
    name: `${slug(name)}.png`,
    type: 'image/png',
    bytes: picture(name),
  }));
  const { createAssets } = await admin.upload(
    'mutation($input: [CreateAssetInput!]!) { createAssets(input: $input) { ... on Asset { id } ... on ErrorResult { errorCode message } } }',
    files,
  );
  return createAssets.map((asset) => asset.id);
}

async function seedCustomers() {
  // Four of them the ERP knows by e-mail, two are new to it.
  const people = [
    ['Anna', 'Nowak', 'anna.nowak@example.pl', 'ul. Piotrkowska 12/4', '90-001', 'Łódź'],
    ['Jan', 'Kowalski', 'jan.kowalski@example.pl', 'ul. Długa 45', '80-827', 'Gdańsk'],
    ['Zofia', 'Wiśniewska', 'zofia.wisniewska@example.pl', 'ul. Piękna 7', '80-214', 'Gdańsk'],
    ['Łukasz', 'Żółć', 'lukasz.zolc@example.pl', 'ul. Źródlana 3a', '50-001', 'Wrocław'],
    [
      'Maria',
      'Gąsienica',
      'zamowienia@gorskiswiat.example.pl',
      'ul. Krupówki 30',
      '34-500',
      'Zakopane',
      'Górski Świat sp. z o.o.',
      '5252200126',
    ],
    [
      'Marek',
      'Dąbrowski',
      'sklep@wloczykij.example.pl',
      'ul. Grunwaldzka 82',
      '80-244',
      'Gdańsk',
      'Sklep Włóczykij Marek Dąbrowski',
      '5832225663',
    ],
  ];
  const business = [];
  const asked = { marketingConsentAt: '2026-03-02T09:30:00.000Z' };
  const consents = {
    'anna.nowak@example.pl': { marketingConsent: true, ...asked },
    'jan.kowalski@example.pl': { marketingConsent: false, ...asked },
  };
  for (const [firstName, lastName, emailAddress, streetLine1, postalCode, city, company, nip] of people) {
    const customer = await change(
      `mutation($i: CreateCustomerInput!) { createCustomer(input: $i, password: "splot-live") { ... on Customer { id } ... on ErrorResult { errorCode message } } }`,
      {
        i: {
          firstName,
          lastName,
          emailAddress,
          phoneNumber: '+48600100200',
          customFields: { ...(nip ? { nip } : {}), ...consents[emailAddress] },
        },
      },
    );
    await change(`mutation($c: ID!, $i: CreateAddressInput!) { createCustomerAddress(customerId: $c, input: $i) { id } }`, {
      c: customer.id,
      i: {
        fullName: `${firstName} ${lastName}`,
        company: company ?? '',
        streetLine1,
        postalCode,
        city,
        countryCode: 'PL',
        phoneNumber: '+48600100200',
        defaultShippingAddress: true,
        defaultBillingAddress: true,
        ...(nip ? { customFields: { nip } } : {}),
      },
    });
    if (company) business.push(customer.id);
  }
  await change(`mutation($c: [ID!]) { createCustomerGroup(input: { name: "hurt", customerIds: $c }) { id } }`, { c: business });
}

/** The hub's own role, with no more rights than its work needs. */
async function seedKey() {
  const { channels } = await query('{ channels { items { id } } }');
  const role = await change(`mutation($i: CreateRoleInput!) { createRole(input: $i) { id } }`, {
    i: {
      code: 'hub',
      description: 'The data hub',
      channelIds: channels.items.map((channel) => channel.id),
      permissions: [
        ...['CreateCatalog', 'ReadCatalog', 'UpdateCatalog', 'CreateAsset', 'ReadAsset', 'ReadOrder', 'UpdateOrder'],
        ...[
          'ReadCustomer',
          'ReadSettings',
          'ReadStockLocation',
          'ReadTaxCategory',
          'ReadTaxRate',
          'ReadPaymentMethod',
          'ReadShippingMethod',
        ],
      ],
    },
  });
  const key = await change(
    `mutation($r: ID!) { createApiKey(input: { roleIds: [$r], translations: [{ languageCode: en, name: "hub" }, { languageCode: pl, name: "hub" }] }) { apiKey } }`,
    { r: role.id },
  );
  return key.apiKey;
}

/** Collections and the search index are filled by background jobs, which a template must not cut off. */
async function settle() {
  for (;;) {
    // The in-memory queue knows no filter by state.
    const { jobs } = await query('{ jobs { items { state } } }');
    if (jobs.items.every((job) => job.state === 'COMPLETED' || job.state === 'FAILED' || job.state === 'CANCELLED')) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Fills a new shop through its own Admin API: a Polish shop, PLN, VAT 23, 8, 5 and 0, products that share SKUs with the ERP. */
import type { SeedProduct } from '../vendure/products.ts';
import { picture } from '../vendure/shop/png.js';
import { productTexts, slug } from '../vendure/shop/texts.js';
import { type Client, type Json, openClient, openVisitor } from './client.ts';

/** What a visitor must know of the seeded shop. */
export interface Seeded {
  publishableKey: string;
  b2bKey: string;
  regionId: string;
  locationId: string;
}

export const customerPassword = 'splot-live';
const piecesOfEach = 50;
const taxes = [23, 8, 5, 0];
const deliveries = [
  ['kurier', 'Kurier', 14.99],
  ['paczkomat', 'Paczkomat', 9.99],
  ['odbior', 'Odbiór w sklepie', 0],
] as const;

export async function seedShop(base: string, admin: Client, products: SeedProduct[], say: (line: string) => void): Promise<Seeded> {
  const basics = await seedBasics(admin);
  say('channels, taxes, delivery and payment');
  await seedProducts(admin, products, basics);
  say(`${products.length} variants on sale`);
  await seedCustomers(base, admin, basics.publishableKey);
  say('customers');
  const { publishableKey, b2bKey, regionId, locationId } = basics;
  return { publishableKey, b2bKey, regionId, locationId };
}

interface Basics extends Seeded {
  channels: string[];
  profileId: string;
  /** Tax rate by percent; the region's own rate, 23, has no rules. */
  taxRates: Map<number, string>;
}

async function seedBasics(admin: Client): Promise<Basics> {
  const [store] = (await admin.get('/admin/stores')).stores;
  const [first] = (await admin.get('/admin/sales-channels')).sales_channels;
  await admin.post(`/admin/sales-channels/${first.id}`, { name: 'default', description: 'Sklep internetowy' });
  const { sales_channel: b2b } = await admin.post('/admin/sales-channels', { name: 'b2b', description: 'Sprzedaż hurtowa' });
  await admin.post(`/admin/stores/${store.id}`, {
    name: 'Sklep Splot',
    supported_currencies: [{ currency_code: 'pln', is_default: true, is_tax_inclusive: true }],
    default_sales_channel_id: first.id,
  });
  const { region } = await admin.post('/admin/regions', {
    name: 'Polska',
    currency_code: 'pln',
    countries: ['pl'],
    payment_providers: ['pp_przelewy', 'pp_blik', 'pp_system_default'],
    is_tax_inclusive: true,
  });
  const { tax_region: taxRegion } = await admin.post('/admin/tax-regions', {
    country_code: 'pl',
    provider_id: 'tp_system',
    default_tax_rate: { name: 'VAT 23%', code: 'vat23', rate: 23 },
  });
  const taxRates = new Map<number, string>();
  for (const rate of taxes.slice(1)) {
    const made = await admin.post('/admin/tax-rates', { tax_region_id: taxRegion.id, name: `VAT ${rate}%`, code: `vat${rate}`, rate });
    taxRates.set(rate, made.tax_rate.id);
  }
  const { stock_location: location } = await admin.post('/admin/stock-locations', {
    name: 'Sklep internetowy',
    address: { address_1: 'ul. Magazynowa 1', city: 'Łódź', postal_code: '90-001', country_code: 'pl' },
  });
  const channels = [first.id, b2b.id];
  await admin.post(`/admin/stock-locations/${location.id}/sales-channels`, { add: channels });
  await admin.post(`/admin/stock-locations/${location.id}/fulfillment-providers`, { add: ['manual_manual'] });
  const profileId = await seedDelivery(admin, location.id);
  await admin.post('/admin/promotions', {
    code: 'WITAJ10',
    type: 'standard',
    status: 'active',
    is_tax_inclusive: true,
    application_method: { type: 'percentage', target_type: 'order', value: 10, currency_code: 'pln' },
  });
  for (const [value, label] of [
    ['odstapienie', 'Odstąpienie od umowy'],
    ['reklamacja', 'Reklamacja'],
    ['pomylka', 'Inny towar niż zamówiony'],
  ])
    await admin.post('/admin/return-reasons', { value, label });
  return {
    channels,
    profileId,
    taxRates,
    regionId: region.id,
    locationId: location.id,
    publishableKey: await makeKey(admin, 'sklep', first.id),
    b2bKey: await makeKey(admin, 'b2b', b2b.id),
  };
}

async function makeKey(admin: Client, title: string, channelId: string): Promise<string> {
  const { api_key: key } = await admin.post('/admin/api-keys', { title, type: 'publishable' });
  await admin.post(`/admin/api-keys/${key.id}/sales-channels`, { add: [channelId] });
  return key.token;
}

async function seedDelivery(admin: Client, locationId: string): Promise<string> {
  const known = (await admin.get('/admin/shipping-profiles')).shipping_profiles[0];
  const profile = known ?? (await admin.post('/admin/shipping-profiles', { name: 'Zwykła', type: 'default' })).shipping_profile;
  await admin.post(`/admin/stock-locations/${locationId}/fulfillment-sets`, { name: 'Wysyłka', type: 'shipping' });
  const { stock_location: location } = await admin.get(`/admin/stock-locations/${locationId}`, { fields: '*fulfillment_sets' });
  const { fulfillment_set: set } = await admin.post(`/admin/fulfillment-sets/${location.fulfillment_sets[0].id}/service-zones`, {
    name: 'Polska',
    geo_zones: [{ type: 'country', country_code: 'pl' }],
  });
  for (const [code, name, amount] of deliveries) {
    await admin.post('/admin/shipping-options', {
      name,
      service_zone_id: set.service_zones[0].id,
      shipping_profile_id: profile.id,
      provider_id: 'manual_manual',
      price_type: 'flat',
      type: { label: name, description: name, code },
      prices: [{ currency_code: 'pln', amount }],
      rules: [
        { attribute: 'enabled_in_store', operator: 'eq', value: 'true' },
        { attribute: 'is_return', operator: 'eq', value: 'false' },
      ],
    });
  }
  return profile.id;
}

/** Products that share a `group` are variants of one. */
function grouped(products: SeedProduct[]): SeedProduct[][] {
  const groups = new Map<string, SeedProduct[]>();
  for (const product of products) {
    const key = product.group ?? product.sku;
    groups.set(key, [...(groups.get(key) ?? []), product]);
  }
  return [...groups.values()];
}

const batch = 20;

async function seedProducts(admin: Client, products: SeedProduct[], basics: Basics): Promise<void> {
  const categories = new Map<string, string>();
  for (const name of new Set(products.map((product) => product.category ?? 'Pozostałe'))) {
    const made = await admin.post('/admin/product-categories', { name, handle: slug(name), is_active: true });
    categories.set(name, made.product_category.id);
  }
  const groups = grouped(products);
  for (let from = 0; from < groups.length; from += batch) {
    const part = groups.slice(from, from + batch);
    const create = [];
    for (const [index, variants] of part.entries()) create.push(await productInput(admin, variants, from + index, categories, basics));
    const { created } = await admin.post('/admin/products/batch', { create });
    for (const [index, [first]] of part.entries()) {
      const rate = basics.taxRates.get(first?.vat ?? 23);
      if (rate) await admin.post(`/admin/tax-rates/${rate}/rules`, { reference: 'product', reference_id: created[index].id });
    }
  }
  const stock = new Map(products.map((product) => [product.sku, product.stock ?? piecesOfEach]));
  const { inventory_items: items } = await admin.get('/admin/inventory-items', { limit: 10_000, fields: 'id,sku' });
  await admin.post('/admin/inventory-items/location-levels/batch', {
    create: items.map((item: Json) => ({
      inventory_item_id: item.id,
      location_id: basics.locationId,
      stocked_quantity: stock.get(item.sku) ?? 0,
    })),
  });
}

async function productInput(admin: Client, variants: SeedProduct[], index: number, categories: Map<string, string>, basics: Basics) {
  const [first] = variants;
  if (!first) throw new Error('a product without variants');
  const name = first.groupName ?? first.name;
  const [polish] = productTexts(name, first.groupNameEn ?? first.nameEn ?? name, index);
  const images = await seedImages(admin, first.sku);
  const axes = [...new Set(variants.flatMap((variant) => Object.keys(variant.options ?? {})))];
  return {
    title: polish?.name ?? name,
    handle: slug(name),
    description: polish?.description ?? '',
    status: 'published',
    images: images.map((url) => ({ url })),
    thumbnail: images[0],
    categories: [{ id: categories.get(first.category ?? 'Pozostałe') }],
    sales_channels: basics.channels.map((id) => ({ id })),
    shipping_profile_id: basics.profileId,
    options:
      axes.length > 0
        ? axes.map((title) => ({
            title,
            values: [...new Set(variants.flatMap((variant) => variant.options?.[title] ?? []))],
            is_exclusive: true,
          }))
        : [{ title: 'Default option', values: ['Default option value'], is_exclusive: true }],
    variants: variants.map((variant) => ({
      title: variant.name,
      sku: variant.sku,
      ...(variant.ean ? { ean: variant.ean } : {}),
      manage_inventory: true,
      allow_backorder: false,
      options: axes.length > 0 ? variant.options : { 'Default option': 'Default option value' },
      prices: [{ currency_code: 'pln', amount: (variant.price ?? 4900 + index * 700) / 100 }],
    })),
  };
}

async function seedImages(admin: Client, sku: string): Promise<string[]> {
  const files = [`${sku}-1`, `${sku}-2`].map((name) => ({
    name: `${slug(name)}.png`,
    type: 'image/png',
    bytes: new Uint8Array(picture(name)),
  }));
  const answer = await admin.upload('/admin/uploads', files);
  return answer.files.map((file: { url: string }) => file.url);
}

export interface Account {
  email: string;
  firstName: string;
  lastName: string;
  phone?: string;
  company?: string;
  nip?: string;
  address?: { name?: string; company?: string; nip?: string; street: string; postalCode: string; city: string; phone?: string };
}

/** The same people as in the other shop: four of them the ERP knows by e-mail, two are firms. */
async function seedCustomers(base: string, admin: Client, publishableKey: string): Promise<void> {
  const people: [string, string, string, string, string, string, company?: string, nip?: string][] = [
    ['Anna', 'Nowak', 'anna.nowak@example.pl', 'ul. Piotrkowska 12/4', '90-001', 'Łódź'],
    ['Jan', 'Kowalski', 'jan.kowalski@example.pl', 'ul. Długa 45', '80-827', 'Gdańsk'],
    ['Zofia', 'Wiśniewska', 'zofia.wisniewska@example.pl', 'ul. Piękna 7', '80-214', 'Gdańsk'],
    ['Łukasz', 'Żółć', 'lukasz.zolc@example.pl', 'ul. Źródlana 3a', '50-001', 'Wrocław'],
    [
      ...(['Maria', 'Gąsienica', 'zamowienia@gorskiswiat.example.pl', 'ul. Krupówki 30', '34-500', 'Zakopane'] as const),
      ...(['Górski Świat sp. z o.o.', '5252200126'] as const),
    ],
    [
      ...(['Marek', 'Dąbrowski', 'sklep@wloczykij.example.pl', 'ul. Grunwaldzka 82', '80-244', 'Gdańsk'] as const),
      ...(['Sklep Włóczykij Marek Dąbrowski', '5832225663'] as const),
    ],
  ];
  const business: string[] = [];
  for (const [firstName, lastName, email, street, postalCode, city, company, nip] of people) {
    const id = await register(base, admin, publishableKey, {
      ...{ firstName, lastName, email, phone: '+48600100200' },
      ...(company && nip ? { company, nip } : {}),
      address: { street, postalCode, city, phone: '+48600100200', ...(company && nip ? { company, nip } : {}) },
    });
    if (company) business.push(id);
  }
  const { customer_group: group } = await admin.post('/admin/customer-groups', { name: 'hurt' });
  await admin.post(`/admin/customer-groups/${group.id}/customers`, { add: business });
}

/** An account with the password of all; a firm's tax number stands in the metadata, where shops keep it that have no field for it. */
export async function register(base: string, admin: Client, publishableKey: string, account: Account): Promise<string> {
  const { email, firstName, lastName, phone, company, nip, address } = account;
  const { token } = await openClient(base).post('/auth/customer/emailpass/register', { email, password: customerPassword });
  const { customer } = await openVisitor(base, publishableKey, token).post('/store/customers', {
    ...{ email, first_name: firstName, last_name: lastName },
    ...(phone ? { phone } : {}),
    ...(company ? { company_name: company } : {}),
    ...(nip ? { metadata: { nip } } : {}),
  });
  if (address)
    await admin.post(`/admin/customers/${customer.id}/addresses`, {
      ...addressInput(address, account),
      is_default_shipping: true,
      is_default_billing: true,
    });
  return customer.id;
}

/** An address as Medusa takes it everywhere. */
export function addressInput(address: NonNullable<Account['address']>, person: { firstName: string; lastName: string; phone?: string }) {
  const [first, ...rest] = address.name?.split(' ') ?? [];
  const phone = address.phone ?? person.phone;
  return {
    first_name: first ?? person.firstName,
    last_name: rest.length > 0 ? rest.join(' ') : first ? '' : person.lastName,
    ...(address.company ? { company: address.company } : {}),
    address_1: address.street,
    postal_code: address.postalCode,
    city: address.city,
    country_code: 'pl',
    ...(phone ? { phone } : {}),
    ...(address.nip ? { metadata: { nip: address.nip } } : {}),
  };
}

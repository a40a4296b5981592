/** What one shop is like: its currency, its taxes, its places, its ways of delivery; which of our routes it has. Asked once, then kept for a while. */
import { z } from 'zod';
import { type LocalText, type Settings, Terminal } from '../connector.ts';
import type { Admin } from './admin.ts';
import { decimal, id, text, toPercent } from './values.ts';

export interface Shop {
  admin: Admin;
  now(): number;
  log(message: string, detail?: Record<string, unknown>): void;
  settings: Settings;
  /** Whether the shop keeps our change log, and has the routes that come with it. */
  hasLog(signal: AbortSignal): Promise<boolean>;
  basics(signal: AbortSignal): Promise<Basics>;
  /** What an order's delivery was chosen by: code of the option's type, by the option's id. */
  deliveries(signal: AbortSignal): Promise<Map<string, string>>;
}

export interface Basics {
  /** ISO 4217, upper case. */
  currency: string;
  /** Whether prices of this currency hold the tax. */
  pricesIncludeTax: boolean;
  /** Where stock is written, and goods leave from. */
  stockLocationId: string;
  /** New products are sold here. */
  salesChannelId: string;
  shippingProfileId: string | undefined;
  /** Percent ("23") → tax rate of the shop's own country. */
  taxRates: Map<string, TaxRate>;
}

export interface TaxRate {
  id: string;
  percent: string;
  isDefault: boolean;
}

/** A plugin added to a running shop is noticed this soon. */
const keepMs = 600_000;

export function describeShop(base: Pick<Shop, 'admin' | 'now' | 'log' | 'settings'>): Shop {
  const { admin, now, settings } = base;
  return {
    ...base,
    hasLog: kept(now, (signal) => admin.knows('/admin/hub/log', signal)),
    basics: kept(now, (signal) => readBasics(admin, settings, signal)),
    deliveries: kept(now, (signal) => readDeliveries(admin, signal)),
  };
}

/** One asking for all who wait; a failed one is forgotten, and who only waited asks anew. */
function kept<T>(now: () => number, load: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let value: Promise<T> | undefined;
  let loadedAt = 0;
  return async (signal) => {
    for (;;) {
      const mine = !value || now() - loadedAt > keepMs;
      if (mine) {
        value = load(signal);
        loadedAt = now();
      }
      const asked = value;
      try {
        return await (asked as Promise<T>);
      } catch (error) {
        if (value === asked) value = undefined;
        if (mine || signal.aborted) throw error;
      }
    }
  };
}

const stores = z.object({
  stores: z.array(
    z.object({
      default_sales_channel_id: id.nullish(),
      default_location_id: id.nullish(),
      supported_currencies: z.array(z.object({ currency_code: z.string(), is_default: z.boolean() })),
    }),
  ),
});
const locations = z.object({
  stock_locations: z.array(z.object({ id, address: z.object({ country_code: text }).nullish() })),
});
const preferences = z.object({ price_preferences: z.array(z.object({ is_tax_inclusive: z.boolean() })) });
const channels = z.object({ sales_channels: z.array(z.object({ id })) });
const profiles = z.object({ shipping_profiles: z.array(z.object({ id, type: z.string() })) });
const regions = z.object({ tax_regions: z.array(z.object({ id, country_code: z.string(), parent_id: id.nullish() })) });
const rates = z.object({ tax_rates: z.array(z.object({ id, rate: decimal.nullish(), is_default: z.boolean() })) });

async function readBasics(admin: Admin, settings: Settings, signal: AbortSignal): Promise<Basics> {
  const all = { limit: 1000 };
  const [{ stores: found }, { stock_locations: places }, { sales_channels: sold }, { shipping_profiles: shipped }] = await Promise.all([
    admin.get('/admin/stores', { fields: '*supported_currencies', limit: 1 }, stores, signal),
    admin.get('/admin/stock-locations', { ...all, order: 'id', fields: 'id,address.country_code' }, locations, signal),
    admin.get('/admin/sales-channels', { ...all, order: 'id', fields: 'id' }, channels, signal),
    admin.get('/admin/shipping-profiles', { ...all, order: 'id', fields: 'id,type' }, profiles, signal),
  ]);
  const [store] = found;
  const currency = store?.supported_currencies.find((one) => one.is_default)?.currency_code;
  if (!store || !currency) throw new Terminal('INVALID', 'the shop has no default currency');
  const stockLocationId = settings.stockLocationId ?? store.default_location_id ?? places[0]?.id;
  if (stockLocationId === undefined) throw new Terminal('INVALID', 'the shop has no stock location');
  const salesChannelId = settings.salesChannelId ?? store.default_sales_channel_id ?? sold[0]?.id;
  if (salesChannelId === undefined) throw new Terminal('INVALID', 'the shop has no sales channel');
  const wanted = { attribute: 'currency_code', value: currency };
  const { price_preferences: prices } = await admin.get('/admin/price-preferences', wanted, preferences, signal);
  const country = settings.country ?? places.find((one) => one.id === stockLocationId)?.address?.country_code;
  return {
    currency: currency.toUpperCase(),
    pricesIncludeTax: prices[0]?.is_tax_inclusive ?? false,
    stockLocationId,
    salesChannelId,
    shippingProfileId: (shipped.find((one) => one.type === 'default') ?? shipped[0])?.id,
    taxRates: await readTaxRates(admin, country?.toLowerCase(), signal),
  };
}

async function readTaxRates(admin: Admin, country: string | undefined, signal: AbortSignal): Promise<Map<string, TaxRate>> {
  const { tax_regions: found } = await admin.get('/admin/tax-regions', { limit: 1000, order: 'id' }, regions, signal);
  const own = found.filter((one) => !one.parent_id);
  const region = own.find((one) => one.country_code === country) ?? own[0];
  if (!region) return new Map();
  const { tax_rates: list } = await admin.get('/admin/tax-rates', { tax_region_id: region.id, limit: 1000, order: 'id' }, rates, signal);
  const known = list.flatMap((one) => (one.rate == null ? [] : [{ id: one.id, percent: toPercent(one.rate), isDefault: one.is_default }]));
  return new Map(known.map((rate) => [rate.percent, rate]));
}

const options = z.object({ shipping_options: z.array(z.object({ id, name: z.string(), type: z.object({ code: text }).nullish() })) });

async function readDeliveries(admin: Admin, signal: AbortSignal): Promise<Map<string, string>> {
  const { shipping_options: list } = await admin.get(
    '/admin/shipping-options',
    { limit: 1000, fields: 'id,name,type.code' },
    options,
    signal,
  );
  return new Map(list.map((one) => [one.id, one.type?.code ?? one.name]));
}

/** A connection that names its sales channel hears of that one only: several may share a shop, each with its own. */
export const inChannel = ({ settings }: Shop): { sales_channel_id?: string[] } =>
  settings.salesChannelId ? { sales_channel_id: [settings.salesChannelId] } : {};

/** Medusa shows one language; this connection's setting says which, Polish without it. */
export const languageOf = (shop: Shop): string => shop.settings.language ?? 'pl';

/** Of these texts the one the shop shows: its own language, else the first. */
export function shown(shop: Shop, texts: LocalText[] | undefined): string | undefined {
  const language = languageOf(shop).split('-')[0];
  return (texts?.find((one) => one.locale.split('-')[0] === language) ?? texts?.[0])?.value;
}

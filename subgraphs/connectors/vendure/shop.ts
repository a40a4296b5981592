/** What one shop is like: its channel, its languages, its taxes, and which of our fields and plugins it has. Asked once, then kept for a while. */
import { z } from 'zod';
import { type LocalText, type Settings, Terminal } from '../connector.ts';
import type { Admin } from './admin.ts';
import { id, toLanguage } from './values.ts';

export interface Shop {
  admin: Admin;
  now(): number;
  log(message: string, detail?: Record<string, unknown>): void;
  settings: Settings;
  has(signal: AbortSignal): Promise<Has>;
  channel(signal: AbortSignal): Promise<Channel>;
}

/** Fields and plugins beyond a bare Vendure; the connector does with less when one is missing. */
export const probes = {
  /** The change log of the hub plugin, with its list of stock levels. */
  log: 'hubLog { epoch }',
  productKey: 'products { items { customFields { erpId } } }',
  variantKey: 'productVariants { items { customFields { erpId } } }',
  ean: 'productVariants { items { customFields { ean } } }',
  collectionKey: 'collections { items { customFields { erpId } } }',
  seo: 'products { items { translations { customFields { seoTitle seoDescription } } } }',
  customerNip: 'customers { items { customFields { nip } } }',
  consent: 'customers { items { customFields { marketingConsent marketingConsentAt } } }',
  addressNip: 'customers { items { addresses { customFields { nip } } } }',
  orderAddressNip: 'orders { items { billingAddress { customFields { nip } } } }',
  orderStatus: 'orders { items { customFields { erpNumber erpStatus } } }',
};
export type Has = Record<keyof typeof probes, boolean>;

export interface Channel {
  id: string;
  currency: string;
  language: string;
  languages: string[];
  pricesIncludeTax: boolean;
  /** Where stock is written. */
  stockLocationId: string;
  /** Tax category by percent ("23"), in the channel's own zone. */
  taxCategories: Map<string, string>;
}

/** A plugin added to a running shop is noticed this soon. */
const keepMs = 600_000;

export function describeShop(base: Pick<Shop, 'admin' | 'now' | 'log' | 'settings'>): Shop {
  const { admin, now, settings } = base;
  return {
    ...base,
    has: kept(now, async (signal) => {
      const names = Object.keys(probes) as (keyof typeof probes)[];
      const answers = await Promise.all(names.map((name) => admin.understands(probes[name], signal)));
      return Object.fromEntries(names.map((name, index) => [name, answers[index]])) as Has;
    }),
    channel: kept(now, (signal) => readChannel(admin, settings, signal)),
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

const channelAnswer = z.object({
  activeChannel: z.object({
    id,
    defaultCurrencyCode: z.string(),
    defaultLanguageCode: z.string(),
    availableLanguageCodes: z.array(z.string()).nullish(),
    pricesIncludeTax: z.boolean(),
    defaultTaxZone: z.object({ id }).nullish(),
  }),
  stockLocations: z.object({ items: z.array(z.object({ id })) }),
  taxRates: z.object({
    items: z.array(z.object({ enabled: z.boolean(), value: z.number(), zone: z.object({ id }), category: z.object({ id }) })),
  }),
});

async function readChannel(admin: Admin, settings: Settings, signal: AbortSignal): Promise<Channel> {
  const { activeChannel, stockLocations, taxRates } = await admin.ask(
    `{ activeChannel { id defaultCurrencyCode defaultLanguageCode availableLanguageCodes pricesIncludeTax defaultTaxZone { id } }
       stockLocations(options: { sort: { id: ASC } }) { items { id } }
       taxRates(options: { take: 200 }) { items { enabled value zone { id } category { id } } } }`,
    {},
    channelAnswer,
    signal,
  );
  const stockLocationId = settings.stockLocationId ?? stockLocations.items[0]?.id;
  if (stockLocationId === undefined) throw new Terminal('INVALID', 'the shop has no stock location');
  const own = taxRates.items.filter((rate) => rate.enabled && rate.zone.id === activeChannel.defaultTaxZone?.id);
  return {
    id: activeChannel.id,
    currency: activeChannel.defaultCurrencyCode,
    language: activeChannel.defaultLanguageCode,
    languages: activeChannel.availableLanguageCodes ?? [activeChannel.defaultLanguageCode],
    pricesIncludeTax: activeChannel.pricesIncludeTax,
    stockLocationId,
    taxCategories: new Map(own.map((rate) => [String(Number(rate.value)), rate.category.id])),
  };
}

/** Of these texts what the channel can show. */
export function inLanguages(channel: Channel, texts: LocalText[] | undefined): { language: string; value: string }[] {
  return (texts ?? [])
    .map(({ locale, value }) => ({ language: toLanguage(locale), value }))
    .filter(({ language }) => channel.languages.includes(language));
}

/** Vendure's values, to and from ours. Its money is whole grosze (cents), its counts whole pieces, its times ISO 8601. */
import { z } from 'zod';
import { type AddressRecord, type LocalText, type Micros, Terminal } from '../connector.ts';

export const id = z.string();
/** Vendure writes numbers that SQLite or a plugin may make a fraction of: money is rounded to the cent it is. */
export const money = z.number().transform((cents) => BigInt(Math.round(cents)) * 10_000n);
export const pieces = z
  .number()
  .int()
  .transform((count) => BigInt(count) * 1_000_000n);
export const instant = z.string().transform((text) => Date.parse(text));
/** `23`, `8.5`. */
export const percent = z.number().transform((value) => String(Number(value.toFixed(4))));
/** Absent, null and empty are one to us. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || undefined);

/** Half away from zero, to the cent. */
export function toCents(amount: Micros): number {
  const half = amount < 0n ? -5_000n : 5_000n;
  return Number((amount + half) / 10_000n);
}

/** Whole pieces that are surely there. A shop cannot show less than none. */
export function toPieces(quantity: Micros): number {
  return quantity <= 0n ? 0 : Number(quantity / 1_000_000n);
}

/** A quantity Vendure cannot hold is refused, not rounded. */
export function exactPieces(quantity: Micros): number {
  if (quantity % 1_000_000n !== 0n) throw new Terminal('INVALID', 'the shop counts whole pieces only');
  return Number(quantity / 1_000_000n);
}

/** Writers that lock rows in one order never wait for each other in a circle. */
export function inOrder<T extends { id: string }>(rows: T[]): T[] {
  return rows.toSorted((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
}

/** `{ key: value }`, or nothing when there is no value: records leave absent keys out. */
export function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}

export function localTexts<T extends { languageCode: string }>(
  translations: T[],
  read: (translation: T) => string | undefined,
): LocalText[] {
  return translations.flatMap((translation) => {
    const value = read(translation);
    return value ? [{ locale: toLocale(translation.languageCode), value }] : [];
  });
}

/** `pt_BR` ↔ `pt-BR`. */
export const toLocale = (languageCode: string) => languageCode.replace('_', '-');
export const toLanguage = (locale: string) => locale.replace('-', '_');

/** An address as an order keeps it. */
export const orderAddress = z.object({
  fullName: text,
  company: text,
  streetLine1: text,
  streetLine2: text,
  city: text,
  province: text,
  postalCode: text,
  countryCode: text,
  phoneNumber: text,
  customFields: z.object({ nip: text }).nullish(),
});

export function addressRecord(address: z.infer<typeof orderAddress>): AddressRecord {
  return {
    ...given('name', address.fullName),
    ...given('companyName', address.company),
    line1: address.streetLine1 ?? '',
    ...given('line2', address.streetLine2),
    ...given('postalCode', address.postalCode),
    city: address.city ?? '',
    ...given('region', address.province),
    country: address.countryCode ?? '',
    ...given('phone', address.phoneNumber),
  };
}

/** Polish tax numbers come with dashes and a prefix as people type them. */
export function taxId(value: string | undefined): string | undefined {
  const bare = value?.replace(/[\s-]/g, '').toUpperCase();
  if (!bare) return undefined;
  return /^PL\d{10}$/.test(bare) ? bare.slice(2) : bare;
}

/** Medusa's values, to and from ours. Its money is decimal and unrounded (1251.509 PLN), its counts are numbers, its times ISO 8601. */
import { z } from 'zod';
import { type AddressRecord, type Micros, Terminal } from '../connector.ts';

const DECIMAL = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Decimal text of any length to micros, half away from zero: "12.186991869918699187" → 12_186_992n. */
export function toMicros(value: string): Micros {
  const match = DECIMAL.exec(value.trim());
  if (!match || (!match[2] && !match[3])) throw new RangeError(`not a decimal: ${value.slice(0, 40)}`);
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent) + 6 - fraction.length;
  const digits = BigInt(whole + fraction);
  const micros = shift >= 0 ? digits * 10n ** BigInt(shift) : halfUp(digits, 10n ** BigInt(-shift));
  return sign ? -micros : micros;
}

/** `value` and `divisor` are not negative. */
const halfUp = (value: bigint, divisor: bigint) => (value * 2n + divisor) / (divisor * 2n);

/** To the smallest unit of the currency (two places), half away from zero. */
export function toCents(amount: Micros): Micros {
  return amount < 0n ? -toCents(-amount) : halfUp(amount, 10_000n) * 10_000n;
}

/** What Medusa's API takes: a JSON number. The digits are right; JavaScript writes back what it read. */
export const toNumber = (amount: Micros): number => Number(toText(amount));

/** 12_300_000n → "12.3". */
export function toText(amount: Micros): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -6)}${fraction && `.${fraction}`}`;
}

/**
 * The answers' text, with every number that is not a whole one kept as the digits it was written with: no amount passes through a float.
 */
export function parseExactly(text: string): unknown {
  return (JSON.parse as (text: string, revive: (key: string, value: unknown, from: { source?: string }) => unknown) => unknown)(
    text,
    (_key, value, from) => (typeof value === 'number' && !Number.isSafeInteger(value) ? (from.source ?? String(value)) : value),
  );
}

const written = z.union([z.string(), z.number().transform(String)]);
/** An amount or a quantity: a number, or one of Medusa's `raw_…` objects. */
export const decimal = z.union([written, z.object({ value: written }).transform(({ value }) => value)]).transform(toMicros);

export const id = z.string();
export const instant = z.string().transform((value) => Date.parse(value));
/** Absent, null and empty are one to us. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || undefined);
export const metadata = z.record(z.string(), z.unknown()).nullish();

/** `23`, `8.5`. */
export const toPercent = (micros: Micros): string => toText(micros);

/** Whole pieces that are surely there. A shop cannot show less than none. */
export function toPieces(quantity: Micros): number {
  return quantity <= 0n ? 0 : Number(quantity / 1_000_000n);
}

/** A quantity the shop cannot hold is refused, not rounded. */
export function exactPieces(quantity: Micros): number {
  if (quantity % 1_000_000n !== 0n) throw new Terminal('INVALID', 'the shop counts whole pieces only');
  return Number(quantity / 1_000_000n);
}

/** Medusa answers nested rows in any order; a record must read the same each time. */
export function inOrder<T extends { id: string }>(rows: readonly T[] | null | undefined, rank: (row: T) => number = () => 0): T[] {
  return (rows ?? []).toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** `{ key: value }`, or nothing when there is no value: records leave absent keys out. */
export function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}

/** Of one metadata entry, when it is text. */
export function noted(data: z.infer<typeof metadata>, key: string): string | undefined {
  const value = data?.[key];
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

/** An address, wherever Medusa keeps one. */
export const address = z.object({
  first_name: text,
  last_name: text,
  company: text,
  address_1: text,
  address_2: text,
  city: text,
  province: text,
  postal_code: text,
  country_code: text,
  phone: text,
  metadata,
});

export function addressRecord(item: z.infer<typeof address>): AddressRecord {
  return {
    ...given('name', fullName(item)),
    ...given('companyName', item.company),
    line1: item.address_1 ?? '',
    ...given('line2', item.address_2),
    ...given('postalCode', item.postal_code),
    city: item.city ?? '',
    ...given('region', item.province),
    country: item.country_code?.toUpperCase() ?? '',
    ...given('phone', item.phone),
  };
}

export const fullName = (
  person: { first_name: string | undefined; last_name: string | undefined } | null | undefined,
): string | undefined => [person?.first_name, person?.last_name].filter(Boolean).join(' ') || undefined;

/** Polish tax numbers come with dashes and a prefix as people type them. */
export function taxId(value: string | undefined): string | undefined {
  const bare = value?.replace(/[\s-]/g, '').toUpperCase();
  if (!bare) return undefined;
  return /^PL\d{10}$/.test(bare) ? bare.slice(2) : bare;
}

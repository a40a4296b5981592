/** Values as Tryton writes them, to and from ours: typed JSON, exact decimals, micros, stamps. */
import type { ExternalId, Micros } from '../connector.ts';

/** One record as read: decimals and dates as text, related records under `<field>.`. Nothing in it is believed before a reader below took it. */
export type Row = Record<string, unknown>;

export const decimal = (micros: Micros, digits = 6) => ({ __class__: 'Decimal', decimal: microsText(micros, digits) });

export function date(iso: string) {
  const [year, month, day] = iso.split('-').map(Number);
  return { __class__: 'date', year, month, day };
}

/** `2026-11-23T03:30:39.123456`, naive UTC as PostgreSQL stamped it. */
export function datetime(iso: string) {
  const [day = '', time = ''] = iso.split('T');
  const [hour, minute, second] = time.split(':').map((part) => Math.trunc(Number(part)));
  const microsecond = Number((time.split('.')[1] ?? '').padEnd(6, '0').slice(0, 6));
  return { ...date(day), __class__: 'datetime', hour, minute, second, microsecond };
}

const pad = (value: unknown, width = 2) => String(value).padStart(width, '0');

export function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const typed = value as Row;
  const day = () => `${pad(typed.year, 4)}-${pad(typed.month)}-${pad(typed.day)}`;
  switch (typed.__class__) {
    case 'Decimal':
      return String(typed.decimal);
    case 'date':
      return day();
    case 'datetime':
      return `${day()}T${pad(typed.hour)}:${pad(typed.minute)}:${pad(typed.second)}.${pad(typed.microsecond, 6)}`;
    case 'timedelta':
      return typed.seconds;
    case 'bytes':
      return typed.base64;
    default:
      return Object.fromEntries(Object.entries(typed).map(([key, part]) => [key, decode(part)]));
  }
}

/** Exact: Python writes `1E+2` and `0.0000` as it likes. More than six decimals are rounded half away from zero. */
export function micros(text: unknown): Micros {
  if (typeof text === 'number') return BigInt(Math.round(text * 1e6));
  const match = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(typeof text === 'string' ? text : '');
  if (!match) return 0n;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent) + 6 - fraction.length;
  const digits = BigInt(whole + fraction || '0');
  const scaled = shift >= 0 ? digits * 10n ** BigInt(shift) : divide(digits, 10n ** BigInt(-shift));
  return sign ? -scaled : scaled;
}

/** Rounds half away from zero. */
export function divide(amount: bigint, by: bigint): bigint {
  const negative = amount < 0n !== by < 0n;
  const [a, b] = [amount < 0n ? -amount : amount, by < 0n ? -by : by];
  const rounded = (a + b / 2n) / b;
  return negative ? -rounded : rounded;
}

export const multiply = (a: Micros, b: Micros): Micros => divide(a * b, 1_000_000n);

/** To whole grosze. */
export const roundMoney = (amount: Micros): Micros => divide(amount, 10_000n) * 10_000n;

export function microsText(amount: Micros, digits = 6): string {
  const unit = 10n ** BigInt(6 - digits);
  const scaled = divide(amount, unit);
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return (scaled < 0n ? '-' : '') + (digits ? `${whole}.${text.slice(-digits)}` : whole);
}

/** Quantities are floats in Tryton's protocol; micros stay exact up to nine thousand million pieces. */
export const quantity = (amount: Micros): number => Number(amount) / 1e6;

/** "0.23" → "23", without trailing zeros. */
export function percent(rate: unknown): string {
  return percentOf(micros(rate));
}

/** Of a rate in micros: 230000n → "23". */
export const percentOf = (rate: Micros): string => microsText(rate * 100n).replace(/\.?0+$/, '');

export const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
export const some = (value: unknown): string | undefined => text(value).trim() || undefined;
export const id = (value: unknown): ExternalId => (typeof value === 'number' ? String(value) : '');
export const someId = (value: unknown): ExternalId | undefined => id(value) || undefined;
export const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
export const flag = (value: unknown): boolean => value === true || value === 1;
export const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.filter((part) => typeof part === 'number') : []);
export const row = (value: unknown): Row => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : {});
export const rows = (value: unknown): Row[] => (Array.isArray(value) ? value.map(row) : []);

/** A stamp (naive UTC) to epoch milliseconds. */
export const instant = (stamp: unknown): number => Date.parse(`${text(stamp).slice(0, 23)}Z`) || 0;

/**
 * When something happened that has a day of its own: the stamp, where it is of that day; else noon of the day, for a stamp says when the row was
 * last written and a clerk may have booked, or corrected, later.
 */
export function momentOf(day: unknown, stamp: unknown, zone: string): number {
  const at = instant(stamp);
  const own = some(day);
  return !own || localDate(at, zone) === own ? at : Date.parse(`${own}T12:00:00Z`);
}

/** Only present keys: `exactOptionalPropertyTypes` makes absent and undefined two things. */
export function present<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

export function groupBy<T>(items: T[], key: (item: T) => number): Map<number, T[]> {
  return Map.groupBy(items, key);
}

export function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** Today in the company's zone. */
export const localDate = (at: number, zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);
export const addDays = (iso: string, days: number) =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

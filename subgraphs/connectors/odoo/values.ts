/** Values as Odoo writes them, to and from ours: floats to micros, `false` for "nothing", naive UTC stamps. */
import type { ExternalId, Micros } from '../connector.ts';

/** One record as read. Nothing in it is believed before a reader below took it. */
export type Row = Record<string, unknown>;

/** Odoo's numbers are floats in JSON; rounded to a micro they are exact up to nine thousand million. */
export function micros(value: unknown): Micros {
  if (typeof value === 'number' && Number.isFinite(value)) return BigInt(Math.round(value * 1e6));
  if (typeof value !== 'string') return 0n;
  const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(value.trim());
  if (!match) return 0n;
  const [, sign, whole = '', fraction = ''] = match;
  const scaled = divide(BigInt(`${whole}${fraction.padEnd(7, '0').slice(0, 7)}` || '0'), 10n);
  return sign ? -scaled : scaled;
}

/** As a number for Odoo, which keeps floats. */
export const toNumber = (amount: Micros): number => Number(amount) / 1e6;

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

/** "23", "8.5": without trailing zeros. */
export function decimalText(amount: Micros): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '');
  return (amount < 0n ? '-' : '') + digits.slice(0, -6) + (fraction ? `.${fraction}` : '');
}
export const percentText = (value: unknown): string => decimalText(micros(value));

export const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');
export const some = (value: unknown): string | undefined => text(value).trim() || undefined;
export const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
export const flag = (value: unknown): boolean => value === true;
export const numbers = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((part) => typeof part === 'number') : typeof value === 'number' ? [value] : [];
export const id = (value: unknown): ExternalId => (typeof value === 'number' ? String(value) : '');
export const someId = (value: unknown): ExternalId | undefined => id(value) || undefined;
export const row = (value: unknown): Row => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : {});
export const rows = (value: unknown): Row[] => (Array.isArray(value) ? value.map(row) : []);
/** Ids a field of many rows names, each once. */
export const idsOf = (list: Row[], field: string): number[] => [...new Set(list.flatMap((found) => numbers(found[field])))];
export const byId = (list: Row[]): Map<number, Row> => new Map(list.map((found) => [number(found.id), found]));
export const groupBy = (list: Row[], field: string): Map<number, Row[]> => Map.groupBy(list, (found) => number(found[field]));

/** A stamp such as `2026-11-23 03:58:14` (naive UTC) to epoch milliseconds. */
export const instant = (stamp: unknown): number => Date.parse(`${text(stamp).slice(0, 19).replace(' ', 'T')}Z`) || 0;
/** Epoch milliseconds to a stamp Odoo's domains take; an ISO text with its Z is an error to them. */
export const stamp = (at: number): string => new Date(at).toISOString().slice(0, 23).replace('T', ' ');
/** The day of an instant in a zone. */
export const dayIn = (zone: string, at: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);
export const dayOf = (zone: string, value: unknown): string | undefined => {
  const at = instant(value);
  return at ? dayIn(zone, at) : undefined;
};
/** A day as Odoo's date-time field: noon there, so that no zone moves it to another day. */
export const noon = (day: string): string => `${day} 12:00:00`;

/** Odoo keeps notes as HTML. */
export const plain = (html: unknown): string =>
  text(html)
    .replace(/<br\s*\/?>|<\/(p|div|li)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .trim();
export const html = (words: string): string =>
  words
    .split('\n')
    .map((line) => `<p>${line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</p>`)
    .join('');

/** Only present keys: `exactOptionalPropertyTypes` makes absent and undefined two things. */
export function present<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

export function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

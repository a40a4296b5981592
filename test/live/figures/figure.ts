/** A figure as two books have it: rows by key, each with its measures as decimal text (or days). */

/** What is compared, in this order. */
export const figures = [
  'sales-month',
  'sales-product',
  'sales-variant',
  'sales-category',
  'sales-customer',
  'returns-month',
  'returns-variant',
  'channels',
  'stock',
  'turnover-year',
  'turnover-ten',
  'ageing-receivable',
  'ageing-payable',
  'payments',
  'ledger',
  'fulfilment',
  'customer-value',
] as const;

export type Figure = (typeof figures)[number];

export interface Row {
  key: string;
  /** Null: there is none. */
  [measure: string]: string | number | null;
}

export interface Span {
  /** First and last day of what is looked at; `to` is today. */
  from: string;
  to: string;
}

/** Rows of each figure, however they are come by. */
export type Read = (figure: Figure, span: Span) => Promise<Row[]>;

export interface Difference {
  /** In hundredths. */
  cents: bigint;
  where: string;
}

const decimal = /^-?\d+(\.\d+)?$/;

/** To hundredths, half away from zero, so that nothing is told apart that is the same to the grosz. */
function cents(text: string): bigint {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const thousandths = BigInt(whole + fraction.padEnd(3, '0').slice(0, 3));
  const rounded = (thousandths + 5n) / 10n;
  return negative ? -rounded : rounded;
}

const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** Every value on which the two differ, the largest first. A row that only one has counts as a row of nothing in the other. */
export function differencesOf(hub: readonly Row[], erp: readonly Row[]): Difference[] {
  const [ours, theirs] = [hub, erp].map((rows) => new Map(rows.map((row) => [row.key, row])));
  if (ours?.size !== hub.length || theirs?.size !== erp.length) throw new Error('a key stands twice: the figures cannot be told apart');
  const found: Difference[] = [];
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const [mine, other] = [ours.get(key), theirs.get(key)];
    for (const measure of Object.keys(mine ?? other ?? {})) {
      if (measure === 'key') continue;
      const [a, b] = [mine, other].map((row) => textOf(row ? row[measure] : 0));
      // Of a row that only one has, what is not known there either.
      if ((!mine && b === null) || (!other && a === null)) continue;
      const apart = distance(a, b);
      if (apart !== 0n) found.push({ cents: apart, where: `${key} ${measure}: hub ${a ?? 'none'}, ERP ${b ?? 'none'}` });
    }
  }
  return found.toSorted((a, b) => (a.cents < b.cents ? 1 : a.cents > b.cents ? -1 : 0));
}

const textOf = (value: string | number | null | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** Values that are no numbers, and one that is there against one that is not, are apart by a whole at least. */
function distance(a: string | null | undefined, b: string | null | undefined): bigint {
  if (a === b) return 0n;
  const [x, y] = [a, b].map((text) => (text && decimal.test(text) ? cents(text) : undefined));
  if (x !== undefined && y !== undefined) return size(x - y);
  return [100n, size(x ?? y ?? 0n)].reduce((most, one) => (one > most ? one : most));
}

export const formatCents = (value: bigint): string => `${value / 100n}.${String(value % 100n).padStart(2, '0')}`;

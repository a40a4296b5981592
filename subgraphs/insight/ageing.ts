/** Debts by how long they are overdue: pure arithmetic. */
import type { Micros } from '#hub/money.ts';

export interface Debt {
  /** Parts of one document count as one in a bucket; absent = a document of its own. */
  document?: string;
  dueOn: string | null;
  /** Signed: what a credit note leaves open is negative. */
  open: Micros;
}

export interface Bucket {
  label: string;
  fromDays: number;
  toDays: number | null;
  amount: Micros;
  documents: number;
}

const spans: [label: string, fromDays: number, toDays: number | null][] = [
  ['not due', 0, 0],
  ['1–30 days', 1, 30],
  ['31–60 days', 31, 60],
  ['61–90 days', 61, 90],
  ['more than 90 days', 91, null],
];

/** A document without a due day is not due. */
export function age(debts: readonly Debt[], asOf: string): Bucket[] {
  const buckets = spans.map(([label, fromDays, toDays]) => ({ label, fromDays, toDays, amount: 0n, documents: new Set<unknown>() }));
  for (const debt of debts) {
    const { dueOn, open } = debt;
    if (open === 0n) continue;
    const days = dueOn === null ? 0 : Math.max(0, (Date.parse(asOf) - Date.parse(dueOn)) / 86_400_000);
    const bucket = buckets.find((one) => days >= one.fromDays && (one.toDays === null || days <= one.toDays));
    if (!bucket) continue;
    bucket.amount += open;
    bucket.documents.add(debt.document ?? debt);
  }
  return buckets.map((bucket) => ({ ...bucket, documents: bucket.documents.size }));
}

export interface Instalment {
  dueOn: string;
  gross: Micros;
  open: Micros;
}

/** Of parts, the earliest first, those that an open amount is on when the earliest are paid first. */
export function openParts(parts: readonly Instalment[], open: Micros): Instalment[] {
  let left = open;
  return parts.toReversed().map((part) => {
    const own = part.gross < left ? part.gross : left;
    left -= own;
    return { ...part, open: own };
  });
}

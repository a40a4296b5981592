/**
 * What may become of a return, and what may be given back at all. Pure. A withdrawal is a consumer's right within 14 days of delivery (Directive 2011/83/EU,
 * Art. 9): it needs nobody's consent. A complaint is answered within 14 days, else it counts as accepted (Polish Consumer Rights Act, Art. 7a).
 */
import type { Micros } from '#hub/money.ts';
import type { ReturnAction } from './types.ts';

export const returnStates = [
  'REQUESTED',
  'APPROVED',
  'REJECTED',
  'CANCELLED',
  'RECEIVING',
  'RECEIVED',
  'REFUNDED',
  'REPLACED',
  'CLOSED',
] as const;
export type ReturnState = (typeof returnStates)[number];
export type ReturnKind = 'WITHDRAWAL' | 'COMPLAINT' | 'WRONG_ITEM' | 'OTHER';

const next: Record<ReturnState, readonly ReturnState[]> = {
  REQUESTED: ['APPROVED', 'REJECTED', 'CANCELLED'],
  APPROVED: ['RECEIVING', 'CANCELLED'],
  // The ERP may refuse to book the goods in: then they are still to come.
  RECEIVING: ['RECEIVED', 'APPROVED'],
  RECEIVED: ['REFUNDED', 'REPLACED', 'CLOSED'],
  REJECTED: [],
  CANCELLED: [],
  REFUNDED: [],
  REPLACED: [],
  CLOSED: [],
};

export const mayBecome = (from: ReturnState, to: ReturnState): boolean => next[from].includes(to);
export const isOver = (state: ReturnState): boolean => next[state].length === 0;

/** Days in which a consumer may change their mind, or a complaint is answered. */
const DAYS = 14;
/** Days in which a wrong item is told of. */
const WRONG_ITEM_DAYS = 30;
/** Years in which a seller answers for faults. */
const FAULT_YEARS = 2;
const DAY = 86_400_000;

export interface ReturnWish {
  kind: ReturnKind;
  /** A company has no right of withdrawal. */
  isConsumer: boolean;
  /** When the last goods arrived; when they left, where nobody tells the arrival. Undefined: nothing has left. */
  deliveredAt: number | undefined;
  now: number;
  /** Staff may agree to what nobody has a right to. */
  byStaff: boolean;
}

/** Why it cannot be asked for; undefined when it can. */
export function refusalOf(wish: ReturnWish): string | undefined {
  const { kind, deliveredAt, now } = wish;
  if (deliveredAt === undefined) return 'Nothing of this order has left yet: cancel it instead.';
  if (wish.byStaff) return undefined;
  if (kind === 'WITHDRAWAL') {
    if (!wish.isConsumer) return 'Only a consumer may change their mind: ask for a complaint, or talk to your sales representative.';
    if (now > deliveredAt + DAYS * DAY) return `A consumer may change their mind within ${DAYS} days of delivery; they are over.`;
  }
  if (kind === 'WRONG_ITEM' && now > deliveredAt + WRONG_ITEM_DAYS * DAY) return `A wrong item is told of within ${WRONG_ITEM_DAYS} days.`;
  if (kind === 'COMPLAINT' && now > deliveredAt + FAULT_YEARS * 365 * DAY) return `A fault is told of within ${FAULT_YEARS} years.`;
  return undefined;
}

/** A withdrawal needs nobody's consent; everything else does. */
export const firstState = (wish: ReturnWish): ReturnState => (wish.kind === 'WITHDRAWAL' && wish.isConsumer ? 'APPROVED' : 'REQUESTED');

export const needsReason = (kind: ReturnKind): boolean => kind === 'COMPLAINT' || kind === 'WRONG_ITEM';

/** Epoch milliseconds; undefined for what has no such day. */
export const decideBy = (kind: ReturnKind, requestedAt: number): number | undefined =>
  kind === 'COMPLAINT' ? requestedAt + DAYS * DAY : undefined;

export function actionsOf(state: ReturnState, may: { own: boolean; decide: boolean }): ReturnAction[] {
  const actions: ReturnAction[] = [];
  if (may.decide && mayBecome(state, 'APPROVED') && state === 'REQUESTED') actions.push('APPROVE', 'REJECT');
  if (may.decide && mayBecome(state, 'RECEIVING')) actions.push('RECEIVE');
  if ((may.own || may.decide) && mayBecome(state, 'CANCELLED')) actions.push('CANCEL');
  return actions;
}

/** What goes back for some of a line's goods: its share of what the line cost, to the grosz; the last pieces take what is left. */
export function shareOf(lineAmount: Micros, lineQuantity: Micros, already: Micros, quantity: Micros): Micros {
  if (lineQuantity <= 0n) return 0n;
  const upTo = (pieces: Micros): Micros => toCents((lineAmount * (pieces < lineQuantity ? pieces : lineQuantity)) / lineQuantity);
  return upTo(already + quantity) - upTo(already);
}

const toCents = (value: Micros): Micros => ((value + 5_000n) / 10_000n) * 10_000n;

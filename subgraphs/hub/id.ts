/** Ids: a prefix that says what it is, and a UUIDv7, so that they sort by time and can be minted anywhere. */
import { randomUUIDv7 } from 'node:crypto';

export const prefixes = {
  product: 'prd',
  variant: 'var',
  category: 'cat',
  priceList: 'pls',
  location: 'loc',
  stockLevel: 'lvl',
  stockMovement: 'mov',
  incomingDelivery: 'inc',
  reservation: 'rsv',
  reservationLine: 'rsl',
  customer: 'cus',
  customerAddress: 'adr',
  order: 'ord',
  orderLine: 'oln',
  orderPayment: 'pay',
  orderEvent: 'oev',
  fulfilment: 'ful',
  erpDocument: 'doc',
  operation: 'opn',
  delivery: 'dlv',
  syncRun: 'run',
  system: 'sys',
  company: 'com',
  channel: 'chn',
  apiKey: 'key',
  promise: 'prm',
  cart: 'crt',
  promotion: 'pro',
  taxRule: 'tax',
  contact: 'cnt',
  consent: 'cns',
  loyaltyCard: 'lcd',
  loyaltyEntry: 'len',
  customerEvent: 'cev',
  invoice: 'inv',
  money: 'mny',
  payout: 'pyt',
  goodsReturn: 'ret',
  returnLine: 'rln',
  quote: 'quo',
  quoteLine: 'qln',
  supplier: 'sup',
  supplierItem: 'sit',
  stockAlert: 'alr',
  stockCount: 'cou',
  export: 'exp',
} as const;
export type IdKind = keyof typeof prefixes;

const kinds = new Map<string, IdKind>(Object.entries(prefixes).map(([kind, prefix]) => [prefix, kind as IdKind]));

let last = '';

/** `prd_0193…`: the UUID without its dashes. Within a process a later id is always greater, also in the same millisecond: lanes go by it. */
export function newId(kind: IdKind): string {
  let hex = randomUUIDv7().replaceAll('-', '');
  if (hex <= last) hex = (BigInt(`0x${last}`) + 1n).toString(16).padStart(32, '0');
  last = hex;
  return `${prefixes[kind]}_${hex}`;
}

/** What an id names, or undefined when it is no id of ours. */
export function idKind(id: string): IdKind | undefined {
  const [prefix, rest] = id.split('_', 2);
  return prefix && rest && /^[0-9a-f]{32}$/.test(rest) ? kinds.get(prefix) : undefined;
}

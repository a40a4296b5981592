/** Between the twin ERP's wire and the hub's records: invoices, money, returns, corrections, quotes, loyalty. */
import type {
  CreditNoteAck,
  CreditNotePush,
  InvoiceRecord,
  LoyaltyRecord,
  MoneyRecord,
  OrderAck,
  QuotePush,
  QuoteRecord,
  ReturnPush,
  ReturnRecord,
} from '../connector.ts';
import { toMicros, toMoney, toText } from './decimal.ts';
import type {
  CorrectionAck,
  GoodsReturn,
  Invoice,
  LoyaltyCard,
  Money,
  NewCorrection,
  NewOffer,
  NewReturn,
  Offer,
  OfferAck,
} from './erpBookApi.ts';
import { lineRecord } from './erpSaleRecords.ts';

const invoiceKinds = { invoice: 'INVOICE', credit_note: 'CREDIT_NOTE', receipt: 'RECEIPT' } as const;
const invoiceStates = { draft: 'DRAFT', posted: 'POSTED', paid: 'PAID', cancelled: 'CANCELLED' } as const;

export function invoiceRecord(one: Invoice): InvoiceRecord {
  return {
    externalId: one.id,
    kind: invoiceKinds[one.kind],
    side: one.side === 'payable' ? 'PAYABLE' : 'RECEIVABLE',
    ...(one.number ? { number: one.number } : {}),
    ...(one.ksef ? { governmentNumber: one.ksef } : {}),
    ...(one.partyId ? { partyId: one.partyId } : {}),
    partyName: one.partyName,
    orderIds: one.orderIds,
    ...(one.correctsId ? { correctsId: one.correctsId } : {}),
    currency: one.currency,
    ...(one.issuedOn ? { issuedOn: one.issuedOn } : {}),
    ...(one.dueOn ? { dueOn: one.dueOn } : {}),
    net: toMicros(one.net),
    tax: toMicros(one.tax),
    gross: toMicros(one.gross),
    open: toMicros(one.open),
    state: invoiceStates[one.state],
    lines: one.lines.map((line) => ({
      ...(line.sku ? { sku: line.sku } : {}),
      ...(line.variantId ? { variantId: line.variantId } : {}),
      quantity: toMicros(line.quantity),
      net: toMicros(line.net),
      tax: toMicros(line.tax),
      taxPercent: line.vat,
    })),
  };
}

export function moneyRecord(one: Money): MoneyRecord {
  return {
    externalId: one.id,
    direction: one.direction === 'in' ? 'IN' : 'OUT',
    ...(one.partyId ? { partyId: one.partyId } : {}),
    day: one.day,
    amount: toMicros(one.amount),
    currency: one.currency,
    reference: one.reference,
    ...(one.transactionNumber ? { transactionNumber: one.transactionNumber } : {}),
    invoices: one.invoices.map(({ invoiceId, amount }) => ({ invoiceId, amount: toMicros(amount) })),
    state: one.state === 'draft' ? 'DRAFT' : one.state === 'posted' ? 'POSTED' : 'CANCELLED',
  };
}

export const returnKinds = { withdrawal: 'WITHDRAWAL', complaint: 'COMPLAINT', wrong_item: 'WRONG_ITEM', other: 'OTHER' } as const;
export const returnStates = { requested: 'REQUESTED', received: 'RECEIVED', cancelled: 'CANCELLED' } as const;
const wireReturnKinds = { WITHDRAWAL: 'withdrawal', COMPLAINT: 'complaint', WRONG_ITEM: 'wrong_item', OTHER: 'other' } as const;

export function returnRecord(one: GoodsReturn): ReturnRecord {
  return {
    externalId: one.id,
    number: one.number,
    ...(one.key ? { hubKey: one.key } : {}),
    orderId: one.orderId,
    kind: returnKinds[one.kind],
    state: returnStates[one.state],
    lines: one.lines.map(({ sku, quantity, reason }) => ({ sku, quantity: toMicros(quantity), ...(reason ? { reason } : {}) })),
    requestedAt: one.at,
    ...(one.note ? { note: one.note } : {}),
  };
}

export function newReturn(goods: ReturnPush): NewReturn {
  return {
    reference: goods.number,
    kind: wireReturnKinds[goods.kind],
    lines: goods.lines.map(({ sku, quantity, restock, reason }) => ({
      sku,
      quantity: toText(quantity),
      restock,
      ...(reason ? { reason } : {}),
    })),
  };
}

export function newCorrection(correction: CreditNotePush): NewCorrection {
  return {
    invoiceId: correction.invoiceId,
    reference: correction.number,
    reason: correction.reason,
    lines: correction.lines.map(({ sku, quantity }) => ({ sku, quantity: toText(quantity) })),
  };
}

export function creditNoteAck(ack: CorrectionAck): CreditNoteAck {
  return { externalId: ack.id, number: ack.number, net: toMicros(ack.net), tax: toMicros(ack.tax), gross: toMicros(ack.gross) };
}

const quoteStates = {
  requested: 'REQUESTED',
  offered: 'OFFERED',
  accepted: 'ACCEPTED',
  rejected: 'REJECTED',
  expired: 'EXPIRED',
} as const satisfies Record<Offer['state'], QuoteRecord['state']>;

export function quoteRecord(one: Offer): QuoteRecord {
  const { net, tax, gross } = one.totals;
  return {
    externalId: one.id,
    number: one.number,
    ...(one.key ? { hubKey: one.key } : {}),
    partyId: one.partyId,
    currency: one.currency,
    state: quoteStates[one.state],
    ...(one.validUntil ? { validUntil: one.validUntil } : {}),
    ...(one.note ? { note: one.note } : {}),
    lines: one.lines.map(lineRecord),
    totals: { net: toMicros(net), tax: toMicros(tax), gross: toMicros(gross), deliveryNet: 0n, deliveryGross: 0n },
    ...(one.orderId ? { orderId: one.orderId } : {}),
  };
}

export function newOffer(quote: QuotePush): NewOffer {
  const { lines, partyId, reference, currency, documentDate, validUntil, note } = quote;
  return {
    partyId,
    reference,
    currency,
    documentDate,
    ...(validUntil ? { validUntil } : {}),
    ...(note ? { note } : {}),
    lines: lines.map(({ variantId, quantity, unitNet, taxPercent }) => ({
      variantId,
      quantity: toText(quantity),
      ...(unitNet === undefined ? {} : { unitNet: toMoney(unitNet) }),
      vat: taxPercent,
    })),
  };
}

export function quoteAck({ id, number, state, totals }: OfferAck): OrderAck {
  const { net, tax, gross } = totals;
  return { externalId: id, number, totals: { net: toMicros(net), tax: toMicros(tax), gross: toMicros(gross) }, sourceStatus: state };
}

export function loyaltyRecord({ id, partyId, points, expiresOn }: LoyaltyCard): LoyaltyRecord {
  return { externalId: id, partyId, points, ...(expiresOn ? { expiresOn } : {}) };
}

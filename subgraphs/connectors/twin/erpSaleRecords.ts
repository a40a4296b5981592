/** Sales between the twin ERP's wire and the hub's records, both ways. */
import type {
  DocumentRecord,
  FulfilmentRecord,
  OrderAck,
  OrderLineRecord,
  OrderPush,
  OrderRecord,
  OrderUpdatePush,
  OriginKind,
  PaymentPush,
  PaymentRecord,
} from '../connector.ts';
import { toMicros, toMoney, toText } from './decimal.ts';
import type { NewPayment, NewSale, Paper, Payment, Sale, SaleAck, SaleChange, SaleLine } from './erpOrderApi.ts';
import { wireAddress } from './erpRecords.ts';

const currency = 'PLN';

const phases = {
  confirmed: 'RECEIVED',
  picking: 'PROCESSING',
  partial: 'PARTIALLY_SHIPPED',
  shipped: 'SHIPPED',
  invoiced: 'SHIPPED',
  closed: 'COMPLETED',
  cancelled: 'CANCELLED',
} as const satisfies Record<Sale['state'], OrderRecord['phase']>;

const paperKinds = {
  quotation: 'QUOTATION',
  sale: 'SALES_ORDER',
  delivery_note: 'DELIVERY_NOTE',
  label: 'SHIPPING_LABEL',
  invoice: 'INVOICE',
  credit_note: 'CREDIT_NOTE',
} as const satisfies Record<Paper['kind'], DocumentRecord['kind']>;

/** Where a sale without a key of the hub began. */
const origins: Record<string, OriginKind> = {
  shop: 'SHOP',
  store: 'POS',
  phone: 'SALES_REP',
  b2b: 'SALES_REP',
  edi: 'EDI',
  marketplace: 'MARKETPLACE',
};

export const paymentStates = {
  pending: 'PENDING',
  authorised: 'AUTHORISED',
  paid: 'PAID',
  failed: 'FAILED',
  refunded: 'REFUNDED',
} as const satisfies Record<Payment['state'], PaymentRecord['state']>;

const wirePaymentStates = {
  PENDING: 'pending',
  AUTHORISED: 'authorised',
  PAID: 'paid',
  FAILED: 'failed',
  REFUNDED: 'refunded',
} as const satisfies Record<PaymentRecord['state'], Payment['state']>;

export function saleRecord(sale: Sale): OrderRecord {
  const { delivery, contact } = sale;
  // A sale that waits for its money before anyone picks it.
  const unpaid = sale.termsDays === 0 && sale.paymentMethod !== 'cod' && toMicros(sale.paid) < toMicros(sale.totals.gross);
  return {
    externalId: sale.id,
    number: sale.number,
    ...(sale.key ? { hubKey: sale.key } : {}),
    partyId: sale.partyId,
    contact: {
      ...(contact.name ? { name: contact.name } : {}),
      ...(contact.email ? { email: contact.email } : {}),
      ...(contact.phone ? { phone: contact.phone } : {}),
      ...(contact.nip ? { taxId: contact.nip } : {}),
    },
    ...(sale.billingAddress ? { billingAddress: sale.billingAddress } : {}),
    ...(sale.shippingAddress ? { shippingAddress: sale.shippingAddress } : {}),
    currency: sale.currency,
    placedAt: sale.placedAt,
    documentDate: sale.documentDate,
    ...(sale.customerReference ? { customerReference: sale.customerReference } : {}),
    ...(sale.note ? { note: sale.note } : {}),
    deliveryMethodCode: delivery.methodCode,
    deliveryMethodName: delivery.methodName,
    couponCodes: [],
    pricesIncludeTax: false,
    lines: sale.lines.map(lineRecord),
    totals: { ...totals(sale.totals), deliveryNet: toMicros(delivery.net), deliveryGross: toMicros(delivery.gross) },
    payments: sale.payments.map((payment) => ({
      externalId: payment.id,
      methodCode: payment.methodCode,
      provider: payment.provider,
      ...(payment.transactionNumber ? { transactionNumber: payment.transactionNumber } : {}),
      amount: toMicros(payment.amount),
      state: paymentStates[payment.state],
      occurredAt: payment.at,
    })),
    fulfilments: fulfilments(sale),
    documents: sale.papers.map(documentRecord),
    phase: sale.state === 'confirmed' && unpaid ? 'AWAITING_PAYMENT' : phases[sale.state],
    sourceStatus: sale.state,
    placed: true,
    ...(sale.key === undefined && origins[sale.channel] ? { origin: origins[sale.channel] } : {}),
  };
}

export function lineRecord(line: SaleLine): OrderLineRecord {
  return {
    externalId: line.id,
    sku: line.sku,
    variantId: line.variantId,
    title: line.title,
    quantity: toMicros(line.quantity),
    unitCode: line.unit,
    unitNet: toMicros(line.unitNet),
    unitGross: toMicros(line.unitGross),
    discounts: line.discountPercent
      ? [{ code: 'RABAT', title: 'Rabat', basis: 'NET', amount: toMicros(line.discountNet), percent: line.discountPercent }]
      : [],
    taxPercent: line.vat,
    net: toMicros(line.net),
    tax: toMicros(line.tax),
    gross: toMicros(line.gross),
    quantityShipped: toMicros(line.shipped),
    ...(line.returned ? { quantityReturned: toMicros(line.returned) } : {}),
    ...(line.cost ? { cost: { unit: toMicros(line.cost), currency } } : {}),
  };
}

/** Amounts of a correction are told positive, as in its invoice. */
function documentRecord(paper: Paper): DocumentRecord {
  const amount = (text: string) => (paper.kind === 'credit_note' ? -toMicros(text) : toMicros(text));
  return {
    externalId: paper.id,
    kind: paperKinds[paper.kind],
    ...(paper.number ? { number: paper.number } : {}),
    ...(paper.issuedOn ? { issuedOn: paper.issuedOn } : {}),
    ...(paper.dueOn ? { dueOn: paper.dueOn } : {}),
    ...(paper.net ? { net: amount(paper.net) } : {}),
    ...(paper.gross ? { gross: amount(paper.gross) } : {}),
    ...(paper.paid ? { paid: toMicros(paper.paid) } : {}),
    ...(paper.correctsId ? { correctsId: paper.correctsId } : {}),
    ...(paper.ksef ? { governmentNumber: paper.ksef } : {}),
    state: paper.state,
    hasFile: true,
  };
}

function fulfilments(sale: Sale): FulfilmentRecord[] {
  return sale.shipments.map((shipment) => ({
    externalId: shipment.id,
    number: shipment.number,
    state: shipment.state === 'delivered' ? 'DELIVERED' : 'SHIPPED',
    locationId: shipment.locationId,
    ...(shipment.carrier ? { carrier: shipment.carrier } : {}),
    trackingNumbers: shipment.trackingNumbers,
    ...(shipment.trackingNumbers[0] ? { trackingUrl: `https://tracking.example/${shipment.trackingNumbers[0]}` } : {}),
    lines: shipment.lines.map((line) => ({ sku: line.sku, quantity: toMicros(line.quantity) })),
    ...(shipment.isReturn ? { isReturn: true } : { shippedAt: shipment.at }),
  }));
}

export function orderAck(ack: SaleAck): OrderAck {
  return { externalId: ack.id, number: ack.number, totals: totals(ack.totals), sourceStatus: ack.state };
}

type Accepted = Pick<
  OrderPush,
  | 'reference'
  | 'customerReference'
  | 'warehouseId'
  | 'billingAddressId'
  | 'shippingAddressId'
  | 'billingAddress'
  | 'shippingAddress'
  | 'delivery'
  | 'payment'
>;

/** What is open until a sale is placed, also when it comes from an offer. */
export function acceptedSale(order: Accepted): Pick<NewSale, keyof Accepted> {
  const { payment, delivery } = order;
  return {
    reference: order.reference,
    ...(order.customerReference ? { customerReference: order.customerReference } : {}),
    ...(order.warehouseId ? { warehouseId: order.warehouseId } : {}),
    ...(order.billingAddressId ? { billingAddressId: order.billingAddressId } : {}),
    ...(order.shippingAddressId ? { shippingAddressId: order.shippingAddressId } : {}),
    ...(order.billingAddress ? { billingAddress: wireAddress(order.billingAddress) } : {}),
    ...(order.shippingAddress ? { shippingAddress: wireAddress(order.shippingAddress) } : {}),
    delivery: {
      methodCode: delivery.methodCode,
      methodName: delivery.methodName,
      net: toMoney(delivery.net),
      vat: delivery.taxPercent,
      ...(delivery.pickupPointCode ? { pickupPointCode: delivery.pickupPointCode } : {}),
    },
    payment: {
      methodCode: payment.methodCode,
      ...(payment.provider ? { provider: payment.provider } : {}),
      ...(payment.transactionNumber ? { transactionNumber: payment.transactionNumber } : {}),
      state: wirePaymentStates[payment.state],
      ...(payment.amount !== undefined ? { amount: toMoney(payment.amount) } : {}),
    },
  };
}

export function newSale(order: OrderPush): NewSale {
  return {
    ...acceptedSale(order),
    partyId: order.partyId,
    contact: order.contact,
    channel: order.channelCode,
    currency: order.currency,
    documentDate: order.documentDate,
    ...(order.requestedOn ? { requestedOn: order.requestedOn } : {}),
    ...(order.paymentTermsCode ? { termsCode: order.paymentTermsCode } : {}),
    ...(order.taxRuleId ? { taxRuleId: order.taxRuleId } : {}),
    ...(order.origin ? { origin: order.origin } : {}),
    lines: order.lines.map((line) => ({
      variantId: line.variantId,
      quantity: toText(line.quantity),
      unitNet: toMoney(line.unitNet),
      ...(line.discountPercent ? { discountPercent: line.discountPercent } : {}),
      vat: line.taxPercent,
      ...(line.note ? { note: line.note } : {}),
    })),
    ...(order.note ? { note: order.note } : {}),
  };
}

export function saleChange(change: OrderUpdatePush): SaleChange {
  return {
    ...(change.shippingAddress ? { shippingAddress: wireAddress(change.shippingAddress) } : {}),
    ...(change.note !== undefined ? { note: change.note } : {}),
    ...(change.customerReference !== undefined ? { customerReference: change.customerReference } : {}),
    ...(change.requestedOn ? { requestedOn: change.requestedOn } : {}),
    ...(change.lines
      ? {
          lines: change.lines.map((line) => ({
            variantId: line.variantId,
            quantity: toText(line.quantity),
            unitNet: toMoney(line.unitNet),
            vat: line.taxPercent,
          })),
        }
      : {}),
  };
}

export function newPayment(payment: PaymentPush): NewPayment {
  return {
    provider: payment.provider,
    transactionNumber: payment.transactionNumber,
    methodCode: payment.methodCode,
    amount: toMoney(payment.amount),
    currency: payment.currency,
    state: wirePaymentStates[payment.state],
    at: payment.occurredAt,
    ...(payment.refundOf ? { refundOf: payment.refundOf } : {}),
  };
}

function totals(wire: Sale['totals']): { net: bigint; tax: bigint; gross: bigint } {
  return { net: toMicros(wire.net), tax: toMicros(wire.tax), gross: toMicros(wire.gross) };
}

/** Between the twin shop's wire and the hub's records, both ways. */
import type {
  CartRecord,
  LocalText,
  OrderRecord,
  OrderStatusPush,
  PartyRecord,
  ProductPush,
  ProductRecord,
  RefundPush,
  ReturnRecord,
  StockRecord,
} from '../connector.ts';
import { toMicros, toMoney, toText } from './decimal.ts';
import { returnKinds, returnStates } from './erpBookRecords.ts';
import { localTexts } from './erpRecords.ts';
import type * as wire from './shopApi.ts';
import type { Customer, OrderState, ProductPushBody, ShopOrder, ShopProduct, ShopStock, StatusPush } from './shopApi.ts';

/** The shop counts in one place of its own. */
export const shopLocation = 'shop';

/** What the shop presents. `base` = its address: its picture paths are relative. */
export function productRecord(one: ShopProduct, base: string): ProductRecord {
  return {
    externalId: one.id,
    active: one.active,
    kind: one.axes.length > 0 ? 'VARIANTS' : 'SIMPLE',
    slug: one.slug,
    title: localTexts(one.title),
    description: localTexts(one.description),
    ...(one.seoTitle ? { seoTitle: localTexts(one.seoTitle) } : {}),
    categoryIds: one.collectionIds,
    axes: one.axes,
    media: one.media.map(({ src, alt, hash }) => ({
      url: src.startsWith('/') ? base + src : src,
      ...(alt ? { alt } : {}),
      contentHash: hash,
    })),
    parameters: [],
    variants: one.variants.map((variant) => ({
      externalId: variant.id,
      sku: variant.sku.trim(),
      active: variant.active,
      gtins: variant.gtins,
      ...(variant.title ? { title: localTexts(variant.title) } : {}),
      options: Object.entries(variant.options).map(([axis, value]) => ({ axis, value })),
      parameters: [],
      unitCode: 'PCE',
      salesUnits: [],
      ...(variant.price
        ? { listPrice: { unitNet: toMicros(variant.price.net), currency: variant.price.currency }, taxPercent: variant.price.vat }
        : {}),
    })),
  };
}

export function stockRecord(one: ShopStock): StockRecord {
  return { variantId: one.id, locationId: shopLocation, onHand: toMicros(one.available), reserved: toMicros(one.held) };
}

export function partyRecord(one: Customer): PartyRecord {
  const taxId = one.taxNumber === undefined ? '' : taxIdOf(one.taxNumber);
  return {
    externalId: one.id,
    kind: one.kind === 'company' ? 'BUSINESS' : one.kind === 'guest' ? 'GUEST' : 'PERSON',
    name: one.name,
    email: one.email,
    ...(one.phone ? { phone: one.phone } : {}),
    ...(taxId ? { taxId } : {}),
    active: one.active,
    groups: one.groups,
    ...(one.consents ? { consents: one.consents } : {}),
    addresses: one.addresses.map(({ id, billing, shipping, ...address }) => ({
      ...address,
      externalId: id,
      isBilling: billing,
      isShipping: shipping,
      active: true,
    })),
  };
}

const phases = {
  placed: 'RECEIVED',
  processing: 'PROCESSING',
  partially_shipped: 'PARTIALLY_SHIPPED',
  shipped: 'SHIPPED',
  completed: 'COMPLETED',
  cancelled: 'CANCELLED',
} as const satisfies Record<OrderState, OrderRecord['phase']>;

const paymentStates = { pending: 'PENDING', authorised: 'AUTHORISED', paid: 'PAID', failed: 'FAILED', refunded: 'REFUNDED' } as const;

export function orderRecord(order: ShopOrder): OrderRecord {
  const { contact, delivery } = order;
  const taxId = contact.taxNumber === undefined ? '' : taxIdOf(contact.taxNumber);
  const settled = order.payments.some((one) => one.state === 'paid' || one.state === 'authorised' || one.method === 'cod');
  return {
    externalId: order.id,
    number: order.number,
    ...(order.customerId ? { partyId: order.customerId } : {}),
    contact: {
      name: contact.name,
      email: contact.email,
      ...(contact.phone ? { phone: contact.phone } : {}),
      ...(taxId ? { taxId } : {}),
    },
    ...(order.billingAddress ? { billingAddress: order.billingAddress } : {}),
    ...(order.shippingAddress ? { shippingAddress: order.shippingAddress } : {}),
    currency: order.currency,
    placedAt: order.placedAt,
    ...(order.note ? { note: order.note } : {}),
    deliveryMethodCode: delivery.code,
    deliveryMethodName: delivery.name,
    couponCodes: order.coupons,
    pricesIncludeTax: true,
    lines: order.lines.map((line) => ({
      externalId: line.id,
      sku: line.sku,
      variantId: line.variantId,
      title: line.title,
      quantity: toMicros(line.quantity),
      unitNet: toMicros(line.unitNet),
      unitGross: toMicros(line.unitGross),
      discounts:
        toMicros(line.discount) > 0n
          ? [{ code: order.coupons[0] ?? 'RABAT', title: 'Kupon', basis: 'GROSS', amount: toMicros(line.discount) }]
          : [],
      taxPercent: line.vat,
      net: toMicros(line.net),
      tax: toMicros(line.tax),
      gross: toMicros(line.gross),
      quantityShipped: toMicros(line.shipped),
    })),
    totals: {
      net: toMicros(order.totals.net),
      tax: toMicros(order.totals.tax),
      gross: toMicros(order.totals.gross),
      deliveryNet: toMicros(delivery.net),
      deliveryGross: toMicros(delivery.gross),
    },
    payments: order.payments.map((one) => ({
      externalId: one.id,
      methodCode: one.method,
      provider: one.provider,
      ...(one.transaction ? { transactionNumber: one.transaction } : {}),
      amount: toMicros(one.amount),
      state: paymentStates[one.state],
      occurredAt: one.at,
    })),
    fulfilments: [],
    documents: [],
    phase: order.state === 'placed' && !settled ? 'AWAITING_PAYMENT' : phases[order.state],
    sourceStatus: order.state,
    placed: true,
  };
}

export function cartRecord(one: wire.Cart): CartRecord {
  return {
    externalId: one.id,
    ...(one.customerId ? { partyId: one.customerId } : {}),
    ...(one.email ? { email: one.email } : {}),
    currency: one.currency,
    lines: one.lines.map((line) => ({ ...line, quantity: toMicros(line.quantity), gross: toMicros(line.gross) })),
    gross: toMicros(one.gross),
    updatedAt: one.at,
    ...(one.orderId ? { orderId: one.orderId } : {}),
  };
}

export function returnRecord(one: wire.ShopReturn): ReturnRecord {
  return {
    externalId: one.id,
    number: one.number,
    orderId: one.orderId,
    kind: returnKinds[one.kind],
    state: returnStates[one.state],
    lines: one.lines.map((line) => ({ ...line, quantity: toMicros(line.quantity) })),
    requestedAt: one.at,
    ...(one.note ? { note: one.note } : {}),
  };
}

export function refundPush(push: RefundPush): wire.RefundPush {
  return {
    amount: toMoney(push.amount),
    currency: push.currency,
    reason: push.reason,
    ...(push.transactionNumber ? { transaction: push.transactionNumber } : {}),
    lines: push.lines.map(({ sku, quantity }) => ({ sku, quantity: toText(quantity) })),
  };
}

export function productPush(push: ProductPush): ProductPushBody {
  return {
    ...(push.externalId ? { id: push.externalId } : {}),
    active: push.active,
    slug: push.slug,
    ...(push.title ? { title: wireTexts(push.title) } : {}),
    ...(push.description ? { description: wireTexts(push.description) } : {}),
    ...(push.media
      ? { media: push.media.map(({ url, alt, contentHash }) => ({ src: url, hash: contentHash, ...(alt ? { alt } : {}) })) }
      : {}),
    collectionIds: push.categoryExternalIds,
    axes: push.axes,
    variants: push.variants.map((variant) => ({
      ...(variant.externalId ? { id: variant.externalId } : {}),
      erpKey: variant.erpKey,
      sku: variant.sku,
      active: variant.active,
      ...(variant.title ? { title: wireTexts(variant.title) } : {}),
      options: Object.fromEntries(variant.options.map(({ axis, value }) => [axis, value])),
      gtins: variant.gtins,
      ...(variant.price
        ? {
            price: {
              net: toMoney(variant.price.unitNet),
              gross: toMoney(variant.price.unitGross),
              currency: variant.price.currency,
              vat: variant.price.taxPercent,
            },
          }
        : {}),
      ...(variant.stock ? { available: toText(variant.stock.available) } : {}),
    })),
  };
}

const states: Partial<Record<OrderRecord['phase'], OrderState>> = {
  RECEIVED: 'placed',
  AWAITING_PAYMENT: 'placed',
  PROCESSING: 'processing',
  PARTIALLY_SHIPPED: 'partially_shipped',
  SHIPPED: 'shipped',
  COMPLETED: 'completed',
};

export function statusPush(push: OrderStatusPush): StatusPush {
  const state = states[push.phase];
  const { payment } = push;
  return {
    ...(push.erpNumber ? { erpNumber: push.erpNumber } : {}),
    erpStatus: push.erpStatus,
    ...(state ? { state } : {}),
    paid: push.paid,
    ...(payment
      ? {
          payment: {
            provider: payment.provider,
            amount: toMoney(payment.amount),
            ...(payment.transactionNumber ? { transaction: payment.transactionNumber } : {}),
          },
        }
      : {}),
    shipments: push.fulfilments.map(({ number, state: at, carrier, trackingNumbers, lines }) => ({
      ...(number ? { number } : {}),
      state: at,
      ...(carrier ? { carrier } : {}),
      trackingNumbers,
      lines: lines.map(({ sku, quantity }) => ({ sku, quantity: toText(quantity) })),
    })),
    cancelled: push.cancelled,
  };
}

export function wireTexts(texts: LocalText[]): Record<string, string> {
  return Object.fromEntries(texts.map(({ locale, value }) => [locale, value]));
}

/** `PL 999-00-01-234` and `9990001234` are one number; other countries keep their prefix. */
function taxIdOf(typed: string): string {
  const text = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return text.replace(/^PL(?=\d{10}$)/, '');
}

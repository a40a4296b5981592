/** Resolvers of an order and its parts. */
import { type Micros, money, quantity } from '#hub/money.ts';
import { type CursorKey, type PageArguments, readWindow, toConnection } from '#hub/paging.ts';
import type { SalesOrderTable } from '#hub/tables.ts';
import { may, type Viewer } from '#hub/viewer.ts';
import { NOT_SENT } from './changes.ts';
import type { RequestContext } from './context.ts';
import { documentFile } from './documentFile.ts';
import type { FulfilmentLineRow, OrderDiscountRow, OrderLineRow, OrderTotalsRow } from './mappers.ts';
import { allowedActions, dueOf, maySeeOrder, seesPersonalData } from './rules.ts';
import { eventTitle, languageOf, statusText } from './statusText.ts';
import { type StoredDiscount, storedRates } from './totals.ts';
import type { Address, CancelReason, Contact, OrderPhase, OrderStatusResolvers, PaymentState, Resolvers } from './types.ts';

const parse = <T>(json: string): T => JSON.parse(json) as T;
const stub = (id: string | null | undefined) => (id == null ? null : { id });
const optionalMoney = (amount: Micros | null, currency: string) => (amount === null ? null : money(amount, currency));

/** Personal data, for whom it is meant. */
function personal<T>(viewer: Viewer, order: SalesOrderTable, json: string | null): T | null {
  return json !== null && seesPersonalData(viewer, order) ? parse<T>(json) : null;
}

/** A page of rows that are in memory already, sorted by the key that `keyOf` gives. */
function pageOf<T>(rows: T[], page: PageArguments, keyOf: (row: T) => CursorKey, defaultSize: number) {
  const window = readWindow(page, defaultSize);
  const { from } = window;
  const rest = from ? rows.filter((row) => isBeyond(keyOf(row), from)) : rows;
  return toConnection(rest.slice(0, window.limit + 1), window, keyOf);
}

function isBeyond(key: CursorKey, from: CursorKey): boolean {
  const at = key.findIndex((part, i) => part !== from[i]);
  const [part, other] = [key[at], from[at]];
  if (typeof part === 'number' && typeof other === 'number') return part > other;
  return at >= 0 && String(part) > String(other);
}

/** A reference of another subgraph: a fresh object, and only what this viewer may see. */
async function partOf<T extends { orderId: string | null }>(context: RequestContext, row: T | null): Promise<T | null> {
  return row?.orderId != null && (await context.loaders.order.load(row.orderId)) ? { ...row } : null;
}

const Order: Resolvers['Order'] = {
  __resolveReference: async ({ id }, context) => {
    const row = await context.loaders.order.load(id);
    return row && { ...row };
  },
  number: (order) => order.number ?? order.erpNumber ?? order.originNumber,
  origin: (order) => order,
  customer: (order) => stub(order.customerId),
  contact: (order, _, { viewer }) => personal<Contact>(viewer, order, order.contact),
  billingAddress: (order, _, { viewer }) => personal<Address>(viewer, order, order.billingAddress),
  shippingAddress: (order, _, { viewer }) => personal<Address>(viewer, order, order.shippingAddress),
  delivery: (order) => order,
  payments: (order, _, { loaders }) => loaders.paymentsOf.load(order.id),
  paymentTerms: (order) => order.terms,
  lines: async (order, page, { loaders }) => {
    const rows = await loaders.linesOf.load(order.id);
    return { ...pageOf(rows, page, (row) => [row.position, row.id], 100), totalCount: rows.length };
  },
  totals: (order) => order,
  discounts: async (order, _, { loaders }) => sumDiscounts(await loaders.linesOf.load(order.id)),
  couponCodes: (order) => parse<string[]>(order.couponCodes),
  tax: async (order, _, { loaders }) =>
    order.taxReason === null
      ? null
      : {
          reason: order.taxReason as 'OTHER',
          ruleName: order.taxRuleId === null ? null : await loaders.taxRuleName.load(order.taxRuleId),
        },
  estimated: (order) => order.estimated === 1,
  reporting: ({ reportingCurrency, reportingRate, reportingSource, reportingNetMicros, reportingGrossMicros }) =>
    reportingCurrency === null || reportingRate === null || reportingNetMicros === null || reportingGrossMicros === null
      ? null
      : {
          net: money(reportingNetMicros, reportingCurrency),
          gross: money(reportingGrossMicros, reportingCurrency),
          rate: reportingRate,
          source: reportingSource ?? '',
        },
  quote: (order, _, { loaders }) => (order.quoteId === null ? null : loaders.quote.load(order.quoteId)),
  status: (order) => order,
  statusText: (order, { language }, { viewer }) => statusText(order, languageOf(language ? [language] : viewer.languages)),
  holds: (order) =>
    order.holdCode === null
      ? []
      : [{ code: order.holdCode as 'OTHER', message: order.holdMessage ?? '', since: order.holdSinceAt ?? order.updatedAt }],
  documents: (order, _, { loaders }) => loaders.documentsOf.load(order.id),
  fulfilments: (order, _, { loaders }) => loaders.fulfilmentsOf.load(order.id),
  timeline: async (order, page, { loaders, viewer }) => {
    const rows = await loaders.eventsOf.load(order.id);
    const seen = may(viewer, 'orders:read') ? rows : rows.filter((row) => row.public === 1);
    return pageOf(seen, page, (row) => [row.id], 50);
  },
  operations: async (order, _, { loaders }) => (await loaders.operationsOf.load(order.id)).map(({ id }) => ({ id })),
  returns: (order, _, { loaders }) => loaders.returnsOf.load(order.id),
  allowed: (order, _, { viewer }) => (maySeeOrder(viewer, order) ? allowedActions(viewer, order) : []),
  externalIds: async (order, _, { loaders }) =>
    (await loaders.bindingsOf.load(order.id)).map(({ systemId, externalId }) => ({ systemId, kind: 'order', value: externalId })),
  provenance: async (order, _, { loaders, reads }) => {
    const bindings = await loaders.bindingsOf.load(order.id);
    const owner = bindings.find((binding) => binding.role === 'ERP') ?? bindings[0];
    if (!owner) return null;
    return {
      systemId: owner.systemId,
      asOf: order.asOf,
      ageSeconds: reads.age(order.asOf),
      servedFrom: 'COPY' as const,
    };
  },
};

/** One row a discount code and basis, over all lines. */
function sumDiscounts(lines: OrderLineRow[]): OrderDiscountRow[] {
  const sums = new Map<string, OrderDiscountRow>();
  for (const line of lines)
    for (const discount of parse<StoredDiscount[]>(line.discounts)) {
      const key = `${discount.basis} ${discount.code}`;
      const known = sums.get(key);
      const { percent: _percent, ...rest } = discount;
      // Lines may have it at different rates: a percentage stands only where all agree.
      const agreed = discount.percent !== undefined && (!known || known.percent === discount.percent) ? { percent: discount.percent } : {};
      sums.set(key, {
        ...rest,
        ...agreed,
        currency: line.currency,
        amount: (BigInt(known?.amount ?? 0) + BigInt(discount.amount)).toString(),
      });
    }
  return [...sums.values()];
}

const OrderStatus: OrderStatusResolvers = {
  phase: (row) => row.phase as OrderPhase,
  payment: (row) => row.paymentState as PaymentState,
  fulfilment: (row) => row.fulfilmentState as 'NONE',
  documents: (row) => row.documentState as 'NONE',
  erp: (row) => (row.erpState === NOT_SENT ? null : (row.erpState as 'QUEUED')),
  cancelledAt: (row) => row.cancelledAt ?? null,
  cancelReason: (row) => (row.cancelReason as CancelReason | null | undefined) ?? null,
  sourceStatus: (row) => row.sourceStatus ?? null,
};

async function ratesOf(row: OrderTotalsRow, { loaders }: RequestContext) {
  if (row.byRate || row.id === undefined) return { byRate: row.byRate ?? [], level: 'DOCUMENT' as const };
  return storedRates(row, await loaders.linesOf.load(row.id));
}

type MoneyColumn =
  | 'goodsNetMicros'
  | 'goodsGrossMicros'
  | 'deliveryNetMicros'
  | 'deliveryGrossMicros'
  | 'discountNetMicros'
  | 'discountGrossMicros'
  | 'netMicros'
  | 'taxMicros'
  | 'grossMicros'
  | 'paidMicros';
const amountOf = (column: MoneyColumn) => (row: OrderTotalsRow) => money(row[column], row.currency);

const OrderTotals: Resolvers['OrderTotals'] = {
  goodsNet: amountOf('goodsNetMicros'),
  goodsGross: amountOf('goodsGrossMicros'),
  deliveryNet: amountOf('deliveryNetMicros'),
  deliveryGross: amountOf('deliveryGrossMicros'),
  discountNet: amountOf('discountNetMicros'),
  discountGross: amountOf('discountGrossMicros'),
  net: amountOf('netMicros'),
  tax: amountOf('taxMicros'),
  gross: amountOf('grossMicros'),
  paid: amountOf('paidMicros'),
  due: (row) => money(dueOf(row), row.currency),
  taxByRate: async (row, _, context) =>
    (await ratesOf(row, context)).byRate.map((rate) => ({
      percent: rate.percent,
      net: money(rate.net, row.currency),
      tax: money(rate.tax, row.currency),
    })),
  pricesIncludeTax: (row) => row.pricesIncludeTax === 1,
  rounding: async (row, _, context) => ({ level: (await ratesOf(row, context)).level, mode: 'HALF_UP' as const, target: 'TAX' as const }),
  erpGross: (row) => optionalMoney(row.erpGrossMicros, row.currency),
  difference: (row) => (row.erpGrossMicros === null ? null : money(row.erpGrossMicros - row.grossMicros, row.currency)),
};

const OrderLine: Resolvers['OrderLine'] = {
  __resolveReference: async ({ id }, context) => partOf(context, await context.loaders.line.load(id)),
  variant: (line) => stub(line.variantId),
  quantity: (line) => quantity(line.quantityMicros, line.unitCode),
  quantityShipped: (line) => quantity(line.shippedMicros, line.unitCode),
  quantityCancelled: (line) => quantity(line.cancelledMicros, line.unitCode),
  quantityReturned: (line) => quantity(line.returnedMicros, line.unitCode),
  unitNet: (line) => money(line.unitNetMicros, line.currency),
  unitGross: (line) => money(line.unitGrossMicros, line.currency),
  discounts: (line) => parse<StoredDiscount[]>(line.discounts).map((discount) => ({ ...discount, currency: line.currency })),
  net: (line) => money(line.netMicros, line.currency),
  tax: (line) => money(line.taxMicros, line.currency),
  gross: (line) => money(line.grossMicros, line.currency),
  sourceLocation: (line) => stub(line.locationId),
  resolution: (line) => line.resolution as 'RESOLVED',
};

/** As kept in fulfilment.lines: quantities are decimal micros as text. */
export type StoredFulfilmentLine = { lineId: string; quantity: string };

export const orderFields: Resolvers = {
  Order,
  OrderStatus,
  OrderTotals,
  OrderLine,
  OrderOrigin: {
    kind: (order) => order.originKind as 'HUB',
    systemId: (order) => order.originSystemId,
    externalId: (order) => order.originExternalId,
    externalNumber: (order) => order.originNumber,
  },
  OrderDelivery: {
    methodCode: (order) => order.deliveryMethod ?? '',
    methodName: (order) => order.deliveryName ?? order.deliveryMethod ?? '',
    carrier: (order) => order.deliveryCarrier,
    pickupLocation: (order) => stub(order.pickupLocationId),
    partialAllowed: (order) => order.partialAllowed === 1,
    net: (order) => money(order.deliveryNetMicros, order.currency),
    gross: (order) => money(order.deliveryGrossMicros, order.currency),
  },
  OrderDiscount: {
    amount: (discount) => money(BigInt(discount.amount), discount.currency),
    percent: (discount) => discount.percent ?? null,
  },
  OrderPayment: {
    __resolveReference: async ({ id }, context) => partOf(context, await context.loaders.payment.load(id)),
    // Numbers beginning with # are ours, for payments the ERP knows without one.
    transactionNumber: ({ transactionNumber: number }) => (number === '' || number.startsWith('#') ? null : number),
    amount: (payment) => money(payment.amountMicros, payment.currency),
    refunded: (payment) => money(payment.refundedMicros, payment.currency),
    state: (payment) => (payment.state === 'PAID' && payment.refundedMicros > 0n ? 'PARTIALLY_REFUNDED' : (payment.state as PaymentState)),
  },
  ErpDocument: {
    __resolveReference: async ({ id }, context) => partOf(context, await context.loaders.document.load(id)),
    kind: (document) => document.kind as 'OTHER',
    corrects: (document, _, { loaders }) => (document.correctsId === null ? null : loaders.document.load(document.correctsId)),
    file: (document, _, context) => documentFile(context, document),
    net: (document) => optionalMoney(document.netMicros, document.currency),
    gross: (document) => optionalMoney(document.grossMicros, document.currency),
    paid: (document) => optionalMoney(document.paidMicros, document.currency),
  },
  Fulfilment: {
    __resolveReference: async ({ id }, context) => partOf(context, await context.loaders.fulfilment.load(id)),
    location: (fulfilment) => stub(fulfilment.locationId),
    trackingNumbers: (fulfilment) => parse<string[]>(fulfilment.trackingNumbers),
    state: (fulfilment) => fulfilment.state as 'UNKNOWN',
    isReturn: (fulfilment) => fulfilment.isReturn === 1,
    lines: async (fulfilment, _, { loaders }) => {
      const lines = new Map((await loaders.linesOf.load(fulfilment.orderId)).map((line) => [line.id, line]));
      return parse<StoredFulfilmentLine[]>(fulfilment.lines).flatMap(({ lineId, quantity: amount }): FulfilmentLineRow[] => {
        const line = lines.get(lineId);
        return line ? [{ line, quantityMicros: BigInt(amount) }] : [];
      });
    },
  },
  FulfilmentLine: { quantity: ({ line, quantityMicros }) => quantity(quantityMicros, line.unitCode) },
  OrderEvent: {
    axis: (event) => event.axis as 'PHASE',
    from: (event) => event.fromValue,
    to: (event) => event.toValue ?? 'NONE',
    title: (event, { language }, { viewer }) => eventTitle(event, languageOf(language ? [language] : viewer.languages)),
    publicToCustomer: (event) => event.public === 1,
  },
};

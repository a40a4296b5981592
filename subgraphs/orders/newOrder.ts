/** An order that a linked system holds, as rows of ours. The system's own amounts are kept as they are, never recomputed. Pure. */
import type { OrderLineRecord, OrderRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { dayAt } from '#hub/days.ts';
import { newId } from '#hub/id.ts';
import { formatMicros, type Micros, percentOf, toCents } from '#hub/money.ts';
import type { ErpDocumentTable, OrderLineTable, SalesOrderTable } from '#hub/tables.ts';
import { NOT_SENT, searchText } from './changes.ts';
import type { KnownVariant } from './recordStore.ts';
import { inBasis, type StoredDiscount } from './totals.ts';

/**
 * Where an ERP says a sale was born. One that it got from a shop is the ERP's until that shop, when it is linked, tells of it too: then the two are one, and
 * the shop's.
 */
export const erpOrigin = ({ origin }: OrderRecord): string => (origin === undefined || origin === 'SHOP' ? 'ERP' : origin);

/** Neither placed through the hub nor in a shop of ours. */
export const isErpBorn = ({ originKind }: Pick<SalesOrderTable, 'originKind'>): boolean => originKind !== 'HUB' && originKind !== 'SHOP';

export interface Origin {
  id: string;
  kind: string;
  customerId: string | null;
  history: boolean;
  method: { name: string; carrier: string | null; taxPercent: string } | undefined;
}

export function orderRow(record: OrderRecord, origin: Origin, context: ApplyContext): SalesOrderTable {
  const { system, now, readStartedAt } = context;
  const { totals, contact } = record;
  const erp = system.role === 'ERP';
  const cancelled = record.phase === 'CANCELLED';
  return {
    id: origin.id,
    companyId: system.companyId,
    channelId: system.channelId,
    number: record.number,
    erpNumber: erp ? record.number : null,
    application: null,
    customerId: origin.customerId,
    customerReference: record.customerReference ?? null,
    originKind: origin.kind,
    originSystemId: system.id,
    originExternalId: record.externalId,
    originNumber: record.number,
    history: origin.history ? 1 : 0,
    contact: JSON.stringify({
      ...(contact.name ? { name: contact.name } : {}),
      ...(contact.email ? { email: contact.email } : {}),
      ...(contact.phone ? { phone: contact.phone } : {}),
    }),
    billingAddress: record.billingAddress ? JSON.stringify(record.billingAddress) : null,
    shippingAddress: record.shippingAddress ? JSON.stringify(record.shippingAddress) : null,
    currency: record.currency,
    placedAt: record.placedAt,
    documentDate: record.documentDate ?? dayAt(record.placedAt, system.zone),
    deliveryMethod: record.deliveryMethodCode ?? null,
    deliveryName: record.deliveryMethodName ?? origin.method?.name ?? null,
    deliveryCarrier: origin.method?.carrier ?? null,
    deliveryTaxPercent: deliveryRate(record, origin.method?.taxPercent),
    pickupLocationId: null,
    pickupPointCode: null,
    requestedOn: null,
    promisedOn: null,
    partialAllowed: 1,
    paymentMethod: record.payments[0]?.methodCode ?? null,
    terms: null,
    dueOn: dueOn(record),
    couponCodes: JSON.stringify(record.couponCodes),
    note: record.note ?? null,
    pricesIncludeTax: record.pricesIncludeTax ? 1 : 0,
    ...amountColumns(record),
    paidMicros: 0n,
    erpGrossMicros: erp ? totals.gross : null,
    phase: record.phase,
    paymentState: 'PENDING',
    fulfilmentState: fulfilmentOf(record),
    documentState: documentsOf(record, erp),
    erpState: erp ? 'CONFIRMED' : NOT_SENT,
    sourceStatus: record.sourceStatus,
    holdCode: null,
    holdMessage: null,
    holdSinceAt: null,
    cancelledAt: cancelled ? now : null,
    cancelReason: cancelled ? 'OTHER' : null,
    creditHeldMicros: 0n,
    creditAcknowledgedAt: null,
    taxRuleId: null,
    taxReason: null,
    estimated: 0,
    discounts: null,
    quoteId: null,
    replacesOrderId: null,
    reportingCurrency: null,
    reportingRate: null,
    reportingSource: null,
    reportingNetMicros: null,
    reportingGrossMicros: null,
    search: searchOf(record),
    version: 1,
    updatedAt: now,
    asOf: readStartedAt,
  };
}

export const searchOf = (record: OrderRecord): string =>
  searchText([
    record.number,
    record.customerReference,
    record.contact.name,
    record.contact.email,
    record.contact.taxId,
    record.billingAddress?.companyName,
    ...record.lines.map((line) => line.sku),
  ]);

/** The amounts as the system counted them; goods are what delivery leaves. */
export function amountColumns({ totals, lines }: OrderRecord) {
  const off = lines.map(discountOf);
  return {
    goodsNetMicros: totals.net - totals.deliveryNet,
    goodsGrossMicros: totals.gross - totals.deliveryGross,
    deliveryNetMicros: totals.deliveryNet,
    deliveryGrossMicros: totals.deliveryGross,
    discountNetMicros: off.reduce((sum, { net }) => sum + net, 0n),
    discountGrossMicros: off.reduce((sum, { gross }) => sum + gross, 0n),
    netMicros: totals.net,
    taxMicros: totals.tax,
    grossMicros: totals.gross,
  };
}

function discountOf(line: OrderLineRecord): { net: Micros; gross: Micros } {
  let [net, gross] = [0n, 0n];
  for (const discount of line.discounts) {
    net += inBasis(discount, 'NET', line.taxPercent);
    gross += inBasis(discount, 'GROSS', line.taxPercent);
  }
  return { net, gross };
}

/** The rate that explains the delivery's tax: the method's, a line's, a usual one; else what the amounts come to. */
function deliveryRate({ totals, lines }: OrderRecord, usual: string | undefined): string {
  const { deliveryNet: net, deliveryGross: gross } = totals;
  const rates = [...(usual === undefined ? [] : [usual]), ...new Set(lines.map((line) => line.taxPercent)), '23', '8', '5', '0'];
  const fits = (rate: string): boolean => {
    const apart = gross - net - toCents(percentOf(net, rate));
    return apart >= -10_000n && apart <= 10_000n;
  };
  if (net <= 0n) return rates[0] ?? '0';
  return rates.find(fits) ?? formatMicros(toCents(((gross - net) * 100_000_000n) / net), 0);
}

/** The cost the system booked; else today's, and that (`costs`) only for orders of now: it is not what an old sale cost. */
export function lineRows(record: OrderRecord, orderId: string, variants: Map<string, KnownVariant>, costs: boolean): OrderLineTable[] {
  return record.lines.map((line, position) => {
    const sku = line.sku.trim();
    const variant = variants.get(sku);
    const cost = line.cost ? { unitMicros: line.cost.unit, currency: line.cost.currency } : costs ? variant?.cost : undefined;
    return {
      id: newId('orderLine'),
      orderId,
      position,
      variantId: variant?.id ?? null,
      sku,
      title: line.title,
      quantityMicros: line.quantity,
      shippedMicros: line.quantityShipped ?? 0n,
      cancelledMicros: 0n,
      returnedMicros: 0n,
      unitCode: line.unitCode ?? variant?.unitCode ?? 'PCE',
      unitNetMicros: line.unitNet,
      unitGrossMicros: line.unitGross,
      discounts: JSON.stringify(line.discounts.map(storedDiscount)),
      taxPercent: line.taxPercent,
      netMicros: line.net,
      taxMicros: line.tax,
      grossMicros: line.gross,
      costUnitMicros: cost?.unitMicros ?? null,
      costCurrency: cost?.currency ?? null,
      promisedOn: null,
      locationId: null,
      resolution: variant ? 'RESOLVED' : 'UNKNOWN_SKU',
      note: null,
    };
  });
}

export const storedDiscount = (discount: OrderLineRecord['discounts'][number]): StoredDiscount => ({
  code: discount.code,
  title: discount.title,
  basis: discount.basis,
  amount: discount.amount.toString(),
  ...(discount.percent === undefined ? {} : { percent: discount.percent }),
});

export const documentRows = (
  record: OrderRecord,
  owner: Pick<ErpDocumentTable, 'companyId' | 'orderId' | 'customerId' | 'systemId'>,
  ids: ReadonlyMap<string, string>,
  now: number,
): { externalId: string; row: Omit<ErpDocumentTable, 'id'> }[] =>
  record.documents.map((document) => ({
    externalId: document.externalId,
    row: {
      ...owner,
      kind: document.kind,
      number: document.number ?? null,
      issuedOn: document.issuedOn ?? null,
      dueOn: document.dueOn ?? null,
      netMicros: document.net ?? null,
      grossMicros: document.gross ?? null,
      paidMicros: document.paid ?? null,
      currency: record.currency,
      correctsId: ids.get(document.correctsId ?? '') ?? null,
      governmentNumber: document.governmentNumber ?? null,
      hasFile: document.hasFile ? 1 : 0,
      state: document.state,
      updatedAt: now,
    },
  }));

/** The day the newest invoice is to be paid. */
export const dueOn = (record: OrderRecord): string | null =>
  record.documents
    .filter((document) => document.kind === 'INVOICE')
    .flatMap((document) => document.dueOn ?? [])
    .at(-1) ?? null;

export function phaseOf(record: OrderRecord): OrderRecord['phase'] | 'READY_FOR_PICKUP' {
  const waits = record.fulfilments.some((fulfilment) => fulfilment.state === 'READY_FOR_PICKUP');
  return waits && (record.phase === 'PROCESSING' || record.phase === 'RECEIVED') ? 'READY_FOR_PICKUP' : record.phase;
}

export function fulfilmentOf(record: OrderRecord): 'NONE' | 'PARTIAL' | 'COMPLETE' {
  if (record.phase === 'SHIPPED' || record.phase === 'COMPLETED') return 'COMPLETE';
  const { some, all } = shippedShare(record);
  if (all) return 'COMPLETE';
  return some || record.phase === 'PARTIALLY_SHIPPED' ? 'PARTIAL' : 'NONE';
}

function shippedShare(record: OrderRecord): { some: boolean; all: boolean } {
  const shipped = shippedBySku(record);
  const wanted = new Map<string, Micros>();
  for (const line of record.lines) wanted.set(line.sku.trim(), (wanted.get(line.sku.trim()) ?? 0n) + line.quantity);
  const left = [...wanted].filter(([sku, quantity]) => (shipped.get(sku) ?? 0n) < quantity);
  return { some: [...shipped.values()].some((quantity) => quantity > 0n), all: wanted.size > 0 && left.length === 0 };
}

/** What has left, by SKU: as the lines tell, or as the parcels do. */
export function shippedBySku(record: OrderRecord): Map<string, Micros> {
  const shipped = new Map<string, Micros>();
  const add = (sku: string, quantity: Micros) => shipped.set(sku.trim(), (shipped.get(sku.trim()) ?? 0n) + quantity);
  if (record.lines.some((line) => line.quantityShipped !== undefined))
    for (const line of record.lines) add(line.sku, line.quantityShipped ?? 0n);
  else
    for (const parcel of record.fulfilments)
      if (parcel.state === 'SHIPPED' || parcel.state === 'DELIVERED') for (const line of parcel.lines) add(line.sku, line.quantity);
  return shipped;
}

export function documentsOf(record: OrderRecord, inErp: boolean): string {
  const kinds = new Set(record.documents.map((document) => document.kind));
  if (kinds.has('CREDIT_NOTE')) return 'CORRECTED';
  if (kinds.has('INVOICE') || kinds.has('RECEIPT')) return 'INVOICED';
  if (kinds.has('DELIVERY_NOTE')) return 'WAREHOUSE_ISSUED';
  return inErp || kinds.has('SALES_ORDER') ? 'ORDER_ONLY' : 'NONE';
}

/** Shares a quantity by SKU out over the lines that have the SKU, in their order; each call goes on where the last one stopped. */
export function sharer(lines: readonly Pick<OrderLineTable, 'id' | 'sku' | 'quantityMicros'>[]) {
  const open = new Map(lines.map((line) => [line.id, line.quantityMicros]));
  return (sku: string, quantity: Micros): { lineId: string; quantity: Micros }[] => {
    const parts: { lineId: string; quantity: Micros }[] = [];
    let rest = quantity;
    const own = lines.filter((line) => line.sku === sku.trim());
    for (const [index, line] of own.entries()) {
      const room = open.get(line.id) ?? 0n;
      // More than was ordered goes to the last line rather than nowhere.
      const part = index === own.length - 1 ? rest : rest < room ? rest : room;
      if (part <= 0n) continue;
      open.set(line.id, room - part);
      rest -= part;
      parts.push({ lineId: line.id, quantity: part });
    }
    return parts;
  };
}

/** From before the system went live, or seen while it is only observed without a day for that: never written anywhere. */
export const isHistory = (record: OrderRecord, { system }: ApplyContext): boolean =>
  system.goLiveAt === null ? system.mode === 'OBSERVE' : record.placedAt < system.goLiveAt;

/** A total in two systems may differ by this much: each rounds in its own way. */
const SAME_GROSS = 1_000_000n;
/** A shop's order is entered in the ERP within this time. */
const SAME_TIME = 45 * 86_400_000;

/** One sale as two systems hold it; the number was compared already. */
export function isSameSale(row: SalesOrderTable, record: OrderRecord): boolean {
  const apart = row.grossMicros - record.totals.gross;
  return (
    row.currency === record.currency && apart <= SAME_GROSS && apart >= -SAME_GROSS && Math.abs(row.placedAt - record.placedAt) <= SAME_TIME
  );
}

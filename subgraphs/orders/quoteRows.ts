/** An offer that an ERP holds, as rows of ours. Its amounts are kept as they are, never recomputed. Pure. */
import type { QuoteRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { newId } from '#hub/id.ts';
import type { QuoteLineTable, QuoteTable } from '#hub/tables.ts';
import { storedDiscount } from './newOrder.ts';
import { type QuoteStored, toldState } from './quoteRules.ts';
import type { KnownVariant } from './recordStore.ts';

/** Our ids of what the record names by the ERP's. */
export interface QuoteNames {
  customerId: string | null;
  orderId: string | null;
}

export function quoteRow(
  record: QuoteRecord,
  before: QuoteTable | undefined,
  names: QuoteNames,
  { system, now, readStartedAt }: ApplyContext,
): QuoteTable {
  return {
    id: before?.id ?? newId('quote'),
    companyId: system.companyId,
    channelId: before?.channelId ?? system.channelId,
    number: record.number,
    application: before?.application ?? null,
    customerId: names.customerId ?? before?.customerId ?? null,
    state: toldState(before?.state as QuoteStored | undefined, record.state),
    currency: record.currency,
    validUntil: record.validUntil ?? null,
    note: record.note ?? before?.note ?? null,
    netMicros: record.totals.net,
    taxMicros: record.totals.tax,
    grossMicros: record.totals.gross,
    orderId: names.orderId ?? before?.orderId ?? null,
    orderExternalId: record.orderId ?? before?.orderExternalId ?? null,
    systemId: system.id,
    version: before?.version ?? 1,
    requestedAt: before?.requestedAt ?? now,
    updatedAt: before?.updatedAt ?? now,
    asOf: readStartedAt,
  };
}

/** Lines that stay keep their ids. */
export function quoteLineRows(
  record: Pick<QuoteRecord, 'lines'>,
  quoteId: string,
  variants: ReadonlyMap<string, KnownVariant>,
  before: readonly QuoteLineTable[],
): QuoteLineTable[] {
  return record.lines.map((line, position) => {
    const sku = line.sku.trim();
    const variant = variants.get(sku);
    const same = before.find((known) => known.position === position && known.sku === sku);
    return {
      id: same?.id ?? newId('quoteLine'),
      quoteId,
      position,
      variantId: variant?.id ?? null,
      sku,
      title: line.title,
      quantityMicros: line.quantity,
      unitCode: line.unitCode ?? variant?.unitCode ?? 'PCE',
      unitNetMicros: line.unitNet,
      unitGrossMicros: line.unitGross,
      discounts: JSON.stringify(line.discounts.map(storedDiscount)),
      taxPercent: line.taxPercent,
      netMicros: line.net,
      taxMicros: line.tax,
      grossMicros: line.gross,
    };
  });
}

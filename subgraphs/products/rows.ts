/** Rows made of an ERP's product record. */
import type { ParameterRecord, ProductRecord, VariantRecord } from '#connectors/connector.ts';
import type { ApplyContext } from '#hub/apply.ts';
import { formatQuantity, ONE, tryMicros } from '#hub/money.ts';
import type { ParameterTable, ProductTable, VariantTable } from '#hub/tables.ts';
import type { TextWrite } from './storeWrites.ts';

/** A Polish company's goods bear the standard rate unless the ERP says otherwise. */
const STANDARD_TAX = '23';

/** A record with our ids, ready to be written. */
export interface Planned {
  record: ProductRecord;
  id: string;
  content: string;
  /** The record applied before, as it was. */
  before: ProductRecord | undefined;
  categoryIds: string[];
  variants: { id: string; record: VariantRecord }[];
}

/** A source's clock may be ahead; an answer is never from the future. */
export const asOfOf = (context: ApplyContext): number => Math.min(context.readStartedAt, context.now);

export const titleOf = (record: ProductRecord): string =>
  record.title.find((text) => text.locale.startsWith('pl'))?.value ??
  record.title[0]?.value ??
  record.variants[0]?.sku ??
  record.externalId;

export function productRow({ id, record }: Planned, slug: string, context: ApplyContext): ProductTable {
  return {
    id,
    companyId: context.system.companyId,
    slug,
    shopSlug: null,
    brand: record.brand?.trim() || null,
    kind: record.kind,
    lifecycle: record.active ? 'ACTIVE' : 'DISCONTINUED',
    axes: JSON.stringify(record.axes),
    search: '',
    sortTitle: '',
    sortPriceMicros: null,
    systemId: context.system.id,
    version: 1,
    createdAt: context.now,
    updatedAt: context.now,
    asOf: asOfOf(context),
  };
}

export function variantRow(
  productId: string,
  { id, record }: Planned['variants'][number],
  position: number,
  context: ApplyContext,
): VariantTable {
  return {
    id,
    productId,
    companyId: context.system.companyId,
    sku: record.sku,
    position,
    active: record.active ? 1 : 0,
    unitCode: record.unitCode,
    minQuantityMicros: record.minQuantity ?? ONE,
    stepMicros: record.quantityStep ?? ONE,
    options: JSON.stringify(record.options),
    salesUnits: JSON.stringify(record.salesUnits),
    taxPercent: record.taxPercent ?? STANDARD_TAX,
    systemId: context.system.id,
    version: 1,
    updatedAt: context.now,
    asOf: asOfOf(context),
  };
}

export function textsOf({ id, record, variants }: Planned): TextWrite[] {
  return [
    { entityId: id, field: 'title', texts: record.title },
    { entityId: id, field: 'description', texts: record.description.filter((text) => text.value.trim() !== '') },
    { entityId: id, field: 'seoTitle', texts: record.seoTitle ?? [] },
    { entityId: id, field: 'seoDescription', texts: record.seoDescription ?? [] },
    ...variants.map((variant) => ({ entityId: variant.id, field: 'title', texts: variant.record.title ?? [] })),
  ];
}

export function parametersOf({ id, record, variants }: Planned): ParameterTable[] {
  const rows = (ownerId: string, parameters: ParameterRecord[]) =>
    parameters.map((parameter, i) => parameterRow(ownerId, id, parameter, i));
  return [...rows(id, record.parameters), ...variants.flatMap((variant) => rows(variant.id, variant.record.parameters))];
}

function parameterRow(ownerId: string, productId: string, { code, label, value }: ParameterRecord, position: number): ParameterTable {
  const row = { ownerId, productId, code, position, label: JSON.stringify(label), numberMicros: null, unitCode: null };
  switch (value.kind) {
    case 'TEXT':
      return { ...row, kind: 'TEXT', value: value.text, display: value.text };
    case 'BOOLEAN':
      return { ...row, kind: 'BOOLEAN', value: String(value.flag), display: String(value.flag) };
    case 'CHOICE':
      return { ...row, kind: 'CHOICE', value: value.code, display: value.label };
    case 'NUMBER': {
      const number = tryMicros(value.number);
      // A number we cannot hold exactly is shown as it was told, and not compared.
      if (number === undefined) return { ...row, kind: 'TEXT', value: value.number, display: value.number };
      const text = formatQuantity(number);
      const display = value.unitCode ? `${text} ${value.unitCode}` : text;
      return { ...row, kind: 'NUMBER', value: text, numberMicros: number, unitCode: value.unitCode ?? null, display };
    }
  }
}

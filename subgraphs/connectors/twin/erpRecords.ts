/** From the twin ERP's wire to the hub's records. */
import type { z } from 'zod';
import type {
  AddressRecord,
  CategoryRecord,
  ContactPush,
  IncomingRecord,
  LocalText,
  LocationRecord,
  MovementRecord,
  ParameterRecord,
  PartyContactRecord,
  PartyRecord,
  PriceListRecord,
  PriceRecord,
  ProductRecord,
  StockRecord,
  VariantRecord,
} from '../connector.ts';
import { toMicros } from './decimal.ts';
import type * as wire from './erpApi.ts';

const currency = 'PLN';

type Wire<S extends z.ZodType> = z.infer<S>;

const locationKinds = { warehouse: 'WAREHOUSE', pickup: 'PICKUP_POINT', place: 'STORAGE' } as const;

export function locationRecord(one: Wire<typeof wire.location>): LocationRecord {
  return {
    externalId: one.id,
    code: one.code,
    name: one.name,
    kind: locationKinds[one.kind],
    ...(one.parentId ? { parentId: one.parentId } : {}),
    active: one.active,
    ...(one.address ? { address: one.address } : {}),
  };
}

export function categoryRecord(one: Wire<typeof wire.category>): CategoryRecord {
  return {
    externalId: one.id,
    ...(one.parentId ? { parentId: one.parentId } : {}),
    name: localTexts(one.name),
    slug: one.slug,
    active: one.active,
  };
}

/** `base` = address of the twin: its picture paths are relative. */
export function productRecord(one: wire.Product, base: string): ProductRecord {
  return {
    externalId: one.id,
    active: one.active,
    kind: one.axes.length > 0 ? 'VARIANTS' : 'SIMPLE',
    slug: one.slug,
    ...(one.brand ? { brand: one.brand } : {}),
    title: localTexts(one.name),
    description: localTexts(one.description),
    categoryIds: one.categoryIds,
    axes: one.axes,
    media: one.media.map(({ path, alt, hash }) => ({ url: base + path, alt, contentHash: hash })),
    parameters: one.parameters.map(parameterRecord),
    variants: one.variants.map(variantRecord),
  };
}

function variantRecord(one: wire.Variant): VariantRecord {
  return {
    externalId: one.id,
    sku: one.sku.trim(),
    active: one.active,
    gtins: one.gtins,
    title: localTexts(one.name),
    options: Object.entries(one.options).map(([axis, value]) => ({ axis, value })),
    parameters: one.parameters.map(parameterRecord),
    unitCode: one.unit,
    salesUnits: one.salesUnits,
    ...(one.minQuantity ? { minQuantity: toMicros(one.minQuantity) } : {}),
    ...(one.quantityStep ? { quantityStep: toMicros(one.quantityStep) } : {}),
    cost: { unit: toMicros(one.cost), currency, method: 'AVERAGE' },
    listPrice: { unitNet: toMicros(one.listPrice), currency },
    taxPercent: one.vat,
  };
}

function parameterRecord(one: Wire<typeof wire.parameter>): ParameterRecord {
  const { code, label } = one;
  const named = { code, label: localTexts(label) };
  if (one.choice) return { ...named, value: { kind: 'CHOICE', ...one.choice } };
  if (one.flag !== undefined) return { ...named, value: { kind: 'BOOLEAN', flag: one.flag } };
  if (one.number !== undefined)
    return { ...named, value: { kind: 'NUMBER', number: one.number, ...(one.unit ? { unitCode: one.unit } : {}) } };
  return { ...named, value: { kind: 'TEXT', text: one.text ?? '' } };
}

export function priceListRecord(one: Wire<typeof wire.priceList>): PriceListRecord {
  return { externalId: one.id, code: one.code, name: one.name, currency: one.currency, isDefault: one.default, active: one.active };
}

const ruleKinds = { fixed: 'FIXED', percent: 'PERCENT', formula: 'FORMULA' } as const;

export function priceRecord(one: wire.Price): PriceRecord {
  return {
    listId: one.listId,
    variantId: one.variantId,
    rows: one.rows.map(({ ruleKind, ...row }) => ({
      ...row,
      minQuantity: toMicros(row.minQuantity),
      unitNet: toMicros(row.unitNet),
      ...(ruleKind ? { ruleKind: ruleKinds[ruleKind] } : {}),
    })),
  };
}

export function partyRecord(one: wire.Party): PartyRecord {
  return {
    externalId: one.id,
    number: one.number,
    kind: one.kind === 'company' ? 'BUSINESS' : 'PERSON',
    name: one.name,
    ...(one.email ? { email: one.email } : {}),
    ...(one.phone ? { phone: one.phone } : {}),
    ...(one.nip ? { taxId: one.nip } : {}),
    active: one.active,
    groups: one.groups,
    ...(one.priceListId ? { priceListId: one.priceListId } : {}),
    ...(one.discountPercent ? { discountPercent: one.discountPercent } : {}),
    paymentTerms: one.terms,
    ...(one.credit ? { credit: creditOf(one.credit) } : {}),
    ...(one.taxRuleId ? { taxRuleId: one.taxRuleId } : {}),
    ...(one.language ? { language: one.language } : {}),
    ...(one.salesRep ? { salesRep: one.salesRep } : {}),
    ...(one.parentId ? { parentId: one.parentId } : {}),
    ...(one.contacts
      ? { contacts: one.contacts.map(({ id, role, ...rest }) => ({ ...rest, externalId: id, role: contactRoles[role] })) }
      : {}),
    addresses: one.addresses.map(({ id, billing, shipping, active, ...address }) => ({
      ...address,
      externalId: id,
      isBilling: billing,
      isShipping: shipping,
      active,
    })),
    ...(one.key ? { hubKey: one.key } : {}),
  };
}

function creditOf(credit: NonNullable<wire.Party['credit']>): NonNullable<PartyRecord['credit']> {
  const { limit, used, openOrders, openInvoices, overdue, blocked } = credit;
  return {
    limit: toMicros(limit),
    used: toMicros(used),
    ...(openOrders ? { openOrders: toMicros(openOrders) } : {}),
    ...(openInvoices ? { openInvoices: toMicros(openInvoices) } : {}),
    overdue: toMicros(overdue),
    currency,
    blocked,
  };
}

const contactRoles = {
  buyer: 'BUYER',
  approver: 'APPROVER',
  accountant: 'ACCOUNTANT',
  admin: 'ADMIN',
  other: 'OTHER',
} as const satisfies Record<wire.Contact['role'], PartyContactRecord['role']>;

export function wireContact({ externalId: _, role, ...contact }: ContactPush): Omit<wire.Contact, 'id'> {
  return { ...contact, role: wireRoles[role] };
}

const wireRoles = { BUYER: 'buyer', APPROVER: 'approver', ACCOUNTANT: 'accountant', ADMIN: 'admin', OTHER: 'other' } as const;

export function stockRecord(one: wire.Stock): StockRecord {
  return {
    variantId: one.variantId,
    locationId: one.locationId,
    onHand: toMicros(one.onHand),
    reserved: toMicros(one.reserved),
    ...(one.minimum ? { minimum: toMicros(one.minimum) } : {}),
    ...(one.maximum ? { maximum: toMicros(one.maximum) } : {}),
    ...(one.bins ? { bins: one.bins.map(({ locationId, onHand }) => ({ locationId, onHand: toMicros(onHand) })) } : {}),
  };
}

export function incomingRecord(one: wire.Incoming): IncomingRecord {
  return {
    externalId: one.id,
    variantId: one.variantId,
    locationId: one.locationId,
    documentNumber: one.number,
    supplierName: one.supplier,
    quantity: toMicros(one.quantity),
    ...(one.expectedOn ? { expectedOn: one.expectedOn } : {}),
    confidence: one.confirmed ? 'CONFIRMED' : 'ESTIMATED',
    open: one.open,
  };
}

const movementKinds = {
  sale_online: 'SALE_ONLINE',
  sale_offline: 'SALE_OFFLINE',
  receipt: 'RECEIPT',
  transfer: 'TRANSFER',
  return: 'RETURN',
  count: 'COUNT',
  scrap: 'SCRAP',
} as const;

export function movementRecord(one: wire.Movement): MovementRecord {
  return {
    externalId: one.id,
    variantId: one.variantId,
    ...(one.fromId ? { fromLocationId: one.fromId } : {}),
    ...(one.toId ? { toLocationId: one.toId } : {}),
    quantity: toMicros(one.quantity),
    kind: movementKinds[one.kind],
    ...(one.document ? { documentNumber: one.document } : {}),
    occurredAt: one.at,
  };
}

export function localTexts(texts: Record<string, string>): LocalText[] {
  return Object.entries(texts).map(([locale, value]) => ({ locale, value }));
}

/** Only the fields the wire knows, in its order; absent stays absent. */
export function wireAddress(address: AddressRecord): wire.Address {
  const { name, companyName, line1, line2, postalCode, city, region, country, phone } = address;
  return {
    line1,
    city,
    country,
    ...(name ? { name } : {}),
    ...(companyName ? { companyName } : {}),
    ...(line2 ? { line2 } : {}),
    ...(postalCode ? { postalCode } : {}),
    ...(region ? { region } : {}),
    ...(phone ? { phone } : {}),
  };
}

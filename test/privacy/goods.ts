/** What a company sells, which everybody may see, and what it keeps to itself: costs, suppliers, what its systems said. */
import { ONE } from '#hub/money.ts';
import { CHANNEL, COMPANY, ERP, SHOP } from '../ground.ts';
import type { Owner } from './rows.ts';

export interface Goods {
  /** Cost and margin of whoever's lines. */
  readonly secrets: Owner;
  readonly variants: { variantId: string; productId: string; sku: string }[];
  readonly locationIds: string[];
}

const json = JSON.stringify;
const label = (owner: Owner) => json([{ locale: 'pl', value: owner.text() }]);

/** `open` owns what is public, `secrets` the rest. */
export function addGoods(open: Owner, secrets: Owner): Goods {
  const listId = open.id('priceList');
  open.add('priceList', { id: listId, isDefault: 1, active: 1 });
  const [rootId, childId] = [open.id('category'), open.id('category')];
  open.add('category', { id: rootId, active: 1 });
  open.add('category', { id: childId, parentId: rootId, active: 1 });
  const text = (entityId: string, field: string) => open.add('localizedText', { entityId, field, locale: 'pl', source: 'ERP' });
  for (const id of [rootId, childId]) text(id, 'name');
  const locationIds = ['WAREHOUSE', 'STORE'].map((kind) => {
    const id = open.id('location');
    const address = json({ line1: open.text(), city: open.text(), postalCode: '00-001', country: 'PL' });
    open.add('location', { id, kind, active: 1, address });
    return id;
  });
  open.add('promotion', {
    id: open.id('promotion'),
    active: 1,
    startsOn: null,
    endsOn: null,
    couponCodes: json([open.text()]),
    conditions: json({ categoryIds: [rootId] }),
    effect: json({ kind: 'PERCENT', percent: '5', on: 'LINES' }),
  });
  open.add('taxRule', {
    id: open.id('taxRule'),
    active: 1,
    automatic: 0,
    countries: '[]',
    rates: '[]',
    reason: 'DOMESTIC',
    taxIdRequired: 0,
  });
  const [supplierId, other] = [secrets.id('supplier'), secrets.id('supplier')];
  secrets.add('supplier', { id: supplierId });
  secrets.add('supplier', { id: other });
  const variants = Array.from({ length: 6 }, (_, index) => addVariant(index));

  function addVariant(index: number) {
    const [productId, variantId] = [open.id('product'), open.id('variant')];
    open.add('product', { id: productId, kind: 'SIMPLE', lifecycle: 'ACTIVE', axes: '[]', sortPriceMicros: open.amount() });
    open.add('productCategory', { productId, categoryId: index % 2 ? childId : rootId });
    for (const field of ['title', 'description', 'shortDescription', 'seoTitle', 'seoDescription']) text(productId, field);
    open.add('media', { ownerId: productId, source: 'ERP', position: 0, url: `https://media.example.org/${open.text()}.jpg` });
    const parameter = { productId, label: label(open), kind: 'TEXT', unitCode: null, numberMicros: null };
    open.add('parameter', { ...parameter, ownerId: productId });
    open.add('parameter', { ...parameter, ownerId: variantId });
    const { sku } = open.add('variant', {
      id: variantId,
      productId,
      position: 0,
      active: 1,
      unitCode: 'PCE',
      minQuantityMicros: ONE,
      stepMicros: ONE,
      options: '[]',
      salesUnits: json([{ code: 'CT', name: open.text(), factor: '6' }]),
    });
    open.add('gtin', { gtin: open.text(), variantId });
    for (const [id, entity] of [
      [productId, 'products'],
      [variantId, 'variants'],
    ])
      for (const systemId of [ERP, SHOP]) open.add('binding', { id, entity, systemId, content: null, published: null });
    const price = { variantId, priceListId: listId, minQuantityMicros: ONE, validFrom: '', validTo: '' };
    const { unitNetMicros } = open.add('price', { ...price, rule: null, ruleKind: null });
    open.add('price', {
      ...price,
      minQuantityMicros: 10n * ONE,
      unitNetMicros: (unitNetMicros as bigint) - ONE,
      rule: null,
      ruleKind: 'PERCENT',
    });
    open.add('priceHistory', { ...price, unitNetMicros, untilAt: null });
    open.add('productPrice', { priceListId: listId, productId, lowestMicros: unitNetMicros });
    secrets.add('variantCost', { variantId, method: 'FIFO' });
    for (const id of [supplierId, other])
      secrets.add('supplierItem', { id: secrets.id('supplierItem'), supplierId: id, variantId, active: 1 });
    for (const locationId of locationIds)
      open.add('stockLevel', {
        id: secrets.id('stockLevel'),
        variantId,
        locationId,
        onHandMicros: index === 5 ? 0n : 40_000n * ONE,
        reservedInErpMicros: 0n,
        reservedInHubMicros: 0n,
        safetyBufferMicros: 0n,
        minimumMicros: ONE,
        maximumMicros: secrets.amount(),
        bins: json([{ locationId, onHandMicros: secrets.amount().toString() }]),
      });
    open.add('incomingDelivery', {
      id: secrets.id('incomingDelivery'),
      variantId,
      locationId: locationIds[0],
      open: 1,
      confidence: 'CONFIRMED',
      supplierId,
      supplierName: secrets.text(),
      documentNumber: secrets.text(),
      expectedOn: '2026-04-01',
    });
    secrets.add('stockAlert', {
      id: secrets.id('stockAlert'),
      kind: 'BELOW_MINIMUM',
      variantId,
      locationId: locationIds[0],
      state: 'OPEN',
    });
    secrets.add('shopStock', { systemId: SHOP, variantId });
    return { variantId, productId, sku: String(sku) };
  }

  secrets.add('syncRun', { id: secrets.id('syncRun'), entity: 'orders', kind: 'FULL', state: 'FAILED' });
  secrets.add('stockCount', { id: secrets.id('stockCount'), locationId: locationIds[0], state: 'BOOKED', lines: '[]' });
  const invoiceId = secrets.id('invoice');
  secrets.add('invoice', {
    id: invoiceId,
    documentId: secrets.id('erpDocument'),
    kind: 'INVOICE',
    side: 'PAYABLE',
    instalments: '[]',
    customerId: null,
    state: 'POSTED',
  });
  secrets.add('moneyEntry', { id: secrets.id('money'), direction: 'OUT', state: 'POSTED', matchState: 'UNMATCHED' });
  open.add('exchangeRate', { currency: 'EUR', day: '2026-01-02', rate: '4.25' });
  for (const id of [ERP, SHOP, CHANNEL]) open.ids.add(id);
  const at = open.at();
  for (const { variantId, productId } of variants) {
    const event = { companyId: COMPANY, occurredAt: at };
    open.events.push({ ...event, topic: 'product', subjectId: productId, payload: { change: 'UPDATED', fields: ['title'] } });
    open.events.push({
      ...event,
      topic: 'price',
      subjectId: variantId,
      payload: { variantId, priceListId: listId, unitNet: null, previous: null },
    });
  }
  return { secrets, variants, locationIds };
}

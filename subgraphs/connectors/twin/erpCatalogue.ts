/** Changes of the twin ERP's catalogue, as its clerks make them: new products, names, prices, archiving. And its own price rule. */
import { z } from 'zod';
import { localDate } from './dates.ts';
import { percentOf, toCents, toMicros, toMoney } from './decimal.ts';
import { gtin13, plain } from './demoCatalogue.ts';
import { axis, decimal, type Price, type Product, texts, type Variant } from './erpApi.ts';
import { type Erp, need, needVariant, putProduct } from './erpContext.ts';
import { count } from './erpStock.ts';
import { Refusal } from './server.ts';

export const newProduct = z.object({
  name: texts,
  description: texts.exactOptional(),
  brand: z.string().exactOptional(),
  categoryIds: z.array(z.string()).exactOptional(),
  axes: z.array(axis).exactOptional(),
  /** Default: one variant. `options` by axis code. */
  variants: z
    .array(z.object({ sku: z.string(), options: z.record(z.string(), z.string()).exactOptional(), listPrice: decimal.exactOptional() }))
    .min(1),
  listPrice: decimal,
  vat: z.string().exactOptional(),
  unit: z.string().exactOptional(),
  /** Pieces of each variant in the central warehouse. */
  onHand: decimal.exactOptional(),
});

export function createProduct(erp: Erp, given: z.infer<typeof newProduct>): Product {
  const number = erp.store.next('product');
  const id = `T${String(number).padStart(4, '0')}`;
  const title = given.name.pl ?? Object.values(given.name)[0] ?? id;
  const variants = given.variants.map((one): Variant => {
    if (erp.store.where('variants', 'sku', one.sku).length) throw new Refusal('DUPLICATE', `SKU ${one.sku} exists`);
    const serial = erp.store.next('variant');
    const listPrice = one.listPrice ?? given.listPrice;
    const unit = given.unit ?? 'PCE';
    return {
      id: `W${String(serial).padStart(5, '0')}`,
      sku: one.sku,
      active: true,
      gtins: [gtin13(serial)],
      name: { pl: [title, ...Object.values(one.options ?? {})].join(' ') },
      options: one.options ?? {},
      parameters: [],
      unit,
      salesUnits: [{ code: unit, name: 'sztuka', factor: '1' }],
      cost: toMoney(toCents(percentOf(toMicros(listPrice), '62'))),
      listPrice,
      vat: given.vat ?? '23',
    };
  });
  const product = putProduct(erp, {
    id,
    active: true,
    name: given.name,
    description: given.description ?? {},
    ...(given.brand ? { brand: given.brand } : {}),
    slug: `${plain(title)}-${number}`,
    categoryIds: given.categoryIds ?? ['KAT-akcesoria'],
    axes: given.axes ?? [],
    media: [],
    parameters: [],
    variants,
  });
  for (const variant of variants) {
    setPrice(erp, 'CEN-DETAL', variant.id, [{ minQuantity: '1', unitNet: variant.listPrice }]);
    if (given.onHand) count(erp, variant.id, 'MAG-KRK', given.onHand);
  }
  erp.store.effect('product.created', id, { skus: variants.map((variant) => variant.sku) });
  return product;
}

export const rename = z.object({ product: z.string(), name: texts });

/** `product` = id, or the SKU of one of its variants. */
export function renameProduct(erp: Erp, given: z.infer<typeof rename>): Product {
  const product = needProduct(erp, given.product);
  return erp.store.put('products', { ...product, name: { ...product.name, ...given.name } });
}

export const archive = z.object({
  product: z.string().exactOptional(),
  sku: z.string().exactOptional(),
  active: z.boolean().exactOptional(),
});

/** Takes a product or one variant off, or brings it back with `active: true`. */
export function archiveProduct(erp: Erp, given: z.infer<typeof archive>): Product {
  const active = given.active ?? false;
  const product = needProduct(erp, given.product ?? given.sku ?? '');
  if (given.product !== undefined) {
    return erp.store.put('products', { ...product, active, variants: product.variants.map((variant) => ({ ...variant, active })) });
  }
  return erp.store.put('products', {
    ...product,
    variants: product.variants.map((variant) => (variant.sku === given.sku ? { ...variant, active } : variant)),
  });
}

export const reprice = z.object({
  sku: z.string(),
  listId: z.string().exactOptional(),
  /** One standing price from one piece on, or all rows. */
  unitNet: decimal.exactOptional(),
  rows: z
    .array(z.object({ minQuantity: decimal, unitNet: decimal, validFrom: z.string().exactOptional(), validTo: z.string().exactOptional() }))
    .exactOptional(),
});

export function repriceVariant(erp: Erp, given: z.infer<typeof reprice>): Price {
  const { variant, product } = needVariant(erp, given.sku);
  const listId = given.listId ?? 'CEN-DETAL';
  need(erp, 'priceLists', listId);
  const rows = given.rows ?? (given.unitNet ? [{ minQuantity: '1', unitNet: given.unitNet }] : []);
  if (listId === 'CEN-DETAL' && given.unitNet) {
    const listPrice = given.unitNet;
    const variants = product.variants.map((one) => (one.id === variant.id ? { ...one, listPrice } : one));
    erp.store.put('products', { ...product, variants });
  }
  return setPrice(erp, listId, variant.id, rows);
}

export interface Quote {
  unitNet: string;
  listId: string;
  rule: string | null;
}

/** What the ERP itself would charge: the party's list, else Detal; the best row that is valid today; then the party's discount. */
export function quote(erp: Erp, partyId: string | undefined, sku: string, quantity: string): Quote {
  const { variant } = needVariant(erp, sku);
  const party = partyId === undefined ? undefined : need(erp, 'parties', partyId);
  const today = localDate(erp.now());
  const best = (listId: string) => {
    const rows = (erp.store.find('prices', `${listId}:${variant.id}`)?.rows ?? []).filter(
      (row) =>
        toMicros(row.minQuantity) <= toMicros(quantity) &&
        (row.validFrom === undefined || row.validFrom <= today) &&
        (row.validTo === undefined || today <= row.validTo),
    );
    return rows.sort((a, b) => (toMicros(a.unitNet) < toMicros(b.unitNet) ? -1 : 1))[0];
  };
  const own = party?.priceListId;
  const row = (own && best(own)) || best('CEN-DETAL');
  if (!row) throw new Refusal('NOT_FOUND', `${sku} has no price`);
  const net = toMicros(row.unitNet);
  const unitNet = party?.discountPercent ? toMoney(toCents(net - percentOf(net, party.discountPercent))) : row.unitNet;
  return { unitNet, listId: own && best(own) ? own : 'CEN-DETAL', rule: row.rule ?? null };
}

function setPrice(erp: Erp, listId: string, variantId: string, rows: Price['rows']): Price {
  return erp.store.put('prices', { id: `${listId}:${variantId}`, listId, variantId, rows });
}

function needProduct(erp: Erp, idOrSku: string): Product {
  return erp.store.find('products', idOrSku) ?? needVariant(erp, idOrSku).product;
}

/** What Odoo's price rules are evaluated on: the rules themselves, currencies and switches, and the variants with list price and cost. */
import { hasGroup } from './check.ts';
import type { PriceBook, PricedVariant, PriceRule } from './pricerules.ts';
import type { ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { byId, flag, instant, micros, number, type Row, text } from './values.ts';

const itemFields = [
  'pricelist_id', 'name', 'applied_on', 'product_id', 'product_tmpl_id', 'categ_id', 'min_quantity', 'date_start', 'date_end', 'compute_price', 'base',
  'base_pricelist_id', 'fixed_price', 'percent_price', 'price_discount', 'price_markup', 'price_round', 'price_surcharge', 'price_min_margin', 'price_max_margin',
]; // biome-ignore format: one list

export async function readBook(rpc: Rpc, references: ReferenceStore, signal: AbortSignal): Promise<PriceBook> {
  const [reference, items, currencies, precision, switches] = await Promise.all([
    references.get(signal),
    rpc.search('product.pricelist.item', [], itemFields, { signal, order: 'id' }),
    rpc.search('res.currency', [['active', '=', true]], ['name', 'rate'], { signal }),
    rpc.search('decimal.precision', [['name', '=', 'Product Price']], ['digits'], { signal }).catch(() => []),
    hasGroup(rpc, 'sale.group_discount_per_so_line', signal),
  ]);
  const rates = new Map(currencies.map((currency) => [text(currency.name), micros(currency.rate)]));
  const listCurrency = new Map(reference.lists.map((list) => [list.id, list.currency]));
  return {
    rules: items.map(ruleOf),
    currencyOf: (list) => listCurrency.get(list) ?? reference.company.currency,
    companyCurrency: reference.company.currency,
    convert(amount, from, to) {
      if (from === to) return amount;
      return (amount * (rates.get(to) ?? 1_000_000n)) / (rates.get(from) || 1_000_000n);
    },
    digits: number(precision[0]?.digits) || 2,
    showsDiscount: switches,
  };
}

function ruleOf(item: Row): PriceRule {
  const applied = { '0_product_variant': 'VARIANT', '1_product': 'PRODUCT', '2_product_category': 'CATEGORY' } as const;
  const compute = text(item.compute_price);
  const base = text(item.base);
  return {
    id: number(item.id),
    list: number(item.pricelist_id),
    name: text(item.name),
    appliedOn: applied[text(item.applied_on) as keyof typeof applied] ?? 'ALL',
    variant: number(item.product_id),
    template: number(item.product_tmpl_id),
    category: number(item.categ_id),
    minQuantity: micros(item.min_quantity),
    from: instant(item.date_start) || undefined,
    to: instant(item.date_end) || undefined,
    compute: compute === 'fixed' || compute === 'percentage' ? compute : 'formula',
    base: base === 'standard_price' || base === 'pricelist' ? base : 'list_price',
    baseList: number(item.base_pricelist_id),
    fixed: micros(item.fixed_price),
    percent: micros(item.percent_price),
    discount: micros(item.price_discount),
    markup: micros(item.price_markup),
    round: micros(item.price_round),
    surcharge: micros(item.price_surcharge),
    minMargin: micros(item.price_min_margin),
    maxMargin: micros(item.price_max_margin),
  };
}

export async function readVariants(rpc: Rpc, ids: number[], signal: AbortSignal): Promise<{ sold: PricedVariant[]; withdrawn: number[] }> {
  // Without a code it is no variant of the hub's.
  const coded = [
    ['id', 'in', ids],
    ['default_code', '!=', false],
  ];
  const found = await rpc.search(
    'product.product',
    coded,
    ['product_tmpl_id', 'categ_id', 'lst_price', 'standard_price', 'active', 'sale_ok'],
    { signal },
  );
  const categories = byId(await rpc.search('product.category', [], ['parent_path'], { signal }));
  const sold = found.filter((variant) => flag(variant.active) && flag(variant.sale_ok));
  return {
    sold: sold.map((variant) => ({
      id: number(variant.id),
      template: number(variant.product_tmpl_id),
      // "1/5/9/": from the root down to the category itself.
      categories: text(categories.get(number(variant.categ_id))?.parent_path)
        .split('/')
        .filter(Boolean)
        .map(Number)
        .reverse(),
      listPrice: micros(variant.lst_price),
      cost: micros(variant.standard_price),
    })),
    withdrawn: found.filter((variant) => !sold.includes(variant)).map((variant) => number(variant.id)),
  };
}

/** What suppliers sell us. Tryton keeps it by product, rarely by variant: the hub is told a row for every variant it holds for. */
import type { SupplierItemRecord } from '../connector.ts';
import { idsIn, type Source } from './poll.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { divide, flag, groupBy, id, micros, number, numbers, present, type Row, row, rows, some, text } from './values.ts';

const fields = [
  'template', 'template.default_uom', 'product', 'party', 'party.name', 'code', 'lead_time', 'currency.code', 'uom', 'sequence', 'active',
  'prices.quantity', 'prices.unit_price',
]; // biome-ignore format: one list
const day = 86_400;

export function suppliers(rpc: Rpc, references: ReferenceStore): Source<SupplierItemRecord> {
  return {
    model: 'purchase.product_supplier',
    pageSize: 100,
    watch: [
      { model: 'purchase.product_supplier', affects: idsIn('id') },
      { model: 'purchase.product_supplier.price', fields: ['product_supplier'], affects: idsIn('product_supplier') },
      {
        model: 'product.product',
        fields: ['template'],
        async affects(changed, signal) {
          const found = await rpc.search('purchase.product_supplier', [['template', 'in', idsIn('template')(changed)]], [], { signal });
          return numbers(found.map((item) => item.id));
        },
      },
    ],
    async load(ids, signal) {
      const [reference, items] = await Promise.all([
        references.get(signal),
        rpc.read('purchase.product_supplier', ids, fields, { signal }),
      ]);
      const variants = await rpc.search(
        'product.product',
        [['template', 'in', numbers(items.map((item) => item.template))]],
        ['template', 'active'],
        { signal, order: [['id', 'ASC']] },
      );
      const variantsOf = groupBy(variants, (variant) => number(variant.template));
      return items.flatMap((item) => {
        const own =
          item.product === null ? (variantsOf.get(number(item.template)) ?? []) : variants.filter(({ id }) => id === item.product);
        return own.map((variant) => itemOf(item, variant, reference));
      });
    },
  };
}

function itemOf(item: Row, variant: Row, reference: Reference): SupplierItemRecord {
  const [bought, stocked] = [item.uom, row(item['template.']).default_uom].map((unit) => reference.units.get(number(unit))?.factor ?? 1);
  const factor = BigInt(Math.round(((bought ?? 1) / (stocked ?? 1)) * 1e6));
  const [first] = rows(item['prices.']).sort((a, b) => number(a.quantity) - number(b.quantity));
  const least = number(first?.quantity);
  return {
    externalId: `${item.id}:${variant.id}`,
    supplierId: id(item.party),
    supplierName: text(row(item['party.']).name),
    variantId: id(variant.id),
    leadTimeDays: Math.ceil(number(item.lead_time) / day),
    position: number(item.sequence) || number(item.id),
    active: flag(item.active) && flag(variant.active),
    ...present({
      supplierSku: some(item.code),
      minQuantity: least > 0 ? (micros(least) * factor) / 1_000_000n : undefined,
      price: first && {
        unitNet: divide(micros(first.unit_price) * 1_000_000n, factor),
        currency: text(row(item['currency.']).code),
      },
    }),
  };
}

/**
 * Levels: on hand by warehouse (several rows of one product and place are normal, so they are summed) and what leaves it for certain. "Reserved" is the open
 * demand of confirmed moves, assigned or not: Odoo's own reserved quantity would miss what nobody found yet.
 */
import type { StockRecord } from '../connector.ts';
import { isBin, placeId } from './locations.ts';
import { idsIn, type Source } from './poll.ts';
import type { ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { id, micros, number, type Row } from './values.ts';

const open = ['waiting', 'confirmed', 'partially_available', 'assigned'];

export function stock(rpc: Rpc, references: ReferenceStore): Source<StockRecord> {
  return {
    model: 'product.product',
    domain: async (signal) => [
      ['is_storable', '=', true],
      ['company_id', 'in', [false, (await references.get(signal)).company.id]],
    ],
    pageSize: 500,
    watch: [
      // A move touches no product; a quant at zero is deleted and leaves no trace: both are watched.
      { model: 'stock.move', fields: ['product_id'], affects: idsIn('product_id') },
      { model: 'stock.quant', fields: ['product_id'], affects: idsIn('product_id') },
      { model: 'stock.warehouse.orderpoint', fields: ['product_id'], affects: idsIn('product_id') },
    ],
    async load(ids, signal) {
      const reference = await references.get(signal);
      const { company, places, warehouses } = reference;
      const own = [
        ['product_id', 'in', ids],
        ['company_id', '=', company.id],
      ];
      const [storable, quants, moves, orderpoints] = await Promise.all([
        rpc.search('product.product', [['id', 'in', ids], ['is_storable', '=', true], ['default_code', '!=', false]], [], { signal }),
        rpc.search('stock.quant', [...own, ['location_id.usage', '=', 'internal']], ['product_id', 'location_id', 'quantity'], { signal }),
        rpc.search('stock.move', [...own, ['state', 'in', open]], ['product_id', 'product_qty', 'location_id', 'location_dest_id'], { signal }),
        rpc.search('stock.warehouse.orderpoint', [...own, ['active', '=', true]], ['product_id', 'warehouse_id', 'product_min_qty', 'product_max_qty'], { signal }),
      ]); // biome-ignore format: one table a line
      const warehouseOf = (place: unknown) => places.get(number(place))?.warehouse ?? 0;
      const at = (product: unknown, warehouse: number) => `${product}@${warehouse}`;
      const [onHand, reserved] = [new Map<string, bigint>(), new Map<string, bigint>()];
      const bins = new Map<string, Map<number, bigint>>();
      const add = <K>(sums: Map<K, bigint>, key: K, quantity: bigint) => sums.set(key, (sums.get(key) ?? 0n) + quantity);
      for (const quant of quants) {
        const key = at(quant.product_id, warehouseOf(quant.location_id));
        add(onHand, key, micros(quant.quantity));
        if (!isBin(reference, number(quant.location_id))) continue;
        const own = bins.get(key) ?? new Map<number, bigint>();
        bins.set(key, own);
        add(own, number(quant.location_id), micros(quant.quantity));
      }
      for (const move of moves) {
        const from = warehouseOf(move.location_id);
        if (from && from !== warehouseOf(move.location_dest_id)) add(reserved, at(move.product_id, from), micros(move.product_qty));
      }
      const limits = new Map(orderpoints.map((found) => [at(found.product_id, number(found.warehouse_id)), found]));
      return storable.flatMap((product: Row) =>
        [...warehouses.keys()].map((warehouse): StockRecord => {
          const key = at(product.id, warehouse);
          const limit = limits.get(key);
          const inBins = [...(bins.get(key) ?? [])].filter(([, quantity]) => quantity !== 0n);
          return {
            variantId: id(product.id),
            locationId: id(warehouse),
            onHand: onHand.get(key) ?? 0n,
            reserved: reserved.get(key) ?? 0n,
            ...(limit ? { minimum: micros(limit.product_min_qty), maximum: micros(limit.product_max_qty) } : {}),
            ...(inBins.length ? { bins: inBins.map(([place, quantity]) => ({ locationId: placeId(place), onHand: quantity })) } : {}),
          };
        }),
      );
    },
  };
}

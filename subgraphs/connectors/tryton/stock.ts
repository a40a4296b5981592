/**
 * Levels: on hand as Tryton counts it, per warehouse, and what leaves a warehouse for certain. "Reserved" is open demand of confirmed
 * sales and waiting shipments, assigned or not; Tryton's own "assigned" would miss everything nobody has picked yet.
 */
import type { StockRecord } from '../connector.ts';
import { idsIn, type Source } from './poll.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { chunks, date, id, micros, number, numbers, type Row, row, text } from './values.ts';

/** "On hand" never counts beyond today whatever date is asked; a far one keeps time zones out of it. */
const farAway = date('9999-12-31');

export function stock(rpc: Rpc, references: ReferenceStore): Source<StockRecord> {
  return {
    model: 'product.product',
    domain: [['type', '=', 'goods']],
    pageSize: 500,
    watch: [
      { model: 'stock.move', fields: ['product'], affects: idsIn('product') },
      { model: 'sale.sale', domain: [['state', '!=', 'draft']], affects: (changed, signal) => productsOfSales(rpc, changed, signal) },
      { model: 'stock.order_point', fields: ['product'], affects: idsIn('product') },
    ],
    async load(ids, signal) {
      const reference = await references.get(signal);
      const warehouses = [...reference.warehouses.keys()];
      const divided = new Set(reference.places.map((place) => place.warehouse));
      const [reserved, bins, points, ...onHand] = await Promise.all([
        readReserved(rpc, reference, ids, signal),
        readBins(rpc, reference, ids, signal),
        readOrderPoints(rpc, ids, signal),
        ...warehouses.map((warehouse) => {
          // Several locations at once answer 0 unless children are asked for; one warehouse a call keeps the answers apart.
          const context = { locations: [warehouse], with_childs: true, stock_date_end: farAway };
          return rpc.read('product.product', ids, ['quantity'], { signal, context });
        }),
      ]);
      return onHand.flatMap((levels, index) => {
        const warehouse = warehouses[index] ?? 0;
        return levels.map((level) => ({
          variantId: id(level.id),
          locationId: id(warehouse),
          onHand: micros(level.quantity),
          reserved: reserved.get(`${level.id}@${warehouse}`) ?? 0n,
          ...points.get(`${level.id}@${warehouse}`),
          ...(divided.has(warehouse) ? { bins: bins.get(`${level.id}@${warehouse}`) ?? [] } : {}),
        }));
      });
    },
  };
}

/** By product and warehouse. One call a place: places are few beside products. */
async function readBins(rpc: Rpc, { places }: Reference, products: number[], signal: AbortSignal) {
  const bins = new Map<string, NonNullable<StockRecord['bins']>>();
  for (const few of chunks(places, 4)) {
    const levels = await Promise.all(few.map((place) => readPlace(rpc, place.id, products, signal)));
    for (const [index, place] of few.entries())
      for (const [product, onHand] of levels[index] ?? []) {
        const key = `${product}@${place.warehouse}`;
        if (onHand !== 0n) bins.set(key, [...(bins.get(key) ?? []), { locationId: id(place.id), onHand }]);
      }
  }
  return bins;
}

/** On hand in exactly this place, what lies in places within it left out. */
export async function readPlace(rpc: Rpc, place: number, products: number[], signal: AbortSignal): Promise<Map<number, bigint>> {
  const context = { locations: [place], with_childs: false, stock_date_end: farAway };
  const levels = await rpc.read('product.product', products, ['quantity'], { signal, context });
  return new Map(levels.map((level) => [number(level.id), micros(level.quantity)]));
}

/** What purchasing keeps in each warehouse. */
async function readOrderPoints(rpc: Rpc, products: number[], signal: AbortSignal) {
  const domain = [
    ['product', 'in', products],
    ['type', '=', 'purchase'],
  ];
  const points = await rpc.search('stock.order_point', domain, ['product', 'warehouse_location', 'min_quantity', 'target_quantity'], {
    signal,
  });
  return new Map(
    points.map((point) => [
      `${point.product}@${point.warehouse_location}`,
      { minimum: micros(point.min_quantity), maximum: micros(point.target_quantity) },
    ]),
  );
}

async function productsOfSales(rpc: Rpc, sales: Row[], signal: AbortSignal): Promise<number[]> {
  const lines = await rpc.search(
    'sale.line',
    [
      ['sale', 'in', idsIn('id')(sales)],
      ['product', '!=', null],
    ],
    ['product'],
    { signal },
  );
  return numbers(lines.map((line) => line.product));
}

async function readReserved(rpc: Rpc, reference: Reference, products: number[], signal: AbortSignal): Promise<Map<string, bigint>> {
  const inside = [...reference.warehouseOf.keys()];
  const [moves, drafts, unprocessed] = await Promise.all([
    rpc.search(
      'stock.move',
      [
        ['product', 'in', products],
        ['state', 'in', ['draft', 'assigned']],
        ['from_location', 'in', inside],
      ],
      ['product', 'internal_quantity', 'from_location', 'to_location', 'shipment'],
      { signal },
    ),
    rpc.search('stock.shipment.out', [['state', '=', 'draft']], [], { signal }),
    // Confirmed, but its moves are not made yet (a sale waiting in Tryton's queue).
    rpc.search(
      'sale.line',
      [
        ['sale.state', '=', 'confirmed'],
        ['product', 'in', products],
      ],
      ['product', 'quantity', 'unit', 'product.default_uom', 'sale.warehouse', 'moves'],
      { signal },
    ),
  ]);
  const undecided = new Set(drafts.map((shipment) => `stock.shipment.out,${shipment.id}`));
  const reserved = new Map<string, bigint>();
  const add = (product: unknown, warehouse: number | undefined, quantity: bigint) => {
    const key = `${product}@${warehouse}`;
    reserved.set(key, (reserved.get(key) ?? 0n) + quantity);
  };
  for (const move of moves) {
    const from = reference.warehouseOf.get(number(move.from_location));
    const leaves = from !== reference.warehouseOf.get(number(move.to_location));
    if (leaves && !undecided.has(text(move.shipment))) add(move.product, from, micros(move.internal_quantity));
  }
  for (const line of unprocessed) {
    if (numbers(line.moves).length > 0) continue;
    const factor =
      (reference.units.get(number(line.unit))?.factor ?? 1) / (reference.units.get(number(row(line['product.']).default_uom))?.factor ?? 1);
    add(line.product, number(row(line['sale.']).warehouse), micros(number(line.quantity) * factor));
  }
  return reserved;
}

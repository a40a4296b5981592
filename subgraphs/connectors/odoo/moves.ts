/** Goods on their way in, goods that moved, and what suppliers sell us. */
import type { IncomingRecord, MovementRecord, SupplierItemRecord } from '../connector.ts';
import { idsIn, type Source } from './poll.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { byId, dayOf, flag, groupBy, id, idsOf, instant, micros, multiply, number, present, type Row, some, text } from './values.ts';

/** What a move carries, in the product's own unit. */
const inStockUnits = (move: Row, reference: Reference, product: Row | undefined): bigint => {
  const factor = (unit: unknown) => reference.units.get(number(unit))?.factor ?? 1;
  const ratio = factor(move.product_uom) / factor(product?.uom_id ?? move.product_uom);
  return ratio === 1 ? micros(move.quantity) : multiply(micros(move.quantity), micros(ratio));
};

export function incoming(rpc: Rpc, references: ReferenceStore): Source<IncomingRecord> {
  // From a supplier, or on the way from another warehouse: a customer's return is no delivery.
  const coming = [
    ['location_id.usage', 'in', ['supplier', 'transit']],
    ['location_dest_id.usage', '=', 'internal'],
  ];
  const open = ['waiting', 'confirmed', 'partially_available', 'assigned'];
  return {
    model: 'stock.move',
    domain: async (signal) => [...coming, ['state', 'in', open], ['company_id', '=', (await references.get(signal)).company.id]],
    pageSize: 500,
    watch: [
      { model: 'stock.move', domain: coming, affects: idsIn('id') },
      { model: 'stock.picking', domain: [['picking_type_code', '=', 'incoming']], fields: ['move_ids'], affects: idsIn('move_ids') },
    ],
    async load(ids, signal) {
      const reference = await references.get(signal);
      const moves = await rpc.search(
        'stock.move',
        [['id', 'in', ids], ...coming, ['company_id', '=', reference.company.id]],
        ['product_id', 'product_qty', 'state', 'date', 'origin', 'reference', 'location_dest_id', 'partner_id', 'picking_id'],
        { signal },
      ); // biome-ignore format: one call
      const pickings = byId(await rpc.read('stock.picking', idsOf(moves, 'picking_id'), ['partner_id', 'origin', 'name'], { signal }));
      const partners = byId(await rpc.read('res.partner', idsOf([...pickings.values()], 'partner_id'), ['name'], { signal }));
      return moves.map((move) => {
        const picking = pickings.get(number(move.picking_id));
        return {
          externalId: id(move.id),
          variantId: id(move.product_id),
          locationId: id(reference.places.get(number(move.location_dest_id))?.warehouse ?? 0),
          documentNumber: some(move.origin) ?? some(picking?.origin) ?? text(move.reference),
          quantity: micros(move.product_qty),
          confidence: 'CONFIRMED',
          open: open.includes(text(move.state)),
          ...present({
            supplierName: some(partners.get(number(picking?.partner_id))?.name),
            expectedOn: dayOf(reference.company.zone, move.date),
          }),
        } satisfies IncomingRecord;
      });
    },
  };
}

export function movements(rpc: Rpc, references: ReferenceStore): Source<MovementRecord> {
  const done = [['state', '=', 'done']];
  return {
    model: 'stock.move',
    domain: async (signal) => [...done, ['company_id', '=', (await references.get(signal)).company.id]],
    pageSize: 500,
    watch: [{ model: 'stock.move', domain: done, affects: idsIn('id') }],
    async load(ids, signal) {
      const reference = await references.get(signal);
      const moves = await rpc.search(
        'stock.move',
        [['id', 'in', ids], ...done, ['company_id', '=', reference.company.id]],
        ['product_id', 'product_uom', 'quantity', 'date', 'reference', 'location_id', 'location_dest_id', 'location_usage', 'location_dest_usage', 'is_inventory', 'scrap_id', 'sale_line_id'],
        { signal },
      ); // biome-ignore format: one call
      const [products, lines] = await Promise.all([
        rpc.read('product.product', idsOf(moves, 'product_id'), ['uom_id'], { signal }).then(byId),
        rpc.read('sale.order.line', idsOf(moves, 'sale_line_id'), ['order_id'], { signal }).then(byId),
      ]);
      const sales = byId(await rpc.read('sale.order', idsOf([...lines.values()], 'order_id'), ['origin'], { signal }));
      return moves.flatMap((move) => {
        const warehouse = (place: unknown) => reference.places.get(number(place))?.warehouse || undefined;
        const [from, to] = [warehouse(move.location_id), warehouse(move.location_dest_id)];
        // From shelf to shelf of one warehouse: nothing came or went.
        if (from === to && from !== undefined && move.location_usage === move.location_dest_usage) return [];
        const sale = sales.get(number(lines.get(number(move.sale_line_id))?.order_id));
        return [{
          externalId: id(move.id),
          variantId: id(move.product_id),
          quantity: inStockUnits(move, reference, products.get(number(move.product_id))),
          kind: kindOf(move, text(sale?.origin).includes('splot:')),
          occurredAt: instant(move.date),
          ...present({
            fromLocationId: move.location_usage === 'internal' && from ? id(from) : undefined,
            toLocationId: move.location_dest_usage === 'internal' && to ? id(to) : undefined,
            documentNumber: some(move.reference),
          }),
        } satisfies MovementRecord];
      }); // biome-ignore format: one record
    },
  };
}

function kindOf(move: Row, ours: boolean): MovementRecord['kind'] {
  const [from, to] = [text(move.location_usage), text(move.location_dest_usage)];
  if (move.scrap_id) return 'SCRAP';
  if (flag(move.is_inventory) || from === 'inventory' || to === 'inventory') return 'COUNT';
  if (to === 'customer') return ours ? 'SALE_ONLINE' : 'SALE_OFFLINE';
  if (from === 'customer') return 'RETURN';
  if (from === 'supplier') return 'RECEIPT';
  if (to === 'supplier') return 'RETURN';
  return from === 'internal' && to === 'internal' ? 'TRANSFER' : 'OTHER';
}

export function suppliers(rpc: Rpc, references: ReferenceStore): Source<SupplierItemRecord> {
  return {
    model: 'product.supplierinfo',
    domain: async (signal) => [['company_id', 'in', [false, (await references.get(signal)).company.id]]],
    pageSize: 300,
    watch: [
      { model: 'product.supplierinfo', affects: idsIn('id') },
      {
        model: 'product.product',
        fields: ['product_tmpl_id'],
        async affects(changed, signal) {
          const domain = [['product_tmpl_id', 'in', idsIn('product_tmpl_id')(changed)]];
          return idsOf(await rpc.search('product.supplierinfo', domain, [], { signal }), 'id');
        },
      },
    ],
    async load(ids, signal) {
      const reference = await references.get(signal);
      const items = await rpc.read(
        'product.supplierinfo',
        ids,
        ['partner_id', 'product_id', 'product_tmpl_id', 'product_code', 'delay', 'min_qty', 'price', 'currency_id', 'sequence'],
        { signal },
      );
      const [partners, variants] = await Promise.all([
        rpc.read('res.partner', idsOf(items, 'partner_id'), ['name', 'active'], { signal }).then(byId),
        rpc.search('product.product', [['product_tmpl_id', 'in', idsOf(items, 'product_tmpl_id')], ['active', '=', true]], ['product_tmpl_id'], { signal }),
      ]); // biome-ignore format: one table a line
      const ofTemplate = groupBy(variants, 'product_tmpl_id');
      return items.flatMap((item) => {
        const partner = partners.get(number(item.partner_id));
        const sold = number(item.product_id)
          ? [number(item.product_id)]
          : (ofTemplate.get(number(item.product_tmpl_id)) ?? []).map((found) => number(found.id));
        return sold.map(
          (variant): SupplierItemRecord => ({
            externalId: `${number(item.id)}:${variant}`,
            supplierId: id(item.partner_id),
            supplierName: text(partner?.name),
            variantId: id(variant),
            leadTimeDays: number(item.delay),
            position: number(item.sequence),
            active: partner?.active !== false,
            price: {
              unitNet: micros(item.price),
              currency: reference.currencies.get(number(item.currency_id)) ?? reference.company.currency,
            },
            ...present({ supplierSku: some(item.product_code), minQuantity: number(item.min_qty) ? micros(item.min_qty) : undefined }),
          }),
        );
      });
    },
  };
}

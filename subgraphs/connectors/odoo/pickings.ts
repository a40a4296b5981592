/** Shipments and goods that came back: pickings that leave the company or enter it from a customer. */
import type { FulfilmentRecord, ReturnRecord } from '../connector.ts';
import { type Kin, ratioOf } from './orderparts.ts';
import { idsIn, type Source } from './poll.ts';
import type { ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { byId, groupBy, id, idsOf, instant, micros, multiply, number, plain, present, type Row, some, someId, text } from './values.ts';

export const pickingFields = [
  'name', 'state', 'origin', 'note', 'sale_id', 'picking_type_code', 'return_id', 'location_id', 'location_dest_id', 'carrier_id', 'carrier_tracking_ref',
  'carrier_tracking_url', 'date_done', 'create_date',
]; // biome-ignore format: one list

const states: Record<string, FulfilmentRecord['state']> = {
  draft: 'PLANNED', waiting: 'PLANNED', confirmed: 'PLANNED', assigned: 'PICKING', done: 'SHIPPED', cancel: 'CANCELLED',
}; // biome-ignore format: one table

/** Steps inside the house (pick, pack) are none of the customer's business. */
export function fulfilmentOf(picking: Row, kin: Kin): FulfilmentRecord[] {
  const { reference, products, movesOfPicking } = kin;
  const code = text(picking.picking_type_code);
  const isReturn = Boolean(picking.return_id) || code === 'incoming';
  if (code !== 'outgoing' && !isReturn) return [];
  const moves = (movesOfPicking.get(number(picking.id)) ?? []).filter((move) => move.state !== 'cancel' || picking.state === 'cancel');
  const done = picking.state === 'done';
  const place = reference.places.get(number(isReturn ? picking.location_dest_id : picking.location_id));
  return [
    {
      externalId: id(picking.id),
      state: states[text(picking.state)] ?? 'UNKNOWN',
      trackingNumbers: text(picking.carrier_tracking_ref).split(/[\s,;+]+/).filter(Boolean),
      lines: moves.map((move) => ({
        sku: text(products.get(number(move.product_id))?.default_code),
        quantity: multiply(micros(done ? move.quantity : move.product_uom_qty), ratioOf(kin, move.product_uom, move.product_id)),
      })),
      ...(isReturn ? { isReturn: true } : {}),
      ...present({
        number: some(picking.name),
        locationId: place?.warehouse ? id(place.warehouse) : undefined,
        carrier: reference.carriers.find((carrier) => carrier.id === picking.carrier_id)?.name,
        trackingUrl: some(picking.carrier_tracking_url),
        shippedAt: done ? instant(picking.date_done) || undefined : undefined,
      }),
    },
  ]; // biome-ignore format: one record
}

/** In the note of a picking the hub made: `[splot:return KEY KIND]`. */
export const returnMark = /\[splot:return (\S+) ([A-Z_]+)\]/;

export function returns(rpc: Rpc, references: ReferenceStore): Source<ReturnRecord> {
  const back = [
    ['sale_id', '!=', false],
    ['return_id', '!=', false],
    ['picking_type_code', '=', 'incoming'],
  ];
  return {
    model: 'stock.picking',
    domain: async (signal) => [...back, ['company_id', '=', (await references.get(signal)).company.id]],
    pageSize: 100,
    watch: [
      { model: 'stock.picking', domain: back, affects: idsIn('id') },
      { model: 'stock.move', domain: [['origin_returned_move_id', '!=', false]], fields: ['picking_id'], affects: idsIn('picking_id') },
    ],
    async load(ids, signal) {
      const { company } = await references.get(signal);
      const found = await rpc.search('stock.picking', [['id', 'in', ids], ...back, ['company_id', '=', company.id]], pickingFields, {
        signal,
      });
      const moves = await rpc.search(
        'stock.move',
        [['picking_id', 'in', idsOf(found, 'id')]],
        ['picking_id', 'product_id', 'quantity', 'product_uom_qty', 'state'],
        { signal },
      );
      const products = byId(await rpc.read('product.product', idsOf(moves, 'product_id'), ['default_code'], { signal }));
      const movesOf = groupBy(moves, 'picking_id');
      return found.map((picking) => {
        const [, hubKey, kind] = returnMark.exec(plain(picking.note)) ?? [];
        const done = picking.state === 'done';
        return {
          externalId: id(picking.id),
          orderId: someId(picking.sale_id) ?? '',
          kind: kind === 'WITHDRAWAL' || kind === 'COMPLAINT' || kind === 'WRONG_ITEM' ? kind : 'OTHER',
          state: done ? 'RECEIVED' : picking.state === 'cancel' ? 'CANCELLED' : 'REQUESTED',
          lines: (movesOf.get(number(picking.id)) ?? []).map((move) => ({
            sku: text(products.get(number(move.product_id))?.default_code),
            quantity: micros(done ? move.quantity : move.product_uom_qty),
          })),
          requestedAt: instant(picking.create_date),
          ...present({ number: some(picking.name), hubKey }),
        } satisfies ReturnRecord;
      });
    },
  };
}

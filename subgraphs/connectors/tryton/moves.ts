/** Stock moves: those still to come into a warehouse (deliveries), and those done that crossed a warehouse's border (movements). */
import type { IncomingRecord, MovementRecord } from '../connector.ts';
import { recordOf } from './billing.ts';
import { idsIn, type Source } from './poll.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { id, micros, momentOf, number, present, type Row, row, some, someId, text } from './values.ts';

const fields = [
  'product',
  'internal_quantity',
  'from_location',
  'to_location',
  'state',
  'planned_date',
  'shipment',
  'shipment.rec_name',
  'origin',
  'effective_date',
  'write_date',
  'create_date',
];

export function incoming(rpc: Rpc, references: ReferenceStore): Source<IncomingRecord> {
  return {
    model: 'stock.move',
    domain: [
      ['state', 'in', ['draft', 'assigned']],
      ['from_location.type', '!=', 'customer'],
    ],
    pageSize: 500,
    watch: [
      { model: 'stock.move', affects: idsIn('id') },
      { model: 'purchase.line', fields: ['moves'], affects: (changed) => changed.flatMap((line) => line.moves as number[]) },
    ],
    async load(ids, signal) {
      const [reference, moves] = await Promise.all([references.get(signal), rpc.read('stock.move', ids, fields, { signal })]);
      const arriving = moves.filter((move) => {
        const to = reference.warehouseOf.get(number(move.to_location));
        const from = reference.locationKind.get(number(move.from_location));
        return (
          to !== undefined && to !== reference.warehouseOf.get(number(move.from_location)) && from !== 'customer' && from !== 'lost_found'
        );
      });
      const purchases = await readPurchases(rpc, arriving, signal);
      return arriving.map((move) => delivery(move, reference, purchases.get(recordOf(move.origin, 'purchase.line'))));
    },
  };
}

async function readPurchases(rpc: Rpc, moves: Row[], signal: AbortSignal): Promise<Map<number, Row>> {
  const ids = [...new Set(moves.map((move) => recordOf(move.origin, 'purchase.line')).filter((line) => line > 0))];
  const lines = await rpc.read('purchase.line', ids, ['purchase.number', 'purchase.party.name', 'purchase.state'], { signal });
  return new Map(lines.map((line) => [number(line.id), row(line['purchase.'])]));
}

function delivery(move: Row, reference: Reference, purchase: Row | undefined): IncomingRecord {
  return {
    externalId: id(move.id),
    variantId: id(move.product),
    locationId: id(reference.warehouseOf.get(number(move.to_location))),
    documentNumber: some(purchase?.number) ?? some(row(move['shipment.']).rec_name) ?? id(move.id),
    quantity: micros(move.internal_quantity),
    confidence: move.shipment ? 'CONFIRMED' : 'ESTIMATED',
    open: move.state === 'draft' || move.state === 'assigned',
    ...present({ supplierName: some(row(purchase?.['party.']).name), expectedOn: some(move.planned_date) }),
  };
}

export function movements(rpc: Rpc, references: ReferenceStore): Source<MovementRecord> {
  return {
    model: 'stock.move',
    domain: [['state', '=', 'done']],
    pageSize: 500,
    watch: [{ model: 'stock.move', domain: [['state', '=', 'done']], affects: idsIn('id') }],
    async load(ids, signal) {
      const [company, reference, moves] = await Promise.all([
        rpc.company(signal),
        references.get(signal),
        rpc.read('stock.move', ids, fields, { signal }),
      ]);
      const crossing = moves.filter(
        (move) => reference.warehouseOf.get(number(move.from_location)) !== reference.warehouseOf.get(number(move.to_location)),
      );
      const lines = [...new Set(crossing.map((move) => recordOf(move.origin, 'sale.line')).filter((line) => line > 0))];
      const sales = new Map(
        (await rpc.read('sale.line', lines, ['sale.number', 'sale.web_shop'], { signal })).map((line) => [
          number(line.id),
          row(line['sale.']),
        ]),
      );
      return crossing.map((move) => movement(move, reference, sales.get(recordOf(move.origin, 'sale.line')), company.zone));
    },
  };
}

function movement(move: Row, reference: Reference, sale: Row | undefined, zone: string): MovementRecord {
  const from = reference.warehouseOf.get(number(move.from_location));
  const to = reference.warehouseOf.get(number(move.to_location));
  return {
    externalId: id(move.id),
    variantId: id(move.product),
    quantity: micros(move.internal_quantity),
    kind: kindOf(
      reference.locationKind.get(number(move.from_location)),
      reference.locationKind.get(number(move.to_location)),
      from && to,
      sale,
      text(move.shipment).startsWith('stock.shipment.out.return,'),
    ),
    occurredAt: momentOf(move.effective_date, move.write_date ?? move.create_date, zone),
    ...present({
      fromLocationId: someId(from),
      toLocationId: someId(to),
      documentNumber: some(row(move['shipment.']).rec_name) ?? some(sale?.number),
    }),
  };
}

function kindOf(
  from: string | undefined,
  to: string | undefined,
  between: unknown,
  sale: Row | undefined,
  isReturn: boolean,
): MovementRecord['kind'] {
  if (to === 'customer') return sale?.web_shop ? 'SALE_ONLINE' : 'SALE_OFFLINE';
  if (from === 'customer') return 'RETURN';
  if (from === 'supplier') return 'RECEIPT';
  if (from === 'lost_found' || to === 'lost_found') return isReturn ? 'SCRAP' : 'COUNT'; // what came back broken is not shelved
  return between ? 'TRANSFER' : 'OTHER';
}

/** Goods that came back: return shipments, whether the hub booked them, a clerk did, or a return sale of Tryton asked for them. */
import type { ReturnRecord } from '../connector.ts';
import { recordOf } from './billing.ts';
import { idsIn, type Source } from './poll.ts';
import type { Rpc } from './rpc.ts';
import { keyIn } from './sales.ts';
import { groupBy, id, instant, micros, number, present, type Row, row, some, text } from './values.ts';

const states: Record<string, ReturnRecord['state']> = {
  draft: 'REQUESTED',
  received: 'RECEIVED',
  done: 'RECEIVED',
  cancelled: 'CANCELLED',
};

export function returns(rpc: Rpc): Source<ReturnRecord> {
  return {
    model: 'stock.shipment.out.return',
    pageSize: 100,
    watch: [
      { model: 'stock.shipment.out.return', affects: idsIn('id') },
      {
        model: 'stock.move',
        domain: [['shipment', 'like', 'stock.shipment.out.return,%']],
        fields: ['shipment'],
        affects: (changed) => changed.map((move) => recordOf(move.shipment, 'stock.shipment.out.return')),
      },
    ],
    async load(ids, signal) {
      const [found, moves] = await Promise.all([
        rpc.read('stock.shipment.out.return', ids, ['number', 'reference', 'state', 'create_date'], { signal }),
        readReturned(rpc, ids, signal),
      ]);
      const movesOf = groupBy(moves, (move) => move.shipment);
      return found.flatMap((shipment) => {
        const own = movesOf.get(number(shipment.id)) ?? [];
        const sale = own.find((move) => move.sale)?.sale;
        return sale ? [returnOf(shipment, own, sale)] : []; // goods nobody knows the sale of are stock, not a return of an order
      });
    },
  };
}

/** A move back into the warehouse. `sale` and `line` are those the goods were sold by. */
export interface ReturnMove {
  shipment: number;
  product: number;
  sku: string;
  quantity: bigint;
  state: string;
  sale: number | undefined;
  line: number | undefined;
}

export async function readReturned(rpc: Rpc, shipments: number[], signal: AbortSignal): Promise<ReturnMove[]> {
  if (shipments.length === 0) return [];
  const moves = await rpc.search(
    'stock.move',
    [
      ['shipment', 'in', shipments.map((key) => `stock.shipment.out.return,${key}`)],
      ['from_location.type', '=', 'customer'],
    ],
    ['shipment', 'product', 'product.code', 'internal_quantity', 'state', 'origin'],
    { signal, order: [['id', 'ASC']] },
  );
  const outgoing = await rpc.read(
    'stock.move',
    moves.flatMap((move) => recordOf(move.origin, 'stock.move') || []),
    ['origin'],
    { signal },
  );
  const sourceOf = new Map(outgoing.map((move) => [number(move.id), recordOf(move.origin, 'sale.line')]));
  const lineOf = (move: Row) => sourceOf.get(recordOf(move.origin, 'stock.move')) ?? recordOf(move.origin, 'sale.line');
  const lines = await rpc.read('sale.line', [...new Set(moves.map(lineOf).filter((line) => line > 0))], ['sale', 'sale.origin'], {
    signal,
  });
  const lineById = new Map(lines.map((line) => [number(line.id), line]));
  return moves.map((move) => {
    const line = lineById.get(lineOf(move));
    const first = recordOf(row(line?.['sale.']).origin, 'sale.sale'); // a return sale names the one it takes back
    return {
      shipment: recordOf(move.shipment, 'stock.shipment.out.return'),
      product: number(move.product),
      sku: text(row(move['product.']).code),
      quantity: micros(move.internal_quantity),
      state: text(move.state),
      sale: first || number(line?.sale) || undefined,
      line: first ? undefined : number(line?.id) || undefined,
    };
  });
}

function returnOf(shipment: Row, moves: ReturnMove[], sale: number): ReturnRecord {
  const key = keyIn(shipment.reference);
  return {
    externalId: id(shipment.id),
    orderId: String(sale),
    kind: 'OTHER',
    state: states[text(shipment.state)] ?? 'UNKNOWN',
    lines: moves.map((move) => ({ sku: move.sku, quantity: move.quantity })),
    requestedAt: instant(shipment.create_date),
    ...present({ number: some(shipment.number), hubKey: key }),
  };
}

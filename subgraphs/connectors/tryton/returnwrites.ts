/**
 * Goods that came back are booked in by a return shipment whose moves name the moves they undo. Not by a return sale: that one would credit the
 * customer by itself, and the credit note is a step of its own. The key stands in the shipment's reference.
 */
import { type ReturnAck, type ReturnPush, Terminal } from '../connector.ts';
import { recordOf } from './billing.ts';
import { refused } from './rpc.ts';
import { create, type Desk, keyIn, keyMark, press, write } from './sales.ts';
import { id, micros, number, numbers, present, quantity, type Row, row, rows, some, text } from './values.ts';

const model = 'stock.shipment.out.return';

export async function receiveReturn(desk: Desk, goods: ReturnPush, key: string, signal: AbortSignal): Promise<ReturnAck> {
  return desk.inTurn(async () => {
    try {
      const found = (await findShipment(desk, key, signal)) ?? (await createShipment(desk, goods, key, signal));
      return await advance(desk, goods, found, signal);
    } catch (error) {
      throw refused(error, 'the ERP does not take these goods back');
    }
  });
}

/** Only what is booked in counts as there: a shipment that was begun is finished by sending the return again. */
export async function findReturned(desk: Desk, key: string, signal: AbortSignal): Promise<ReturnAck | null> {
  const found = await findShipment(desk, key, signal);
  return found && found.state === 'done' ? acknowledge(found) : null;
}

const acknowledge = (shipment: Row): ReturnAck => ({ externalId: id(shipment.id), ...present({ number: some(shipment.number) }) });

async function findShipment({ rpc }: Desk, key: string, signal: AbortSignal): Promise<Row | undefined> {
  const found = await rpc.search(model, [['reference', 'like', `%${keyMark(key)}%`]], ['number', 'state', 'reference'], {
    signal,
    order: [['id', 'ASC']],
  });
  return found.find((shipment) => keyIn(shipment.reference) === key && shipment.state !== 'cancelled');
}

/** What left by a move and has not come back, in the move's own unit. */
interface Outgoing {
  move: Row;
  left: bigint;
}

async function createShipment(desk: Desk, goods: ReturnPush, key: string, signal: AbortSignal): Promise<Row> {
  const { rpc } = desk;
  const [company, reference, [sale], outgoing] = await Promise.all([
    rpc.company(signal),
    desk.references.get(signal),
    rpc.search('sale.sale', [['id', '=', Number(goods.orderId)]], ['party', 'party.customer_location', 'shipment_address', 'warehouse'], {
      signal,
    }),
    readOutgoing(desk, goods.orderId, signal),
  ]);
  if (!sale) throw new Terminal('NOT_FOUND', 'the ERP has no such order');
  const warehouse = reference.warehouses.get(number(sale.warehouse));
  if (!warehouse) throw new Terminal('STATE_FORBIDS', 'the ERP no longer has the warehouse of this order');
  const moves = goods.lines.flatMap((line) =>
    take(outgoing, line).map(({ move, pieces }) => ({
      product: number(move.product),
      uom: number(move.uom),
      quantity: quantity(pieces),
      from_location: number(row(sale['party.']).customer_location),
      to_location: warehouse.input,
      company: company.id,
      unit_price: move.unit_price === null ? null : { __class__: 'Decimal', decimal: text(move.unit_price) },
      currency: move.currency ?? company.currencyId,
      origin: `stock.move,${move.id}`,
    })),
  );
  const made = await create(
    rpc,
    model,
    {
      company: company.id,
      customer: number(sale.party),
      delivery_address: sale.shipment_address ?? null,
      warehouse: warehouse.id,
      reference: `${goods.number} ${keyMark(key)}`,
      moves: [['create', moves]],
    },
    signal,
  );
  // Nothing in Tryton keeps the key single: of two made at the same moment the older one stays.
  const first = await findShipment(desk, key, signal);
  if (first && first.id !== made) await rpc.call(`model.${model}.cancel`, [[made]], { signal });
  if (!first) throw new Error('the return shipment has vanished');
  return first;
}

async function readOutgoing({ rpc }: Desk, orderId: string, signal: AbortSignal): Promise<Outgoing[]> {
  const moves = await rpc.search(
    'stock.move',
    [
      ['origin.sale', '=', Number(orderId), 'sale.line'],
      ['state', '=', 'done'],
      ['to_location.type', '=', 'customer'],
    ],
    ['product', 'uom', 'quantity', 'unit_price', 'currency'],
    { signal, order: [['id', 'ASC']] },
  );
  const back = await rpc.search(
    'stock.move',
    [
      ['origin', 'in', moves.map((move) => `stock.move,${move.id}`)],
      ['from_location.type', '=', 'customer'],
      ['state', '!=', 'cancelled'],
    ],
    ['origin', 'quantity'],
    { signal },
  );
  return moves.map((move) => ({
    move,
    left: back
      .filter((other) => recordOf(other.origin, 'stock.move') === move.id)
      .reduce((left, other) => left - micros(other.quantity), micros(move.quantity)),
  }));
}

function take(outgoing: Outgoing[], line: ReturnPush['lines'][number]): { move: Row; pieces: bigint }[] {
  let wanted = line.quantity;
  const taken: { move: Row; pieces: bigint }[] = [];
  for (const source of outgoing) {
    if (String(source.move.product) !== line.variantId || source.left <= 0n || wanted <= 0n) continue;
    const pieces = source.left < wanted ? source.left : wanted;
    source.left -= pieces;
    wanted -= pieces;
    taken.push({ move: source.move, pieces });
  }
  if (wanted > 0n) throw new Terminal('STATE_FORBIDS', `more of ${line.sku} would come back than went out`);
  return taken;
}

/** Received into the warehouse, then shelved; what is not to be sold again goes to lost and found instead of the shelf. */
async function advance(desk: Desk, goods: ReturnPush, found: Row, signal: AbortSignal): Promise<ReturnAck> {
  const { rpc } = desk;
  const shipment = number(found.id);
  const read = async () =>
    (
      await rpc.read(model, [shipment], ['number', 'state', 'inventory_moves', 'incoming_moves', 'warehouse.lost_found_location'], {
        signal,
      })
    )[0] ?? {};
  let now = await read();
  if (now.state === 'draft') {
    await press(rpc, model, 'receive', [shipment], signal);
    now = await read();
  }
  if (now.state === 'received') {
    await scrap(desk, goods, now, signal);
    await press(rpc, model, 'done', [shipment], signal);
    now = await read();
  }
  if (now.state !== 'done') throw new Error(`the return shipment stays ${now.state}`);
  return acknowledge(now);
}

async function scrap({ rpc }: Desk, goods: ReturnPush, shipment: Row, signal: AbortSignal): Promise<void> {
  if (goods.lines.every((line) => line.restock)) return;
  const place = row(shipment['warehouse.']).lost_found_location;
  if (typeof place !== 'number')
    throw new Terminal('STATE_FORBIDS', 'the warehouse has no lost and found location: give it one in the ERP');
  // Incoming moves were made in the order of the lines, shelving moves name them.
  const [incoming, shelving] = await Promise.all([
    rpc.read('stock.move', numbers(shipment.incoming_moves), ['product', 'quantity'], { signal }),
    rpc.read('stock.move', numbers(shipment.inventory_moves), ['origin'], { signal }),
  ]);
  const left = goods.lines.map((line) => ({ ...line }));
  const broken = rows(incoming.sort((a, b) => number(a.id) - number(b.id))).flatMap((move) => {
    const line = left.find((candidate) => candidate.variantId === String(move.product) && candidate.quantity > 0n);
    if (!line) return [];
    line.quantity -= micros(move.quantity);
    return line.restock ? [] : [number(move.id)];
  });
  const moves = shelving.filter((move) => broken.includes(recordOf(move.origin, 'stock.move'))).map((move) => number(move.id));
  if (moves.length) await write(rpc, 'stock.move', moves, { to_location: place }, signal);
}

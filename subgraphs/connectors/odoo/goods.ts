/** Goods that come back, corrections of invoices, counts and points: each a stored procedure, so that it happens whole, and once a key. */
import {
  type CreditNoteAck,
  type CreditNotePush,
  type LoyaltyPush,
  type ReturnAck,
  type ReturnPush,
  type StockCountPush,
  Terminal,
} from '../connector.ts';
import { externalKey } from './externalids.ts';
import { patiently, Refusal, refused } from './rpc.ts';
import type { Desk } from './sales.ts';
import { id, micros, number, present, type Row, row, some, toNumber } from './values.ts';

/** Runs a procedure that is safe to repeat. Of two with one key at the same moment the later one hits the key's uniqueness: repeated, it finds what was made. */
async function once(desk: Desk, name: string, input: Row, message: string, signal: AbortSignal): Promise<Row> {
  const step = () => patiently(signal, () => desk.procedures.need(name, input, { signal, timeoutMs: 90_000 }));
  try {
    return await step();
  } catch (error) {
    if (error instanceof Refusal && /duplicate key|unique/i.test(error.detail)) return step();
    throw refused(error, message);
  }
}

/** What a procedure made under a key: the key's own row in Odoo, or nothing. */
async function made(desk: Desk, name: string, signal: AbortSignal): Promise<number | undefined> {
  const answer = await desk.procedures.run('find', { names: [name] }, { signal });
  return number(row(row(answer?.found)[name]).id) || undefined;
}

export async function receiveReturn(desk: Desk, goods: ReturnPush, key: string, signal: AbortSignal): Promise<ReturnAck> {
  const lines = goods.lines.map((line) => ({ variant: Number(line.variantId), quantity: toNumber(line.quantity), restock: line.restock }));
  const answer = await desk.inTurn(() =>
    once(
      desk,
      'receive',
      { sale: Number(goods.orderId), key: externalKey(key), kind: goods.kind, number: goods.number, lines },
      'the ERP does not take these goods back',
      signal,
    ),
  );
  if (answer.short) throw new Terminal('STATE_FORBIDS', 'more comes back than was shipped');
  return { externalId: id(answer.picking), ...present({ number: some(answer.number) }) };
}

export async function findReturn(desk: Desk, key: string, signal: AbortSignal): Promise<ReturnAck | null> {
  const picking = await made(desk, `return_${externalKey(key)}`, signal);
  if (!picking) return null;
  const [found] = await desk.rpc.read('stock.picking', [picking], ['name'], { signal });
  return { externalId: id(picking), ...present({ number: some(found?.name) }) };
}

export async function postCreditNote(desk: Desk, correction: CreditNotePush, key: string, signal: AbortSignal): Promise<CreditNoteAck> {
  const invoice = Number(/^invoice:(\d+)$/.exec(correction.invoiceId)?.[1]);
  if (!invoice) throw new Terminal('NOT_FOUND', 'the ERP has no such invoice');
  const lines = correction.lines.map((line) => ({ variant: Number(line.variantId), quantity: toNumber(line.quantity) }));
  const answer = await once(
    desk,
    'correct',
    { invoice, key: externalKey(key), reason: `${correction.number} ${correction.reason}`.trim(), lines },
    'the ERP does not accept this correction',
    signal,
  );
  if (!answer.note) throw new Terminal('STATE_FORBIDS', 'the invoice is not posted, or less of it is left than this correction takes back');
  return readNote(desk, number(answer.note), signal);
}

export async function findCreditNote(desk: Desk, key: string, signal: AbortSignal): Promise<CreditNoteAck | null> {
  const note = await made(desk, `correction_${externalKey(key)}`, signal);
  return note ? readNote(desk, note, signal) : null;
}

async function readNote({ rpc }: Desk, key: number, signal: AbortSignal): Promise<CreditNoteAck> {
  const [note] = await rpc.read('account.move', [key], ['name', 'amount_untaxed', 'amount_tax', 'amount_total'], { signal });
  if (!note) throw new Error('the correction has vanished');
  return {
    externalId: `invoice:${key}`,
    net: micros(note.amount_untaxed),
    tax: micros(note.amount_tax),
    gross: micros(note.amount_total),
    ...present({ number: some(note.name) }),
  };
}

export async function countStock(desk: Desk, count: StockCountPush, key: string, signal: AbortSignal): Promise<{ externalId?: string }> {
  const reference = await desk.references.get(signal);
  const place = Number(/^bin:(\d+)$/.exec(count.locationId)?.[1] ?? 0);
  const warehouse = place ? reference.places.get(place)?.warehouse : Number(count.locationId);
  if (!warehouse || !reference.warehouses.has(warehouse)) throw new Terminal('INVALID', 'the ERP has no such place');
  const lines = count.lines.map((line) => ({ variant: Number(line.variantId), counted: toNumber(line.counted) }));
  const input = { warehouse, place, key: externalKey(key), reference: count.reference, lines };
  const answer = await desk.inTurn(() => once(desk, 'count', input, 'the ERP does not accept this count', signal));
  return { externalId: id(answer.count) };
}

export async function findCount(desk: Desk, key: string, signal: AbortSignal): Promise<{ externalId?: string } | null> {
  return (await made(desk, `count_${externalKey(key)}`, signal)) ? {} : null;
}

export async function moveLoyalty(desk: Desk, move: LoyaltyPush, key: string, signal: AbortSignal): Promise<{ points: number }> {
  const input = {
    partner: Number(move.partyId),
    points: move.points,
    reason: move.reason,
    key: externalKey(key),
    ...(move.orderId ? { sale: Number(move.orderId) } : {}),
  };
  const answer = await once(desk, 'points', input, 'the ERP does not accept these points', signal);
  if (answer.lacking) throw new Terminal('SOURCE_REFUSED', 'the ERP has no loyalty program');
  if (answer.short) throw new Terminal('STATE_FORBIDS', 'the customer has fewer points');
  return { points: Math.floor(number(answer.points) + 1e-9) };
}

export async function findLoyaltyMove(desk: Desk, key: string, signal: AbortSignal): Promise<{ points: number } | null> {
  const card = await made(desk, `points_${externalKey(key)}`, signal);
  if (!card) return null;
  const [found] = await desk.rpc.read('loyalty.card', [card], ['points'], { signal });
  return { points: Math.floor(number(found?.points) + 1e-9) };
}

/**
 * A stock count of the hub is of a whole warehouse, an inventory of Tryton is of one place in it: a surplus goes to the warehouse's own storage, what is missing is
 * taken from there first and then from the places. An inventory has no text of its own, so the key stands in a note of it; the note is there before
 * anything is booked.
 */
import { type StockCountPush, Terminal } from '../connector.ts';
import { recordOf } from './billing.ts';
import { refused } from './rpc.ts';
import { type Desk, keyIn, keyMark, press, writing } from './sales.ts';
import { readPlace } from './stock.ts';
import { date, number, numbers, quantity, text } from './values.ts';

const model = 'stock.inventory';
type Counted = { externalId?: string };

export async function countStock(desk: Desk, count: StockCountPush, key: string, signal: AbortSignal): Promise<Counted> {
  return desk.inTurn(async () => {
    try {
      const begun = await findInventories(desk, key, signal);
      const ids = begun.length ? begun.map((found) => found.id) : await createInventories(desk, count, key, signal);
      if (ids.length && begun.every((found) => found.state !== 'done')) await press(desk.rpc, model, 'confirm', ids, signal);
      return ids.length ? { externalId: ids.join('+') } : {};
    } catch (error) {
      throw refused(error, 'the ERP does not accept this count');
    }
  });
}

export async function findCount(desk: Desk, key: string, signal: AbortSignal): Promise<Counted | null> {
  const found = await findInventories(desk, key, signal);
  return found.length && found.every((inventory) => inventory.state === 'done')
    ? { externalId: found.map(({ id }) => id).join('+') }
    : null;
}

async function findInventories({ rpc }: Desk, key: string, signal: AbortSignal): Promise<{ id: number; state: string }[]> {
  const notes = await rpc.search('ir.note', [['message', 'like', `%${keyMark(key)}%`]], ['message', 'resource'], { signal });
  const ids = notes.flatMap((note) => (keyIn(note.message) === key ? recordOf(note.resource, model) || [] : []));
  const found = await rpc.search(
    model,
    [
      ['id', 'in', ids],
      ['state', '!=', 'cancelled'],
    ],
    ['state'],
    { signal, order: [['id', 'ASC']] },
  );
  return found.map((inventory) => ({ id: number(inventory.id), state: text(inventory.state) }));
}

async function createInventories(desk: Desk, count: StockCountPush, key: string, signal: AbortSignal): Promise<number[]> {
  const { rpc } = desk;
  const [company, today, reference] = await Promise.all([rpc.company(signal), rpc.today(signal), desk.references.get(signal)]);
  const warehouse = reference.warehouses.get(Number(count.locationId));
  if (!warehouse) throw new Terminal('INVALID', 'the ERP has no such warehouse');
  const products = count.lines.map((line) => Number(line.variantId));
  const inside = [...reference.warehouseOf].filter(
    ([place, owner]) => owner === warehouse.id && reference.locationKind.get(place) === 'storage',
  );
  // Storage first, then the places; zones on the way in and out last.
  const places = inside.map(([place]) => place).sort((a, b) => Number(b === warehouse.storage) - Number(a === warehouse.storage) || b - a);
  const levels = new Map(await Promise.all(places.map(async (place) => [place, await readPlace(rpc, place, products, signal)] as const)));
  const changes = new Map<number, { product: number; quantity: number }[]>();
  for (const line of count.lines) {
    const product = Number(line.variantId);
    let missing = places.reduce((sum, place) => sum + (levels.get(place)?.get(product) ?? 0n), 0n) - line.counted;
    for (const place of places) {
      const held = levels.get(place)?.get(product) ?? 0n;
      if (missing === 0n) break;
      const counted = missing < 0n ? held - missing : held > missing ? held - missing : 0n;
      if (counted === held) continue;
      changes.set(place, [...(changes.get(place) ?? []), { product, quantity: quantity(counted) }]);
      missing -= held - counted;
    }
  }
  if (changes.size === 0) return []; // everything is as it was counted
  const inventories = [...changes].map(([location, lines]) => ({
    location,
    date: date(today),
    company: company.id,
    lines: [['create', lines]],
  }));
  const ids = numbers(await rpc.call(`model.${model}.create`, [inventories], { signal, context: writing }));
  const notes = ids.map((id) => ({ resource: `${model},${id}`, message: `${count.reference} ${keyMark(key)}` }));
  await rpc.call('model.ir.note.create', [notes], { signal, context: writing });
  return ids;
}

/** Writes of one thing go one after another: Vendure reads and writes without a lock, and several calls make one push. */
import type { Shop } from './shop.ts';

const lanes = new WeakMap<Shop, Map<string, Promise<unknown>>>();

/** `subject` names the thing. Other things do not wait. */
export function inTurn<T>(shop: Shop, subject: string, work: () => Promise<T>): Promise<T> {
  const lane = lanes.get(shop) ?? new Map<string, Promise<unknown>>();
  lanes.set(shop, lane);
  const turn = (lane.get(subject) ?? Promise.resolve()).then(work);
  const quiet = turn.catch(() => {});
  lane.set(subject, quiet);
  void quiet.then(() => lane.get(subject) === quiet && lane.delete(subject));
  return turn;
}

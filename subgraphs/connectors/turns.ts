/** Writes of one thing go one after another, for systems that read and write without a lock and where several calls make one push. */
const lanes = new WeakMap<object, Map<string, Promise<unknown>>>();

/** `system` is whatever stands for one connected system; `subject` names the thing. Other things do not wait. */
export function inTurn<T>(system: object, subject: string, work: () => Promise<T>): Promise<T> {
  const lane = lanes.get(system) ?? new Map<string, Promise<unknown>>();
  lanes.set(system, lane);
  const turn = (lane.get(subject) ?? Promise.resolve()).then(work);
  const quiet = turn.catch(() => {});
  lane.set(subject, quiet);
  void quiet.then(() => lane.get(subject) === quiet && lane.delete(subject));
  return turn;
}

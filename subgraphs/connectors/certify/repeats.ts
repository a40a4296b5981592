/** Repeats: the same write with the same key again answers the same document and makes no second one. */
import { type Check, insist } from './check.ts';
import type { Place } from './place.ts';
import { probesOf } from './probes.ts';

export function repeatChecks(role: Place['role']): Check[] {
  return probesOf(role).map((probe) => ({
    group: 'repeats',
    name: `${probe.name} sent three times is one`,
    needs: probe.needs,
    writes: true,
    async run(place, signal) {
      const attempt = await probe.prepare(place, signal);
      const first = await attempt.send(signal);
      try {
        for (const nth of ['second', 'third']) {
          const again = await attempt.send(signal);
          insist(again === first, `the ${nth} answer names ${again || 'nothing'}, the first ${first || 'nothing'}`);
        }
        const found = await attempt.find?.(signal);
        insist(found !== null, 'the look-up by its key finds nothing');
        insist(!found || !first || found === first, `the look-up finds ${found}, the answers said ${first}`);
        const count = await attempt.count?.(signal);
        insist(count === undefined || count === 1, `the system tells of it ${count} times`);
        return undefined;
      } finally {
        await attempt.undo?.(first, signal);
      }
    },
  }));
}

/** Races: eight sends of one key at once make one document. Some of them may fail; none may lie. */
import { Terminal } from '../connector.ts';
import { type Check, insist } from './check.ts';
import type { Place } from './place.ts';
import { probesOf } from './probes.ts';

const runners = 8;

export function raceChecks(role: Place['role']): Check[] {
  return probesOf(role).map((probe) => ({
    group: 'races',
    name: `${probe.name} sent ${runners} times at once is one`,
    needs: probe.needs,
    writes: true,
    limitMs: 180_000,
    async run(place, signal) {
      const attempt = await probe.prepare(place, signal);
      const answers = await Promise.allSettled(Array.from({ length: runners }, () => attempt.send(signal)));
      const ids = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      const refusals = answers.flatMap((answer) =>
        answer.status === 'rejected' && answer.reason instanceof Terminal ? [answer.reason] : [],
      );
      // Whoever lost the race looks up or tries again, as the hub does.
      const last = ids[0] ?? (await attempt.send(signal));
      try {
        insist(
          refusals.length === 0,
          () => `${refusals.length} of them were refused for good: ${refusals[0]?.code} ${refusals[0]?.message}`,
        );
        insist(new Set([...ids, last]).size === 1, `the answers name ${new Set(ids).size} documents: ${[...new Set(ids)].join(', ')}`);
        const found = await attempt.find?.(signal);
        insist(found !== null, 'the look-up by its key finds nothing');
        insist(!found || !last || found === last, `the look-up finds ${found}, the answers said ${last}`);
        const count = await attempt.count?.(signal);
        insist(count === undefined || count === 1, `the system tells of it ${count} times`);
        return `${ids.length} of ${runners} answered`;
      } finally {
        await attempt.undo?.(last, signal);
      }
    },
  }));
}

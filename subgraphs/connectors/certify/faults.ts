/** Faults: calls that break off, credentials that are wrong, addresses where nothing is; what is refused stands in refusals.ts. */
import { type Connected, NotSent } from '../connector.ts';
import { type Check, Impossible, insist } from './check.ts';
import type { Place } from './place.ts';
import { hubId, type Probe } from './probe.ts';
import { probesOf } from './probes.ts';
import { pause } from './reading.ts';
import { insistClean, refusalChecks } from './refusals.ts';

export function faultChecks(role: Place['role']): Check[] {
  return [wrongCredentials, nobodyThere, ...probesOf(role).map(brokenOff), ...refusalChecks(role)];
}

const wrongCredentials: Check = {
  group: 'faults',
  name: 'wrong credentials give a clear problem, and nothing is read as if it were empty',
  needs: [],
  async run(place, signal) {
    const [secret] = place.secrets;
    if (secret === undefined) throw new Impossible('it is linked without a secret');
    const wrong = place.connect({ [secret]: `wrong-${(place.settingOf(secret) ?? '').length}-secret` });
    try {
      const found = await wrong.check(signal);
      insist(!found.ok, 'its check says that all is well');
      insist(found.problem, 'its check does not say what to do');
      insistClean(place, found.problem);
      await insistFails(wrong, signal);
      return found.problem;
    } finally {
      await wrong.close();
    }
  },
};

const nobodyThere: Check = {
  group: 'faults',
  name: 'an address where nothing answers gives a clear problem, and no write is in doubt',
  needs: [],
  async run(place, signal) {
    const [address] = place.addresses;
    if (address === undefined) throw new Impossible('it is linked without an address');
    // Port 9 discards: on a machine that is not reached through a proxy nothing listens there.
    const lost = place.connect({ [address]: 'http://127.0.0.1:9' });
    try {
      const found = await lost.check(signal);
      insist(!found.ok && found.problem, 'its check does not say what is wrong');
      insistClean(place, found.problem);
      const { orderCancel, stock } = lost.push;
      const write = orderCancel
        ? orderCancel('1', 'Certification', hubId('opn', place.now()), signal)
        : stock?.([{ variantExternalId: '1', sku: '1', available: 0n }], signal);
      const error = await write?.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      insist(error instanceof NotSent, 'a write that surely never left is not told as NotSent');
      return found.problem;
    } finally {
      await lost.close();
    }
  },
};

async function insistFails(connected: Connected, signal: AbortSignal): Promise<void> {
  const pull = connected.pull.products ?? connected.pull.orders;
  if (!pull) return;
  let read = 0;
  const failed = await (async () => {
    for await (const page of pull(null as string | null, signal)) read += page.records.length;
  })().then(
    () => false,
    () => true,
  );
  insist(failed, `a pull ended well with ${read} records: the hub would take the rest for gone`);
}

/** The call is cut about where it is done; the look-up tells the truth, and the same key again makes it whole. */
function brokenOff(probe: Probe): Check {
  return {
    group: 'faults',
    name: `${probe.name} whose call breaks off is found or sent again, and is one`,
    needs: probe.needs,
    writes: true,
    limitMs: 300_000,
    async run(place, signal) {
      const usual = place.durations.get(probe.name) ?? (await timed(place, probe, signal));
      const notes: string[] = [];
      for (const share of [0.3, 0.8])
        try {
          notes.push(await breakOff(place, probe, Math.max(1, usual * share), signal));
        } catch (error) {
          // One round was made: that the system has nothing left to try it on again is no reason to forget it.
          if (!(error instanceof Impossible) || notes.length === 0) throw error;
        }
      return notes.join('; ');
    },
  };
}

/** How long it takes when nothing happens: where the writes were not tried before. */
async function timed(place: Place, probe: Probe, signal: AbortSignal): Promise<number> {
  const attempt = await probe.prepare(place, signal);
  const began = place.now();
  const id = await attempt.send(signal);
  const took = place.now() - began;
  await attempt.undo?.(id, signal);
  return took;
}

async function breakOff(place: Place, probe: Probe, afterMs: number, signal: AbortSignal): Promise<string> {
  const attempt = await probe.prepare(place, signal);
  const cut = new AbortController();
  const began = place.now();
  const timer = setTimeout(() => cut.abort(), afterMs);
  const answered = await attempt.send(AbortSignal.any([signal, cut.signal])).then(
    (id) => id,
    () => undefined,
  );
  clearTimeout(timer);
  let found: string | null | undefined;
  if (attempt.find)
    for (;;) {
      found = await attempt.find(signal);
      if (found !== null || place.now() - began > place.connected.lookupGraceMs) break;
      await pause(500, signal);
    }
  const id = await attempt.send(signal);
  try {
    insist(!answered || id === answered, `it was answered as ${answered}, then as ${id}`);
    insist(!found || !id || found === id, `the look-up found ${found}, sending it again made ${id}`);
    const count = await attempt.count?.(signal);
    insist(count === undefined || count === 1, `the system tells of it ${count} times`);
    return answered !== undefined
      ? 'answered in time'
      : found === undefined
        ? 'sent again'
        : found === null
          ? 'not there, sent again'
          : 'found';
  } finally {
    await attempt.undo?.(id, signal);
  }
}

/**
 * The certification suite: every promise of the connector contract that can be looked at from outside, tried on one linked system, real or twin.
 * It knows nothing of any product. What the system cannot do is told with its reason; a broken promise is a failure.
 */
import { type Capability, isAble } from '../connector.ts';
import { capabilityChecks } from './abilities.ts';
import { type Check, Failed, type Group, groups, Impossible, type Result } from './check.ts';
import { faultChecks } from './faults.ts';
import { openPlace, type Place, type PlaceOptions } from './place.ts';
import { raceChecks } from './races.ts';
import { readChecks } from './reads.ts';
import { repeatChecks } from './repeats.ts';
import { writeChecks } from './writes.ts';

export interface CertifyOptions extends PlaceOptions {
  /** Default: all. */
  only?: readonly Group[];
  /** Called before and after each check; `at` says how far it is. */
  began?(check: { group: Group; name: string }, at: Progress): void;
  ended?(result: Result, at: Progress): void;
}

export interface Progress {
  /** From 1. */
  number: number;
  of: number;
}

export interface Certificate {
  product: string;
  version: string | undefined;
  results: Result[];
}

const usualLimitMs = 120_000;

/** Makes the checks one after another. Throws when the system does not answer at all. */
export async function certify(options: CertifyOptions): Promise<Certificate> {
  const place = openPlace(options);
  try {
    const found = await place.connected.check(AbortSignal.timeout(20_000));
    if (!found.ok) throw new Error(found.problem ?? 'the system does not answer');
    const results: Result[] = [];
    const checks = checksOf(place, options.only ?? groups);
    for (const [index, check] of checks.entries()) {
      const at = { number: index + 1, of: checks.length };
      options.began?.(check, at);
      const result = await make(place, check);
      results.push(result);
      options.ended?.(result, at);
    }
    return { product: found.product, version: found.version, results };
  } finally {
    await place.connected.close();
  }
}

/** What is missing is told among the capabilities. A write that lacks only what would show it is told once, among the writes. */
function checksOf(place: Place, only: readonly Group[]): Check[] {
  const { role } = place;
  const able = (need: Capability | undefined) => need === undefined || isAble(place.connected, need);
  const all = [readChecks(role), writeChecks(role), repeatChecks(role), raceChecks(role), faultChecks(role), capabilityChecks(role)].flat();
  return all.filter(({ group, needs }) => only.includes(group) && (group === 'writes' ? able(needs[0]) : needs.every(able)));
}

async function make(place: Place, check: Check): Promise<Result> {
  const { group, name, limitMs = usualLimitMs } = check;
  const began = place.now();
  const told = (state: Result['state'], reason?: string): Result => ({
    group,
    name,
    state,
    seconds: (place.now() - began) / 1000,
    ...(reason ? { reason } : {}),
  });
  const missing = check.needs.find((need) => !isAble(place.connected, need));
  if (missing) return told('cannot', place.connected.cannot?.[missing] ?? `it has no ${missing}`);
  if (check.writes && !place.write) return told('cannot', 'it may not be written to: --write was not given');
  const limit = AbortSignal.timeout(limitMs);
  try {
    return told('ok', await Promise.race([check.run(place, limit), expiry(limit)]));
  } catch (error) {
    if (error instanceof Impossible) return told('cannot', error.message);
    if (error instanceof Failed) return told('failed', error.message);
    if (limit.aborted) return told('failed', `not done within ${limitMs / 1000} s`);
    return told('failed', `it threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`.slice(0, 400));
  }
}

function expiry(limit: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    limit.addEventListener('abort', () => reject(limit.reason as Error), { once: true });
  });
}

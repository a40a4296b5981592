/** How fast a run is and how long it has to go. */
import type { SyncRunRow } from './mappers.ts';

export function ratePerSecond(run: SyncRunRow, now: number): number | null {
  if (run.state === 'QUEUED' || run.read === 0) return null;
  // The first second is not believed: a page of 100 records after 3 ms is no rate of 33,000 a second.
  const seconds = Math.max(1, ((run.finishedAt ?? now) - run.startedAt) / 1000);
  return Math.round((run.read / seconds) * 10) / 10;
}

export function secondsLeft(run: SyncRunRow, now: number): number | null {
  if (run.state !== 'RUNNING' || run.total === null || run.read === 0) return null;
  const seconds = Math.max(1, (now - run.startedAt) / 1000);
  return Math.ceil((Math.max(0, run.total - run.read) * seconds) / run.read);
}

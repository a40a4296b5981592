/** Progress of a long pull as one line: what, how far, how fast, how long still. On a terminal the line is redrawn; elsewhere it is printed now and then. */
import type { SyncProgress } from '#hub/sync.ts';

const EVERY = 1_000;

export function progressLine(progress: SyncProgress, now: number): string {
  const seconds = Math.max(0.001, (now - progress.startedAt) / 1000);
  const rate = progress.read / seconds;
  const left = progress.total !== undefined && rate > 0 ? Math.max(0, Math.round((progress.total - progress.read) / rate)) : undefined;
  const share = progress.total ? ` of ${progress.total}` : '';
  const failed = progress.failed ? `, ${progress.failed} failed` : '';
  const end = progress.done ? `done in ${seconds.toFixed(1)} s` : left === undefined ? '' : `${left} s left`;
  return `${progress.systemCode.padEnd(8)} ${progress.entity.padEnd(11)} ${progress.read}${share} read, ${progress.changed} changed${failed}, ${rate.toFixed(0)}/s  ${end}`.trimEnd();
}

export function progressPrinter(out: NodeJS.WriteStream, now: () => number = Date.now): (progress: SyncProgress) => void {
  let last = 0;
  return (progress) => {
    if (!progress.done && now() - last < EVERY) return;
    last = now();
    const line = progressLine(progress, now());
    if (out.isTTY) out.write(`\r\x1b[2K${line}${progress.done ? '\n' : ''}`);
    else out.write(`${line}\n`);
  };
}

/** What every benchmark needs around its measuring: a folder, a voice, the machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '#gateway/commands/command.ts';

export function temporaryFolder(stack: AsyncDisposableStack): string {
  const folder = mkdtempSync(join(tmpdir(), 'splot-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  stack.defer(remove);
  return folder;
}

export function narrator(): (line: string) => void {
  const began = performance.now();
  return (line) => process.stderr.write(`[${((performance.now() - began) / 1000).toFixed(0).padStart(3)} s] ${line}\n`);
}

export function roundsOf(text: string | undefined, otherwise: number): number {
  const rounds = Number(text ?? otherwise);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) throw new UsageError('--rounds takes a number from 1 to 100');
  return rounds;
}

export function mustBeLinux(): void {
  if (process.platform !== 'linux') throw new Error('CPU per process is read from /proc: this benchmark needs Linux');
}

export const loadAverage = (): number => loadavg()[0] ?? 0;

export const machineLine = (): string =>
  `machine: Node ${process.version.slice(1)}, ${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}; CPU is user + system from /proc/<pid>/stat`;

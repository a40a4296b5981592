/** Processes that are measured: started, watched, read from /proc, ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Process {
  name: string;
  pid: number;
  /** What it said to be its address. */
  url: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const START_MS = 30_000;
const STOP_MS = 5_000;
/** The kernel counts in ticks of a hundredth of a second for every program, whatever it is built with. */
const TICK_MICROS = 10_000;
const PAGE_BYTES = 4096;

/** Starts a file of the project on this Node and waits until it tells its address; ends with the stack. It gets only the environment named here. */
export async function startProcess(
  stack: AsyncDisposableStack,
  name: string,
  words: string[],
  env: Record<string, string>,
): Promise<Process> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
  });
  stack.defer(endWithUs(child));
  return { name, pid: child.pid ?? 0, url: await readUrl(name, child) };
}

function readUrl(name: string, child: ChildProcess): Promise<string> {
  let complaint = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${name} did not start: ${why} ${complaint}`.trim()));
    const timer = setTimeout(() => fail(`no address within ${START_MS / 1000} s.`), START_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`it ended with ${code}.`));
    child.stderr?.on('data', (part: Buffer) => {
      complaint = (complaint + part.toString()).slice(0, 1_000);
    });
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        const url = / at (http:\S+)/.exec(line)?.[1];
        if (!url) return;
        clearTimeout(timer);
        resolve(url);
      });
  });
}

/** Ends the child in order; and at once when this process ends first. */
function endWithUs(child: ChildProcess): () => Promise<void> {
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const timer = setTimeout(kill, STOP_MS);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    clearTimeout(timer);
  };
}

/** Of /proc/<pid>/stat, from the third on: the second is the program's name in brackets and may hold blanks. Undefined when there is no such process. */
function statFields(pid: number | string): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

const ticks = (fields: string[], ...places: number[]): number =>
  places.reduce((sum, place) => sum + Number(fields[place]) * TICK_MICROS, 0);

/** CPU time since the start, user and system, microseconds. */
export function cpuMicros({ name, pid }: Process): number {
  const fields = statFields(pid);
  if (!fields) throw new Error(`${name} has ended while it was measured`);
  return ticks(fields, 11, 12);
}

/** Its own and that of its children, ended ones too, such as the connections of a PostgreSQL server. */
export function familyMicros({ name, pid }: Process): number {
  const own = statFields(pid);
  if (!own) throw new Error(`${name} has ended while it was measured`);
  let sum = ticks(own, 11, 12, 13, 14);
  for (const entry of readdirSync('/proc')) {
    const fields = /^\d+$/.test(entry) ? statFields(entry) : undefined;
    if (fields && Number(fields[1]) === pid) sum += ticks(fields, 11, 12);
  }
  return sum;
}

export const rssBytes = ({ pid }: Process): number => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;

/**
 * Throw-away PostgreSQL clusters on loopback, as processes of their own. Installs Debian's server when there is none and we may.
 * A cluster ends with the process that started it, however that ends.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort.ts';

export interface TestPostgres {
  url: string;
  /** Kills every process of the server at once, as a power cut would. */
  crash(): void;
  start(): void;
  /** Ends the server and removes its folder; with `keep` it ends in good order and the folder stays. */
  stop(options?: { keep: boolean }): void;
}

export interface PostgresOptions {
  /** Holds the cluster in `data`: one that is there is taken up, else a new one is made. Removed at the end, with all that is in it. */
  folder?: string;
  /** On top of PostgreSQL's own, e.g. `{ fsync: 'off' }`. */
  settings?: Record<string, string | number>;
}

const root = process.getuid?.() === 0;
/** User and database of each cluster. */
const name = 'splot';

export async function startPostgres(options: PostgresOptions = {}): Promise<TestPostgres> {
  const bin = serverTools();
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'splot-postgres-'));
  const data = join(folder, 'data');
  const port = await freePort();
  const run = (tool: string, ...words: string[]): void => {
    const [program = '', ...rest] = asServer(join(bin, tool), ...words);
    execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'], cwd: folder });
  };
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    max_connections: 200,
    timezone: 'UTC',
    ...options.settings,
  };
  const words = Object.entries(settings).map(([key, value]) => `-c ${key}=${value}`);
  const start = () => run('pg_ctl', '-D', data, '-w', '-s', '-l', join(data, 'server.log'), '-o', words.join(' '), 'start');
  const end = (mode: 'fast' | 'immediate') => run('pg_ctl', '-D', data, '-m', mode, '-s', 'stop');

  const fresh = !existsSync(data);
  if (root) chownSync(folder, ...postgresUser());
  if (!fresh) {
    // A copy: PostgreSQL insists on owning its folder alone.
    if (root) execFileSync('chown', ['-R', postgresUser().join(':'), data]);
    chmodSync(data, 0o700);
  }
  const tether = tie(folder);
  try {
    // Small journal segments: a cluster is copied and thrown away more often than it is written to.
    if (fresh) run('initdb', '-D', data, '-A', 'trust', '-U', name, '-E', 'UTF8', '--locale=C.UTF-8', '--wal-segsize=4', '--no-sync');
    start();
    if (fresh) run('createdb', '-h', '127.0.0.1', '-p', String(port), '-U', name, name);
  } catch (error) {
    tether.kill('SIGKILL');
    endPostgres(folder);
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    url: `postgresql://${name}@127.0.0.1:${port}/${name}`,
    start,
    crash: () => end('immediate'),
    stop({ keep } = { keep: false }) {
      try {
        end(keep ? 'fast' : 'immediate');
      } finally {
        tether.kill('SIGKILL');
        if (!keep) rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Waits for the end of our process, which closes its input, then ends the server and removes the folder: a SIGKILL runs no code of ours. */
function tie(folder: string): ChildProcess {
  const script = `
    read -r _
    pid=$(head -n 1 "$0/data/postmaster.pid" 2> /dev/null) && kill -QUIT "$pid" && while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done
    rm -rf "$0"`;
  const child = spawn('sh', ['-c', script, folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  child.unref();
  // A socket, whatever its type says.
  (child.stdin as unknown as { unref(): void }).unref();
  return child;
}

/** Ends the server that runs in this folder, if one does: for leftovers of a machine that went down with everything on it. */
export function endPostgres(folder: string): void {
  try {
    const pid = Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
    // The number may be another program's by now.
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)) process.kill(pid, 'SIGQUIT');
  } catch {
    // None runs.
  }
}

/** May the server's user, who is not root, work in this folder? */
export function openToPostgres(folder: string): boolean {
  const [program = '', ...rest] = asServer('test', '-x', folder);
  return spawnSync(program, rest).status === 0;
}

/** A cluster's files fit one major version only. */
export const postgresVersion = (): string => execFileSync(join(serverTools(), 'postgres'), ['--version'], { encoding: 'utf8' });

const serverTools = (): string => findServer() ?? installServer();

/** PostgreSQL refuses to run as root. */
function asServer(...command: string[]): string[] {
  if (!root) return command;
  const [uid, gid] = postgresUser();
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...command];
}

function findServer(): string | undefined {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return undefined;
  const [newest] = readdirSync(base)
    .filter((version) => existsSync(join(base, version, 'bin', 'initdb')))
    .sort((a, b) => Number(b) - Number(a));
  return newest ? join(base, newest, 'bin') : undefined;
}

function installServer(): string {
  if (!root) throw new Error('no PostgreSQL server found: install one, e.g. apt-get install postgresql');
  console.log('installing postgresql from the machine’s own apt sources …');
  const apt = (...words: string[]) =>
    spawnSync('apt-get', ['-qq', '-y', '-o', 'Dpkg::Use-Pty=0', ...words], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  mkdirSync('/etc/postgresql-common', { recursive: true });
  apt('update');
  apt('install', '--no-install-recommends', 'postgresql');
  const bin = findServer();
  if (!bin) throw new Error('PostgreSQL could not be installed: see the lines above');
  return bin;
}

function postgresUser(): [uid: number, gid: number] {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return [id('-u'), id('-g')];
}

/** A throw-away PostgreSQL cluster on loopback for the wide suites. Installs Debian's server when there is none and we may. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestPostgres {
  url: string;
  /** Kills every process of the server at once, as a power cut would. */
  crash(): void;
  start(): void;
  stop(): void;
}

const root = process.getuid?.() === 0;

export async function startPostgres(): Promise<TestPostgres> {
  const bin = findServer() ?? installServer();
  const folder = mkdtempSync(join(tmpdir(), 'splot-postgres-'));
  if (root) chownSync(folder, ...postgresUser());
  const data = join(folder, 'data');
  const port = await freePort();
  const run = (tool: string, ...words: string[]): void => {
    const command = [join(bin, tool), ...words];
    const [program = '', ...rest] = root
      ? ['setpriv', `--reuid=${postgresUser()[0]}`, `--regid=${postgresUser()[1]}`, '--clear-groups', ...command]
      : command;
    execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'], cwd: folder });
  };
  run('initdb', '-D', data, '-A', 'trust', '-U', 'splot', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync');
  const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder} -c max_connections=200 -c timezone=UTC`;
  const start = () => run('pg_ctl', '-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', settings, 'start');
  start();
  run('createdb', '-h', '127.0.0.1', '-p', String(port), '-U', 'splot', 'splot');
  return {
    url: `postgresql://splot@127.0.0.1:${port}/splot`,
    start,
    crash: () => run('pg_ctl', '-D', data, '-m', 'immediate', '-s', 'stop'),
    stop() {
      try {
        run('pg_ctl', '-D', data, '-m', 'immediate', '-s', 'stop');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
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

/** Below the ephemeral range, so that nobody's outgoing connection takes it. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer()
        .once('error', () => resolve(false))
        .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

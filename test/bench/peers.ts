/** Brings the peers' packages into their own folder: on demand, and again only when the lock file changed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('./peers/', import.meta.url));

interface Lock {
  packages: Record<string, { version?: string; optional?: boolean }>;
}

const readLock = (path: string): Lock['packages'] => (JSON.parse(readFileSync(`${folder}${path}`, 'utf8')) as Lock).packages;

function installed(): boolean {
  const marker = 'node_modules/.package-lock.json';
  if (!existsSync(`${folder}${marker}`)) return false;
  const present = readLock(marker);
  return Object.entries(readLock('package-lock.json')).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

export function installPeers(say: (line: string) => void): void {
  if (installed()) return;
  say('installing the peers from npm (once, about 120 MB) …');
  const began = performance.now();
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm'];
  const result = spawnSync(command ?? 'npm', [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (result.status !== 0) throw new Error('npm ci in test/bench/peers failed: see the lines above; the npm registry must be within reach');
  say(`installed in ${Math.round((performance.now() - began) / 1000)} s`);
}

export const peerVersion = (name: string): string => readLock('package-lock.json')[`node_modules/${name}`]?.version ?? '?';

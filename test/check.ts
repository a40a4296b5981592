/** `npm run check`: types, lint and format, generated files without diff, the import rule and the schema's rules; side by side, one line each. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const node = process.execPath;
const steps: [name: string, arguments_: string[]][] = [
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
  ['lint and format', ['node_modules/@biomejs/biome/bin/biome', 'ci', '--diagnostic-level=error', '.']],
  ['generated files', ['test/generate.ts', '--check']],
  [
    'rules',
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'test/vitest.config.ts',
      '--project',
      'unit',
      'test/imports.test.ts',
      'test/schema.test.ts',
    ],
  ],
];

const results = await Promise.all(steps.map(run));
for (const { name, seconds, ok, output } of results) {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(16)} ${seconds.toFixed(1)} s`);
  if (!ok) console.log(output);
}
process.exit(results.every((result) => result.ok) ? 0 : 1);

function run([name, arguments_]: (typeof steps)[number]) {
  const began = performance.now();
  return new Promise<{ name: string; seconds: number; ok: boolean; output: string }>((resolve) => {
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...arguments_], { cwd: root });
    let output = '';
    child.stdout.on('data', (part) => {
      output += part;
    });
    child.stderr.on('data', (part) => {
      output += part;
    });
    child.on('close', (code) => resolve({ name, seconds: (performance.now() - began) / 1000, ok: code === 0, output }));
  });
}

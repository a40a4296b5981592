/** `npm run test:wide`: the same suite on PostgreSQL (but for what opens no database), then kills, processes apart and conformance on both stores. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './postgres.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Suites that open no database: once, on SQLite, is enough. */
const withoutDatabase = ['corpus*', 'differential', 'stitched', 'documents', 'limits', 'schema', 'imports', 'money', 'cli'];
const postgres = await startPostgres();
let failed = 0;
try {
  failed += await vitest(
    'the suite on PostgreSQL',
    ['--project', 'unit', ...withoutDatabase.flatMap((name) => ['--exclude', `test/${name}.test.ts`])],
    { TEST_DATABASE_URL: postgres.url },
  );
  failed += await vitest('kills, processes apart, conformance', ['--project', 'wide'], { WIDE_DATABASE_URL: postgres.url });
} finally {
  postgres.stop();
}
process.exit(failed ? 1 : 0);

function vitest(title: string, arguments_: string[], env: Record<string, string>): Promise<number> {
  console.log(`== ${title}`);
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        'node_modules/vitest/vitest.mjs',
        'run',
        '--config',
        'test/vitest.config.ts',
        ...arguments_,
        ...process.argv.slice(2),
      ],
      { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
    );
    child.on('close', (code) => resolve(code === 0 ? 0 : 1));
  });
}

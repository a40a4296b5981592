import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  // One copy of graphql: Vite would take its .mjs, @apollo/subgraph takes the CommonJS build, and their types would be strangers.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(new URL('../node_modules/graphql/index.js', import.meta.url)) }] },
  test: {
    // The stitched engine's library loses a promise after a mutation's field failed; `serve` logs such a one and goes on, and so do its tests.
    onUnhandledError: (error) => (error.stack?.includes('annotateExternalObject') ? false : undefined),
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000, pool: 'forks' },
      },
      {
        extends: true,
        test: {
          name: 'wide',
          include: ['test/wide/*.test.ts', 'test/chaos/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
          pool: 'forks',
          fileParallelism: false,
        },
      },
    ],
  },
});

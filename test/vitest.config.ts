import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
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

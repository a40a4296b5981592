/** The engine against graphql-js on one schema: a few generated graphs. test/wide/differential.test.ts has many. */
import { expect, test } from 'vitest';
import { createEngine } from '#gateway/federation/engine.ts';
import { putOnTrial } from './federation/trial.ts';

const seeds = [1, 2, 3, 4, 5, 6];

test.for(seeds)('generated graph %i is answered as one single server would answer it', async (seed) => {
  const tally = await putOnTrial({ seed, operations: 15, makeEngine: createEngine });
  expect(tally.asked).toBe(15);
});

/**
 * The engine against graphql-js on one schema: many generated graphs and operations. `SEED=17` repeats one graph; `FIRST_SEED` and
 * `GRAPHS` choose others.
 */
import { expect, test } from 'vitest';
import { createEngine } from '#gateway/federation/engine.ts';
import { putOnTrial } from '../federation/trial.ts';

const OPERATIONS = 50;
const only = process.env.SEED ?? process.env.FC_SEED;
const first = Number(only ?? process.env.FIRST_SEED ?? 1);
const graphs = only ? 1 : Number(process.env.GRAPHS ?? 100);

test(`graphs of the seeds ${first} to ${first + graphs - 1} are answered as one single server would answer them`, async ({ annotate }) => {
  const total = { asked: 0, invalid: 0, withErrors: 0, mutations: 0 };
  const faults: string[] = [];
  for (let seed = first; seed < first + graphs; seed++) {
    try {
      const tally = await putOnTrial({ seed, operations: OPERATIONS, makeEngine: createEngine });
      for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += tally[key];
    } catch (error) {
      // All are tried: one fault of the engine often shows in several graphs, and the shortest report is the one to read.
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  await annotate(`${graphs} graphs from seed ${first}: ${JSON.stringify(total)}`);
  faults.sort((a, b) => a.length - b.length);
  expect(faults.length, `${faults.length} of ${graphs} graphs differ; the shortest report:\n${faults[0]}`).toBe(0);
  expect(total.withErrors).toBeGreaterThan(total.asked / 10);
});

/** Cases of federation, each asked four times of one engine (the third time is compiled), and once over HTTP. */
import { createRequire } from 'node:module';
import type { QueryPlanner } from '@graphql-hive/router-query-planner';
import { type ExecutionResult, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { worlds } from './federation/corpus/all.ts';
import { kindsOf, planWords } from './federation/corpus/plans.ts';
import { answersOf, compose, faultsOf, type Opened, openWorld, operationOf } from './federation/corpus/run.ts';
import type { Answer, Case, World } from './federation/corpus/words.ts';

const { QueryPlanner: Planner } = createRequire(import.meta.url)('@graphql-hive/router-query-planner') as {
  QueryPlanner: typeof QueryPlanner;
};

/** As text, because the order of keys counts, too. */
const text = (value: unknown) => JSON.stringify(value ?? null, null, 1);

const expected = ({ data, errors }: Answer) => text({ data, errors: [...(errors ?? [])].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) });
const received = (answer: ExecutionResult) => text({ data: answer.data ?? null, errors: faultsOf(answer) });

function check(asking: Case, answers: readonly ExecutionResult[], { asked }: Opened): void {
  expect(answers.map(received)).toEqual(('events' in asking ? asking.events : [asking]).map(expected));
  for (const [name, sizes] of Object.entries(asking.asked ?? {}))
    expect({ [name]: (asked.entities.get(name) ?? []).sort((a, b) => a - b) }).toEqual({ [name]: sizes });
  if (asking.untouched) expect(asked.roots).toBe(0);
  if (asking.locations)
    expect(answers.flatMap(({ errors }) => errors?.map(({ locations }) => locations?.map(({ line, column }) => `${line}:${column}`).join())).sort()).toEqual(
      asking.locations,
    );
}

async function run(world: World, asking: Case, opened: Opened, times: number): Promise<void> {
  const operation = operationOf(asking);
  expect(validate(opened.engine.schema, operation.document)).toEqual([]);
  for (let i = 0; i < times; i++) {
    world.reset?.();
    opened.forget();
    check(asking, await answersOf(opened.engine, operation, asking), opened);
  }
}

describe.for(worlds)('$title', (world) => {
  describe.for([
    ['in process', [], 4],
    ['over HTTP', world.remote, 1],
  ] as const)('%s', ([, remote, times]) => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await openWorld(world, remote);
    });
    afterAll(() => opened?.close());
    test.for(world.cases.map((asking) => [asking.title, asking] as const))('%s', async ([, asking]) => run(world, asking, opened, times));
  });
});

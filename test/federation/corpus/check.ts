/** A case, asked and compared. */
import { type ExecutionResult, validate } from 'graphql';
import { expect } from 'vitest';
import { answersOf, byPath, faultsOf, type Opened, operationOf } from './run.ts';
import type { Answer, Case, World } from './words.ts';

/** As text, because the order of keys counts, too. Long ones are cut: a difference of thousands of lines tells nobody anything. */
const text = (value: unknown): string => JSON.stringify(value ?? null, null, 1).slice(0, 40_000);
const expected = ({ data, errors }: Answer) => text({ data, errors: [...(errors ?? [])].sort(byPath) });
const received = (answer: ExecutionResult) => text({ data: answer.data ?? null, errors: faultsOf(answer) });

function compare(asking: Case, answers: readonly ExecutionResult[], { asked }: Opened): void {
  expect(answers.map(received)).toEqual(('events' in asking ? asking.events : [asking]).map(expected));
  for (const [name, sizes] of Object.entries(asking.asked ?? {}))
    expect({ [name]: (asked.entities.get(name) ?? []).sort((a, b) => a - b) }).toEqual({ [name]: sizes });
  if (asking.untouched) expect(asked.roots).toBe(0);
  if (asking.locations) expect(answers.flatMap(placesOf)).toEqual(asking.locations);
}

const placesOf = ({ errors }: ExecutionResult): string[] =>
  (errors ?? []).map(({ locations }) => locations?.map(({ line, column }) => `${line}:${column}`).join() ?? 'nowhere').sort();

/** Asks so many times, and fails at the first answer that is not the expected one. */
export async function check(world: World, asking: Case, opened: Opened, times: number): Promise<void> {
  const operation = operationOf(asking);
  expect(validate(opened.engine.schema, operation.document)).toEqual([]);
  for (let i = 0; i < times; i++) {
    world.reset?.();
    opened.forget();
    compare(asking, await answersOf(opened.engine, operation, asking), opened);
  }
}

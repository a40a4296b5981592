/** Cases of federation, each asked four times of one engine (from the third time on it is compiled), and once over HTTP. */
import { createRequire } from 'node:module';
import type { QueryPlanner } from '@graphql-hive/router-query-planner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { worlds } from './federation/corpus/all.ts';
import { check } from './federation/corpus/check.ts';
import { kindsOf, planWords } from './federation/corpus/plans.ts';
import { compose, type Opened, openWorld } from './federation/corpus/run.ts';
import type { Case } from './federation/corpus/words.ts';

describe.for(worlds)('$title', (world) => {
  describe.for([
    ['in process', [], 4],
    ['over HTTP', world.remote, 1],
  ] as const)('%s', ([, remote, times]) => {
    let opened: Opened | undefined;
    beforeAll(async () => {
      opened = await openWorld(world, remote);
    });
    afterAll(() => opened?.close());
    test.for(world.cases.map((asking) => [asking.title, asking] as const))('%s', async ([, asking]) => {
      if (!opened) throw new Error('the world did not open');
      await check(world, asking, opened, times);
    });
  });
});

/**
 * The planner's own view of a case. It takes no introspection (it ends the process over some), nor an alias within a required object:
 * the engine spares it both.
 */
const isForPlanner = ({ query }: Case) => !/__schema|__type\b|shop \{ id: name/.test(query);

describe('the corpus', () => {
  const { QueryPlanner: Planner } = createRequire(import.meta.url)('@graphql-hive/router-query-planner') as {
    QueryPlanner: typeof QueryPlanner;
  };
  const seen = new Set<string>();
  const missing: string[] = [];
  for (const world of worlds) {
    const planner = new Planner(compose(world.subgraphs));
    for (const asking of world.cases.filter(isForPlanner)) {
      let kinds = new Set<string>();
      try {
        kinds = kindsOf(planner.plan(asking.query, asking.operationName, new Set(), 0));
      } catch {
        // What it refuses by itself is left to the engine.
      }
      for (const kind of kinds) seen.add(kind);
      for (const word of asking.plan ?? []) if (!kinds.has(word)) missing.push(`${world.title}: ${asking.title}: ${word}`);
    }
  }

  test('has every kind of plan node that the planner makes, each where its case says so', () => {
    expect(missing).toEqual([]);
    expect(planWords.filter((word) => !seen.has(word))).toEqual([]);
  });

  test('has every directive of federation', () => {
    const texts = worlds.flatMap(({ subgraphs }) => Object.values(subgraphs).map(({ sdl }) => sdl));
    const directives = [
      /@key\(fields: "\w+"\)/,
      /@key\(fields: "\w+ \{ \w+ \} \w+"\)/,
      /@key\([^)]*\) @key\(/,
      /@requires\(fields: "\w+"\)/,
      /@requires\(fields: "\w+ \{ \w+ \w+ \}"\)/,
      /@requires\(fields: "\w+ \{ \w+ \w+ \{ \w+ \} \}"\)/,
      /@requires\(fields: "\w+\(\w+: \w+\)"\)/,
      /@provides\(/,
      /@external/,
      /@override\(from: "\w+"\)/,
      /@override\(from: "\w+", label: "percent\(\d+\)"\)/,
      /@interfaceObject/,
      /type \w+ @inaccessible/,
      /\w+: \w+ @inaccessible/,
      /\w+ @inaccessible \}/,
      /\(.*\w+: \w+ @inaccessible\)/,
      /type \w+ @shareable/,
      /@tag\(/,
      /interface \w+ @key/,
      /union \w+ =/,
    ];
    expect(directives.filter((directive) => !texts.some((sdl) => directive.test(sdl))).map(String)).toEqual([]);
  });
});

/** The fallback engine on the same corpus: what it answers otherwise is a committed list, and no more. */
import { expect, test } from 'vitest';
import { worlds } from './federation/corpus/all.ts';
import { check } from './federation/corpus/check.ts';
import { openWorld } from './federation/corpus/run.ts';
import { otherwise } from './federation/stitched.ts';

test.for(worlds.map((world) => [world.title, world] as const))('stitched: %s', async ([title, world]) => {
  const opened = await openWorld(world, [], 'stitched');
  const failed: string[] = [];
  for (const asking of world.cases)
    await check(world, asking, opened, 1).catch(() => {
      failed.push(asking.title);
    });
  await opened.close();
  expect(failed).toEqual(otherwise[title] ?? []);
});

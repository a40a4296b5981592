/** Entities of the stock subgraph kept one by one, as a transport would ask for them. */
import { graphql } from 'graphql';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type EntityCache, openEntityCache } from '#gateway/cache/entities.ts';
import { openRecording, type Recording } from '#hub/reads.ts';
import { stock } from '#subgraphs/stock/index.ts';
import { shopOf } from './cacheGround.ts';
import { openGround, type TestGround, viewer } from './ground.ts';
import { level, told } from './stockGround.ts';

const OPERATION = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Variant {
  availability { status sellable { value } provenance { ageSeconds } } pickup { status location { code } } } } }`;
const storefront = viewer('storefront');

let ground: TestGround;
let cache: EntityCache;
let ids: string[];

beforeEach(async () => {
  ground = await openGround();
  cache = openEntityCache(ground, 1_000_000);
  onTestFinished(() => cache.close());
  ids = [...(await shopOf(ground, ['A', 'B', 'C'])).values()];
});

async function read(representations: readonly object[], reads: Recording): Promise<object[]> {
  const contextValue = stock.context(ground, { viewer: storefront, requestId: 'test', reads });
  const { data, errors } = await graphql({ schema: stock.schema, source: OPERATION, variableValues: { representations }, contextValue });
  expect(errors).toBeUndefined();
  return (JSON.parse(JSON.stringify(data)) as { _entities: object[] })._entities;
}

/** What a transport does: answers how many had to be asked for, and the sellable quantities. */
async function ask(of: readonly string[], as = storefront): Promise<{ asked: number; sellable: string[] }> {
  const representations = of.map((id) => ({ __typename: 'Variant', id }));
  const call = { subgraph: 'stock', operation: OPERATION, viewer: as, representations };
  const recording = openRecording(ground.now());
  const begun = cache.begin(recording);
  const found = cache.lookup(call, recording);
  const missing = found.flatMap((one, i) => (one === undefined ? [i] : []));
  const results = missing.length
    ? await read(
        missing.flatMap((i) => representations[i] ?? []),
        recording,
      )
    : [];
  cache.store(call, begun, missing, results);
  missing.forEach((at, i) => {
    found[at] = results[i] ?? null;
  });
  return {
    asked: missing.length,
    sellable: found.map((one) => (one as { availability: { sellable: { value: string } } }).availability.sellable.value),
  };
}

test('only entities whose rows changed are asked for again', async () => {
  expect(await ask(ids)).toEqual({ asked: 3, sellable: ['10', '10', '10'] });
  expect(await ask(ids.toReversed())).toEqual({ asked: 0, sellable: ['10', '10', '10'] });
  await told(ground, 'stock', [level('B', 4)]);
  expect(await ask(ids)).toEqual({ asked: 1, sellable: ['10', '4', '10'] });
});

test('another viewer and another instant are asked for anew', async () => {
  await ask(ids);
  expect((await ask(ids, viewer('staff'))).asked).toBe(3);
  ground.advance(30 * 60_000 + 1);
  expect((await ask(ids)).asked).toBe(3);
});

test('a variant in a batch rests on no more rows than alone: what is left out of the others’ tags is theirs', async () => {
  const alone = await Promise.all(
    ids.map(async (id) => {
      const recording = openRecording(ground.now());
      await read([{ __typename: 'Variant', id }], recording);
      return [...recording.tags];
    }),
  );
  for (const [i, tags] of alone.entries())
    for (const other of ids.filter((id) => id !== ids[i])) expect(tags.join(' ')).not.toContain(other);
});

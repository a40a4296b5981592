import { describe, expect, test } from 'vitest';
import type { Viewer } from '#hub/viewer.ts';
import { openGround, viewer } from './ground.ts';
import {
  aCategory,
  aProduct,
  ask,
  aVariant,
  boundId,
  categories,
  DAY,
  deliveries,
  erp,
  events,
  found,
  productId,
  retire,
} from './productGround.ts';

describe('categories', () => {
  test('come in any order, stand in the Polish one, and an unknown parent leaves them at the top', async () => {
    const ground = await openGround();
    await categories(ground, [
      aCategory('b', 'Żyrandole', 'a'),
      aCategory('c', 'Łóżka', 'a'),
      aCategory('x', 'Sierota', 'nowhere'),
      aCategory('a', 'Dom'),
      aCategory('off', 'Stare', 'a', false),
    ]);
    const names = async (args: string, as?: Viewer) =>
      (await ask(ground, `{ categories${args} { name } }`, {}, as)).categories.map((c: { name: string }) => c.name);
    expect(await names('')).toEqual(['Dom', 'Sierota']);
    expect(await names('(depth: 2)')).toEqual(['Dom', 'Sierota', 'Łóżka', 'Żyrandole']);
    const a = await boundId(ground, 'categories', 'a');
    expect(await names(`(parentId: "${a}")`, viewer('staff'))).toEqual(['Łóżka', 'Stare', 'Żyrandole']);
  });

  test('of one name get different addresses, and go when a full sweep does not see them', async () => {
    const ground = await openGround();
    await categories(ground, [aCategory('1', 'Dom'), aCategory('2', 'Dom')]);
    const slugs = (await ask(ground, '{ categories { slug } }')).categories.map((c: { slug: string }) => c.slug).sort();
    expect(slugs).toEqual(['dom', 'dom-2']);
    ground.advance(DAY);
    const sweepStartedAt = ground.now();
    ground.advance(1_000);
    await categories(ground, [aCategory('1', 'Dom')]);
    expect(await retire(ground, 'categories', sweepStartedAt)).toBe(1);
    expect((await ask(ground, '{ categories { slug } }')).categories).toHaveLength(1);
    await categories(ground, [aCategory('2', 'Dom')]);
    expect((await ask(ground, '{ categories { slug } }')).categories).toHaveLength(2);
  });

  test('a circle in the source’s tree ends', async () => {
    const ground = await openGround();
    await categories(ground, [aCategory('a', 'A', 'b'), aCategory('b', 'B', 'a')]);
    await erp(ground, [aProduct('P', { categories: ['a'] })]);
    const data = await ask(
      ground,
      '{ category(slug: "a") { productCount ancestors { slug } children { slug children { slug } } } products { facets(codes: ["CATEGORY"]) { values { count } } } }',
    );
    expect(data.category).toEqual({ productCount: 1, ancestors: [{ slug: 'b' }], children: [{ slug: 'b', children: [{ slug: 'a' }] }] });
    expect(data.products.facets[0].values).toEqual([{ count: 1 }, { count: 1 }]);
  });
});

describe('records of the ERP', () => {
  test('unchanged are skipped, changed say what changed, and go to the shop only when it would show', async () => {
    const ground = await openGround();
    const record = aProduct('A', { title: 'Stół' });
    expect(await erp(ground, [record])).toEqual({ changed: 1, failed: 0 });
    ground.advance(1_000);
    expect(await erp(ground, [record])).toEqual({ changed: 0, failed: 0 });
    expect((await ask(ground, '{ product(slug: "stol") { provenance { ageSeconds } } }')).product.provenance.ageSeconds).toBe(0);
    await ground.db.write((trx) => trx.deleteFrom('delivery').execute());
    const costly = { ...record, variants: [aVariant('A', { cost: { unit: 1n, currency: 'PLN', method: 'average' } })] };
    expect(await erp(ground, [costly])).toEqual({ changed: 1, failed: 0 });
    expect(await deliveries(ground)).toEqual([]);
    expect(await erp(ground, [{ ...costly, title: [{ locale: 'pl', value: 'Stolik' }], brand: 'X' }])).toEqual({ changed: 1, failed: 0 });
    expect(await deliveries(ground)).toEqual(['product']);
    expect(await events(ground)).toEqual([
      { change: 'CREATED', fields: [] },
      { change: 'UPDATED', fields: ['variants'] },
      { change: 'UPDATED', fields: ['brand', 'title'] },
    ]);
    expect((await ask(ground, '{ product(slug: "stol") { title brand } }')).product).toEqual({ title: 'Stolik', brand: 'X' });
  });

  test('in bulk write one event a slice', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('A'), aProduct('B')], { bulk: true });
    expect(await events(ground)).toEqual([{ change: 'BULK', fields: [], count: 2 }]);
  });

  test('that contradict each other are counted, and the rest is stored', async () => {
    const ground = await openGround();
    const bad = { ...aProduct('bad'), variants: [aVariant('X', { externalId: '1' }), aVariant(' X', { externalId: '2' })] };
    const none = { ...aProduct('none'), variants: [aVariant(' ')] };
    const rate = { ...aProduct('rate'), variants: [aVariant('R', { taxPercent: 'zw' })] };
    expect(await erp(ground, [bad, aProduct('good'), none, rate])).toEqual({ changed: 1, failed: 3 });
    expect(await erp(ground, [{ ...aProduct('other'), variants: [aVariant('good', { externalId: 'twin' })] }])).toEqual({
      changed: 0,
      failed: 1,
    });
    expect(await found(ground, '')).toEqual(['good']);
  });

  test('of an archived twin are skipped, and an article re-made in the ERP keeps its id here', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('old', { sku: 'S1' })]);
    const id = await boundId(ground, 'variants', 'S1');
    expect(
      await erp(ground, [{ ...aProduct('twin'), active: false, variants: [aVariant('S1', { externalId: 'twin', active: false })] }]),
    ).toEqual({ changed: 1, failed: 0 });
    await erp(ground, [{ ...aProduct('old', { sku: 'S1' }), active: false }]);
    expect(await erp(ground, [{ ...aProduct('new'), variants: [aVariant('S1', { externalId: 'new' })] }])).toEqual({
      changed: 1,
      failed: 0,
    });
    expect(await boundId(ground, 'variants', 'new')).toBe(id);
    expect((await ask(ground, '{ variant(sku: "S1") { id product { title } } }')).variant).toEqual({ id, product: { title: 'new' } });
  });

  test('drop variants that are no longer named, and take their categories when those come later', async () => {
    const ground = await openGround();
    await erp(ground, [{ ...aProduct('A', { categories: ['later'] }), variants: [aVariant('1'), aVariant('2')] }]);
    await erp(ground, [{ ...aProduct('A', { categories: ['later'] }), variants: [aVariant('1')] }]);
    const data = async () =>
      (await ask(ground, '{ products { nodes { variants { nodes { sku } } categories { slug } } } }')).products.nodes;
    expect(await data()).toEqual([{ variants: { nodes: [{ sku: '1' }] }, categories: [] }]);
    await categories(ground, [aCategory('later', 'Później')]);
    expect(await erp(ground, [{ ...aProduct('A', { categories: ['later'] }), variants: [aVariant('1')] }])).toEqual({
      changed: 1,
      failed: 0,
    });
    expect(await data()).toEqual([{ variants: { nodes: [{ sku: '1' }] }, categories: [{ slug: 'pozniej' }] }]);
  });

  test('not seen by a full sweep are deleted, withdrawn from the shop, and come back as they were', async () => {
    const ground = await openGround();
    await erp(ground, [aProduct('A'), aProduct('B')]);
    const id = await productId(ground, 'B');
    ground.advance(DAY);
    const sweepStartedAt = ground.now();
    ground.advance(1_000);
    await erp(ground, [aProduct('A')]);
    await ground.db.write((trx) => trx.deleteFrom('delivery').execute());
    expect(await retire(ground, 'products', sweepStartedAt)).toBe(1);
    expect(await retire(ground, 'products', sweepStartedAt)).toBe(0);
    expect(await deliveries(ground)).toEqual(['product']);
    expect((await events(ground)).at(-1)).toEqual({ change: 'DELETED', fields: ['lifecycle'] });
    const query = `{ product(id: "${id}") { lifecycle } }`;
    expect((await ask(ground, query)).product).toBeNull();
    expect((await ask(ground, query, {}, viewer('staff'))).product).toEqual({ lifecycle: 'DELETED' });
    expect(await erp(ground, [aProduct('B')])).toEqual({ changed: 1, failed: 0 });
    expect((await ask(ground, query)).product).toEqual({ lifecycle: 'ACTIVE' });
  });
});

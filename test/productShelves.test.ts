import { expect, test } from 'vitest';
import type { TestGround } from './ground.ts';
import { openGround } from './ground.ts';
import { type Answer, aCategory, aProduct, ask, boundId, categories, erp, prices, titles } from './productGround.ts';

/** Page by page, forward or backward. */
async function paged(ground: TestGround, list: string, size: number, backward: boolean): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = null, more = true; more; ) {
    const window = backward ? `last: ${size}, before: $cursor` : `first: ${size}, after: $cursor`;
    const data: Answer = await ask(
      ground,
      `query($cursor: String) { products(${window}, ${list}) { nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      { cursor },
    );
    const { pageInfo } = data.products;
    if (backward) found.unshift(...titles(data));
    else found.push(...titles(data));
    cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
    more = backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
  }
  return found;
}

test('shelves keep the order of the whole list on every page, in what they share too, and follow new titles, prices and shelves', async () => {
  const ground = await openGround();
  await categories(ground, [aCategory('a', 'A'), aCategory('b', 'B', 'a'), aCategory('c', 'C', 'a'), aCategory('d', 'D')]);
  const shelves = [['b'], ['b', 'c'], ['a', 'b', 'c'], ['c'], ['a'], ['d'], ['c', 'd'], ['b'], ['a', 'c']];
  const goods = (title: (i: number) => string, of: (i: number) => string[]) =>
    shelves.map((_, i) => aProduct(`p${i}`, { title: title(i), categories: of(i) }));
  const root = await boundId(ground, 'categories', 'a');
  const check = async (outside: string) => {
    for (const by of ['TITLE', 'PRICE'])
      for (const direction of ['ASC', 'DESC']) {
        const sort = `sort: [{ by: ${by}, direction: ${direction} }]`;
        const wanted = titles(await ask(ground, `{ products(first: 50, ${sort}) { nodes { title } } }`)).filter(
          (title) => title !== outside,
        );
        const list = `filter: { categoryIds: ["${root}"] }, ${sort}`;
        expect(wanted).toHaveLength(8);
        for (const size of [1, 3]) {
          expect(await paged(ground, list, size, false)).toEqual(wanted);
          expect(await paged(ground, list, size, true)).toEqual(wanted);
        }
      }
  };
  await erp(
    ground,
    goods(
      (i) => `T${(i * 5) % 9}`,
      (i) => shelves[i] ?? [],
    ),
  );
  await check('T7');
  await prices(ground, { p0: '30', p1: '10', p2: '10', p3: '20', p5: '5', p7: '40' });
  await check('T7');
  await prices(ground, { p0: '5', p6: '10', p7: '7' });
  await erp(
    ground,
    goods(
      (i) => `N${(i * 7) % 9}`,
      (i) => shelves[(i + 3) % 9] ?? [],
    ),
  );
  await check('N5');
  const cheap = await ask(
    ground,
    `{ products(filter: { categoryIds: ["${root}"], price: { to: "10" } }, sort: [{ by: PRICE }], first: 3) { nodes { title } totalCount } }`,
  );
  expect(cheap.products.totalCount).toBeGreaterThan(3);
  expect(cheap.products.nodes).toHaveLength(3);
});

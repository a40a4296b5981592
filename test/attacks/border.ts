/** Documents as large as the limits let through, or refused by nothing but validation: the dearest there are to look at. */
import { aliasLadder, crossing, fragmentChain, inlineGrid, words } from './makers.ts';

const chains = (count: number, links: number): string =>
  `{ category(slug: "x") { ${words(count, (i) => `...A${i}_0`)} } } ${words(
    count,
    (i) =>
      `${words(links, (j) => `fragment A${i}_${j} on Category { id ...A${i}_${j + 1} }`)} fragment A${i}_${links} on Category { id name }`,
  )}`;

export const borderDocuments: Readonly<Record<string, string>> = {
  'five chains of 35 fragments': chains(5, 35),
  'a chain of 36 fragments': fragmentChain(36),
  'an alias ladder 2^7': aliasLadder(7),
  'a fragment ladder under one object': `{ category(slug: "x") { ...L0 } } ${words(4, (i) => `fragment L${i} on Category { ${`...L${i + 1} `.repeat(3)} }`)} fragment L4 on Category { id name }`,
  '60 fragments that cross': crossing(60),
  '90 repeated objects': `{ category(slug: "x") { ${'parent { parent { id } } '.repeat(57)} } }`,
  'a grid of inline fragments 9 x 9': inlineGrid(9, 9),
  '19 objects by alias': `{ ${words(19, (i) => `a${i}: category(slug: "s${i}") { id name parent { id } children { id } productCount }`)} }`,
  'unknown types': `{ nodes(ids: ["x"]) { ${words(90, (i) => `... on Prodcut${i} { a${i % 45}: id }`)} } }`,
  'unknown fields': `{ order(id: "x") { ${words(600, (i) => `totlas${i}`)} } }`,
  'unknown fields of an input': `{ products(filter: { ${words(600, (i) => `x${i}: 1`)} }) { totalCount } }`,
  '20 operations over one fragment': `${words(20, (i) => `query Q${i}($v${i}: String) { category(slug: $v${i}) { ...F } }`)} fragment F on Category { ${'parent { id name } '.repeat(20)} }`,
  'long names': `{ ${words(19, (i) => 'a'.repeat(1_500) + i)} }`,
  'a long list': `{ nodes(ids: [${words(1_900, (i) => `"${i}"`)}]) { id } }`,
  'comments only': `{ __typename } ${'#\n'.repeat(14_000)}`,
};

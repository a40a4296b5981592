/** Documents that grow: what a page of text can make a parser, a validator or a planner do. */
export const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
export const words = (count: number, make: (i: number) => string): string => times(count, make).join(' ');

/** Each fragment spreads the next one `spreads` times. */
export const fragmentLadder = (levels: number, spreads: number): string =>
  `{ ...F0 } ${words(levels, (i) => `fragment F${i} on Query { ${`...F${i + 1} `.repeat(spreads)} }`)} fragment F${levels} on Query { viewer { kind } }`;

/** Each fragment asks for the same object under two names. */
export const aliasLadder = (levels: number): string =>
  `{ category(slug: "x") { ...L0 } } ${words(levels, (i) => `fragment L${i} on Category { a: parent { ...L${i + 1} } b: parent { ...L${i + 1} } }`)} fragment L${levels} on Category { id }`;

export const fragmentChain = (links: number): string =>
  `{ ...C0 } ${words(links, (i) => `fragment C${i} on Query { ...C${i + 1} }`)} fragment C${links} on Query { viewer { kind } }`;

export const inlineGrid = (rows: number, columns: number): string =>
  `{ category(slug: "x") { ${words(rows, () => `... { ${words(columns, () => '... on Category { id }')} }`)} } }`;

/** Every fragment is compared with every other: the field names are the same. */
export const crossing = (fragments: number): string =>
  `{ category(slug: "x") { ${words(fragments, (i) => `...X${i}`)} } } ${words(fragments, (i) => `fragment X${i} on Category { parent { id name } }`)}`;

export const deep = (levels: number): string => `{ category(slug: "x") ${'{ parent '.repeat(levels)}{ id }${' }'.repeat(levels)} }`;

export const brackets = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
export const objects = (levels: number): string => `${'{ and: '.repeat(levels)}1${' }'.repeat(levels)}`;
/** As JSON text: JSON.stringify itself would not get through it. */
export const deepJson = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

export const circularIntrospection = (levels: number): string =>
  `{ __schema { types { fields { type { ${'fields { type { '.repeat(levels)}name${' } }'.repeat(levels)} } } } } }`;

/**
 * The corpus: cases of federation by topic, each a small world of subgraphs over literal data and what a client must get from it.
 * Everything here is plain data; how it is run stands in run.ts.
 */

/** As in a resolver map: type, then field (or __resolveReference, __resolveType), then a function. */
export type Resolvers = Record<string, Record<string, unknown> | undefined>;

export interface SubgraphText {
  /** Without the @link line; {@link LINK} is put before it. */
  sdl: string;
  resolvers: Resolvers;
}

/** Where an error stands, joined by dots, and its code ('' for none). */
export type Fault = readonly [path: string, code: string];

export interface Answer {
  /** The keys must come in this order, too. Null stands for no data at all. */
  data: unknown;
  errors?: readonly Fault[];
}

interface Asking {
  title: string;
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
  /** Node kinds that the plan must have, as words of {@link kindsOf}. */
  plan?: readonly string[];
  /** Representations in each call of `_entities`, sorted, by subgraph; subgraphs that are not named are not looked at. */
  asked?: Record<string, readonly number[]>;
  /** No resolver of any subgraph may have run. */
  untouched?: boolean;
  /** Line and column in the query of each error, as 'line:column'. */
  locations?: readonly string[];
  maxEntities?: number;
}

export interface QueryCase extends Asking, Answer {}

export interface SubscriptionCase extends Asking {
  events: readonly Answer[];
}

export type Case = QueryCase | SubscriptionCase;

export interface World {
  title: string;
  subgraphs: Record<string, SubgraphText>;
  /** The two that stand behind HTTP in the second round. */
  remote: readonly string[];
  /** Puts the literal data back; before each run. */
  reset?(): void;
  cases: readonly Case[];
}

export const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@override", "@interfaceObject", "@inaccessible", "@tag"
])
`;

/** Rows by one of their fields, as __resolveReference wants them: a copy, because @apollo/subgraph writes into what it gets. */
export const rowsBy =
  <T extends object>(rows: readonly T[], key: keyof T) =>
  (value: unknown): T | null => {
    const row = rows.find((one) => one[key] === value);
    return row ? { ...row } : null;
  };

/** Relay connections by (sort key, id), never by offset. */
import { failure } from './errors.ts';

export const MAX_PAGE = 250;
/** Counting stops here; beyond it totalCount is null. */
export const COUNT_LIMIT = 10_000;

export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

export type CursorKey = (string | number | null)[];

export interface Window {
  /** Rows wanted; fetch one more to know whether there are others. */
  limit: number;
  /** True when the rows must be read from the end. */
  backward: boolean;
  /** Keys of the row next to the window, in the order of the sort. */
  from: CursorKey | undefined;
}

/** Checks the arguments and says what to read. Throws BAD_USER_INPUT or PAGE_TOO_LARGE. */
export function readWindow(page: PageArguments, defaultSize = 20): Window {
  if (page.first != null && page.last != null) throw failure('BAD_USER_INPUT', 'Give first or last, not both.');
  if (page.after != null && page.before != null) throw failure('BAD_USER_INPUT', 'Give after or before, not both.');
  const backward = page.last != null || page.before != null;
  const limit = (backward ? page.last : page.first) ?? defaultSize;
  if (limit < 0) throw failure('BAD_USER_INPUT', 'A page cannot have a negative size.');
  if (limit > MAX_PAGE) throw failure('PAGE_TOO_LARGE', `At most ${MAX_PAGE} rows a page; asked for ${limit}.`, { maximum: MAX_PAGE });
  const cursor = backward ? page.before : page.after;
  return { limit, backward, from: cursor == null ? undefined : decodeCursor(cursor) };
}

export const encodeCursor = (key: CursorKey): string => Buffer.from(JSON.stringify(key)).toString('base64url');

function decodeCursor(cursor: string): CursorKey {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length > 0 && key.every((part) => part === null || typeof part === 'string' || typeof part === 'number'))
      return key;
  } catch {
    // falls through to the one message below
  }
  throw failure('BAD_USER_INPUT', 'This page cursor is not one of ours: take it from pageInfo or an edge.');
}

export interface Connection<T> {
  nodes: T[];
  edges: { node: T; cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** `rows` are limit + 1 rows in reading order (backward: from the end). `keyOf` gives the row's sort key and id. */
export function toConnection<T>(rows: T[], window: Window, keyOf: (row: T) => CursorKey): Connection<T> {
  const more = rows.length > window.limit;
  const nodes = more ? rows.slice(0, window.limit) : rows.slice();
  if (window.backward) nodes.reverse();
  const edges = nodes.map((node) => ({ node, cursor: encodeCursor(keyOf(node)) }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: window.backward ? window.from !== undefined : more,
      hasPreviousPage: window.backward ? more : window.from !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Walks over many rows a page at a time and lets everything else run in between: a report never holds the process for long. */
import { setImmediate as turn } from 'node:timers/promises';

/** `read` answers the rows behind `after`, at most `PAGE`; the walk ends at a short page. */
export async function walk<R, K>(
  read: (after: K | undefined) => Promise<R[]>,
  keyOf: (row: R) => K,
  visit: (rows: R[]) => void | Promise<void>,
): Promise<void> {
  let after: K | undefined;
  for (;;) {
    const rows = await read(after);
    await visit(rows);
    const last = rows.at(-1);
    if (rows.length < PAGE || last === undefined) return;
    after = keyOf(last);
    await turn();
  }
}

/** Rows a page: read and added up in well under 20 ms. */
export const PAGE = 1_000;

/** Errors by where they stand in the client's answer, each handed out once. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { PlacedError } from './run.ts';

export interface ErrorTree {
  below(key: string | number): ErrorTree | undefined;
  /** The first error at this place or below it, if one is left. */
  take(): GraphQLError | undefined;
  /** All that are left at this place and below it. */
  takeAll(): GraphQLError[];
  /** A null that rose came to rest here: its cause has been told, and what else was wrong below is gone with it. */
  close(): void;
}

interface Node extends ErrorTree {
  add(error: GraphQLError, rest: readonly (string | number)[]): void;
}

export function errorTree(placed: readonly PlacedError[]): ErrorTree {
  const root = node();
  const seen = new Set<string>();
  for (const { error, path } of placed) {
    const made = placedError(error, path);
    // Several fields of one entity may fail for one reason, and one entity may stand at one place only once.
    const id = `${path?.join('\0')}\0\0${made.message}\0${String(made.extensions.code)}`;
    if (seen.has(id)) continue;
    seen.add(id);
    root.add(made, path ?? []);
  }
  return root;
}

function node(): Node {
  let own: GraphQLError[] = [];
  let inner: Map<string | number, Node> | undefined;
  return {
    add(error, [key, ...rest]) {
      if (key === undefined) {
        own.push(error);
        return;
      }
      inner ??= new Map();
      const known = inner.get(key) ?? node();
      inner.set(key, known);
      known.add(error, rest);
    },
    below: (key) => inner?.get(key),
    take() {
      const first = own.shift();
      if (first || !inner) return first;
      for (const one of inner.values()) {
        const found = one.take();
        if (found) return found;
      }
      return undefined;
    },
    takeAll() {
      const all = [...own, ...(inner ? [...inner.values()].flatMap((one) => one.takeAll()) : [])];
      own = [];
      inner = undefined;
      return all;
    },
    close() {
      own = [];
      inner = undefined;
    },
  };
}

function placedError(error: GraphQLError | GraphQLFormattedError, path: readonly (string | number)[] | undefined): GraphQLError {
  const original = error instanceof Error ? ((error as { originalError?: Error | null }).originalError ?? null) : null;
  return new GraphQLError(error.message, { path: path ?? null, originalError: original, extensions: { ...error.extensions } });
}

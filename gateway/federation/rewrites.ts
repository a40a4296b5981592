/** Rewrites of a plan: what a subgraph is told (input) and what it answers (output) is renamed on the way. */

import type { TypeTest } from './flatten.ts';
import { isObject } from './merge.ts';
import type { FetchNodePathSegment, FetchRewrite } from './plan.ts';
import type { Data } from './run.ts';

export type Rewrite = (value: Data, later: Later) => void;

/** What can only be done when the whole plan is: the name it takes is still another field's, which a later step asks for. */
export type Later = (change: () => void) => void;

export function compileRewrites(rewrites: readonly FetchRewrite[] | undefined, fits: TypeTest): Rewrite | undefined {
  if (!rewrites?.length) return undefined;
  const all = rewrites.map((rewrite) => compileRewrite(rewrite, fits));
  return (value, later) => {
    for (const one of all) one(value, later);
  };
}

function compileRewrite(rewrite: FetchRewrite, fits: TypeTest): Rewrite {
  if ('KeyRenamer' in rewrite) {
    const { path, renameKeyTo } = rewrite.KeyRenamer;
    return at(path, fits, (object, key, later) => {
      if (!(key in object)) return;
      const rename = () => {
        // The same object may have been met at two places.
        if (!(key in object)) return;
        object[renameKeyTo] = object[key];
        delete object[key];
      };
      // `id: title` beside the key `id`, which another subgraph is still to be told.
      if (renameKeyTo in object) later(rename);
      else rename();
    });
  }
  const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
  return at(path, fits, (object, key) => {
    object[key] = setValueTo;
  });
}

/** Walks to the objects that hold the path's last key; lists on the way are walked through. */
function at(path: readonly FetchNodePathSegment[], fits: TypeTest, change: (object: Data, key: string, later: Later) => void): Rewrite {
  const walk = (value: unknown, depth: number, later: Later): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item, depth, later);
      return;
    }
    const segment = path[depth];
    if (!segment || !isObject(value)) return;
    if ('TypenameEquals' in segment) {
      if (fits(value.__typename, segment.TypenameEquals)) walk(value, depth + 1, later);
      return;
    }
    if (depth === path.length - 1) change(value, segment.Key, later);
    else walk(value[segment.Key], depth + 1, later);
  };
  return (value, later) => walk(value, 0, later);
}

/** The renamings of keys among them, from the name in the subgraph's answer to the client's: error paths follow. */
export const renamedKeys = (rewrites: readonly FetchRewrite[] | undefined): ReadonlyMap<string, string> =>
  new Map(
    rewrites?.flatMap((rewrite) => {
      if (!('KeyRenamer' in rewrite)) return [];
      const last = rewrite.KeyRenamer.path.at(-1);
      return last && 'Key' in last ? [[last.Key, rewrite.KeyRenamer.renameKeyTo] as const] : [];
    }) ?? [],
  );

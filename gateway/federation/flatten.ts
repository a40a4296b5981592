/** The path of a Flatten node, compiled: from the data fetched so far to the objects that another subgraph adds fields to. */
import { isObject } from './merge.ts';
import type { FlattenNodePathSegment } from './plan.ts';
import type { Data, ResponsePath } from './run.ts';

export interface Flatten {
  /** The objects at the end of the path, in the order of the answer; the same object may come twice. */
  collect(data: Data, into: Data[]): void;
  /** The same order, but where each stands in the client's answer. Only for errors. */
  locate(data: Data): ResponsePath[];
}

/** An object without a type name is let through: only what is named otherwise is left out. */
export type TypeTest = (typename: unknown, conditions: readonly string[]) => boolean;

export function compileFlatten(path: readonly FlattenNodePathSegment[], fits: TypeTest): Flatten {
  const walk = compileWalk(path, 0, fits);
  return {
    collect: (data, into) => walk(data, into, undefined, undefined),
    locate(data) {
      const found: ResponsePath[] = [];
      walk(data, [], [], found);
      return found;
    },
  };
}

type Walk = (value: unknown, into: Data[], path: ResponsePath | undefined, paths: ResponsePath[] | undefined) => void;

function compileWalk(path: readonly FlattenNodePathSegment[], at: number, fits: TypeTest): Walk {
  const segment = path[at];
  if (segment === undefined) return end;
  const next = compileWalk(path, at + 1, fits);
  if (segment === '@') {
    return function items(value, into, here, paths) {
      if (!Array.isArray(value)) return;
      for (let i = 0; i < value.length; i++) {
        const item: unknown = value[i];
        if (item === null || item === undefined) continue;
        next(item, into, here && [...here, i], paths);
      }
    };
  }
  if ('Field' in segment) {
    const key = segment.Field;
    return function field(value, into, here, paths) {
      // One @ stands for a list of lists as well.
      if (Array.isArray(value)) {
        for (let i = 0; i < value.length; i++) field(value[i], into, here && [...here, i], paths);
        return;
      }
      const inner = isObject(value) ? value[key] : undefined;
      if (inner !== null && inner !== undefined) next(inner, into, here && [...here, key], paths);
    };
  }
  const conditions = segment.TypeCondition;
  return function ofType(value, into, here, paths) {
    // A condition may stand before the list it speaks of.
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) ofType(value[i], into, here && [...here, i], paths);
      return;
    }
    if (isObject(value) && fits(value.__typename, conditions)) next(value, into, here, paths);
  };
}

const end: Walk = (value, into, here, paths) => {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) end(value[i], into, here && [...here, i], paths);
    return;
  }
  if (!isObject(value)) return;
  into.push(value);
  if (here) paths?.push(here);
};

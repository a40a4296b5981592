/** What a subgraph is told about an entity so that it finds it again: its keys, and what its fields require of other subgraphs. */
import type { TypeTest } from './flatten.ts';
import { isObject } from './merge.ts';
import type { RequiresSelection } from './plan.ts';
import type { Data } from './run.ts';

/** Undefined: the entity cannot be asked for, because nothing of what it takes is known. */
export type Represent = (entity: Data, variables: Readonly<Record<string, unknown>>) => Data | undefined;

export interface Representations {
  represent: Represent;
  /** Same text, same representation: one is sent, both get the answer. */
  identify(representation: Data): string | number;
}

export function compileRepresentations(requires: readonly RequiresSelection[], fits: TypeTest): Representations {
  const fill = compileSelections(requires, fits);
  const single = singleKey(requires);
  return {
    represent(entity, variables) {
      if (single && entity.__typename === single.typename) {
        const key = entity[single.from];
        return key === undefined || key === null ? undefined : { __typename: single.typename, [single.key]: key };
      }
      const representation: Data = {};
      if (!fill(entity, representation, variables)) return undefined;
      // With every key null there is nothing to find it by.
      for (const key in representation) if (key !== '__typename' && representation[key] !== null) return representation;
      return undefined;
    },
    identify(representation) {
      if (single && representation.__typename === single.typename) {
        const key = representation[single.key];
        // No JSON text of an object begins like this.
        if (typeof key === 'string') return `"${key}`;
        if (typeof key === 'number') return key;
      }
      return JSON.stringify(representation);
    },
  };
}

/** One type with one scalar key needs no text of the whole to be told apart. */
function singleKey(requires: readonly RequiresSelection[]): { typename: string; from: string; key: string } | undefined {
  const [fragment, ...others] = requires;
  if (others.length || fragment?.kind !== 'InlineFragment' || fragment.skipIf || fragment.includeIf) return undefined;
  const [key, ...more] = fragment.selections.filter((one) => one.kind !== 'Field' || one.name !== '__typename');
  if (more.length || key?.kind !== 'Field' || key.selections?.length) return undefined;
  return { typename: fragment.typeCondition, from: key.name, key: key.alias ?? key.name };
}

/** False when something that is required was never fetched. */
type Fill = (from: Data, to: Data, variables: Readonly<Record<string, unknown>>) => boolean;

function compileSelections(selections: readonly RequiresSelection[], fits: TypeTest): Fill {
  const fills = selections.map((selection) => compileSelection(selection, fits));
  const [only] = fills;
  if (only && fills.length === 1) return only;
  return (from, to, variables) => {
    for (const fill of fills) if (!fill(from, to, variables)) return false;
    return true;
  };
}

function compileSelection(selection: RequiresSelection, fits: TypeTest): Fill {
  if (selection.kind === 'FragmentSpread') throw new Error('the plan requires a named fragment, which no plan was seen to do');
  if (selection.kind === 'InlineFragment') {
    const conditions = [selection.typeCondition];
    const fill = compileSelections(selection.selections, fits);
    const { skipIf, includeIf } = selection;
    return (from, to, variables) => {
      if (!fits(from.__typename, conditions)) return true;
      if ((skipIf && variables[skipIf] === true) || (includeIf && variables[includeIf] !== true)) return true;
      return fill(from, to, variables);
    };
  }
  const { name } = selection;
  const key = selection.alias ?? name;
  if (!selection.selections?.length)
    return (from, to) => {
      const value = from[name];
      if (value === undefined) return false;
      to[key] = value;
      return true;
    };
  const fill = compileSelections(selection.selections, fits);
  const copy = (value: unknown, variables: Readonly<Record<string, unknown>>): unknown => {
    if (value === null) return null;
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const item of value) {
        const copied = copy(item, variables);
        if (copied === undefined) return undefined;
        items.push(copied);
      }
      return items;
    }
    if (!isObject(value)) return undefined;
    const inner: Data = {};
    return fill(value, inner, variables) ? inner : undefined;
  };
  return (from, to, variables) => {
    const copied = copy(from[name], variables);
    if (copied === undefined) return false;
    to[key] = copied;
    return true;
  };
}

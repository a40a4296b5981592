/**
 * Validation compares every two fields that answer under one name at one level, fragments expanded. Counted here as it would compare, on a
 * document whose expanded size is within limits already: so this walk is no longer than that limit.
 */
import { type DocumentNode, type GraphQLError, Kind, type SelectionSetNode } from 'graphql';
import { type Limits, tooLarge } from './limits.ts';
import { type Fragments, fragmentsOf, operationsOf } from './shape.ts';

interface Group {
  count: number;
  below: SelectionSetNode[];
}

/** The refusal, or undefined. Every fragment is used and known, none contains itself. */
export function checkPairs(document: DocumentNode, limits: Limits): GraphQLError | undefined {
  const fragments = fragmentsOf(document);
  let pairs = 0;
  for (const operation of operationsOf(document)) {
    pairs += pairsOf([operation.selectionSet], fragments);
    if (pairs > limits.pairs) return tooLarge('fields of one name at one level', pairs, limits.pairs);
  }
  return undefined;
}

function pairsOf(sets: readonly SelectionSetNode[], fragments: Fragments): number {
  const groups = new Map<string, Group>();
  const spread = new Set<string>();
  const gather = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) gather(selection.selectionSet);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        // A fragment is not compared with itself.
        if (!fragment || spread.has(selection.name.value)) continue;
        spread.add(selection.name.value);
        gather(fragment.selectionSet);
      } else {
        const name = selection.alias?.value ?? selection.name.value;
        const group = groups.get(name) ?? { count: 0, below: [] };
        group.count += 1;
        if (selection.selectionSet) group.below.push(selection.selectionSet);
        groups.set(name, group);
      }
    }
  };
  for (const set of sets) gather(set);
  let pairs = 0;
  for (const { count, below } of groups.values()) {
    pairs += (count * (count - 1)) / 2;
    if (below.length) pairs += pairsOf(below, fragments);
  }
  return pairs;
}

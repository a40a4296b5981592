/** What the attack has seen: an attack that gets nothing but refusals shows nothing. */
import type { Generated } from './documents.ts';

export interface Reach {
  readonly roots: Map<string, number>;
  readonly types: Map<string, number>;
  readonly codes: Map<string, number>;
  operations: number;
  note(prefix: string, operation: Generated, answer: unknown): void;
}

export function createReach(): Reach {
  const reach: Reach = {
    roots: new Map(),
    types: new Map(),
    codes: new Map(),
    operations: 0,
    note(prefix, { kind, root }, answer) {
      reach.operations += 1;
      if (walk(answer, false)) count(reach.roots, `${prefix} ${kind} ${root}`);
    },
  };
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

  /** True when there is an object that is no envelope: a row. */
  function walk(value: unknown, inData: boolean): boolean {
    if (Array.isArray(value)) return value.map((one) => walk(one, inData)).some(Boolean);
    if (!value || typeof value !== 'object') return false;
    let found = false;
    const { __typename: type } = value as { __typename?: unknown };
    if (typeof type === 'string') {
      count(reach.types, type);
      found = !envelope.test(type);
    }
    for (const [key, one] of Object.entries(value)) {
      if (key === 'code' && typeof one === 'string' && !inData) count(reach.codes, one);
      if (walk(one, inData || key === 'data')) found = true;
    }
    return found;
  }
  return reach;
}

const envelope = /^(Query|Mutation|Subscription|PageInfo|StreamCheckpoint|StreamGap)$|(Connection|Edge|Payload|Error)$/;

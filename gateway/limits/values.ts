/** Values of variables: how deep they go, found out without recursion. Their bytes are bounded by the body's. */
import type { GraphQLError } from 'graphql';
import { type Limits, tooLarge } from './limits.ts';

export function checkValues(variables: Record<string, unknown> | null | undefined, limits: Limits): GraphQLError | undefined {
  let level: unknown[] = variables ? Object.values(variables) : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.valueDepth) return tooLarge('levels in a variable', depth, limits.valueDepth, 'QUERY_TOO_DEEP');
    const below: unknown[] = [];
    for (const value of level) if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) below.push(inner);
    level = below;
  }
  return undefined;
}

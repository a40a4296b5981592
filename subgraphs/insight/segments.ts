import type { RequestContext } from './context.ts';
import type { Segment } from './types.ts';

export async function segments(_context: RequestContext): Promise<Segment[]> {
  return [];
}

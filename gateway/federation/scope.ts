/** What stitched resolvers get as context: one request, and the context each subgraph made for it. */
import type { Context, Ground, Subgraph } from '#hub/subgraph.ts';
import type { EngineRequest } from './engine.ts';

export interface RequestScope {
  readonly request: EngineRequest;
  readonly contexts: Map<string, Context>;
}

export const requestScope = (request: EngineRequest): RequestScope => ({ request, contexts: new Map() });

/**
 * Before an event is joined with fields of other subgraphs: what was loaded for the event before it is forgotten. Stitching keeps its
 * loaders by the root value of the subscription's info, and so that is replaced, too.
 */
export function renew(scope: RequestScope, info: { rootValue?: unknown } | undefined): void {
  scope.contexts.clear();
  if (info) info.rootValue = {};
}

/** One context a subgraph and request, so that loaders batch over the calls of one request and never beyond it. */
export function contextFor(scope: RequestScope, subgraph: Subgraph, ground: Ground): Context {
  const made = scope.contexts.get(subgraph.name);
  if (made) return made;
  const context = subgraph.context(ground, scope.request);
  scope.contexts.set(subgraph.name, context);
  return context;
}

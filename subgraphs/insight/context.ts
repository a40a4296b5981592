/** What a resolver of this subgraph gets third. */
import type { Context } from '#hub/subgraph.ts';
import type { loaders } from './loaders.ts';

export type RequestContext = Context<ReturnType<typeof loaders>>;

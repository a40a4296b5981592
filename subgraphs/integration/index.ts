/** The integration subgraph. */
import { defineSubgraph } from '#hub/subgraph.ts';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export const integration = defineSubgraph({ name: 'integration', resolvers, loaders });

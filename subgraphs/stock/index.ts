/** The stock subgraph. */
import { defineSubgraph } from '#hub/subgraph.ts';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export { stockAppliers } from './apply.ts';
export { stockHandlers } from './erpCount.ts';

export const stock = defineSubgraph({ name: 'stock', resolvers, loaders });

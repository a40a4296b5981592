/** The customers subgraph. */
import { defineSubgraph } from '#hub/subgraph.ts';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export { customersAppliers } from './apply.ts';
export { customerHandlers } from './erpCustomer.ts';
export { segmentCustomers } from './segmentStore.ts';

export const customers = defineSubgraph({ name: 'customers', resolvers, loaders });

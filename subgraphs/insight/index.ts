/** Insight: margins, stock that sells or does not, what to order, what is owed. Read from facts that a chore keeps up to date. */
import { defineSubgraph } from '#hub/subgraph.ts';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

export const insight = defineSubgraph({ name: 'insight', resolvers, loaders });

export { openExport } from './exportLink.ts';
export { exportRows } from './exportRows.ts';
export { buildFacts } from './facts.ts';

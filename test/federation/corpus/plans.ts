/** What kinds of nodes a plan of the planner has, as words. */
import type { PlanNode, QueryPlan } from '@graphql-hive/router-query-planner';

/** Every word that {@link kindsOf} may say. */
export const planWords = [
  'Fetch',
  'BatchFetch',
  'BatchFetch of many paths',
  'Sequence',
  'Parallel',
  'Flatten',
  'Flatten with type conditions',
  'Condition if',
  'Condition else',
  'Condition in a condition',
  'Subscription',
  'input rewrite ValueSetter',
  'output rewrite KeyRenamer',
  'required field under an alias',
] as const;

export function kindsOf(plan: QueryPlan): Set<string> {
  const kinds = new Set<string>();
  const rewrites = (where: 'input' | 'output', list: readonly object[] | undefined) => {
    for (const rewrite of list ?? []) kinds.add(`${where} rewrite ${'KeyRenamer' in rewrite ? 'KeyRenamer' : 'ValueSetter'}`);
  };
  const requires = (selections: unknown) => {
    if (/"alias":/.test(JSON.stringify(selections ?? null))) kinds.add('required field under an alias');
  };
  const walk = (node: PlanNode | undefined, conditions: number): void => {
    if (!node) return;
    kinds.add(node.kind);
    switch (node.kind) {
      case 'Sequence':
      case 'Parallel':
        for (const child of node.nodes) walk(child, conditions);
        break;
      case 'Flatten':
        if (node.path.some((part) => typeof part === 'object' && 'TypeCondition' in part)) kinds.add('Flatten with type conditions');
        walk(node.node, conditions);
        break;
      case 'Condition':
        if (node.ifClause) kinds.add('Condition if');
        if (node.elseClause) kinds.add('Condition else');
        if (conditions) kinds.add('Condition in a condition');
        walk(node.ifClause, conditions + 1);
        walk(node.elseClause, conditions + 1);
        break;
      case 'Subscription':
        walk(node.primary, conditions);
        break;
      case 'Fetch':
        requires(node.requires);
        rewrites('input', node.inputRewrites);
        rewrites('output', node.outputRewrites);
        break;
      case 'BatchFetch':
        for (const alias of node.entityBatch.aliases) {
          if (alias.paths.length > 1) kinds.add('BatchFetch of many paths');
          requires(alias.requires);
          rewrites('input', alias.inputRewrites);
          rewrites('output', alias.outputRewrites);
        }
        break;
    }
  };
  walk(plan.node, 0);
  return kinds;
}

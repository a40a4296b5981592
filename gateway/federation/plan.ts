/** Hive's query planner (Rust, MIT), loaded where it has a build, and the nodes it answers with. */
import { createRequire } from 'node:module';
import type {
  BatchFetchNode,
  ConditionNode,
  DeferNode,
  EntityBatchAlias,
  FetchNode,
  FetchNodePathSegment,
  FetchRewrite,
  FlattenNode,
  FlattenNodePathSegment,
  ParallelNode,
  PlanNode,
  QueryPlanner,
  RequiresSelection,
  SequenceNode,
  SubscriptionNode,
} from '@graphql-hive/router-query-planner';

export type {
  BatchFetchNode,
  ConditionNode,
  DeferNode,
  EntityBatchAlias,
  FetchNode,
  FetchNodePathSegment,
  FetchRewrite,
  FlattenNode,
  FlattenNodePathSegment,
  ParallelNode,
  PlanNode,
  RequiresSelection,
  SequenceNode,
  SubscriptionNode,
};

export interface Planner {
  /** The public schema as SDL; types of the join specification may still stand in it. */
  readonly publicSdl: string;
  /** Share of requests, in percent, at which a progressive @override changes sides; empty when there is none. */
  readonly percentages: readonly number[];
  /** The text holds one operation, valid, without introspection. Undefined: nothing need be fetched. Throws what the planner says. */
  plan(text: string, percentage: number): PlanNode | undefined;
}

/** Undefined where the planner has no build (musl, Windows); whoever asks falls back and says so. */
export function openPlanner(supergraphSdl: string): Planner | undefined {
  const load = loadPlanner();
  if (!load) return undefined;
  const planner = new load(supergraphSdl);
  return {
    publicSdl: planner.consumerSchema,
    percentages: [...planner.overridePercentages].sort((a, b) => a - b),
    plan: (text, percentage) => planner.plan(text, undefined, none, percentage).node,
  };
}

/** Labels of @override that are switched on by name: none of ours, only percentages are drawn. */
const none = new Set<string>();

function loadPlanner(): typeof QueryPlanner | undefined {
  if (process.env.SPLOT_ENGINE === 'stitched') return undefined;
  try {
    const loaded = createRequire(import.meta.url)('@graphql-hive/router-query-planner') as { QueryPlanner?: typeof QueryPlanner };
    return loaded.QueryPlanner;
  } catch {
    return undefined;
  }
}

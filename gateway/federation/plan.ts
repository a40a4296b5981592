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
import { openPlanning } from './planning.ts';

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
  /** The text holds one operation, valid, without introspection. Undefined: nothing need be fetched. Rejects with NoPlan. */
  plan(text: string, percentage: number): Promise<PlanNode | undefined>;
  close(): void;
}

/** Undefined where the planner has no build (musl, Windows); whoever asks falls back and says so. */
export function openPlanner(supergraphSdl: string): Planner | undefined {
  const load = loadPlanner();
  if (!load) return undefined;
  const { consumerSchema, overridePercentages } = new load(supergraphSdl);
  const { plan, close } = openPlanning(supergraphSdl);
  return { publicSdl: consumerSchema, percentages: [...overridePercentages].sort((a, b) => a - b), plan, close };
}

function loadPlanner(): typeof QueryPlanner | undefined {
  try {
    const loaded = createRequire(import.meta.url)('@graphql-hive/router-query-planner') as { QueryPlanner?: typeof QueryPlanner };
    return loaded.QueryPlanner;
  } catch {
    return undefined;
  }
}

/** The planner's own process: takes texts, answers plans, one after another. What goes wrong in the native code goes wrong here. */
import { QueryPlanner as Planner, type QueryPlanner } from '@graphql-hive/router-query-planner';
import type { PlanNode } from './plan.ts';

export type ToPlanner =
  | { kind: 'open'; supergraph: number; sdl: string }
  | { kind: 'close'; supergraph: number }
  | { kind: 'plan'; id: number; supergraph: number; text: string; percentage: number };

/** Without an id: ready for work. */
export type FromPlanner = { id?: undefined } | { id: number; node: PlanNode | undefined } | { id: number; error: string };

const planners = new Map<number, QueryPlanner>();
/** Labels of @override that are switched on by name: none of ours, only percentages are drawn. */
const none = new Set<string>();
const say = (message: FromPlanner) => process.send?.(message);

process.on('message', (message: ToPlanner) => {
  if (message.kind === 'open') planners.set(message.supergraph, new Planner(message.sdl));
  else if (message.kind === 'close') planners.delete(message.supergraph);
  else say({ id: message.id, ...plan(message) });
});
// The one who asks has gone.
process.on('disconnect', () => process.exit());
say({});

function plan({ supergraph, text, percentage }: ToPlanner & { kind: 'plan' }): { node: PlanNode | undefined } | { error: string } {
  try {
    return { node: planners.get(supergraph)?.plan(text, undefined, none, percentage).node };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

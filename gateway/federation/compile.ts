/** A plan, compiled once: every node becomes a closure, and a run only calls them. */
import { compileBatchFetch, compileEntityFetch, compileRootFetch, type Parts } from './fetch.ts';
import type { FlattenNodePathSegment, PlanNode } from './plan.ts';
import type { Run, Step } from './run.ts';

const nothing: Step = () => undefined;

/** `at`: the path that Flatten nodes above have come to. */
export function compilePlan(node: PlanNode | null | undefined, parts: Parts, at: readonly FlattenNodePathSegment[] = []): Step {
  if (!node) return nothing;
  switch (node.kind) {
    case 'Fetch':
      return node.requires?.length ? compileEntityFetch(node, at, parts) : compileRootFetch(node, at, parts);
    case 'BatchFetch':
      return compileBatchFetch(node, parts);
    case 'Flatten':
      return compilePlan(node.node, parts, [...at, ...node.path]);
    case 'Sequence':
      return sequence(node.nodes.map((one) => compilePlan(one, parts, at)));
    case 'Parallel':
      return parallel(node.nodes.map((one) => compilePlan(one, parts, at)));
    case 'Condition': {
      const { condition } = node;
      const yes = compilePlan(node.ifClause, parts, at);
      const no = compilePlan(node.elseClause, parts, at);
      return (run) => (run.variables[condition] === true ? yes(run) : no(run));
    }
    // The specification lets a server answer at once what a client would have let it defer.
    case 'Defer':
      return sequence([node.primary.node, ...node.deferred.map((part) => part.node)].map((one) => compilePlan(one, parts, at)));
    case 'Subscription':
      throw new Error('a subscription stands at the root of a plan only');
  }
}

/** Waits only where there is something to wait for; ends early when nobody waits for the answer. */
export function sequence(steps: readonly Step[]): Step {
  const [first, ...others] = steps;
  if (!first) return nothing;
  if (!others.length) return first;
  const rest = sequence(others);
  const goOn = (run: Run) => (run.request.signal.aborted ? undefined : rest(run));
  return (run) => {
    const waiting = first(run);
    return waiting ? waiting.then(() => goOn(run)) : goOn(run);
  };
}

function parallel(steps: readonly Step[]): Step {
  return (run) => {
    let first: Promise<void> | undefined;
    let others: Promise<void>[] | undefined;
    for (const step of steps) {
      const waiting = step(run);
      if (!waiting) continue;
      if (!first) first = waiting;
      else others = [...(others ?? [first]), waiting];
    }
    return others ? Promise.all(others).then(() => undefined) : first;
  };
}

/** One run of a compiled plan: what its steps share. */
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { failure } from '#hub/errors.ts';
import { type EngineRequest, MOST_ENTITIES } from './vocabulary.ts';

/** An object of a subgraph's answer. */
export type Data = Record<string, unknown>;
export type ResponsePath = readonly (string | number)[];

/** An error and where it stands in the client's answer; without a path it concerns the whole. */
export interface PlacedError {
  error: GraphQLError | GraphQLFormattedError;
  path: ResponsePath | undefined;
}

export interface Run {
  readonly request: EngineRequest;
  /** By the client's names: as sent, defaults filled in. Checked against the public schema already. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Everything that was fetched, merged. Holds more than the client asked for: keys, type names. */
  data: Data;
  errors: PlacedError[];
  /** The context each subgraph in this process made for this run. Emptied by a mutation: what was loaded before a write is not what stands after it. */
  contexts: Map<unknown, object>;
  /** Entities asked for so far. */
  entities: number;
  /** Why there is no answer, whatever was fetched. */
  refused: GraphQLError | undefined;
  /** Renamings that wait until everything is fetched. */
  last: (() => void)[];
}

export const startRun = (request: EngineRequest, variables: Readonly<Record<string, unknown>>, data: Data = {}): Run => ({
  request,
  variables,
  data,
  errors: [],
  contexts: new Map(),
  entities: 0,
  refused: undefined,
  last: [],
});

/** One part of the plan. Answers nothing when it is done at once. Never throws, never rejects: what goes wrong is put into `run.errors`. */
export type Step = (run: Run) => Promise<void> | undefined;

/** Counts entities before they are asked for; false when the answer would join too many, which is said once. */
export function countEntities(run: Run, more: number): boolean {
  const allowed = run.request.maxEntities ?? MOST_ENTITIES;
  const before = run.entities;
  run.entities += more;
  if (run.entities <= allowed) return true;
  if (before <= allowed)
    run.refused = failure('QUERY_TOO_LARGE', `This answer joins more than ${allowed} records: ask for smaller pages.`, {
      limit: 'entities',
      asked: run.entities,
      allowed,
    });
  return false;
}

/** How a subgraph is reached: the same words for one in this process and one elsewhere. */
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Data, Run } from './run.ts';

/** What a subgraph says. A call that failed as a whole is one error without a path, and no data. */
export interface Answer {
  data?: Data | null | undefined;
  errors?: readonly (GraphQLError | GraphQLFormattedError)[] | undefined;
}

/** One operation of a plan, in a subgraph's own words. */
export interface SubgraphOperation {
  text: string;
  kind: 'query' | 'mutation' | 'subscription';
}

/** Never throws and never rejects: a failure is an answer. */
export type Call = (variables: Data, run: Run) => Answer | Promise<Answer>;

/** Opens the source of a subscription; an event is an answer. Rejects or throws when the source breaks. */
export type Listen = (variables: Data, run: Run) => Promise<AsyncIterable<Answer> | Answer>;

export interface Transport {
  /** As the supergraph names it. */
  readonly name: string;
  /** Done once a plan; what is found out about the operation is kept in the call. */
  prepare(operation: SubgraphOperation): Call;
  prepareStream(operation: SubgraphOperation): Listen;
  close(): Promise<void>;
}

export const isPromise = <T>(value: T | Promise<T>): value is Promise<T> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

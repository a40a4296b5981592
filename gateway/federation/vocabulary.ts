/**
 * The words of the engine. A *supergraph* names *subgraphs*; each is reached by a *transport*, in this process or over HTTP. A client's
 * *operation* becomes a *plan* of fetches; the plan is compiled once to closures; a *run* of them collects one object of data, which is
 * then *projected* to what the client asked for. PROTOCOL.md walks through one example.
 */
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';

/** One client's request, as far as the engine cares. Whoever builds on the engine adds what its subgraphs need to know (R below). */
export interface EngineRequest {
  requestId: string;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
  /** Entities that one answer may join from other subgraphs; above it the answer is refused with QUERY_TOO_LARGE. Default {@link MOST_ENTITIES}. */
  maxEntities?: number;
}

/** Entities joined in one answer, when the request does not say otherwise. */
export const MOST_ENTITIES = 2_000;

export interface Operation<R extends EngineRequest = EngineRequest> {
  /** Valid against the public schema already. What is compiled for it is remembered as long as this very object lives. */
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables?: Readonly<Record<string, unknown>> | null | undefined;
  request: R;
}

export interface Engine<R extends EngineRequest = EngineRequest> {
  /** The public schema: what clients validate against and introspect. */
  readonly schema: GraphQLSchema;
  /** Runs a query or a mutation. Errors are not masked yet. Never throws. */
  execute(operation: Operation<R>): Promise<ExecutionResult>;
  /** Each event is executed with a context of its own: no loader outlives an event. */
  subscribe(operation: Operation<R>): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
  close(): Promise<void>;
}

/** A subgraph in this process: an executable schema of @apollo/subgraph, and what its resolvers get as context. */
export interface LocalSubgraph<R extends EngineRequest = EngineRequest> {
  kind: 'local';
  schema: GraphQLSchema;
  /** Made once a request (after a mutation's field and for each event of a subscription, anew). */
  context(request: R): object;
}

/** A subgraph in another process: POST with JSON; subscriptions over server-sent events (graphql-sse, distinct connections). */
export interface RemoteSubgraph<R extends EngineRequest = EngineRequest> {
  kind: 'remote';
  /** Of its POST route, such as http://stock.internal:4101/graphql; subscriptions go to …/stream below it. */
  url: string;
  /** Headers of each call, such as a signed viewer. */
  headers?(request: R): Record<string, string> | Promise<Record<string, string>>;
  /** Milliseconds until a query is given up. Default 5 s. */
  deadline?: number;
  /** The same for a mutation, which may wait for the ERP. Default 35 s. */
  mutationDeadline?: number;
  /** Bytes of an answer that are read at most. Default 20 MB. */
  maxBytes?: number;
  /** Calls at once; more wait, and beyond as many waiting they are refused. Default 64. */
  concurrency?: number;
}

export interface EngineOptions<R extends EngineRequest = EngineRequest> {
  supergraphSdl: string;
  /** By the subgraph's name in the supergraph, any case. */
  subgraphs: ReadonlyMap<string, LocalSubgraph<R> | RemoteSubgraph<R>>;
  log: Logger;
  /** `stitched` asks for the fallback also where the planner has a build. */
  kind?: 'planned' | 'stitched';
  /** Milliseconds until a call to a subgraph in this process is given up; a mutation gets seven times as much. Default 5 s. */
  deadline?: number;
}

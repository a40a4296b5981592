/**
 * The seam of federation: everything outside this folder knows only {@link Engine}. Inside, the supergraph is stitched by
 * @graphql-tools/federation; each subgraph is reached by an executor of its own, in process (local.ts) or over HTTP (remote.ts).
 */
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import type { Executor } from '@graphql-tools/utils';
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  isScalarType,
} from 'graphql';
import type { Logger } from 'pino';
import { scalars } from '#hub/scalars.ts';
import type { Reads } from '#hub/reads.ts';
import type { Viewer } from '#hub/viewer.ts';
import { mapStream } from './iterate.ts';
import { type LocalSubgraph, localExecutor } from './local.ts';
import { locateErrors } from './paths.ts';
import { type RemoteSubgraph, remoteExecutor } from './remote.ts';
import { requestScope } from './scope.ts';

export type { LocalSubgraph } from './local.ts';
export type { RemoteSubgraph } from './remote.ts';

export interface EngineRequest {
  viewer: Viewer;
  requestId: string;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
  /** What is read is told here, when the answer may be remembered. */
  reads?: Reads;
}

export interface Operation {
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  request: EngineRequest;
}

export interface Engine {
  /** The public schema: what clients validate against and introspect. */
  readonly schema: GraphQLSchema;
  /** Runs a query or a mutation; the document is valid already. Errors are not masked yet. */
  execute(operation: Operation): Promise<ExecutionResult>;
  /** Each event is executed with a context of its own: no loader outlives an event. */
  subscribe(operation: Operation): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
  close(): Promise<void>;
}

export interface EngineOptions {
  supergraphSdl: string;
  /** By the subgraph's name in the supergraph, any case. */
  subgraphs: ReadonlyMap<string, LocalSubgraph | RemoteSubgraph>;
  log: Logger;
}

export function createEngine({ supergraphSdl, subgraphs, log }: EngineOptions): Engine {
  const closing: (() => Promise<void>)[] = [];
  const executors = new Map<string, Executor>();
  for (const [name, subgraph] of subgraphs) {
    if (subgraph.kind === 'local') executors.set(name.toLowerCase(), localExecutor(subgraph));
    else {
      const remote = remoteExecutor(name, subgraph, log);
      executors.set(name.toLowerCase(), remote.executor);
      closing.push(remote.close);
    }
  }
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    batch: true,
    // Each call is an object of its own: remembering them would only fill a long subscription's memory.
    batchingOptions: { dataLoaderOptions: { cache: false } },
    onSubschemaConfig(config) {
      const executor = executors.get(config.name.toLowerCase());
      if (!executor) throw new Error(`the supergraph names the subgraph ${config.name}, and none was given`);
      config.executor = executor;
    },
  });
  readScalars(schema);
  locateErrors(schema);

  const argumentsOf = ({ document, operationName, variables, request }: Operation): ExecutionArgs => ({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: requestScope(request),
  });

  return {
    schema,
    async execute(operation) {
      return await execute(argumentsOf(operation));
    },
    async subscribe(operation) {
      const source = await createSourceEventStream(argumentsOf(operation));
      if (!(Symbol.asyncIterator in source)) return source;
      return mapStream(source, async (event) => execute({ ...argumentsOf(operation), rootValue: event }));
    },
    async close() {
      await Promise.all(closing.map((close) => close()));
    },
  };
}

/** Literals and variables of our scalars are refused here already, before any subgraph is asked. */
function readScalars(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = scalars[type.name];
    if (!scalar || !isScalarType(type)) continue;
    type.parseValue = scalar.parseValue;
    type.parseLiteral = scalar.parseLiteral;
  }
}

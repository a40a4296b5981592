/**
 * The engine where the planner has no build: the supergraph stitched by @graphql-tools/federation, each subgraph reached by the same
 * transports. Right, and ten times slower; what it does otherwise is listed in test/federation/stitched.ts.
 */
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { type Executor, getOperationASTFromRequest } from '@graphql-tools/utils';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  isScalarType,
  print,
} from 'graphql';
import { scalars } from '#hub/scalars.ts';
import { mapStream } from '../iterate.ts';
import { type Run, startRun } from '../run.ts';
import type { Answer, Transport } from '../transport.ts';
import type { Engine, EngineRequest, Operation } from '../vocabulary.ts';
import { locateErrors } from './paths.ts';

/** What stitched resolvers get as context. */
interface Scope {
  run: Run;
}

export function createStitchedEngine<R extends EngineRequest>(
  supergraphSdl: string,
  transports: ReadonlyMap<string, Transport>,
): Engine<R> {
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    batch: true,
    // Each call is an object of its own: remembering them would only fill a long subscription's memory.
    batchingOptions: { dataLoaderOptions: { cache: false } },
    onSubschemaConfig(config) {
      const transport = transports.get(config.name.toLowerCase());
      if (!transport) throw new Error(`the supergraph names the subgraph ${config.name}, and none was given`);
      config.executor = executorOf(transport);
    },
  });
  readScalars(schema);
  locateErrors(schema);

  const argumentsOf = ({ document, operationName, variables, request }: Operation<R>): ExecutionArgs => ({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: { run: startRun(request, {}) } satisfies Scope,
  });

  return {
    schema,
    async execute(operation) {
      try {
        return await execute(argumentsOf(operation));
      } catch (error) {
        return {
          errors: [error instanceof GraphQLError ? error : new GraphQLError('the engine broke', { originalError: error as Error })],
        };
      }
    },
    async subscribe(operation) {
      const source = await createSourceEventStream(argumentsOf(operation));
      if (!(Symbol.asyncIterator in source)) return source;
      return mapStream(source, async (event) => execute({ ...argumentsOf(operation), rootValue: event }));
    },
    async close() {
      await Promise.all([...transports.values()].map((transport) => transport.close()));
    },
  };
}

function executorOf(transport: Transport): Executor {
  const executor = async (request: Parameters<Executor>[0]) => {
    const { run } = request.context as unknown as Scope;
    const kind = request.operationType ?? getOperationASTFromRequest(request).operation;
    const variables = { ...request.variables };
    const operation = { text: print(request.document), kind };
    if (kind !== 'subscription') return located(await transport.prepare(operation)(variables, run));
    const opened = await transport.prepareStream(operation)(variables, run);
    if (!(Symbol.asyncIterator in opened)) return located(opened);
    return mapStream(opened, (answer) => {
      // Stitching keeps its loaders by the root value of the subscription's info: a new one forgets what the event before loaded.
      run.contexts.clear();
      if (request.info) (request.info as { rootValue?: unknown }).rootValue = {};
      return located(answer);
    });
  };
  return executor as Executor;
}

/** Stitching reads errors as graphql-js makes them. */
const located = ({ data, errors }: Answer): ExecutionResult => ({
  ...(data === undefined ? {} : { data }),
  ...(errors?.length
    ? {
        errors: errors.map((error) =>
          error instanceof GraphQLError
            ? error
            : new GraphQLError(error.message, { path: error.path ?? null, extensions: { ...error.extensions } }),
        ),
      }
    : {}),
});

/** Literals and variables of our scalars are refused here already, before any subgraph is asked. */
function readScalars(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = scalars[type.name];
    if (!scalar || !isScalarType(type)) continue;
    type.parseValue = scalar.parseValue;
    type.parseLiteral = scalar.parseLiteral;
  }
}

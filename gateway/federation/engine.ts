/**
 * The engine: a supergraph and its subgraphs become one executable graph. Everything outside this folder knows only this function and
 * the words of vocabulary.ts. Where the planner has no build, stitched/ answers in its place.
 */
import { type DocumentNode, type ExecutionResult, GraphQLError, getOperationAST, parse } from 'graphql';
import { failure } from '#hub/errors.ts';
import { scalars } from '#hub/scalars.ts';
import { type Compiled, compileOperation, pick, type World } from './compiled.ts';
import type { TypeTest } from './flatten.ts';
import { mapStream } from './iterate.ts';
import { localTransport } from './local.ts';
import { openPlanner } from './plan.ts';
import { remoteTransport } from './remote.ts';
import { startRun } from './run.ts';
import { fieldNames, possibleTypes, publicSchema } from './schema.ts';
import { createStitchedEngine } from './stitched/engine.ts';
import type { Transport } from './transport.ts';
import type { Engine, EngineOptions, EngineRequest, Operation } from './vocabulary.ts';

const DEADLINE = 5_000;
/** A mutation may wait for the ERP. */
const MUTATION_PATIENCE = 7;

export function createEngine<R extends EngineRequest>(options: EngineOptions<R>): Engine<R> {
  const transports = openTransports(options);
  const planner = openPlanner(options.supergraphSdl);
  if (!planner) {
    options.log.warn(
      { platform: `${process.platform}-${process.arch}` },
      'the query planner has no build for this machine: the stitched engine answers, ten times slower',
    );
    return createStitchedEngine(options.supergraphSdl, transports);
  }
  const supergraph = parse(options.supergraphSdl, { noLocation: true });
  const possible = possibleTypes(supergraph);
  const fits: TypeTest = (typename, conditions) =>
    typeof typename !== 'string' || conditions.some((condition) => condition === typename || possible.get(condition)?.has(typename));
  const world: World = {
    schema: publicSchema(planner.publicSdl, supergraph, scalars),
    planner,
    fields: fieldNames(supergraph),
    // A subgraph elsewhere may answer anything; one here may name an enum value that clients are not to see.
    strict: options.supergraphSdl.includes('@inaccessible') || [...options.subgraphs.values()].some(({ kind }) => kind === 'remote'),
    random: Math.random,
    parts: {
      fits,
      transport(name) {
        const transport = transports.get(name.toLowerCase());
        if (!transport) throw new Error(`the supergraph names the subgraph ${name}, and none was given`);
        return transport;
      },
    },
  };
  const find = rememberCompiled(world);

  /** What runs, with checked variables; or why it does not. */
  const begin = ({ document, operationName, variables, request }: Operation<R>) => {
    try {
      const compiled = find(document, operationName);
      const checked = compiled.variables(variables ?? {});
      return checked.errors ? { errors: checked.errors } : { compiled, run: startRun(request, checked.values) };
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      options.log.error({ err: error, requestId: request.requestId }, 'an operation could not be planned');
      return { errors: [broken(error)] };
    }
  };

  return {
    schema: world.schema,
    async execute(operation) {
      const begun = begin(operation);
      if (begun.errors) return { errors: begun.errors };
      const { compiled, run } = begun;
      try {
        const waiting = compiled.fetch(run);
        if (waiting) await waiting;
        return compiled.finish(run);
      } catch (error) {
        return { errors: [broken(error)] };
      }
    },
    async subscribe(operation) {
      const begun = begin(operation);
      if (begun.errors) return { errors: begun.errors };
      const { compiled, run } = begun;
      const { source } = compiled;
      if (!source) return { errors: [failure('BAD_REQUEST', 'This operation is no subscription.')] };
      const opened = await source.listen(pick(source.usages, run.variables), run);
      if (!(Symbol.asyncIterator in opened)) {
        source.place(opened, run, [run.data], () => [[]]);
        return { errors: (compiled.finish(run) as ExecutionResult).errors ?? [] };
      }
      return mapStream(opened, async (answer) => {
        // Each event stands for itself: nothing that was loaded for the one before is used again.
        const event = startRun(operation.request, run.variables);
        source.place(answer, event, [event.data], () => [[]]);
        const waiting = source.fetch(event);
        if (waiting) await waiting;
        return compiled.finish(event);
      });
    },
    async close() {
      await Promise.all([...transports.values()].map((transport) => transport.close()));
    },
  };
}

const broken = (error: unknown): GraphQLError =>
  new GraphQLError('the engine broke', { originalError: error instanceof Error ? error : new Error(String(error)) });

function openTransports<R extends EngineRequest>({ subgraphs, log, deadline = DEADLINE }: EngineOptions<R>): Map<string, Transport> {
  return new Map(
    [...subgraphs].map(([name, subgraph]) => [
      name.toLowerCase(),
      subgraph.kind === 'local'
        ? localTransport(name, subgraph, { deadline, mutationDeadline: deadline * MUTATION_PATIENCE, log })
        : remoteTransport(name, subgraph, log),
    ]),
  );
}

/** By document, then by operation: when the caller forgets the document, plan and code go with it. */
function rememberCompiled(world: World): (document: DocumentNode, operationName: string | null | undefined) => Compiled {
  const known = new WeakMap<DocumentNode, Map<string, Compiled>>();
  return (document, operationName) => {
    const name = operationName ?? '';
    const found = known.get(document)?.get(name);
    if (found) return found;
    const operation = getOperationAST(document, operationName);
    if (!operation)
      throw failure(
        'BAD_REQUEST',
        operationName ? 'The document has no operation of this name.' : 'Say which operation is meant: operationName.',
      );
    const made = compileOperation(document, operation, world);
    const ofDocument = known.get(document) ?? new Map<string, Compiled>();
    known.set(document, ofDocument.set(name, made));
    return made;
  };
}

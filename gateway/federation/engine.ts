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
import { NoPlan } from './planning.ts';
import { remoteTransport } from './remote.ts';
import { startRun } from './run.ts';
import { fieldNames, namesOf, possibleTypes, publicSchema } from './schema.ts';
import { createStitchedEngine } from './stitched/engine.ts';
import type { Transport } from './transport.ts';
import type { Engine, EngineOptions, EngineRequest, Operation } from './vocabulary.ts';

const DEADLINE = 5_000;
/** A mutation may wait for the ERP. */
const MUTATION_PATIENCE = 7;

export function createEngine<R extends EngineRequest>(options: EngineOptions<R>): Engine<R> {
  const transports = openTransports(options);
  const planner = options.kind === 'stitched' ? undefined : openPlanner(options.supergraphSdl);
  if (!planner) {
    options.log.warn(
      { platform: `${process.platform}-${process.arch}`, asked: options.kind },
      'the stitched engine answers, ten times slower: the query planner has no build for this machine, or SPLOT_ENGINE says so',
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
    names: namesOf(supergraph),
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

  const start = (compiled: Compiled, { variables, request }: Operation<R>) => {
    const checked = compiled.variables(variables ?? {});
    return checked.errors ? { errors: checked.errors } : { compiled, run: startRun(request, checked.values) };
  };

  /** Why there is no answer. */
  const reasonOf = (error: unknown, requestId: string): GraphQLError => {
    if (error instanceof GraphQLError) return error;
    options.log.error({ err: error, requestId }, 'an operation could not be planned');
    if (error instanceof NoPlan) return failure('QUERY_TOO_LARGE', 'No plan could be made for this operation: make it simpler.');
    return new GraphQLError('the engine broke', { originalError: error instanceof Error ? error : new Error(String(error)) });
  };

  /** What runs, with checked variables; or why it does not. Waits only for a document that was not seen before. */
  const begin = async (operation: Operation<R>) => {
    const { requestId } = operation.request;
    try {
      return start(await find(operation.document, operation.operationName), operation);
    } catch (error) {
      return { errors: [reasonOf(error, requestId)] };
    }
  };

  return {
    schema: world.schema,
    async execute(operation) {
      const known = find.known(operation.document, operation.operationName);
      const begun = known ? start(known, operation) : await begin(operation);
      if (begun.errors) return { errors: begun.errors };
      const { compiled, run } = begun;
      try {
        const waiting = compiled.fetch(run);
        if (waiting) await waiting;
        return compiled.finish(run);
      } catch (error) {
        return { errors: [reasonOf(error, operation.request.requestId)] };
      }
    },
    async subscribe(operation) {
      const begun = await begin(operation);
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
      planner.close();
      await Promise.all([...transports.values()].map((transport) => transport.close()));
    },
  };
}

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

interface Find {
  (document: DocumentNode, operationName: string | null | undefined): Promise<Compiled>;
  /** What is compiled already. */
  known(document: DocumentNode, operationName: string | null | undefined): Compiled | undefined;
}

/** By document, then by operation: when the caller forgets the document, plan and code go with it. A text without a plan is remembered as such. */
function rememberCompiled(world: World): Find {
  const done = new WeakMap<DocumentNode, Map<string, Compiled>>();
  const begun = new WeakMap<DocumentNode, Map<string, Promise<Compiled>>>();
  const find = (document: DocumentNode, operationName: string | null | undefined): Promise<Compiled> => {
    const name = operationName ?? '';
    const ofDocument = begun.get(document) ?? new Map<string, Promise<Compiled>>();
    begun.set(document, ofDocument);
    const found = ofDocument.get(name);
    if (found) return found;
    const making = compileNamed(document, operationName, world).then((made) => {
      done.set(document, (done.get(document) ?? new Map<string, Compiled>()).set(name, made));
      return made;
    });
    ofDocument.set(name, making);
    return making;
  };
  return Object.assign(find, {
    known: (document: DocumentNode, operationName: string | null | undefined) => done.get(document)?.get(operationName ?? ''),
  });
}

async function compileNamed(document: DocumentNode, operationName: string | null | undefined, world: World): Promise<Compiled> {
  const operation = getOperationAST(document, operationName);
  if (operation) return compileOperation(document, operation, world);
  throw failure(
    'BAD_REQUEST',
    operationName ? 'The document has no operation of this name.' : 'Say which operation is meant: operationName.',
  );
}

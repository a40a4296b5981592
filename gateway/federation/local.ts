/** A subgraph in this process. An operation runs interpreted until its third use; from then on what graphql-jit made of it runs. */
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  parse,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Logger } from 'pino';
import { failure } from '#hub/errors.ts';
import { within } from './deadlines.ts';
import { mapStream } from './iterate.ts';
import { mayCompile } from './jit.ts';
import type { Data, Run } from './run.ts';
import { type Answer, isPromise, type SubgraphOperation, type Transport } from './transport.ts';
import type { EngineRequest, LocalSubgraph } from './vocabulary.ts';

/** Compiling costs about ten runs; a document that comes twice may never come again. */
const COMPILED_FROM = 3;
/** Longer operations stay interpreted: compiling them would hold the event loop. */
const LONGEST_COMPILED = 6_000;

export interface LocalOptions {
  deadline: number;
  mutationDeadline: number;
  log: Logger;
}

export function localTransport<R extends EngineRequest>(name: string, subgraph: LocalSubgraph<R>, options: LocalOptions): Transport {
  const { schema } = subgraph;

  const contextOf = (run: Run): object => {
    const made = run.contexts.get(subgraph);
    if (made) return made;
    // The engine hands on the request it was given: R is what this subgraph expects.
    const context = subgraph.context(run.request as R);
    run.contexts.set(subgraph, context);
    return context;
  };

  const broken = (error: unknown, run: Run): Answer => {
    options.log.error({ err: error, subgraph: name, requestId: run.request.requestId }, 'a subgraph broke');
    return { errors: [new GraphQLError('a subgraph broke', { originalError: error instanceof Error ? error : new Error(String(error)) })] };
  };

  return {
    name,
    prepare(operation) {
      const runner = compileRunner(schema, operation);
      const mutation = operation.kind === 'mutation';
      const patience = mutation ? options.mutationDeadline : options.deadline;
      const late = (): Answer => ({
        errors: [failure('TIMEOUT', `The part of the graph named ${name} did not answer in time.`, { subgraph: name })],
      });
      return (variables, run) => {
        try {
          if (mutation) run.contexts.clear();
          const answer = runner(undefined, contextOf(run), variables);
          if (!isPromise(answer)) {
            if (mutation) run.contexts.clear();
            return answer;
          }
          return within(answer, patience, run.request.signal, late).then(
            (told) => {
              if (mutation) run.contexts.clear();
              return told;
            },
            (error) => broken(error, run),
          );
        } catch (error) {
          return broken(error, run);
        }
      };
    },
    prepareStream(operation) {
      const runner = compileRunner(schema, operation);
      const document = parse(operation.text, { noLocation: true });
      return async (variables, run) => {
        const source = await createSourceEventStream({
          schema,
          document,
          variableValues: variables,
          contextValue: subgraph.context(run.request as R),
        } satisfies ExecutionArgs);
        if (!(Symbol.asyncIterator in source)) return source as Answer;
        return mapStream(source, (event) => runner(event, subgraph.context(run.request as R), variables));
      };
    },
    async close() {},
  };
}

type Runner = (root: unknown, context: object, variables: Data) => Answer | Promise<Answer>;

function compileRunner(schema: LocalSubgraph['schema'], { text }: SubgraphOperation): Runner {
  const document = parse(text, { noLocation: true });
  let uses = 0;
  let compiled: CompiledQuery['query'] | undefined;
  return (root, context, variables) => {
    if (compiled) return compiled(root, context, variables) as ExecutionResult as Answer;
    uses += 1;
    if (uses >= COMPILED_FROM && text.length <= LONGEST_COMPILED && mayCompile(schema, document)) {
      compiled = compile(schema, document);
      if (compiled) return compiled(root, context, variables) as ExecutionResult as Answer;
    }
    if (uses >= COMPILED_FROM) uses = Number.NEGATIVE_INFINITY;
    return execute({ schema, document, rootValue: root, contextValue: context, variableValues: variables }) as Answer | Promise<Answer>;
  };
}

function compile(schema: LocalSubgraph['schema'], document: DocumentNode): CompiledQuery['query'] | undefined {
  const made = compileQuery(schema, document, undefined, { disablingCapturingStackErrors: true });
  return isCompiledQuery(made) ? made.query : undefined;
}

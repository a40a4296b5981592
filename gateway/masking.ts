/**
 * The one place where errors leave. An error made on purpose keeps its message: one with a code of hub/errors.ts, or one of
 * graphql-js about the document or its variables. Anything else becomes "Internal error" with the request's id, and is logged whole.
 */
import { type ExecutionResult, GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { Logger } from 'pino';
import { type Code, codes } from '#hub/errors.ts';

export interface MaskContext {
  requestId: string;
  log: Logger;
  /** "Did you mean …" tells names of the schema: only for those who may introspect. */
  suggestions: boolean;
}

/** More than this many errors of one answer help nobody. */
const MOST_ERRORS = 50;

export const isCode = (code: unknown): code is Code => typeof code === 'string' && Object.hasOwn(codes, code);

export function maskResult<R extends ExecutionResult>(result: R, context: MaskContext): R {
  if (!result.errors?.length) return result;
  return { ...result, errors: maskErrors(result.errors, context) };
}

export function maskErrors(errors: readonly unknown[], context: MaskContext): GraphQLError[] {
  return errors
    .flatMap(unfold)
    .slice(0, MOST_ERRORS)
    .map((error) => maskError(error, context));
}

export function maskError(error: unknown, context: MaskContext): GraphQLError {
  const { requestId, log } = context;
  const graphql = error instanceof GraphQLError ? error : undefined;
  const code = graphql?.extensions.code;
  if (graphql && isCode(code) && code !== 'INTERNAL') return publicError(graphql, code, context);
  // graphql-js itself speaks of the request, not of our insides: no path, nothing beneath but its own word about a variable.
  const own = !graphql?.originalError || graphql.originalError instanceof GraphQLError;
  if (graphql && own && !graphql.path && code === undefined) return publicError(graphql, 'BAD_USER_INPUT', context);
  log.error({ err: deepest(error), requestId, path: graphql?.path?.join('.') }, 'an error was masked');
  return new GraphQLError('Internal error', {
    ...placeOf(graphql),
    extensions: { code: 'INTERNAL', requestId },
  });
}

/** Without original error and stack, whatever prints it later. */
function publicError(error: GraphQLError, code: Code, { suggestions }: MaskContext): GraphQLError {
  return new GraphQLError(suggestions ? error.message : withoutSuggestion(error.message), {
    ...placeOf(error),
    extensions: { ...error.extensions, code },
  });
}

function placeOf(error: GraphQLError | undefined): GraphQLErrorOptions {
  if (!error) return {};
  return { path: error.path ?? null, nodes: error.nodes ?? null, source: error.source, positions: error.positions };
}

export const withoutSuggestion = (message: string): string => message.replace(/ Did you mean [\s\S]*$/, '');

function deepest(error: unknown): unknown {
  let inner = error;
  while (inner instanceof GraphQLError && inner.originalError) inner = inner.originalError;
  return inner;
}

/** Several errors of one place come as one. */
function unfold(error: unknown): unknown[] {
  const inner = error instanceof GraphQLError ? error.originalError : error;
  if (!(inner instanceof AggregateError)) return [error];
  const path = error instanceof GraphQLError ? error.path : undefined;
  return inner.errors
    .flatMap(unfold)
    .map((one: unknown) =>
      one instanceof GraphQLError && !one.path && path
        ? new GraphQLError(one.message, { path, originalError: one.originalError ?? null, extensions: one.extensions })
        : one,
    );
}

/** From a client's request to a document that may run: found, parsed, within the limits, valid. What is found out once a text is remembered. */
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  KnownFragmentNamesRule,
  LoneAnonymousOperationRule,
  NoFragmentCyclesRule,
  NoUnusedFragmentsRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  UniqueFragmentNamesRule,
  UniqueOperationNamesRule,
  type ValidationRule,
  validate,
} from 'graphql';
import { failure } from '#hub/errors.ts';
import { openCost } from '../limits/cost.ts';
import { type Limits, tooDear, tooLarge } from '../limits/limits.ts';
import { checkPairs } from '../limits/overlap.ts';
import { noPrices, type Prices } from '../limits/prices.ts';
import { asksSchema, checkCounts, checkSizes } from '../limits/shape.ts';
import { checkText } from '../limits/text.ts';
import { checkValues } from '../limits/values.ts';
import { openMemory } from './memory.ts';
import { type DocumentSource, type Named, openDocumentSource, type ResolveRights } from './resolve.ts';
import { openTrusted } from './trusted.ts';

export interface Prepared {
  /** The same object for the same text, as long as it is remembered: what is compiled from it hangs on it and goes with it. */
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

export interface Asked extends Named {
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

export interface Rights extends Pick<ResolveRights, 'anyDocument'> {
  introspection: boolean;
}

interface Known {
  document: DocumentNode | undefined;
  errors: readonly GraphQLError[];
  introspection: boolean;
}

export interface Documents {
  /** Answers the operation to run, or why it does not run; errors are not masked yet. */
  prepare(asked: Asked, rights: Rights): Prepared | GraphQLError[];
}

/** Texts remembered. A document takes some 60 bytes a character, and what the engine compiles from it about as much again. */
const REMEMBERED = { count: 500, bytes: 64_000_000 };
const BYTES_PER_CHARACTER = 120;

export function openDocuments(
  schema: GraphQLSchema,
  limits: Limits,
  {
    prices = noPrices,
    source = openDocumentSource('any', openTrusted([])),
  }: { prices?: Prices | undefined; source?: DocumentSource | undefined } = {},
): Documents {
  const known = openMemory<Known>(REMEMBERED);
  const costOf = openCost(schema, prices);

  function look(text: string): Known {
    const found = known.get(text);
    if (found) return found;
    const made = read(schema, text, limits);
    // A refusal is found again as fast as it is remembered.
    if (made.document) known.set(text, made, 500 + text.length * BYTES_PER_CHARACTER);
    return made;
  }

  return {
    prepare(asked, rights) {
      const resolved = resolveText(source, asked, rights, limits);
      if (resolved instanceof GraphQLError) return [resolved];
      const { document, errors, introspection: asks } = look(resolved.text);
      if (asks && !rights.introspection) return [failure('FORBIDDEN', 'The schema is not shown to this key.')];
      if (!document || errors.length) return [...errors];
      const operation = getOperationAST(document, asked.operationName);
      if (!operation) return [noOperation(asked.operationName)];
      const refusal = checkValues(asked.variables, limits) ?? checkCost(costOf(document, operation, asked.variables ?? {}), limits);
      if (refusal) return [refusal];
      if (resolved.register) source.register(resolved.register, resolved.text);
      return { document, operation };
    },
  };
}

/** A trusted text is recognised by what it says: it has to be parsed for that. */
function resolveText(source: DocumentSource, asked: Asked, rights: Rights, limits: Limits) {
  try {
    return source.resolve(asked, { anyDocument: rights.anyDocument, limits });
  } catch (error) {
    return parseError(error, limits);
  }
}

function checkCost({ cost, answer, unsliced }: ReturnType<ReturnType<typeof openCost>>, limits: Limits): GraphQLError | undefined {
  if (unsliced) return failure('BAD_REQUEST', `Say how many of ${unsliced.field}: exactly one of ${unsliced.arguments.join(', ')}.`);
  if (cost > limits.cost) return tooDear('cost', cost, limits.cost);
  if (answer > limits.answer) return tooDear('answer', answer, limits.answer);
  return undefined;
}

const noOperation = (name: string | null | undefined): GraphQLError =>
  failure('BAD_REQUEST', name ? 'The document has no operation of this name.' : 'Say which operation is meant: operationName.');

/** What measuring relies on: every fragment there, used, once, and not inside itself. None of it takes longer than the text is long. */
const structure: readonly ValidationRule[] = [
  UniqueOperationNamesRule,
  LoneAnonymousOperationRule,
  UniqueFragmentNamesRule,
  KnownFragmentNamesRule,
  NoFragmentCyclesRule,
  NoUnusedFragmentsRule,
];

function read(schema: GraphQLSchema, text: string, limits: Limits): Known {
  const refused = (...errors: readonly GraphQLError[]): Known => ({ document: undefined, errors, introspection: false });
  try {
    const tooLong = checkText(text, limits);
    if (tooLong) return refused(tooLong);
    const document = parse(text, { maxTokens: limits.tokens });
    const refusal = checkCounts(document, limits) ?? checkSizes(document, limits);
    if (refusal) return refused(refusal);
    const broken = validity(schema, document, structure);
    if (broken.length) return refused(...broken);
    const pairs = checkPairs(document, limits);
    if (pairs) return refused(pairs);
    return { document, errors: validity(schema, document, specifiedRules), introspection: asksSchema(document) };
  } catch (error) {
    return refused(parseError(error, limits));
  }
}

const validity = (schema: GraphQLSchema, document: DocumentNode, rules: readonly ValidationRule[]): GraphQLError[] =>
  validate(schema, document, rules, { maxErrors: 20 }).map(
    (error) =>
      new GraphQLError(error.message, {
        nodes: error.nodes ?? null,
        source: error.source,
        positions: error.positions,
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', ...error.extensions },
      }),
  );

function parseError(error: unknown, limits: Limits): GraphQLError {
  if (error instanceof RangeError) return tooLarge('levels', 1e9, limits.depth, 'QUERY_TOO_DEEP');
  if (!(error instanceof GraphQLError)) throw error;
  if (error.message.includes('Document contains more that') || error.message.includes('Document contains more than'))
    return tooLarge('tokens', limits.tokens + 1, limits.tokens);
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source,
    positions: error.positions,
    extensions: { code: 'GRAPHQL_PARSE_FAILED' },
  });
}

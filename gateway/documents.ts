/** From a client's text to a document that may run: parsed, within the limits, valid. What is found out once a text is remembered. */
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { failure } from '#hub/errors.ts';
import { asksSchema, checkShape, costOf, type Limits, tooLarge } from './limits.ts';

export interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

export interface Asked {
  query: string;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

interface Known {
  document: DocumentNode | undefined;
  errors: readonly GraphQLError[];
  introspection: boolean;
}

/** Texts remembered, and how long one may be to be remembered. */
const REMEMBERED = 500;
const LONGEST = 20_000;

export interface Documents {
  /** Answers the operation to run, or why it does not run; errors are not masked yet. */
  prepare(asked: Asked, rights: { introspection: boolean }): Prepared | GraphQLError[];
}

export function openDocuments(schema: GraphQLSchema, limits: Limits): Documents {
  const known = new Map<string, Known>();

  function look(text: string): Known {
    const found = known.get(text);
    if (found) {
      // Move to the young end: the map's first key is the one unused longest.
      known.delete(text);
      known.set(text, found);
      return found;
    }
    const made = read(schema, text, limits);
    if (text.length <= LONGEST) {
      known.set(text, made);
      if (known.size > REMEMBERED)
        for (const oldest of known.keys()) {
          known.delete(oldest);
          break;
        }
    }
    return made;
  }

  return {
    prepare({ query, operationName, variables }, { introspection }) {
      const { document, errors, introspection: asks } = look(query);
      if (asks && !introspection) return [failure('FORBIDDEN', 'The schema is not shown to this key.')];
      if (!document || errors.length) return [...errors];
      const operation = getOperationAST(document, operationName);
      if (!operation)
        return [
          failure(
            'BAD_REQUEST',
            operationName ? 'The document has no operation of this name.' : 'Say which operation is meant: operationName.',
          ),
        ];
      const cost = costOf(schema, document, operation, variables ?? {});
      if (cost > limits.cost)
        return [
          failure('QUERY_TOO_LARGE', `This operation may cost ${cost > 1e9 ? 'far' : cost} more than allowed: ask for smaller pages.`, {
            limit: 'cost',
            asked: Math.min(cost, 1e9),
            allowed: limits.cost,
          }),
        ];
      return { document, operation };
    },
  };
}

function read(schema: GraphQLSchema, text: string, limits: Limits): Known {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    return { document: undefined, errors: [parseError(error, limits)], introspection: false };
  }
  try {
    const refusal = checkShape(document, limits);
    if (refusal) return { document: undefined, errors: [refusal], introspection: false };
    const introspection = asksSchema(document);
    const errors = validate(schema, document, specifiedRules, { maxErrors: 20 }).map(
      (error) =>
        new GraphQLError(error.message, {
          nodes: error.nodes ?? null,
          source: error.source,
          positions: error.positions,
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED', ...error.extensions },
        }),
    );
    return { document, errors, introspection };
  } catch (error) {
    if (error instanceof RangeError)
      return { document: undefined, errors: [tooLarge('levels', 1e9, limits.depth, 'QUERY_TOO_DEEP')], introspection: false };
    throw error;
  }
}

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

/** The HTTP status of an answer. */
import type { ExecutionResult, GraphQLError } from 'graphql';
import { codes } from '#hub/errors.ts';
import { isCode } from '../masking.ts';
import type { Media } from './media.ts';

/** The specification wants 200 for these when the client accepts application/json only. */
const STILL_200 = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/** What was executed is 200, whatever went wrong on the way; what failed whole has the status of its gravest error. */
export function statusOf({ data, errors }: ExecutionResult, { plain }: Media): number {
  if (!errors?.length || data !== undefined) return 200;
  if (plain && errors.every(({ extensions }) => STILL_200.has(String(extensions.code)))) return 200;
  const status = gravest(errors);
  // With the newer media type a request that was not executed is never 200.
  return plain ? status : Math.max(400, status);
}

const gravest = (errors: readonly GraphQLError[]): number =>
  Math.max(200, ...errors.map(({ extensions: { code } }) => (isCode(code) ? codes[code] : 500)));

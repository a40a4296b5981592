/** Every error code a client can meet, in one table, and the two ways to raise one. Anything else is masked. */
import { GraphQLError } from 'graphql';

/** Codes in `errors[].extensions.code`, with the HTTP status a request that failed whole gets. */
export const codes = {
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 200,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  QUERY_TOO_LARGE: 400,
  QUERY_TOO_DEEP: 400,
  DOCUMENT_NOT_TRUSTED: 403,
  PERSISTED_QUERY_NOT_FOUND: 200,
  PAGE_TOO_LARGE: 200,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 200,
  NOT_FOUND: 200,
  READ_ONLY: 503,
  SHUTTING_DOWN: 503,
  TIMEOUT: 504,
  SUBGRAPH_UNAVAILABLE: 200,
  INTERNAL: 500,
} as const;
export type Code = keyof typeof codes;

/** An error on purpose: its message reaches the client. */
export function failure(code: Code, message: string, extensions: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, code } });
}

/** Codes in `userErrors[].code`: the request was understood and refused. Kept equal to `UserErrorCode` of the schema. */
export const userErrorCodes = [
  'REQUIRED',
  'INVALID',
  'NOT_FOUND',
  'NOT_ALLOWED',
  'DUPLICATE',
  'KEY_REUSED',
  'VERSION_CONFLICT',
  'STATE_FORBIDS',
  'INSUFFICIENT_STOCK',
  'NOT_SOLD_TO_YOU',
  'BELOW_MINIMUM',
  'WRONG_MULTIPLE',
  'PRICE_CHANGED',
  'TOTALS_MISMATCH',
  'CREDIT_LIMIT',
  'CREDIT_BLOCKED',
  'RESERVATION_EXPIRED',
  'ALREADY_SHIPPED',
  'ALREADY_INVOICED',
  'AMBIGUOUS_PARTY',
  'SOURCE_REFUSED',
  'SOURCE_UNAVAILABLE',
  'OTHER',
] as const;
export type UserErrorCode = (typeof userErrorCodes)[number];

export interface UserErrorBody {
  __typename: string;
  code: UserErrorCode;
  message: string;
  field: string[] | null;
  retryable: boolean;
}

/** Thrown inside a mutation's transaction: rolls it back and becomes a `userErrors` entry. */
export class UserFault extends Error {
  readonly errors: UserErrorBody[];
  constructor(errors: UserErrorBody[]) {
    super(errors.map((error) => error.code).join(', '));
    this.name = 'UserFault';
    this.errors = errors;
  }
}

/** `field` is the path inside the mutation's arguments, e.g. ['input','lines','0','sku']. `extra` are fields of a more telling type. */
export function userError(
  code: UserErrorCode,
  message: string,
  field: (string | number)[] | null = null,
  extra: Record<string, unknown> & { __typename?: string; retryable?: boolean } = {},
): UserErrorBody {
  return { __typename: 'InputError', retryable: false, ...extra, code, message, field: field?.map(String) ?? null };
}

export const refuse = (...parameters: Parameters<typeof userError>): UserFault => new UserFault([userError(...parameters)]);

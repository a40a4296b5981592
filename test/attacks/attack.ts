/** One case of the attack list: what is sent, and what must come of it. */

export interface Attack {
  number: number;
  title: string;
  /** The body as it is sent. */
  body: string;
  /** A key with ops:read instead of none. */
  developer?: true;
  /**
   * refused: 4xx, one error, nothing ran. invalid: 400, as many errors as help, nothing ran. answered: 200, no error. inert: answered or
   * refused by the field itself, never a fault.
   */
  outcome: 'refused' | 'invalid' | 'answered' | 'inert';
  /** Codes the first error may have. */
  codes?: readonly string[];
  /** What was too much. */
  limit?: string;
}

const large = ['QUERY_TOO_LARGE'];
export const deepCodes = ['QUERY_TOO_DEEP', 'QUERY_TOO_LARGE'];
export const unknown = ['GRAPHQL_VALIDATION_FAILED'];
export const ask = (query: string, more: Record<string, unknown> = {}): string => JSON.stringify({ query, ...more });
/** Variables given as JSON text. */
export const withVariables = (query: string, variables: string): string => `{"query":${JSON.stringify(query)},"variables":${variables}}`;

export const refused = (
  number: number,
  title: string,
  body: string,
  limit: string | undefined,
  codes: readonly string[] = large,
): Attack => ({
  number,
  title,
  body,
  outcome: 'refused',
  codes,
  ...(limit ? { limit } : {}),
});

/** Search is the text argument every visitor reaches. */
export const SEARCH = 'query ($search: String) { products(first: 1, search: $search) { nodes { id } } }';
export const orderCancel = (i: number): string => `a${i}: orderCancel(input: $i) { userErrors { code } }`;

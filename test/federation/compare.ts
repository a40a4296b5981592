/**
 * Whether two answers are the same. Data: letter by letter, order of fields included. Errors: as a set of (path, code), with one freedom.
 * Where a failure made an *ancestor* null, graphql-js reports one or some of the failures below it, whichever came first; there only
 * these two hold: the same position became null for a reported reason, and every reported reason is a failure that really happened.
 * The normal form of an error is therefore `path|code` if the very position it names is null or missing nothing above it, and
 * `position|` of the nulled ancestor otherwise.
 */
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Verdict } from './oracle.ts';

export function differenceOf({ result: expected, failures }: Verdict, actual: ExecutionResult): string | undefined {
  const wanted = JSON.stringify(expected.data);
  const got = JSON.stringify(actual.data);
  if (wanted !== got) return 'the data differ';
  const expectedErrors = normalForm(expected.data, expected.errors ?? []);
  const actualErrors = normalForm(actual.data, actual.errors ?? []);
  const missing = [...expectedErrors.keys()].filter((key) => !actualErrors.has(key));
  if (missing.length > 0) return `errors are missing: ${missing.join(', ')}`;
  const surplus = [...actualErrors.keys()].filter((key) => !expectedErrors.has(key));
  if (surplus.length > 0) return `errors are too many: ${surplus.join(', ')}`;
  const invented = [...actualErrors.values()].flat().filter((key) => !failures.has(key));
  if (invented.length > 0) return `errors that did not happen: ${invented.join(', ')}`;
  return undefined;
}

/** By normal form, the `path|code` of each error. */
function normalForm(
  data: unknown,
  errors: readonly { path?: GraphQLFormattedError['path'] | undefined; extensions?: { code?: unknown } }[],
) {
  const forms = new Map<string, string[]>();
  for (const { path = [], extensions } of errors) {
    const exact = `${path.join('.')}|${typeof extensions?.code === 'string' ? extensions.code : ''}`;
    const depth = nulledDepth(data, path);
    const form = depth < path.length ? `${path.slice(0, depth).join('.')}| nulled` : exact;
    forms.set(form, [...(forms.get(form) ?? []), exact]);
  }
  return forms;
}

/** How many keys of the path lead to the null on it. */
function nulledDepth(data: unknown, path: readonly (string | number)[]): number {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null || value === undefined) return depth;
    value = (value as Record<string | number, unknown>)[key];
  }
  return path.length;
}

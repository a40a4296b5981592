/** What a request asks for, read from the body of a POST or the address of a GET. Nothing of GraphQL is looked at here. */
import { isUtf8 } from 'node:buffer';
import { failure } from '#hub/errors.ts';

/** The parameters of one operation, of the right kinds. */
export interface Params {
  query: string | undefined;
  operationName: string | undefined;
  variables: Record<string, unknown> | undefined;
  extensions: Record<string, unknown> | undefined;
  /** Names a document that the hub knows, instead of `query`. */
  documentId: string | undefined;
}

const bad = (message: string) => failure('BAD_REQUEST', message);

/** An array is a batch. Fails with BAD_REQUEST. */
export function readBody(body: unknown): Params | Params[] {
  const value = parseBody(body);
  return Array.isArray(value) ? value.map(readParams) : readParams(value);
}

function parseBody(body: unknown): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) throw bad('A POST needs a body.');
  // Bytes that are no UTF-8 are refused rather than repaired.
  if (!isUtf8(body)) throw bad('The body is not UTF-8.');
  return parse(body.toString(), 'The body is not JSON.');
}

function parse(text: string, otherwise: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw bad(otherwise);
  }
}

function readParams(value: unknown): Params {
  if (!isObject(value)) throw bad('The body must be a JSON object.');
  return {
    query: textOf(value.query, 'query'),
    operationName: textOf(value.operationName, 'operationName'),
    variables: objectOf(value.variables, 'variables'),
    extensions: objectOf(value.extensions, 'extensions'),
    documentId: textOf(value.documentId, 'documentId'),
  };
}

/** Of `/graphql?query=…`: objects come as JSON. */
export function readUrl(url: string): Params {
  const at = url.indexOf('?');
  const search = new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
  const one = (name: string): string | undefined => {
    const all = search.getAll(name);
    if (all.length > 1) throw bad(`The parameter ${name} is given more than once.`);
    return all[0];
  };
  const object = (name: string) => {
    const text = one(name);
    return text ? objectOf(parse(text, `The parameter ${name} is not JSON.`), name) : undefined;
  };
  return {
    query: one('query'),
    operationName: one('operationName') || undefined,
    variables: object('variables'),
    extensions: object('extensions'),
    documentId: one('documentId'),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw bad(`${name} must be a string.`);
  return value;
}

function objectOf(value: unknown, name: string): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw bad(`${name} must be an object.`);
  return value;
}

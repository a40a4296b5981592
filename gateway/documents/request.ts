/** graphql-http wants a query in every request and knows no documentId: a request that only names its document is given an empty one. */
import { parseRequestParams, type Request, type RequestParams, type Response } from 'graphql-http';

const NAMES = ['documentId', 'extensions'];

/** Replaces graphql-http's own reading of a request; `extensions.documentId` then holds a documentId. */
export async function readParams<Raw, Context>(request: Request<Raw, Context>): Promise<RequestParams | Response> {
  return parseRequestParams(request.method === 'GET' ? namedInUrl(request) : namedInBody(request));
}

function namedInUrl<Raw, Context>(request: Request<Raw, Context>): Request<Raw, Context> {
  const [path = '', search] = request.url.split('?');
  const given = new URLSearchParams(search);
  if (given.has('query') || !NAMES.some((name) => given.has(name))) return request;
  given.set('query', '');
  const documentId = given.get('documentId');
  if (documentId !== null) given.set('extensions', JSON.stringify({ documentId }));
  return { ...request, url: `${path}?${given}` };
}

function namedInBody<Raw, Context>(request: Request<Raw, Context>): Request<Raw, Context> {
  const { body } = request;
  return {
    ...request,
    async body() {
      const read = typeof body === 'function' ? await body() : body;
      const data: unknown = typeof read === 'string' && read ? JSON.parse(read) : read;
      return (isObject(data) && named(data)) || (data as string | null);
    },
  };
}

function named(data: Record<string, unknown>): Record<string, unknown> | undefined {
  const { query, documentId, extensions } = data;
  if (documentId === undefined && (query != null || extensions === undefined)) return undefined;
  const more = documentId === undefined ? extensions : { ...(isObject(extensions) ? extensions : {}), documentId };
  return { ...data, query: query ?? '', extensions: more };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

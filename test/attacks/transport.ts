/** Attacks on the transport, cases 1–18: what is sent, and how it must end. Every one is to be refused before a resolver runs. */
import { gzipSync } from 'node:zlib';

export interface Attack {
  /** Of the list of attacks the hub is held against. */
  number: number;
  name: string;
  status: number;
}

export interface RequestAttack extends Attack {
  path?: string;
  init: RequestInit;
  /** Headers the refusal must have. */
  headers?: Record<string, string>;
}

export interface WireAttack extends Attack {
  bytes(host: string): string | Buffer;
}

const QUERY = '{ products { id } }';
const MUTATION = 'mutation { rename(id: "p1", name: "taken") { id } }';
const JSON_BODY = JSON.stringify({ query: QUERY });
const preflight = { 'graphql-require-preflight': '1' };

const post = (contentType: string, body: string | Uint8Array<ArrayBuffer> = JSON_BODY, more: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': contentType, ...more },
  body,
});
const get = (query: string, more: Record<string, string> = {}) => ({
  path: `/graphql?query=${encodeURIComponent(query)}`,
  init: { headers: more },
});

/** 62 kB that become 64 MB: small enough to be read, so it must not be unpacked. */
const bomb = () => gzipSync(Buffer.alloc(64_000_000));

export const requestAttacks: readonly RequestAttack[] = [
  { number: 1, name: 'a mutation by GET', status: 405, ...get(MUTATION, preflight), headers: { allow: 'POST' } },
  { number: 2, name: 'a GET that another site can send', status: 400, ...get(QUERY) },
  { number: 3, name: 'form data', status: 415, init: post('application/x-www-form-urlencoded', `query=${encodeURIComponent(QUERY)}`) },
  { number: 4, name: 'JSON as plain text', status: 415, init: post('text/plain') },
  { number: 5, name: 'multipart', status: 415, init: post('multipart/form-data; boundary=x') },
  { number: 6, name: 'a tab behind the type', status: 415, init: post('application/json\ta') },
  { number: 6, name: 'words behind the type', status: 415, init: post('application/json garbage') },
  { number: 6, name: 'two types', status: 415, init: post('application/json, text/plain') },
  { number: 6, name: 'a second parameter', status: 415, init: post('application/json; charset=utf-8; boundary=x') },
  { number: 7, name: 'no type', status: 415, init: { method: 'POST', body: new TextEncoder().encode(JSON_BODY) } },
  { number: 8, name: 'a page that wants HTML', status: 406, init: post('application/json', JSON_BODY, { accept: 'text/html' }) },
  {
    number: 8,
    name: 'a client that refuses JSON',
    status: 406,
    init: post('application/json', JSON_BODY, { accept: 'application/json;q=0' }),
  },
  { number: 9, name: 'UTF-16', status: 415, init: post('application/json; charset=utf-16') },
  { number: 9, name: 'UTF-7', status: 415, init: post('application/json; charset=utf-7') },
  { number: 9, name: 'bytes that are no UTF-8', status: 400, init: post('application/json', Uint8Array.of(0x7b, 0xc3, 0x28, 0x7d)) },
  { number: 10, name: 'a body of 101 kB', status: 413, init: post('application/json', `${JSON_BODY}${' '.repeat(101_000)}`) },
  {
    number: 15,
    name: 'a mutation by GET that calls itself POST',
    status: 405,
    ...get(MUTATION, { ...preflight, 'x-http-method-override': 'POST', 'x-http-method': 'POST', 'x-method-override': 'POST' }),
  },
  { number: 15, name: 'a DELETE that calls itself POST', status: 405, init: { ...post('application/json'), method: 'DELETE' } },
  {
    number: 18,
    name: 'an array of ten operations',
    status: 400,
    init: post('application/json', JSON.stringify(Array(10).fill({ query: QUERY }))),
  },
  { number: 18, name: 'an array of one operation', status: 400, init: post('application/json', `[${JSON_BODY}]`) },
];

const request = (host: string, headers: string[], body = ''): string =>
  ['POST /graphql HTTP/1.1', `Host: ${host}`, 'Content-Type: application/json', ...headers, '', body].join('\r\n');
/** What a proxy in front would take for the body of the first request. */
const hidden = (host: string): string => `GET /health/live HTTP/1.1\r\nHost: ${host}\r\n\r\n`;

const upgrade = (host: string, headers: string[], path = '/graphql'): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol: graphql-transport-ws',
    ...headers,
    '',
    '',
  ].join('\r\n');

export const wireAttacks: readonly WireAttack[] = [
  {
    number: 10,
    name: 'a body that is said to have 5 MB, of which none is sent',
    status: 413,
    bytes: (host) => request(host, ['Content-Length: 5000000', 'Connection: close']),
  },
  {
    number: 11,
    name: 'a packed body of 62 kB that unpacks to 64 MB',
    status: 415,
    bytes(host) {
      const body = bomb();
      return Buffer.concat([
        Buffer.from(request(host, ['Content-Encoding: gzip', 'Connection: close', `Content-Length: ${body.length}`])),
        body,
      ]);
    },
  },
  {
    number: 11,
    name: 'a packed body of 1 MB',
    status: 413,
    bytes: (host) => request(host, ['Content-Encoding: gzip', 'Connection: close', 'Content-Length: 1000000']),
  },
  {
    number: 12,
    name: 'two lengths',
    status: 400,
    bytes: (host) => request(host, ['Content-Length: 5', `Content-Length: ${hidden(host).length}`], hidden(host)),
  },
  {
    number: 12,
    name: 'a length and chunks',
    status: 400,
    bytes: (host) => request(host, ['Content-Length: 5', 'Transfer-Encoding: chunked'], `0\r\n\r\n${hidden(host)}`),
  },
  {
    number: 12,
    name: 'chunks and a length',
    status: 400,
    bytes: (host) => request(host, ['Transfer-Encoding: chunked', 'Content-Length: 5'], `0\r\n\r\n${hidden(host)}`),
  },
  {
    number: 12,
    name: 'a coding that only looks like chunks',
    status: 400,
    bytes: (host) => request(host, ['Transfer-Encoding: xchunked'], `0\r\n\r\n${hidden(host)}`),
  },
  {
    number: 12,
    name: 'chunks that are not the last coding',
    status: 400,
    bytes: (host) => request(host, ['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${hidden(host)}`),
  },
  { number: 12, name: 'a length with a sign', status: 400, bytes: (host) => request(host, ['Content-Length: +5'], `12345${hidden(host)}`) },
  { number: 12, name: 'a blank before the colon', status: 400, bytes: (host) => request(host, ['Content-Length : 5'], hidden(host)) },
  {
    number: 14,
    name: '2 000 short headers on an upgrade',
    status: 431,
    bytes: (host) => upgrade(host, Array(2_000).fill('a:b')),
  },
  {
    number: 14,
    name: '2 000 long headers on an upgrade',
    status: 431,
    bytes: (host) =>
      upgrade(
        host,
        Array.from({ length: 2_000 }, (_, i) => `x-${i}: ${'y'.repeat(50)}`),
      ),
  },
  { number: 14, name: 'an upgrade of an address that is none', status: 404, bytes: (host) => upgrade(host, [], '//[') },
];

export const slowAttacks: readonly { number: number; name: string; start(host: string): string }[] = [
  { number: 13, name: 'headers that come byte by byte', start: (host) => `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nX-Slow: ` },
  { number: 13, name: 'a body that comes byte by byte', start: (host) => request(host, ['Content-Length: 90000']) },
];

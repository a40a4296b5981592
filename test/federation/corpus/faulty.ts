/** A graph of two subgraphs, of which `right` is elsewhere and answers whatever a test lets it answer. */
import type { RequestListener, ServerResponse } from 'node:http';
import { type ExecutionResult, parse, validate } from 'graphql';
import { expect, onTestFinished } from 'vitest';
import { createEngine } from '#gateway/federation/engine.ts';
import type { Engine, RemoteSubgraph } from '#gateway/federation/vocabulary.ts';
import { maskResult } from '#gateway/masking.ts';
import { byPath, compose, faultsOf, schemaOf, silent } from './run.ts';
import { listen, readBody } from './serve.ts';
import type { Fault } from './words.ts';

type Row = { id: string };

const left = {
  sdl: `
    type Query { things: [Thing!]! one: Thing slow: Int }
    type Thing @key(fields: "id") { id: ID! name: String! }`,
  resolvers: {
    Query: { things: () => [{ id: 'a' }, { id: 'b' }], one: () => ({ id: 'c' }), slow: () => new Promise(() => {}) },
    Thing: { __resolveReference: ({ id }: Row) => ({ id }), name: ({ id }: Row) => `name of ${id}` },
  },
};

const rightSdl = `
  type Query { root: Part parts: [Part!] pick: Pick face: Face count: Int }
  type Mutation { change: Part }
  type Subscription { changed: Part }
  union Pick = Part | Thing
  interface Face { n: Int }
  type Part implements Face { n: Int text: String must: Int! colour: Colour }
  type Other implements Face { n: Int other: Int }
  enum Colour { RED GREEN }
  type Thing @key(fields: "id") { id: ID! size: Int label: String numbers: [Int!] part: Part parts: [Part!] must: Int! pick: Pick }`;

export interface Asked {
  query: string;
  variables: { representations?: Row[] };
}

/** What `right` answers: a value is sent as JSON, a function does what it likes. */
export type Answering = ((asked: Asked) => unknown) | { raw: (response: ServerResponse) => void };

export const DEADLINE = 300;

export const raw = (send: (response: ServerResponse) => void): Answering => ({ raw: send });
/** What no client may see anything of. */
export const page = '<html>stack trace at db.internal.example, password=hunter2</html>';

export async function faultyEngine(answering: Answering, settings: Partial<RemoteSubgraph> = {}, deadline = 5_000): Promise<Engine> {
  const listener: RequestListener = async (request, response) => {
    const asked = JSON.parse(await readBody(request)) as Asked;
    if ('raw' in answering) return answering.raw(response);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answering(asked)));
  };
  const served = await listen((request, response) => void listener(request, response));
  const engine = createEngine({
    supergraphSdl: compose({ left, right: { sdl: rightSdl } }),
    subgraphs: new Map([
      ['left', { kind: 'local' as const, schema: schemaOf(left), context: () => ({}) }],
      ['right', { kind: 'remote' as const, url: served.url, deadline: DEADLINE, maxBytes: 1_000_000, ...settings }],
    ]),
    log: silent,
    deadline,
  });
  onTestFinished(async () => {
    await engine.close();
    await served.close();
  });
  return engine;
}

export async function ask(engine: Engine, query: string, signal = new AbortController().signal): Promise<ExecutionResult> {
  const document = parse(query);
  expect(validate(engine.schema, document)).toEqual([]);
  return await engine.execute({ document, request: { requestId: 'r1', signal } });
}

/** Asks three times: what an engine makes of a document later must be as cautious as what it does at first. */
export async function expectAnswer(engine: Engine, query: string, data: unknown, faults: readonly Fault[], times = 3): Promise<void> {
  for (let i = 0; i < times; i++) {
    const masked = maskResult(await ask(engine, query), { requestId: 'r1', log: silent, suggestions: true });
    expect(JSON.stringify({ data: masked.data ?? null, errors: faultsOf(masked) }, null, 1)).toBe(
      JSON.stringify({ data, errors: [...faults].sort(byPath) }, null, 1),
    );
    expect(JSON.stringify(masked.errors ?? '')).not.toMatch(/internal\.example|html|hunter2|127\.0\.0\.1|ECONN|socket/i);
  }
}

/** All events until the stream ends. */
export async function listenTo(
  engine: Engine,
  query: string,
  leaving = new AbortController(),
  heard = () => {},
): Promise<ExecutionResult[]> {
  const opened = await engine.subscribe({ document: parse(query), request: { requestId: 'r1', signal: leaving.signal } });
  if (!(Symbol.asyncIterator in opened)) return [opened];
  const answers: ExecutionResult[] = [];
  for await (const answer of opened) {
    answers.push(answer);
    heard();
  }
  return answers;
}

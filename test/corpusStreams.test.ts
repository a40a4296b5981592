/** Streams of a subgraph elsewhere that do not open, break off, or say what they should not. */
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { type Answering, faultyEngine, listenTo, page, raw } from './federation/corpus/faulty.ts';

const stream = (send: (response: ServerResponse) => void): Answering =>
  raw((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    send(response);
  });
const event = (data: unknown): string => `event: next\ndata: ${JSON.stringify(data)}\n\n`;
const EVENTS = 'subscription { changed { n colour } }';
const well = { data: { changed: { n: 1, colour: 'RED' } } };
const codes = (answers: readonly { errors?: readonly { extensions: { code?: unknown } }[] | undefined }[]) =>
  answers.map(({ errors }) => errors?.map(({ extensions }) => extensions.code) ?? []);

test('a stream that does not open is one answer with a code', async () => {
  const engine = await faultyEngine(raw((response) => response.writeHead(500).end(page)));
  const answers = await listenTo(engine, EVENTS);
  expect(codes(answers)).toEqual([['SUBGRAPH_UNAVAILABLE']]);
  expect(JSON.stringify(answers)).not.toMatch(/internal|html/);
});

test('a stream that breaks off says so as its last event', async () => {
  const engine = await faultyEngine(stream((response) => response.write(event(well), () => response.destroy())));
  const answers = await listenTo(engine, EVENTS);
  expect(codes(answers)).toEqual([[], ['SUBGRAPH_UNAVAILABLE']]);
});

test('an event of another shape is null and an error, and the next is well', async () => {
  const odd = [{ data: { changed: [1] } }, { data: { changed: { n: {}, colour: 'RED' } } }, { data: null }, well];
  const engine = await faultyEngine(stream((response) => response.end(`${odd.map(event).join('')}event: complete\n\n`)));
  const answers = await listenTo(engine, EVENTS);
  expect(answers.map(({ data }) => data ?? null)).toEqual([
    { changed: null },
    { changed: { n: null, colour: 'RED' } },
    { changed: null },
    well.data,
  ]);
  expect(codes(answers).map((all) => all.length)).toEqual([1, 1, 1, 0]);
});

test.for([
  ['null', null],
  ['a number', 7],
  ['nothing', {}],
  ['data that is a list', { data: [] }],
])('an event that is no answer at all (%s) is one answer with a code', async ([, odd]) => {
  const engine = await faultyEngine(stream((response) => response.end(`${event(odd)}event: complete\n\n`)));
  expect(codes(await listenTo(engine, EVENTS))).toEqual([['SUBGRAPH_UNAVAILABLE']]);
});

test('a client that leaves a stream frees it', { timeout: 3_000 }, async () => {
  const closed = Promise.withResolvers<void>();
  const engine = await faultyEngine(
    stream((response) => {
      response.on('close', () => closed.resolve());
      response.write(event(well));
    }),
  );
  const leaving = new AbortController();
  const answers = await listenTo(engine, EVENTS, leaving, () => leaving.abort());
  expect(answers).toHaveLength(1);
  await closed.promise;
});

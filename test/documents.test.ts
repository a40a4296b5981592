/** Which text a request means, whether it may run, and what is remembered of it. */
import { readFileSync } from 'node:fs';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, GraphQLError, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Documents, openDocuments, type Prepared } from '#gateway/documents/documents.ts';
import { openMemory } from '#gateway/documents/memory.ts';
import { openDocumentSource } from '#gateway/documents/resolve.ts';
import { hashOf, normalised, openTrusted, ownManifest, readManifest } from '#gateway/documents/trusted.ts';
import { examples } from '#gateway/examples.ts';
import { limitDefaults } from '#gateway/limits/limits.ts';
import { readPrices } from '#gateway/limits/prices.ts';
import { readSupergraph } from '#gateway/main.ts';
import { type AttackedPlace, openAttackedPlace } from './attacks/place.ts';

const manifest = readManifest(ownManifest);
const operation = (name: string) => {
  const found = manifest.operations.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`schema/operations has no ${name}`);
  return found;
};

let real: Documents;
beforeAll(() => {
  const sdl = readSupergraph();
  const schema = buildASTSchema(transformSupergraphToPublicSchema(parse(sdl)), { assumeValidSDL: true });
  real = openDocuments(schema, limitDefaults, { prices: readPrices(sdl) });
});
const rights = { introspection: false, anyDocument: false };
const refusals = (asked: Parameters<Documents['prepare']>[0]) => {
  const prepared = real.prepare(asked, rights);
  return Array.isArray(prepared) ? prepared.map(({ message, extensions }) => [message, extensions]) : [];
};

describe('within the limits', () => {
  test.for(manifest.operations.map(({ name, body }) => [name, body] as const))(
    'stands the operation %s, also with its largest page',
    ([, query]) => {
      expect(refusals({ query })).toEqual([]);
      expect(refusals({ query, variables: { first: 250 } })).toEqual([]);
    },
  );

  test.for(examples.map(({ title, query }) => [title, query] as const))('stands the example “%s”', ([, query]) => {
    expect(refusals({ query })).toEqual([]);
  });

  test('stands every operation of the README', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const posted = [...readme.matchAll(/^ask '(\{"query".*\})'/gm)].map(([, body = '']) => (JSON.parse(body) as { query: string }).query);
    const single = [...readme.matchAll(/(?:ask \$\w+|subscribe --key \$KEY) '([^']+)'/g)].map(([, text = '']) => text);
    const double = [...readme.matchAll(/ask \$\w+ "((?:[^"\\]|\\.)+)"/g)].map(([, text = '']) => text.replaceAll('\\"', '"'));
    const texts = [...posted, ...single, ...double];
    expect(texts.length).toBeGreaterThan(12);
    expect(texts.flatMap((query) => refusals({ query }))).toEqual([]);
  });
});

interface Body {
  data?: Record<string, unknown>;
  errors?: { message: string; extensions: Record<string, unknown> }[];
}
async function post(place: AttackedPlace, body: object, key?: string): Promise<[number, Body]> {
  const { status, text } = await place.send(JSON.stringify(body), key);
  return [status, JSON.parse(text) as Body];
}
const codeOf = ({ errors }: Body): unknown => errors?.[0]?.extensions.code;
const persistedQuery = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(text) } });

describe('a document of schema/operations', () => {
  test('has the hash of what graphql-js prints as its id', () => {
    for (const { id, body } of manifest.operations) expect([hashOf(body), normalised(body)]).toEqual([id, body]);
  });

  test('runs by its documentId, by POST and GET, and by the hash that Apollo’s clients send', async () => {
    const place = await openAttackedPlace();
    const { id, body } = operation('ProductList');
    const [, asText] = await post(place, { query: body, variables: { first: 1 } });
    expect(asText.data?.products).toBeDefined();
    for (const form of [{ documentId: `sha256:${id}` }, { documentId: id }, { extensions: persistedQuery(body) }])
      expect(await post(place, { ...form, variables: { first: 1 } })).toEqual([200, asText]);
    const url = `${place.origin}/graphql?documentId=sha256:${id}&variables=${encodeURIComponent('{"first":1}')}`;
    expect(await (await fetch(url, { headers: { 'graphql-require-preflight': '1' } })).json()).toEqual(asText);
  });

  test('is told apart from an id that is not there and from a request that says both', async () => {
    const place = await openAttackedPlace();
    const [, unknown] = await post(place, { documentId: `sha256:${hashOf('x')}` });
    expect(codeOf(unknown)).toBe('PERSISTED_QUERY_NOT_FOUND');
    for (const bad of [
      { documentId: 7 },
      { documentId: operation('Viewer').id, query: '{ __typename }' },
      { query: '' },
      {},
      { extensions: {} },
    ])
      expect((await post(place, bad))[0]).toBe(400);
  });
});

describe('where only trusted documents run', () => {
  test('any other text is refused, before anything runs, and the same text in other spaces is not', async () => {
    const place = await openAttackedPlace({ documents: 'trusted' });
    const { id, body } = operation('ProductList');
    expect((await post(place, { documentId: `sha256:${id}` }))[0]).toBe(200);
    expect((await post(place, { query: body }))[0]).toBe(200);
    expect((await post(place, { query: `# a comment\n${body.replaceAll(/\s+/g, ' ')}` }))[0]).toBe(200);
    const before = place.ran();
    for (const query of ['{ viewer { kind } }', `${body} query Other { viewer { kind } }`, '{ __schema { types { name } } }']) {
      const [status, answer] = await post(place, { query }, place.keys.storefront);
      expect([status, codeOf(answer)]).toEqual([403, 'DOCUMENT_NOT_TRUSTED']);
    }
    expect(codeOf((await post(place, { query: `{ ${'a '.repeat(3_000)} }` }))[1])).toBe('QUERY_TOO_LARGE');
    expect(codeOf((await post(place, { documentId: hashOf('x') }))[1])).toBe('DOCUMENT_NOT_TRUSTED');
    expect(place.ran()).toBe(before);
  });

  test('no text can be registered', async () => {
    const place = await openAttackedPlace({ documents: 'trusted' });
    const query = '{ viewer { kind } }';
    for (const body of [{ extensions: persistedQuery(query) }, { query, extensions: persistedQuery(query) }])
      expect(codeOf((await post(place, body))[1])).toBe('DOCUMENT_NOT_TRUSTED');
  });

  test('a key with ops:read runs any', async () => {
    const place = await openAttackedPlace({ documents: 'trusted' });
    expect((await post(place, { query: '{ viewer { kind } }' }, place.keys.developer))[0]).toBe(200);
  });

  test('a socket is held to the same, by documentId and by hash', async () => {
    const place = await openAttackedPlace({ documents: 'trusted' });
    const client = createClient({ url: `${place.origin.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 });
    onTestFinished(() => void client.dispose());
    const one = async (payload: Parameters<typeof client.iterate>[0]): Promise<unknown> => {
      try {
        for await (const result of client.iterate(payload)) return result.data && 'data';
        return 'nothing';
      } catch (errors) {
        return (errors as Body['errors'])?.[0]?.extensions.code;
      }
    };
    const { id, body } = operation('Viewer');
    // The message may hold more than the type of this client knows.
    expect(await one({ query: '', documentId: `sha256:${id}` } as { query: string })).toBe('data');
    expect(await one({ query: '', extensions: persistedQuery(body) })).toBe('data');
    expect(await one({ query: body })).toBe('data');
    expect(await one({ query: '{ viewer { kind } }' })).toBe('DOCUMENT_NOT_TRUSTED');
  });
});

describe('automatic persisted queries', () => {
  const query = '{ viewer { kind language } }';

  test('an unknown hash is answered as Apollo’s clients expect, and the text sent with it is remembered', async () => {
    const place = await openAttackedPlace();
    const [, unknown] = await post(place, { extensions: persistedQuery(query) });
    expect(unknown.errors?.[0]).toMatchObject({ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } });
    const first = await post(place, { query, extensions: persistedQuery(query) });
    expect(first[1].data?.viewer).toBeDefined();
    expect(await post(place, { extensions: persistedQuery(query) })).toEqual(first);
  });

  test('42: the hash of another text is refused, and nothing is remembered under it', async () => {
    const place = await openAttackedPlace();
    const before = place.ran();
    const [status, answer] = await post(place, { query: '{ viewer { scopes } }', extensions: persistedQuery(query) });
    expect([status, codeOf(answer)]).toEqual([400, 'BAD_REQUEST']);
    expect(codeOf((await post(place, { extensions: persistedQuery(query) }))[1])).toBe('PERSISTED_QUERY_NOT_FOUND');
    for (const sha256Hash of ['', 'x', hashOf(query).toUpperCase(), 7, null, { $ne: 1 }, '__proto__'])
      expect((await post(place, { query, extensions: { persistedQuery: { version: 1, sha256Hash } } }))[0]).toBe(400);
    expect((await post(place, { query, extensions: { persistedQuery: { version: 2, sha256Hash: hashOf(query) } } }))[0]).toBe(400);
    expect(place.ran()).toBe(before);
  });

  test('42: a text that may not run is not remembered', async () => {
    const place = await openAttackedPlace();
    for (const bad of ['{ nothing }', '{ __schema { types { name } } }', `{ viewer { ${'kind '.repeat(900)} } }`, '{']) {
      expect((await post(place, { query: bad, extensions: persistedQuery(bad) }))[0]).toBe(400);
      expect(codeOf((await post(place, { extensions: persistedQuery(bad) }))[1])).toBe('PERSISTED_QUERY_NOT_FOUND');
    }
  });

  test('42: a flood of hashes takes bounded room and leaves what is in use', () => {
    const source = openDocumentSource('any', openTrusted([]));
    const rightsOf = { anyDocument: false, limits: limitDefaults };
    const known = (text: string) => !(source.resolve({ extensions: persistedQuery(text) }, rightsOf) instanceof GraphQLError);
    source.register(hashOf(query), query);
    expect(known(query)).toBe(true);
    for (let i = 0; i < 20_000; i++) source.register(hashOf(String(i)), `${i} ${'x'.repeat(20_000)}`);
    expect(source.registered.size).toBeLessThanOrEqual(1_000);
    expect(source.registered.bytes).toBeLessThanOrEqual(8_000_000);
    expect(known(query)).toBe(true);
  });
});

describe('what is remembered', () => {
  test('the same text is the same document, and another text is not', () => {
    const prepared = (query: string) => real.prepare({ query }, rights) as Prepared;
    const { document } = prepared('{ viewer { kind } }');
    expect(prepared('{ viewer { kind } }').document).toBe(document);
    expect(prepared('{ viewer { kind }  }').document).not.toBe(document);
  });

  test('a text asked for twice outlives a flood of texts asked for once', () => {
    const prepared = (query: string) => real.prepare({ query }, rights) as Prepared;
    const { document } = prepared('{ viewer { language } }');
    prepared('{ viewer { language } }');
    for (let i = 0; i < 1_000; i++) prepared(`query F${i} { viewer { kind } }`);
    expect(prepared('{ viewer { language } }').document).toBe(document);
  });

  test('count and bytes are bounded, and nothing larger than its shelf is kept', () => {
    const memory = openMemory<number>({ count: 100, bytes: 10_000 });
    for (let i = 0; i < 1_000; i++) {
      memory.set(`k${i}`, i, 10 + (i % 300));
      memory.get(`k${i}`);
      if (i % 3) memory.get(`k${i - 1}`);
      expect(memory.size).toBeLessThanOrEqual(100);
      expect(memory.bytes).toBeLessThanOrEqual(10_000);
    }
    memory.set('large', 1, 20_000);
    expect(memory.get('large')).toBeUndefined();
    expect(memory.get('k999')).toBe(999);
    memory.set('k999', 7, 10);
    expect(memory.get('k999')).toBe(7);
  });
});

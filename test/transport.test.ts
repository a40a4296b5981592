/** Attacks on the transport, before anything of GraphQL is looked at. The numbers are those of the list in test/attacks. */
import { memoryUsage } from 'node:process';
import { expect, test } from 'vitest';
import { requestAttacks, slowAttacks, wireAttacks } from './attacks/transport.ts';
import { exchange, statuses, trickle } from './attacks/wire.ts';
import { openGround } from './ground.ts';
import { tinyGateway, tinyWorld } from './tinyGraph.ts';

async function target(options: Parameters<typeof tinyGateway>[1] = {}) {
  const world = tinyWorld();
  const gateway = await tinyGateway(await openGround(), { world, ...options });
  const { host } = new URL(gateway.origin);
  return { ...gateway, world, host, stillWell: async () => (await gateway.ask('{ __typename }')).status };
}

/** Each refusal says why, in words and by a code. */
const expectCoded = (text: string) =>
  expect(JSON.parse(text.slice(text.indexOf('{'))).errors).toEqual([
    { message: expect.any(String), extensions: { code: expect.stringMatching(/^(BAD_REQUEST|QUERY_TOO_LARGE)$/) } },
  ]);

for (const { number, name, status, path = '/graphql', init, headers = {} } of requestAttacks)
  test(`attack ${number}: ${name} is refused with ${status}`, async () => {
    const { origin, world } = await target();
    const response = await fetch(`${origin}${path}`, init);
    expect(response.status).toBe(status);
    for (const [header, value] of Object.entries(headers)) expect(response.headers.get(header)).toBe(value);
    expectCoded(await response.text());
    expect([world.contexts.size, world.names.get('p1')]).toEqual([0, 'Oak table']);
  });

for (const { number, name, status, bytes } of wireAttacks)
  test(`attack ${number}: ${name} ends with ${status} and a closed connection`, async () => {
    const { origin, host, world, stillWell } = await target();
    const text = await exchange(origin, bytes(host));
    // One answer only: what was hidden behind the first request is not answered.
    expect(statuses(text)).toEqual([status]);
    if (status !== 404) expectCoded(text);
    expect([world.contexts.size, await stillWell()]).toEqual([0, 200]);
  });

test('attack 11: a packed body takes no memory to be refused', async () => {
  const { origin, host } = await target();
  const bomb = wireAttacks.find(({ number }) => number === 11)?.bytes(host) ?? '';
  await exchange(origin, bomb);
  const before = memoryUsage.rss();
  for (let i = 0; i < 20; i++) await exchange(origin, bomb);
  expect(memoryUsage.rss() - before).toBeLessThan(20_000_000);
});

for (const { number, name, start } of slowAttacks)
  test(`attack ${number}: ${name} are cut off at the deadline, and nobody waits for them`, async () => {
    const { origin, host, ask } = await target({ options: { requestTimeout: 600 } });
    const began = performance.now();
    const slow = Promise.all(Array.from({ length: 20 }, () => trickle(origin, start(host), 50)));
    let honest = 0;
    let open = true;
    void slow.finally(() => {
      open = false;
    });
    do {
      expect((await ask('{ products { id } }')).status).toBe(200);
      honest += 1;
    } while (open);
    for (const text of await slow) expect(statuses(text)).toEqual([408]);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(honest).toBeGreaterThan(10);
  });

test('attack 15: a POST stays one, whatever its headers call it', async () => {
  const { ask } = await target();
  const headers = { 'x-http-method-override': 'DELETE', 'x-http-method': 'GET', 'x-method-override': 'PUT' };
  const { status, json } = await ask('mutation { rename(id: "p1", name: "Elm table") { name } }', { headers });
  expect([status, json.data.rename.name]).toEqual([200, 'Elm table']);
});

test('attack 16: no answer holds the host a request names', async () => {
  const { origin } = await target({ options: { console: { examples: [] } } });
  const paths = [
    '/',
    '/graphql',
    '/graphiql',
    '/console/settings.json',
    '/nothing',
    '/health/live',
    '/files/x',
    '/exports/x',
    '/webhooks/x',
  ];
  for (const path of paths)
    for (const method of ['GET', 'POST']) {
      const text = await exchange(
        origin,
        `${method} ${path} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\nX-Original-URL: http://evil.example/\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      expect(statuses(text)).toHaveLength(1);
      expect(text).not.toMatch(/evil/);
    }
});

test.for([['https://shop.example.org'], []])('attack 17: with %j allowed, no other page may read an answer', async (corsOrigins) => {
  const { origin } = await target({ options: { corsOrigins } });
  for (const from of ['https://evil.example', 'null', 'https://shop.example.org.evil.example', 'http://shop.example.org', origin]) {
    const asked = await fetch(`${origin}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: from, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
    const sent = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { origin: from, 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    for (const { headers } of [asked, sent])
      expect([headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual([null, null]);
  }
});

/** Who asks: API keys and customers' tokens, over HTTP. */

import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { languagesOf } from '#gateway/auth.ts';
import { createKey, revokeKey } from '#gateway/keys.ts';
import { openSandboxKey, sandboxNames, signCustomerToken, type TokenOptions } from '#gateway/tokens.ts';
import { newId } from '#hub/id.ts';
import { COMPANY, openGround, SHOP, type TestGround } from './ground.ts';
import { tinyGateway } from './tinyGraph.ts';

const ME = '{ me { application customer languages scopes } }';

async function sandboxKey() {
  const folder = mkdtempSync(join(tmpdir(), 'splot-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return { file: join(folder, 'key.json'), key: await openSandboxKey(join(folder, 'key.json')) };
}

async function aCustomer(ground: TestGround, more: { active?: number; companyId?: string } = {}): Promise<string> {
  const id = newId('customer');
  const at = ground.now();
  await ground.db.write((trx) =>
    trx
      .insertInto('customer')
      .values({
        id,
        companyId: COMPANY,
        kind: 'PERSON',
        name: 'Anna',
        active: 1,
        groups: '[]',
        creditUsedMicros: 0n,
        creditOverdueMicros: 0n,
        creditHeldMicros: 0n,
        creditBlocked: 0,
        search: '',
        sortName: '',
        version: 1,
        createdAt: at,
        updatedAt: at,
        asOf: at,
        ...more,
      })
      .execute(),
  );
  return id;
}

/** A gateway with a sandbox key for tokens, an application's key and a customer. */
async function aShop(tokens?: TokenOptions) {
  const ground = await openGround();
  const { key: signingKey } = await sandboxKey();
  const gateway = await tinyGateway(ground, { options: { tokens: tokens ?? { kind: 'sandbox', key: signingKey, ...sandboxNames } } });
  const { id, key } = await createKey(ground, { name: 'Web shop', role: 'storefront' });
  const customerId = await aCustomer(ground);
  const as = (token: string) => ({ authorization: `Bearer ${key}`, 'splot-customer': token });
  const askAs = (token: string) => gateway.ask(ME, { headers: as(token) });
  return { ...gateway, ground, signingKey, keyId: id, key, customerId, askAs };
}

test('without a key one is a visitor', async () => {
  const { ask } = await aShop();
  expect((await ask(ME)).json.data.me).toEqual({ application: null, customer: null, languages: ['pl'], scopes: [] });
});

test('a key gives its application’s scopes', async () => {
  const { ask, key } = await aShop();
  expect((await ask(ME, { headers: { authorization: `Bearer ${key}` } })).json.data.me).toEqual({
    application: 'Web shop',
    customer: null,
    languages: ['pl'],
    scopes: ['reservations:write'],
  });
});

test('only a hash of a key is stored', async () => {
  const { ground, key } = await aShop();
  const rows = await ground.db.read.selectFrom('apiKey').selectAll().execute();
  expect(key).toMatch(/^splot_storefront_[0-9A-Za-z]{32,}$/);
  expect(JSON.stringify(rows)).not.toContain(key.slice(17));
  expect(rows[0]?.hint).toBe(key.slice(-4));
});

test.for(['Bearer splot_admin_00000000000000000000000000000000', 'Bearer x', 'Basic eDp5', 'Bearer '])(
  'the credentials %s are refused with 401',
  async (authorization) => {
    const { ask } = await aShop();
    const { status, headers, json } = await ask(ME, { headers: { authorization } });
    expect([status, headers.get('www-authenticate'), json.errors[0].extensions.code]).toEqual([401, 'Bearer', 'UNAUTHENTICATED']);
  },
);

test('a revoked key works for a second at most', async () => {
  const { ask, key, keyId, ground } = await aShop();
  const headers = { authorization: `Bearer ${key}` };
  expect((await ask(ME, { headers })).status).toBe(200);
  expect(await revokeKey(ground, keyId)).toBe(true);
  expect(await revokeKey(ground, keyId)).toBe(false);
  ground.advance(1_000);
  expect((await ask(ME, { headers })).status).toBe(401);
});

test('seconds of memory do not add up: who was remembered late ends with what it was made of', async () => {
  const ground = await openGround();
  const { ask } = await tinyGateway(ground);
  const { id, key } = await createKey(ground, { name: 'shop', role: 'storefront' });
  const as = async (language: string) =>
    (await ask(ME, { headers: { authorization: `Bearer ${key}`, 'accept-language': language } })).status;
  expect(await as('pl')).toBe(200);
  ground.advance(900);
  expect(await as('en')).toBe(200);
  await revokeKey(ground, id);
  ground.advance(101);
  expect([await as('pl'), await as('en')]).toEqual([401, 401]);
});

test('a customer’s token names the customer and adds customer:self', async () => {
  const { askAs, signingKey, customerId, ground } = await aShop();
  const token = await signCustomerToken(signingKey, { customerId, now: ground.now() });
  expect((await askAs(token)).json.data.me).toMatchObject({ customer: customerId, scopes: ['reservations:write', 'customer:self'] });
});

test('a token may name the customer by the shop’s own id', async () => {
  const { askAs, signingKey, customerId, ground } = await aShop();
  await ground.db.write((trx) =>
    trx
      .insertInto('binding')
      .values({
        systemId: SHOP,
        entity: 'parties',
        externalId: '4711',
        id: customerId,
        content: null,
        published: null,
        createdAt: 1,
        seenAt: 1,
      })
      .execute(),
  );
  const claims = (reference: string) =>
    new SignJWT({ 'splot:customer': reference })
      .setProtectedHeader({ alg: 'ES256' })
      .setSubject('idp|7')
      .setIssuer(sandboxNames.issuer)
      .setAudience(sandboxNames.audience)
      .setExpirationTime(Math.floor(ground.now() / 1000) + 60)
      .sign(signingKey.privateKey);
  expect((await askAs(await claims('4711'))).json.data.me.customer).toBe(customerId);
  expect((await askAs(await claims('4712'))).status).toBe(401);
});

test('a merged customer’s old token speaks for the one it was merged into', async () => {
  const { askAs, signingKey, customerId, ground } = await aShop();
  const old = newId('customer');
  await ground.db.write((trx) => trx.insertInto('redirect').values({ id: old, intoId: customerId, createdAt: 1 }).execute());
  expect((await askAs(await signCustomerToken(signingKey, { customerId: old, now: ground.now() }))).json.data.me.customer).toBe(customerId);
});

test('tokens that are not good are refused with 401, whatever is wrong', async () => {
  const { askAs, ask, signingKey, customerId, ground } = await aShop();
  const now = Math.floor(ground.now() / 1000);
  const good = (header: { alg: string; jwk?: JWK } = { alg: 'ES256' }) =>
    new SignJWT()
      .setProtectedHeader(header)
      .setSubject(customerId)
      .setIssuer(sandboxNames.issuer)
      .setAudience(sandboxNames.audience)
      .setExpirationTime(now + 60);
  const sign = (jwt: SignJWT) => jwt.sign(signingKey.privateKey);
  expect((await askAs(await sign(good()))).status).toBe(200);

  const other = await generateKeyPair('ES256', { extractable: true });
  const publicText = new TextEncoder().encode(JSON.stringify(await exportJWK(signingKey.publicKey)));
  const bad: Record<string, string> = {
    'no JWT': 'garbage',
    'alg none': new UnsecuredJWT({ sub: customerId })
      .setIssuer(sandboxNames.issuer)
      .setAudience(sandboxNames.audience)
      .setExpirationTime(now + 60)
      .encode(),
    'signed with the public key as a secret': await good({ alg: 'HS256' }).sign(publicText),
    'another key': await good().sign(other.privateKey),
    'a key inside': await good({ alg: 'ES256', jwk: await exportJWK(other.publicKey) }).sign(other.privateKey),
    'expired beyond 30 s': await sign(good().setExpirationTime(now - 31)),
    'not valid yet': await sign(good().setNotBefore(now + 300)),
    'another issuer': await sign(good().setIssuer('https://evil.example.org')),
    'another audience': await sign(good().setAudience('other')),
    'no exp': await new SignJWT()
      .setProtectedHeader({ alg: 'ES256' })
      .setSubject(customerId)
      .setIssuer(sandboxNames.issuer)
      .setAudience(sandboxNames.audience)
      .sign(signingKey.privateKey),
    'an unknown customer': await sign(good().setSubject(newId('customer'))),
    'an inactive customer': await sign(good().setSubject(await aCustomer(ground, { active: 0 }))),
    'a customer of another company': await sign(good().setSubject(await aCustomer(ground, { companyId: 'com_other' }))),
  };
  for (const [what, token] of Object.entries(bad)) {
    const { status, text } = await askAs(token);
    expect([what, status]).toEqual([what, 401]);
    expect(text).toContain('The token in splot-customer is not valid.');
  }
  expect((await askAs(await sign(good().setExpirationTime(now - 29)))).status).toBe(200);
  // A customer's token alone says nothing about the application.
  expect((await ask(ME, { headers: { 'splot-customer': await sign(good()) } })).status).toBe(401);
});

test('an identity provider’s keys are fetched once, also under a flood of unknown key ids', async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  let fetches = 0;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const provider = createHttpServer((_request, response) => {
    fetches += 1;
    response.end(JSON.stringify({ keys: [jwk] }));
  }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  onTestFinished(() => void provider.close());
  const names = { issuer: 'https://login.example.org', audience: 'splot' };
  const { askAs, customerId, ground } = await aShop({
    kind: 'jwks',
    url: `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`,
    ...names,
  });
  const token = (kid: string) =>
    new SignJWT()
      .setProtectedHeader({ alg: 'RS256', kid })
      .setSubject(customerId)
      .setIssuer(names.issuer)
      .setAudience(names.audience)
      .setExpirationTime(Math.floor(ground.now() / 1000) + 60)
      .sign(pair.privateKey);
  expect((await askAs(await token('k1'))).json.data.me.customer).toBe(customerId);
  for (let i = 0; i < 10; i++) expect((await askAs(await token(`x${i}`))).status).toBe(401);
  expect(fetches).toBe(1);
});

test('the sandbox’s key stays the same, is its owner’s alone, and shows only its public half', async () => {
  const { file, key } = await sandboxKey();
  expect((await openSandboxKey(file)).jwks).toEqual(key.jwks);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { origin } = await tinyGateway(await openGround(), { options: { tokens: { kind: 'sandbox', key, ...sandboxNames } } });
  const jwks = (await (await fetch(`${origin}/.well-known/jwks.json`)).json()) as { keys: object[] };
  expect(jwks.keys).toHaveLength(1);
  expect(Object.keys(jwks.keys[0] ?? {})).not.toContain('d');
});

test.for<[string | undefined, string[]]>([
  [undefined, ['pl']],
  ['en', ['en', 'pl']],
  ['de;q=0.5, en-GB, pl;q=0.8', ['en-GB', 'pl', 'de']],
  ['*, ;q=1, fr;q=0, EN', ['pl']],
])('Accept-Language %s means %s', ([header, languages]) => {
  expect(languagesOf(header, 'pl')).toEqual(languages);
});

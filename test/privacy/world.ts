/** One company with two customers of whom everything is known, and every way to ask it: subgraphs, the engine in this process, HTTP, WebSocket. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { onTestFinished } from 'vitest';
import { createEngine } from '#gateway/federation/engine.ts';
import { createKey } from '#gateway/keys.ts';
import { readSupergraph } from '#gateway/main.ts';
import { createOperations, type Operations } from '#gateway/operations.ts';
import { placeLocal } from '#gateway/request.ts';
import { createServer } from '#gateway/server.ts';
import { openSandboxKey, sandboxNames, signCustomerToken } from '#gateway/tokens.ts';
import { setUpOwners } from '#hub/setup.ts';
import { announceLevels } from '#hub/stockEvents.ts';
import type { StockLevelTable } from '#hub/tables.ts';
import { type Role, roles, type Viewer } from '#hub/viewer.ts';
import { subgraphs } from '#subgraphs/index.ts';
import { COMPANY, openGround, type TestGround, viewer } from '../ground.ts';
import { addGoods, type Goods } from './goods.ts';
import { addParty, type Party } from './party.ts';
import { createOwner, type Owner, store } from './rows.ts';

/** Somebody who asks, in this process and over HTTP. */
export interface Asker {
  readonly name: string;
  readonly viewer: Viewer;
  readonly headers: Record<string, string>;
}

export interface World {
  readonly ground: TestGround;
  readonly operations: Operations;
  /** What was masked, and how often: a fault of the hub. */
  readonly faults: Map<string, number>;
  /** The public schema. */
  readonly schema: GraphQLSchema;
  readonly origin: string;
  readonly a: Party;
  readonly b: Party;
  readonly open: Owner;
  readonly secrets: Owner;
  readonly goods: Goods;
  /** A's customer, A's contact, the shop alone, nobody at all. */
  readonly attackers: { customer: Asker; contact: Asker; shop: Asker; visitor: Asker };
  readonly victim: Asker;
  readonly admin: Asker;
  readonly staff: Asker;
}

/** Their own, which look like large numbers. */
export const TAX_IDS = { a: '5252248481', b: '7010416384' };

export async function openWorld(): Promise<World> {
  const faults = new Map<string, number>();
  const opened = await openGround();
  const ground = { ...opened, log: noting(opened.log, faults) };
  const company = { code: 'main', name: 'Splot Demo sp. z o.o.', country: 'PL', currency: 'PLN', zone: 'Europe/Warsaw' };
  const channel = { code: 'online', companyCode: 'main', name: 'Sklep', currency: 'PLN', languages: ['pl'], pricesIncludeTax: true };
  await ground.db.write((trx) => setUpOwners(trx, [company], [channel]));
  const keys = {} as Record<Role, { id: string; key: string }>;
  for (const role of Object.keys(roles) as Role[]) keys[role] = await createKey(ground, { name: role, role });

  // A's and everybody's numbers are small; B's and the company's secrets are large, their days of months in which nothing else is.
  const recent = new Date(ground.now() - 86_400_000);
  const a = createOwner('Alder', 10, recent);
  const open = createOwner('Elm', 20, recent);
  const b = createOwner('Birch', 73_190_000, new Date('2025-05-17T09:00:00Z'));
  const secrets = createOwner('Cedar', 61_570_000, new Date('2018-01-17T09:00:00Z'));
  const goods = addGoods(open, secrets);
  const options = { application: keys.storefront.id, now: ground.now() };
  const partyA = addParty(a, goods, { ...options, taxId: TAX_IDS.a, validUntil: '2026-12-31' });
  const partyB = addParty(b, goods, { ...options, taxId: TAX_IDS.b, validUntil: '2037-01-17' });
  await ground.db.write(async (trx) => {
    for (const owner of [open, secrets, a, b]) await store(trx, owner);
    const levels = (open.rows.get('stockLevel') ?? []) as unknown as StockLevelTable[];
    const changes = levels.map((after) => ({ before: undefined, after, cause: 'RECEIPT' as const }));
    await announceLevels(trx, changes, { companyId: COMPANY, now: ground.now(), today: '2026-03-02' });
  });
  await ground.db.analyse();

  const engine = createEngine({
    supergraphSdl: readSupergraph(),
    subgraphs: new Map(subgraphs.map((subgraph) => [subgraph.name, placeLocal(subgraph, ground)])),
    log: ground.log,
  });
  const folder = mkdtempSync(join(tmpdir(), 'splot-privacy-'));
  const sandboxKey = await openSandboxKey(join(folder, 'key.json'));
  const gateway = { corsOrigins: [], introspection: false, tokens: { kind: 'sandbox' as const, key: sandboxKey, ...sandboxNames } };
  const app = await createServer({ options: gateway, ground, engine });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    await app.close();
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const asker = async (name: string, role: Role, customerId?: string, contactId?: string): Promise<Asker> => {
    const scopes = new Set<string>([...roles[role], ...(customerId ? ['customer:self'] : [])]);
    const token = customerId ? await signCustomerToken(sandboxKey, { customerId, now: ground.now(), seconds: 86_400 }) : undefined;
    return {
      name,
      viewer: viewer(role, {
        application: keys[role].id,
        scopes,
        ...(customerId ? { customerId } : {}),
        ...(contactId ? { contactId } : {}),
      }),
      headers: { authorization: `Bearer ${keys[role].key}`, ...(token ? { 'splot-customer': token } : {}) },
    };
  };
  return {
    ground,
    schema: engine.schema,
    faults,
    operations: createOperations({ engine, ground, introspection: false }),
    origin,
    a: partyA,
    b: partyB,
    open,
    secrets,
    goods,
    attackers: {
      customer: await asker('the customer A', 'storefront', partyA.customerId),
      contact: await asker('a buyer of A', 'storefront', partyA.customerId, partyA.contactId),
      shop: await asker('the shop alone', 'storefront'),
      visitor: { name: 'a visitor', viewer: viewer('anonymous'), headers: {} },
    },
    victim: await asker('the customer B', 'storefront', partyB.customerId),
    admin: await asker('an administrator', 'admin'),
    staff: await asker('staff', 'staff'),
  };
}

/** A silent log that remembers which faults were masked. */
function noting(log: TestGround['log'], faults: Map<string, number>): TestGround['log'] {
  const error = ({ err, path }: { err?: unknown; path?: string }) => {
    const fault = `${String(path)
      .replaceAll(/\.\d+/g, '')
      .replace(/^other\b.*/, 'one of two fields')}: ${String(err)
      .replace(/Query\.\w+/, 'Query')
      .slice(0, 200)}`;
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
  };
  return new Proxy(log, { get: (target, name) => (name === 'error' ? error : Reflect.get(target, name)) });
}

/** `npm start`: the hub with a twin ERP and a twin shop beside it, ready keys, and examples to copy. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnTwin } from '#connectors/twin/processes.ts';
import { readHead } from '#hub/events.ts';
import { type Role, roles } from '#hub/viewer.ts';
import { configured } from './commands/command.ts';
import { examples } from './examples.ts';
import { createKey, keyFinder } from './keys.ts';
import { type Hub, startHub } from './main.ts';

export interface DemoOptions {
  port?: number | undefined;
  print(line: string): void;
}

interface DemoSecrets {
  keys: Partial<Record<Role, string>>;
  webhook: string;
  twinKey: string;
}

export async function startDemo({ port, print }: DemoOptions): Promise<{ stop(): Promise<void>; hub: Hub }> {
  const folder = configured().dataFolder;
  mkdirSync(folder, { recursive: true });
  const secrets = readSecrets(join(folder, 'demo.json'));
  const hubPort = port ?? configured().port;
  const erp = await spawnTwin('erp', { file: join(folder, 'twin-erp.sqlite'), key: secrets.twinKey, life: true });
  const shop = await spawnTwin('shop', {
    file: join(folder, 'twin-shop.sqlite'),
    key: secrets.twinKey,
    webhook: { url: `http://127.0.0.1:${hubPort}/webhooks/shop`, secret: secrets.webhook },
  });
  const config = configured({
    SPLOT_PORT: String(hubPort),
    SPLOT_SANDBOX: 'true',
    SPLOT_COMPANY_LOYALTY_PER_POINT: '10',
    SPLOT_COMPANY_LOYALTY_WORTH: '0.10',
    SPLOT_COMPANY_LOYALTY_DAYS: '365',
    SPLOT_SYSTEMS: 'erp,shop',
    SPLOT_SYSTEM_ERP_KIND: 'twin-erp',
    SPLOT_SYSTEM_ERP_URL: erp.url,
    SPLOT_SYSTEM_ERP_KEY: secrets.twinKey,
    SPLOT_SYSTEM_ERP_SANDBOX: 'true',
    SPLOT_SYSTEM_SHOP_KIND: 'twin-shop',
    SPLOT_SYSTEM_SHOP_URL: shop.url,
    SPLOT_SYSTEM_SHOP_KEY: secrets.twinKey,
    SPLOT_SYSTEM_SHOP_WEBHOOK_SECRET: secrets.webhook,
    SPLOT_SYSTEM_SHOP_SANDBOX: 'true',
    SPLOT_LOG_LEVEL: process.env.SPLOT_LOG_LEVEL ?? 'warn',
  });
  const hub = await startHub(config, {
    activate: true,
    console: {
      get key() {
        return secrets.keys.storefront ?? '';
      },
      examples: examples.map(({ title, query, variables }) => ({ title, query, ...(variables ? { variables } : {}) })),
    },
  });
  await readyKeys(hub, secrets, join(folder, 'demo.json'));
  print('Importing the catalogue of the twins …');
  const began = performance.now();
  await Promise.race([hub.imported, Promise.all([erp.ended, shop.ended]).then(() => Promise.reject(new Error('a twin ended')))]);
  const { position } = await readHead(hub.ground.db.read);
  print(`Imported in ${((performance.now() - began) / 1000).toFixed(1)} s (event ${position}).`);
  for (const line of introduction(hub.url ?? '', shop.url, secrets)) print(line);
  return {
    hub,
    async stop() {
      await hub.stop();
      await Promise.all([erp.stop(), shop.stop()]);
    },
  };
}

/** The demo's keys are kept beside its data, so that they stay the same over restarts. Real keys are shown once and kept as hashes only. */
function readSecrets(file: string): DemoSecrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DemoSecrets;
  const secrets = { keys: {}, webhook: randomBytes(24).toString('base64url'), twinKey: randomBytes(24).toString('base64url') };
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

async function readyKeys(hub: Hub, secrets: DemoSecrets, file: string): Promise<void> {
  const find = keyFinder(hub.ground);
  for (const role of Object.keys(roles) as Role[]) {
    const known = secrets.keys[role];
    if (known && (await find(known).value)) continue;
    secrets.keys[role] = (await createKey(hub.ground, { name: `demo ${role}`, role })).key;
  }
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
}

function introduction(url: string, shopUrl: string, { keys }: DemoSecrets): string[] {
  const blocks = examples.map(({ title, command }) => ['', `# ${title}`, command({ url, keys: keys as Record<Role, string> })]);
  return [
    '',
    'Splot is ready.',
    `  GraphQL      ${url}/graphql   (HTTP and WebSocket)`,
    `  GraphiQL     ${url}/`,
    `  Twin shop    ${shopUrl}/`,
    '',
    'API keys, sent as Authorization: Bearer …',
    `  storefront   ${keys.storefront}`,
    `  staff        ${keys.staff}`,
    `  admin        ${keys.admin}`,
    '',
    'Copy and paste:',
    ...blocks.flat(),
    '',
    'Stop with Ctrl-C; the data stays in the data folder.',
  ];
}

/**
 * `npm run certify -- odoo|tryton|medusa|vendure`: brings the real system up from its seed and lets `splot systems certify` try every promise of the connector on
 * it. The certificate is written to test/certificates/<kind>.md.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Erp, Shop } from './hands.ts';
import { systemSettings } from './stage.ts';
import { erps, shops } from './systems.ts';

const [kind = '', ...more] = process.argv.slice(2);
const log = (line: string) => console.log(`   ${line}`);
const webhookSecret = randomUUID();
const SALES = 30;
const machine = erps[kind] ? await bootErp() : await bootShop();

async function bootErp(): Promise<Erp | undefined> {
  const erp = await erps[kind]?.(log);
  if (erp) await trade(erp);
  return erp;
}

/** Sales to take goods back from and invoices to correct: each check wants its own. And a product that was taken off. */
async function trade(erp: Erp): Promise<void> {
  const [party] = await erp.parties();
  await erp.adjustStock('BIE-REK-M', SALES * 2);
  for (let i = 0; i < SALES; i += 1) {
    const sale = await erp.sell(party?.name ?? '', { sku: 'BIE-REK-M', quantity: 2 });
    await erp.ship(sale);
    await erp.invoice(sale);
  }
  await erp.archiveProduct(await erp.createProduct({ code: 'CERT-KONIEC', name: 'Wycofany', listPrice: '10' }));
  log(`${SALES} sales were shipped and invoiced`);
}

async function bootShop(): Promise<Shop | undefined> {
  // Nobody listens for its webhooks: the certification asks for what it wants to know.
  const shop = await shops[kind]?.({ log, webhookUrl: 'http://127.0.0.1:9/webhooks/shop', webhookSecret });
  // A shop's orders are made by visitors: some to read, to change the state of, and to refund.
  if (shop) await visit(shop);
  return shop;
}

async function visit(shop: Shop): Promise<void> {
  const [sku = ''] = await firstOnSale(shop);
  for (const [index, method] of ['blik', 'przelewy', 'blik', 'blik'].entries())
    await shop.checkout({
      lines: [{ sku, quantity: 1 }],
      customer: { email: `gosc${index}@example.pl`, firstName: 'Jan', lastName: `Gość ${index}` },
      address: { street: 'ul. Długa 1', postalCode: '31-146', city: 'Kraków' },
      payment: { method, transactionId: `CERT-${Date.now()}-${index}` },
    });
}

async function firstOnSale(shop: Shop): Promise<string[]> {
  const skus = [...(await shop.titles()).keys()];
  for (const sku of skus) if ((await shop.stock(sku)) > 20) return [sku];
  return skus;
}

let code = 2;
if (machine) {
  const env = { SPLOT_SYSTEMS: kind, ...systemSettings(kind, { WEBHOOK_SECRET: webhookSecret, ...machine.hubSettings, SANDBOX: 'true' }) };
  const words = [
    'systems',
    'certify',
    kind,
    '--write',
    '--report',
    `test/certificates/${kind}.md`,
    ...(machine.version ? ['--version', machine.version] : []),
    ...more,
  ];
  const child = spawn(process.execPath, ['gateway/start.js', ...words], { env: { ...process.env, ...env }, stdio: 'inherit' });
  code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1)));
  await machine.stop();
} else console.error(`certify takes one of ${[...Object.keys(erps), ...Object.keys(shops)].join(', ')}`);
process.exit(code);

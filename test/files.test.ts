import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Connected, type DocumentFile, Terminal } from '#connectors/connector.ts';
import { createKey } from '#gateway/keys.ts';
import { openSandboxKey, sandboxNames, signCustomerToken } from '#gateway/tokens.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import { findSystem } from '#hub/systems.ts';
import type { Viewer } from '#hub/viewer.ts';
import { startWorker } from '#hub/worker.ts';
import { paperOf } from '#subgraphs/orders/paper.ts';
import { readPaper } from '#subgraphs/orders/printStore.ts';
import { findPaper } from '#subgraphs/orders/store.ts';
import { COMPANY, ERP, openGround, type TestGround, viewer } from './ground.ts';
import { aCustomer, anOrder } from './makers.ts';
import { ask } from './sales.ts';
import { tinyGateway } from './tinyGraph.ts';

const FILE = `query($id: ID!) { order(id: $id) { documents { file { url expiresAt mediaType } corrects { id } } } }`;
const PDF: DocumentFile = { bytes: Buffer.from('%PDF-1.4 the ERP’s own'), mediaType: 'application/pdf', name: 'Faktura FV/2026/1.pdf' };
const pieces = [{ sku: 'ŁAWKA-1', quantity: '2', unitNet: '100', discount: { code: 'WIOSNA', title: 'Wiosna', amount: '20' } }];

/** A customer's order with one paper, and a gateway that serves its file. */
async function aPaper(more: Record<string, unknown> = {}, lines = pieces) {
  const ground = await openGround();
  const folder = mkdtempSync(join(tmpdir(), 'splot-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const signingKey = await openSandboxKey(join(folder, 'key.json'));
  const { origin } = await tinyGateway(ground, { options: { tokens: { kind: 'sandbox', key: signingKey, ...sandboxNames } } });
  const { id: application, key } = await createKey(ground, { name: 'Web shop', role: 'storefront' });
  const customerId = await aCustomer(ground, { name: 'Zakład Źródło sp. j.', taxId: '5260250274' });
  const orderId = await anOrder(ground, lines, {
    customerId,
    number: 'Z-1',
    billingAddress: JSON.stringify({
      name: 'Zakład Źródło sp. j.',
      line1: 'ul. Żółta 1',
      postalCode: '30-001',
      city: 'Kraków',
      country: 'PL',
    }),
  });
  const documentId = await document(ground, { orderId, customerId, ...more });
  const who = viewer('storefront', { application, customerId });
  const token = (id: string) => signCustomerToken(signingKey, { customerId: id, now: ground.now() });
  const headers = async (id = customerId) => ({ authorization: `Bearer ${key}`, 'splot-customer': await token(id) });
  const linkOf = async (asked: Viewer = who) => (await ask(ground, asked, FILE, { id: orderId })).order.documents[0].file;
  const open = async (url: string, sent: Record<string, string>) => fetch(`${origin}${url}`, { headers: sent });
  return { ground, who, headers, linkOf, open, orderId, documentId, customerId, token };
}

async function document(ground: TestGround, more: Record<string, unknown>): Promise<string> {
  const id = newId('erpDocument');
  const at = ground.now();
  const row = { companyId: COMPANY, systemId: ERP, kind: 'INVOICE', number: 'FV/2026/1', issuedOn: '2026-03-02', dueOn: '2026-03-16' };
  const amounts = { netMicros: m('180'), grossMicros: m('221.40'), paidMicros: 0n, currency: 'PLN', hasFile: 1, state: 'posted' };
  await ground.db.write(async (trx) => {
    await trx
      .insertInto('erpDocument')
      .values({ id, ...row, ...amounts, updatedAt: at, ...more })
      .execute();
    await bind(trx, ERP, 'documents', [{ externalId: 'invoice:7', id }], at);
  });
  return id;
}

/** The worker over an ERP that prints as it is told; absent, it cannot print. Answers what it was asked for. */
async function runPrinter(ground: TestGround, file?: Connected['file']): Promise<string[]> {
  const row = await findSystem(ground.db.read, ERP);
  if (!row) throw new Error('no ERP');
  const asked: string[] = [];
  const connected: Connected = {
    writeClass: 'NATIVE_KEY',
    lookupGraceMs: 0,
    check: async () => ({ ok: true, product: 'Test ERP' }),
    pull: {},
    push: {},
    find: {},
    ...(file
      ? {
          file: async (id: string, signal: AbortSignal) => {
            asked.push(id);
            return file(id, signal);
          },
        }
      : {}),
    close: async () => {},
  };
  const kind = { name: 'test', role: 'ERP' as const, product: 'Test ERP', settings: {}, connect: () => connected };
  const { db, feed, now } = ground;
  const options = { db, feed, now, appliers: {}, handlers: {} as never, orderStatus: async () => null, log: () => {} };
  const worker = startWorker({ ...options, systems: [{ row, kind, connected }] });
  Object.assign(ground, { wake: () => worker.wake() });
  onTestFinished(() => worker.stop());
  return asked;
}

const files = ({ db }: TestGround) => db.read.selectFrom('documentFile').selectAll().execute();

test('a paper is opened through a link of the hub; the ERP prints it once, however often it is opened', async () => {
  const { ground, linkOf, open, headers } = await aPaper();
  const asked = await runPrinter(ground, async () => PDF);
  const link = await linkOf();
  expect(link).toEqual({ url: expect.stringMatching(/^\/files\//), expiresAt: '2026-03-02T09:10:00.000Z', mediaType: 'application/pdf' });
  const answers = await Promise.all([1, 2, 3].map(async () => open(link.url, await headers())));
  for (const answer of [...answers, await open((await linkOf()).url, await headers())]) {
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="Faktura FV-2026-1.pdf"; filename*=UTF-8''Faktura%20FV-2026-1.pdf`,
    );
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PDF.bytes);
  }
  expect(asked).toEqual(['invoice:7']);
});

test('a link is not there for another customer, another application, without a token, changed, or after ten minutes', async () => {
  const { ground, linkOf, open, headers, token, customerId } = await aPaper();
  await runPrinter(ground, async () => PDF);
  const { url } = await linkOf();
  const stranger = await aCustomer(ground);
  const other = await createKey(ground, { name: 'Other shop', role: 'storefront' });
  const staff = await createKey(ground, { name: 'Office', role: 'admin' });
  const mine = await headers();
  const status = async (sent: Record<string, string>, path = url) => (await open(path, sent)).status;
  expect(await status(await headers(stranger))).toBe(404);
  expect(await status({ authorization: `Bearer ${other.key}`, 'splot-customer': await token(customerId) })).toBe(404);
  expect(await status({ authorization: `Bearer ${staff.key}` })).toBe(404);
  expect(await status({ authorization: mine.authorization })).toBe(404);
  expect(await status({})).toBe(404);
  expect(await status({ authorization: 'Bearer splot_storefront_wrong' })).toBe(401);
  expect(await status(mine, `${url}x`)).toBe(404);
  const [claims = '', seal] = url.slice('/files/'.length).split('.');
  const forged = Buffer.from(Buffer.from(claims, 'base64url').toString().replace(customerId, stranger)).toString('base64url');
  expect(await status(await headers(stranger), `/files/${forged}.${seal}`)).toBe(404);
  expect(await files(ground)).toEqual([]);
  expect(await status(mine)).toBe(200);
  ground.advance(10 * 60_000);
  expect(await status(await headers())).toBe(404);
});

test('a link to an export opens no paper', async () => {
  const { ground, documentId, who, open, headers } = await aPaper();
  const { signExport } = await import('#subgraphs/insight/exportLink.ts');
  const { companyId, application = '', customerId } = who;
  const claims = { kind: 'SALES' as const, companyId, application, customerId, documentId, from: '', to: '', costs: false };
  const token = await signExport(ground.db, { ...claims, expiresAt: ground.now() + 60_000 }, ground.now());
  expect((await open(`/files/${token}`, await headers())).status).toBe(404);
});

test('who may not read a customer’s name and address gets no link to their papers', async () => {
  const { linkOf } = await aPaper();
  const office = viewer('staff');
  expect(await linkOf(office)).not.toBeNull();
  const warehouse = viewer('staff', { scopes: new Set([...office.scopes].filter((scope) => scope !== 'customers:pii')) });
  expect(await linkOf(warehouse)).toBeNull();
});

test('where the ERP cannot print, the hub prints its own copy and says so', async () => {
  const { ground, linkOf, open, headers } = await aPaper({ hasFile: 0 });
  const asked = await runPrinter(ground, async () => PDF);
  const answer = await open((await linkOf()).url, await headers());
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="Faktura FV-2026-1.pdf"; filename*=UTF-8''Faktura%20FV-2026-1.pdf`,
  );
  const printed = Buffer.from(await answer.arrayBuffer()).toString('latin1');
  expect(printed).toMatch(/^%PDF-1\.\d/);
  expect(printed).toContain('DejaVuSansCondensed');
  expect(printed.match(/\/Type \/Page\b/g)).toHaveLength(1);
  expect(asked).toEqual([]);
});

test('a paper the ERP refuses to print is printed by the hub, and the ERP is not asked again until the paper changes', async () => {
  const { ground, linkOf, open, headers, documentId } = await aPaper();
  const asked = await runPrinter(ground, async () => {
    throw new Terminal('NOT_FOUND', 'It cannot be printed.', 'report missing on 10.0.0.7');
  });
  for (let i = 0; i < 2; i += 1) {
    const answer = await open((await linkOf()).url, await headers());
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/^%PDF/);
  }
  expect(asked).toHaveLength(1);
  ground.advance(1_000);
  await ground.db.write((trx) =>
    trx.updateTable('erpDocument').set({ state: 'paid', updatedAt: ground.now() }).where('id', '=', documentId).execute(),
  );
  ground.advance(1_000);
  await open((await linkOf()).url, await headers());
  expect(asked).toHaveLength(2);
});

test('an ERP that gives no answer is told as such, without its own words, and asked again by the next request', async () => {
  const { ground, linkOf, open, headers } = await aPaper();
  let down = true;
  const asked = await runPrinter(ground, async () => {
    if (down) throw new Error('connect ECONNREFUSED 10.0.0.7:8069');
    return PDF;
  });
  const answer = await open((await linkOf()).url, await headers());
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('5');
  const { errors } = (await answer.json()) as { errors: { message: string; extensions: { code: string } }[] };
  expect(errors[0]?.extensions.code).toBe('TIMEOUT');
  expect(JSON.stringify(errors)).not.toContain('10.0.0.7');
  down = false;
  expect((await open((await linkOf()).url, await headers())).status).toBe(200);
  expect(asked).toHaveLength(2);
});

test('a file above 10 MB is not kept: the hub prints its own copy', async () => {
  const { ground, linkOf, open, headers } = await aPaper();
  await runPrinter(ground, async () => ({ ...PDF, bytes: new Uint8Array(10 * 1024 * 1024 + 1) }));
  const answer = await open((await linkOf()).url, await headers());
  expect(answer.status).toBe(200);
  expect((await answer.arrayBuffer()).byteLength).toBeLessThan(200_000);
  expect(await files(ground)).toMatchObject([{ state: 'REFUSED', content: null }]);
});

test('files are let go after a day', async () => {
  const { ground, linkOf, open, headers } = await aPaper();
  await runPrinter(ground, async () => PDF);
  await open((await linkOf()).url, await headers());
  expect(await files(ground)).toHaveLength(1);
  ground.advance(86_400_001);
  await expect.poll(() => files(ground), { timeout: 10_000 }).toEqual([]);
});

test('a carrier’s label that nobody can print has no file', async () => {
  const { linkOf } = await aPaper({ kind: 'SHIPPING_LABEL', hasFile: 0 });
  expect(await linkOf()).toBeNull();
});

test('a correction names the paper it corrects', async () => {
  const { ground, who, orderId, customerId, documentId } = await aPaper();
  const correction = newId('erpDocument');
  await ground.db.write(async (trx) => {
    const row = await trx.selectFrom('erpDocument').selectAll().where('id', '=', documentId).executeTakeFirstOrThrow();
    await trx
      .insertInto('erpDocument')
      .values({ ...row, id: correction, orderId, customerId, kind: 'CREDIT_NOTE', number: 'FK/1', correctsId: documentId })
      .execute();
  });
  const { documents } = (await ask(ground, who, FILE, { id: orderId })).order;
  expect(documents.map((one: { corrects: unknown }) => one.corrects)).toEqual([null, { id: documentId }]);
  const paper = await findPaper(ground.db.read, correction);
  expect(paper && paperOf(await readPaper(ground.db.read, paper), ground.now()).correctsNumber).toBe('FV/2026/1');
});

/** What the hub would print, as data. */
async function printed({ ground, documentId }: { ground: TestGround; documentId: string }) {
  const row = await findPaper(ground.db.read, documentId);
  if (!row) throw new Error('no paper');
  return paperOf(await readPaper(ground.db.read, row), ground.now());
}

test('a printed invoice says who, what, and how much, to the grosz', async () => {
  expect(await printed(await aPaper({ governmentNumber: 'KSEF-1' }))).toMatchObject({
    kind: 'INVOICE',
    number: 'FV/2026/1',
    issuedOn: '2026-03-02',
    dueOn: '2026-03-16',
    printedOn: '2026-03-02',
    governmentNumber: 'KSEF-1',
    orderNumber: 'Z-1',
    seller: ['Splot Demo sp. z o.o.', 'PL'],
    buyer: ['Zakład Źródło sp. j.', 'ul. Żółta 1', '30-001 Kraków', 'PL'],
    taxId: '5260250274',
    lines: [
      {
        sku: 'ŁAWKA-1',
        quantity: m('2'),
        unitCode: 'PCE',
        amounts: { unitNet: m('100'), discount: m('20'), taxPercent: '23', net: m('180'), tax: m('41.40'), gross: m('221.40') },
      },
    ],
    totals: { net: m('180'), gross: m('221.40'), paid: 0n },
  });
});

test('an invoice of a part of an order is not printed with the whole order’s lines', async () => {
  const { lines, totals } = await printed(await aPaper({ netMicros: m('90'), grossMicros: m('110.70') }));
  expect(lines).toEqual([]);
  expect(totals).toMatchObject({ gross: m('110.70') });
});

test('an invoice’s own lines win over the order’s, and what is open tells what is paid', async () => {
  const place = await aPaper({ netMicros: m('90'), grossMicros: m('110.70') });
  const { ground, documentId, customerId } = place;
  await ground.db.write(async (trx) => {
    const at = ground.now();
    const id = newId('invoice');
    const whose = { companyId: COMPANY, systemId: ERP, documentId, customerId, partyName: 'Zakład Źródło sp. j.', kind: 'INVOICE' };
    const amounts = { currency: 'PLN', netMicros: m('90'), taxMicros: m('20.70'), grossMicros: m('110.70'), openMicros: m('10.70') };
    await trx
      .insertInto('invoice')
      .values({ id, ...whose, ...amounts, side: 'RECEIVABLE', state: 'POSTED', version: 1, updatedAt: at, asOf: at })
      .execute();
    const line = { quantityMicros: m('1'), netMicros: m('90'), taxMicros: m('20.70'), taxPercent: '23' };
    await trx
      .insertInto('invoiceLine')
      .values({ invoiceId: id, position: 0, sku: 'ŁAWKA-1', ...line })
      .execute();
  });
  expect(await printed(place)).toMatchObject({
    lines: [{ sku: 'ŁAWKA-1', quantity: m('1'), amounts: { unitNet: m('90'), net: m('90'), gross: m('110.70') } }],
    totals: { net: m('90'), gross: m('110.70'), paid: m('100') },
  });
});

test('a delivery note lists its own parcel, without prices', async () => {
  const place = await aPaper({ kind: 'DELIVERY_NOTE', number: 'WZ/2', grossMicros: null, netMicros: null, paidMicros: null });
  const { ground, orderId } = place;
  await ground.db.write(async (trx) => {
    const line = await trx.selectFrom('orderLine').select('id').where('orderId', '=', orderId).executeTakeFirstOrThrow();
    for (const [number, quantity] of [
      ['WZ/1', '1'],
      ['WZ/2', '0.5'],
    ] as const) {
      const lines = JSON.stringify([{ lineId: line.id, quantity: m(quantity).toString() }]);
      const parcel = { orderId, number, state: 'SHIPPED', trackingNumbers: '[]', lines, isReturn: 0, updatedAt: ground.now() };
      await trx
        .insertInto('fulfilment')
        .values({ id: newId('fulfilment'), ...parcel })
        .execute();
    }
  });
  const paper = await printed(place);
  expect(paper.totals).toBeNull();
  expect(paper.lines).toEqual([{ sku: 'ŁAWKA-1', title: 'ŁAWKA-1', quantity: m('0.5'), unitCode: 'PCE', amounts: null }]);
});

test('a long order is printed over several pages', async () => {
  const lines = Array.from({ length: 150 }, (_, i) => ({
    sku: `SKU-${i} ${'bardzo długa nazwa '.repeat(i % 4)}`,
    quantity: '1',
    unitNet: '1',
  }));
  const gross = m('1.23') * 150n;
  const { linkOf, open, headers } = await aPaper(
    { kind: 'SALES_ORDER', hasFile: 0, netMicros: m('150'), grossMicros: gross },
    lines as typeof pieces,
  );
  const answer = await open((await linkOf()).url, await headers());
  const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
  expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3);
});

/** An order that was shipped, and the ways of its goods back: asked for, received, carried out as the worker would. For tests of returns. */
import type { Connected } from '#connectors/connector.ts';
import { bind } from '#hub/bindings.ts';
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import type { OperationHandler } from '#hub/writer.ts';
import { handlers } from '#subgraphs/index.ts';
import { ERP, SHOP, type TestGround, viewer } from './ground.ts';
import { aCustomer, anOrder, aVariant } from './makers.ts';
import { ask, type Data, openCompany } from './sales.ts';

const RETURN = `number kind state resolution refund { amount } refundState decideBy allowed comment answer version
  creditNote { number kind gross { amount } corrects { number } } replacement { id totals { gross { amount } } lines { nodes { sku quantity { value } } } }
  lines { quantity { value } received { value } reason restocked line { id sku } }`;
const REQUEST = `mutation($input: ReturnRequestInput!) { returnRequest(input: $input) { return { id ${RETURN} } userErrors { code message field } } }`;
export const RECEIVE = `mutation($input: ReturnReceiveInput!) { returnReceive(input: $input) { return { id ${RETURN} } operation { id } userErrors { code message field } } }`;
export const decide = (name: string) =>
  `mutation($input: ReturnDecideInput!) { ${name}(input: $input) { return { id ${RETURN} } userErrors { code message } } }`;
export const staff = viewer('staff');
export const key = () => newId('operation');

export interface Sold {
  ground: TestGround;
  orderId: string;
  lineIds: string[];
  customerId: string;
  variantId: string;
}

/** An order that was shipped, and invoiced when `invoice` is given. */
export async function sold(
  more: { kind?: string; paid?: string; invoice?: string; origin?: 'SHOP' | 'HUB'; shippedDaysAgo?: number } = {},
): Promise<Sold> {
  const ground = await openCompany();
  const variantId = await aVariant(ground, 'NAMIOT', { onHand: '10', price: '100' });
  const customerId = await aCustomer(ground, { kind: more.kind ?? 'PERSON' });
  const at = ground.now() - (more.shippedDaysAgo ?? 3) * 86_400_000;
  const orderId = await anOrder(
    ground,
    [
      { variantId, sku: 'NAMIOT', quantity: '3', unitNet: '100' },
      { variantId, sku: 'NAMIOT', quantity: '1', unitNet: '33.33' },
    ],
    {
      customerId,
      number: 'S/2026/000001',
      originKind: more.origin ?? 'HUB',
      ...(more.origin === 'SHOP' ? { originSystemId: SHOP, originExternalId: 's-1' } : {}),
      fulfilmentState: 'COMPLETE',
      documentState: more.invoice ? 'INVOICED' : 'WAREHOUSE_ISSUED',
      paidMicros: m(more.paid ?? '0'),
      placedAt: at,
    },
  );
  const lines = await ground.db.read.selectFrom('orderLine').select(['id', 'quantityMicros']).orderBy('position').execute();
  await ground.db.write(async (trx) => {
    for (const line of lines)
      await trx.updateTable('orderLine').set({ shippedMicros: line.quantityMicros }).where('id', '=', line.id).execute();
    await trx
      .insertInto('fulfilment')
      .values({
        id: newId('fulfilment'),
        orderId,
        state: 'DELIVERED',
        trackingNumbers: '[]',
        lines: '[]',
        shippedAt: at,
        deliveredAt: at,
        isReturn: 0,
        updatedAt: at,
      })
      .execute();
    await bind(trx, ERP, 'orders', [{ externalId: 'sale-1', id: orderId }], at);
    await bind(trx, ERP, 'variants', [{ externalId: 'v-1', id: variantId }], at);
    if (more.paid)
      await trx
        .insertInto('orderPayment')
        .values({
          id: newId('orderPayment'),
          orderId,
          methodCode: 'blik',
          provider: 'p24',
          transactionNumber: 'T-1',
          amountMicros: m(more.paid),
          refundedMicros: 0n,
          currency: 'PLN',
          state: 'PAID',
          occurredAt: at,
          capturedAt: at,
          recordedAt: at,
        })
        .execute();
    if (more.invoice) {
      const id = newId('erpDocument');
      await trx
        .insertInto('erpDocument')
        .values({
          id,
          companyId: (await trx.selectFrom('company').select('id').executeTakeFirstOrThrow()).id,
          orderId,
          customerId,
          systemId: ERP,
          kind: 'INVOICE',
          number: more.invoice,
          issuedOn: '2026-03-01',
          currency: 'PLN',
          state: 'posted',
          hasFile: 0,
          updatedAt: at,
        })
        .execute();
      await bind(trx, ERP, 'documents', [{ externalId: 'inv-1', id }], at);
    }
    await trx
      .updateTable('system')
      .set({ capabilities: JSON.stringify([{ name: 'push.refund', able: true }]) })
      .where('id', '=', SHOP)
      .execute();
  });
  return { ground, orderId, lineIds: lines.map((line) => line.id), customerId, variantId };
}

export const requested = async ({ ground, orderId, lineIds }: Sold, input: Record<string, unknown> = {}, who = staff): Promise<Data> =>
  (
    await ask(ground, who, REQUEST, {
      input: { idempotencyKey: key(), orderId, kind: 'WITHDRAWAL', lines: [{ lineId: lineIds[0], quantity: '2' }], ...input },
    })
  ).returnRequest;

export const received = async ({ ground }: Sold, returnId: string, input: Record<string, unknown> = {}): Promise<Data> =>
  (await ask(ground, staff, RECEIVE, { input: { idempotencyKey: key(), wait: 'PT0S', returnId, ...input } })).returnReceive;

export const read = async ({ ground }: Sold, id: string): Promise<Data> =>
  (await ask(ground, staff, `{ returns { nodes { id ${RETURN} } } }`)).returns.nodes.find((node: Data) => node.id === id);

/** Carries the oldest open operation of a kind out, as the worker would; answers what was pushed. */
export async function carryOut({ ground }: Sold, kind: keyof typeof handlers, connected: Partial<Connected>): Promise<unknown> {
  const row = await ground.db.read
    .selectFrom('operation')
    .selectAll()
    .where('kind', '=', kind)
    .where('state', '=', 'QUEUED')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const handler: OperationHandler = handlers[kind];
  const tools = { db: ground.db, systemId: row.systemId ?? '', signal: AbortSignal.timeout(5_000), now: ground.now };
  const result = await handler.send(connected as Connected, row, tools);
  const stored = JSON.parse(JSON.stringify(result, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
  const at = { acknowledgedAt: ground.now(), now: ground.now() };
  await ground.db.write(async (trx) => {
    await trx
      .updateTable('operation')
      .set({ state: 'CONFIRMED', result: JSON.stringify(stored) })
      .where('id', '=', row.id)
      .execute();
    await handler.confirm(trx, row, stored, at);
    // A verdict that is told twice changes nothing.
    await handler.confirm(trx, row, stored, at);
  });
  return result;
}
/** Kinds of all operations in the ledger, the oldest first. */
export const kinds = async ({ ground }: Sold) =>
  (await ground.db.read.selectFrom('operation').select('kind').orderBy('id').execute()).map((row) => row.kind);

/**
 * Payments of a sale, once a transaction number. Odoo (community) ties no payment to a sale: the memo says both, `TX-1 [S00012]`, and the automation
 * `splot_settle` sets it against the invoice when that is posted; an invoice that is open already is settled here.
 */
import { type PaymentPush, type PaymentRecord, Terminal } from '../connector.ts';
import type { Reference } from './reference.ts';
import { type Rpc, refused } from './rpc.ts';
import { create, type Desk, press, readSale, write } from './sales.ts';
import { dayIn, id, instant, micros, number, numbers, present, type Row, some, text, toNumber } from './values.ts';

type Acknowledged = { externalId?: string };

export const paymentFields = ['memo', 'amount', 'state', 'payment_type', 'journal_id', 'date', 'create_date', 'currency_id', 'partner_id'];

export const saleMark = (name: string) => ` [${name}]`;
const memo = /^(.*) \[([^\]]+)\]$/;
/** Name of the sale a payment is of. */
export const saleNameOf = (words: unknown): string | undefined => memo.exec(text(words))?.[2];
export const transactionOf = (words: unknown): string | undefined => memo.exec(text(words))?.[1] ?? some(words);

export function paymentOf(payment: Row, reference: Reference): PaymentRecord {
  const journal = reference.journals.find((found) => found.id === payment.journal_id)?.name ?? '';
  const states: Record<string, PaymentRecord['state']> = { draft: 'AUTHORISED', in_process: 'PAID', paid: 'PAID' };
  const state = states[text(payment.state)] ?? 'FAILED';
  return {
    externalId: id(payment.id),
    methodCode: journal,
    provider: journal,
    amount: micros(payment.amount),
    state: payment.payment_type === 'outbound' && state === 'PAID' ? 'REFUNDED' : state,
    occurredAt: instant(payment.create_date),
    ...present({ transactionNumber: transactionOf(payment.memo) }),
  };
}

export async function recordPayment(desk: Desk, payment: PaymentPush, signal: AbortSignal): Promise<Acknowledged> {
  return desk.inTurn(async () => {
    try {
      const sale = await readSale(desk.rpc, Number(payment.orderId), signal);
      if (!sale) throw new Terminal('NOT_FOUND', 'the ERP has no such order');
      const found = await findRow(desk.rpc, sale.number, payment.transactionNumber, typeOf(payment), signal);
      if (!found && payment.state === 'FAILED') return {}; // money that never came is not booked
      const key = found ? number(found.id) : await createOnce(desk, payment, sale, signal);
      await advance(desk, key, payment.state, signal);
      if (payment.state === 'PAID' || payment.state === 'REFUNDED') await settle(desk, key, sale.invoices, signal);
      return { externalId: String(key) };
    } catch (error) {
      throw refused(error, 'the ERP does not accept this payment');
    }
  });
}

export async function findPayment(
  desk: Desk,
  orderId: string,
  transactionNumber: string,
  signal: AbortSignal,
): Promise<Acknowledged | null> {
  const sale = await readSale(desk.rpc, Number(orderId), signal);
  const found = sale && (await findRow(desk.rpc, sale.number, transactionNumber, undefined, signal));
  return found ? { externalId: id(found.id) } : null;
}

type Type = 'inbound' | 'outbound';
const typeOf = (payment: PaymentPush): Type => (payment.state === 'REFUNDED' ? 'outbound' : 'inbound');

async function findRow(rpc: Rpc, sale: string, transaction: string, type: Type | undefined, signal: AbortSignal): Promise<Row | undefined> {
  const domain = [['memo', '=', transaction + saleMark(sale)], ...(type ? [['payment_type', '=', type]] : [])];
  const [first] = await rpc.search('account.payment', domain, paymentFields, { signal, order: 'id', limit: 1 });
  return first;
}

async function createOnce(
  desk: Desk,
  payment: PaymentPush,
  sale: { number: string; partner: number },
  signal: AbortSignal,
): Promise<number> {
  const { rpc } = desk;
  const reference = await desk.references.get(signal);
  const currency = [...reference.currencies].find(([, code]) => code === payment.currency)?.[0];
  if (!currency) throw new Terminal('INVALID', 'the ERP does not know this currency');
  const [partner] = await rpc.read('res.partner', [sale.partner], ['commercial_partner_id'], { signal });
  const made = await create(rpc, 'account.payment', {
    payment_type: typeOf(payment),
    partner_type: 'customer',
    partner_id: partner?.commercial_partner_id ?? sale.partner,
    amount: toNumber(payment.amount),
    currency_id: currency,
    date: dayIn(reference.company.zone, payment.occurredAt),
    journal_id: journalFor(desk, reference, payment),
    memo: payment.transactionNumber + saleMark(sale.number),
  }, signal); // biome-ignore format: one payment
  // Nothing in Odoo keeps the memo unique: of two made at the same moment the older one stays.
  const first = await findRow(rpc, sale.number, payment.transactionNumber, typeOf(payment), signal);
  if (!first || first.id === made) return made;
  await press(rpc, 'account.payment', 'action_cancel', [made], signal);
  await write(rpc, 'account.payment', [made], { memo: `(double) ${payment.transactionNumber}` }, signal);
  return number(first.id);
}

function journalFor({ settings }: Desk, reference: Reference, payment: PaymentPush): number {
  const same = (a: string, b: string) => a.toLocaleLowerCase('pl') === b.toLocaleLowerCase('pl');
  const named = (name: string | undefined) =>
    reference.journals.find((journal) => name && (same(journal.name, name) || same(journal.code, name)));
  const codes = [payment.methodCode, payment.provider];
  const journal =
    [...codes.map((code) => settings.paymentMap.get(code)), ...codes, settings.paymentMap.get('*')].map(named).find(Boolean) ??
    reference.journals.find((found) => found.type === 'bank') ??
    reference.journals[0];
  if (!journal) throw new Terminal('INVALID', 'the ERP has no journal for payments');
  return journal.id;
}

async function advance({ rpc }: Desk, key: number, target: PaymentPush['state'], signal: AbortSignal): Promise<void> {
  const state = async () => text((await rpc.read('account.payment', [key], ['state'], { signal }))[0]?.state);
  const now = await state();
  if (target === 'FAILED') {
    if (now === 'in_process') await press(rpc, 'account.payment', 'action_draft', [key], signal);
    if (now !== 'paid' && now !== 'canceled') await press(rpc, 'account.payment', 'action_cancel', [key], signal);
    return;
  }
  if (target === 'AUTHORISED' || now !== 'draft') return;
  await press(rpc, 'account.payment', 'action_post', [key], signal);
  const after = await state();
  if (after !== 'in_process' && after !== 'paid') throw new Error(`the payment stays ${after}`);
}

/** An invoice that was posted before the money came is set against it; a refund against the credit note. */
async function settle({ rpc }: Desk, key: number, invoices: number[], signal: AbortSignal): Promise<void> {
  const [payment] = await rpc.read('account.payment', [key], ['move_id', 'payment_type'], { signal });
  if (!payment || !number(payment.move_id) || !invoices.length) return;
  const kind = payment.payment_type === 'outbound' ? 'out_refund' : 'out_invoice';
  const open = await rpc.search(
    'account.move',
    [
      ['id', 'in', invoices],
      ['move_type', '=', kind],
      ['state', '=', 'posted'],
      ['amount_residual', '>', 0],
    ],
    [],
    { signal, order: 'id' },
  );
  for (const invoice of open) {
    const lines = await rpc.search(
      'account.move.line',
      [
        ['move_id', '=', payment.move_id],
        ['account_id.account_type', '=', 'asset_receivable'],
        ['reconciled', '=', false],
      ],
      [],
      { signal },
    );
    for (const line of numbers(lines.map((found) => found.id)))
      await rpc.call('account.move', 'js_assign_outstanding_line', { ids: [number(invoice.id)], line_id: line }, { signal });
  }
}

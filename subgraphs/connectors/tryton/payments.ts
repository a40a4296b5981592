/**
 * Payments of a sale, once a transaction number: looked up first, then carried from the state it is in. A payment journal with a clearing
 * account books the money when it succeeds, and Tryton settles the invoice with it when that is posted.
 */
import { type PaymentPush, Terminal } from '../connector.ts';
import { refused } from './rpc.ts';
import { create, type Desk, press, readSale, writing } from './sales.ts';
import { date, decimal, localDate, micros, number, numbers, type Row, text } from './values.ts';

type Acknowledged = { externalId?: string };

export async function recordPayment(desk: Desk, payment: PaymentPush, signal: AbortSignal): Promise<Acknowledged> {
  return desk.inTurn(async () => {
    try {
      const found = await findRow(desk, payment.orderId, payment.transactionNumber, kindOf(payment), signal);
      if (!found && payment.state === 'FAILED') return {}; // money that never came is not booked
      const paymentId = found ? number(found.id) : await createOnce(desk, payment, signal);
      await advance(desk, paymentId, payment.state, signal);
      return { externalId: String(paymentId) };
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
  const found = await findRow(desk, orderId, transactionNumber, undefined, signal);
  return found ? { externalId: String(found.id) } : null;
}

type Kind = 'receivable' | 'payable';
const kindOf = (payment: PaymentPush): Kind => (payment.state === 'REFUNDED' ? 'payable' : 'receivable');

/**
 * A refund must not name the sale as its origin: Tryton then finds the sale's payments of two kinds, refuses every later step of the sale,
 * and does so silently, in its queue. It says whose it is in its description.
 */
export const refundMark = (saleId: number | string) => ` [sale.sale,${saleId}]`;

/** The sale a payment belongs to, and the transaction number. */
export function paymentOwner(payment: Row): { sale: number; transactionNumber: string } {
  const [, transactionNumber = '', sale = ''] = /^(.*) \[sale\.sale,(\d+)\]$/.exec(text(payment.description)) ?? [];
  if (sale) return { sale: Number(sale), transactionNumber };
  const [model, origin] = text(payment.origin).split(',');
  return { sale: model === 'sale.sale' ? Number(origin) : 0, transactionNumber: text(payment.description) };
}

async function findRow(
  { rpc }: Desk,
  orderId: string,
  transactionNumber: string,
  kind: Kind | undefined,
  signal: AbortSignal,
): Promise<Row | undefined> {
  const taken = [
    ['origin', '=', `sale.sale,${orderId}`],
    ['description', '=', transactionNumber],
  ];
  const returned = [
    ['kind', '=', 'payable'],
    ['description', '=', transactionNumber + refundMark(orderId)],
  ];
  const domain = kind === 'receivable' ? taken : kind === 'payable' ? returned : ['OR', taken, returned];
  const [first] = await rpc.search('account.payment', domain, ['state'], { signal, order: [['id', 'ASC']] });
  return first;
}

async function createOnce(desk: Desk, payment: PaymentPush, signal: AbortSignal): Promise<number> {
  const { rpc } = desk;
  const [company, sale, journal] = await Promise.all([
    rpc.company(signal),
    readSale(rpc, Number(payment.orderId), signal),
    findJournal(desk, payment, signal),
  ]);
  if (!sale) throw new Terminal('NOT_FOUND', 'the ERP has no such order');
  const [party] = await rpc.read('party.party', [sale.party], ['account_receivable'], { signal });
  const papers = payment.state === 'REFUNDED' ? await corrections(desk, sale.invoices, signal) : sale.invoices;
  const line = await openInvoiceLine(desk, papers, payment.amount, signal);
  // Accounts are kept in the company's currency: foreign money waits for its invoice, whose line it is then paid on.
  const account = payment.currency === company.currency ? (party?.account_receivable ?? (await defaultReceivable(desk, signal))) : null;
  const made = await create(
    rpc,
    'account.payment',
    {
      company: company.id,
      journal,
      kind: kindOf(payment),
      party: sale.party,
      date: date(localDate(payment.occurredAt, company.zone)),
      amount: decimal(payment.amount, 2),
      ...(payment.state === 'REFUNDED'
        ? { description: payment.transactionNumber + refundMark(sale.id) }
        : { description: payment.transactionNumber, origin: `sale.sale,${sale.id}` }),
      ...(line ? { line } : { account }),
    },
    signal,
  );
  // Nothing in Tryton keeps the number unique: of two made at the same moment the older one stays.
  const first = await findRow(desk, payment.orderId, payment.transactionNumber, kindOf(payment), signal);
  if (!first || first.id === made) return made;
  await rpc.call('model.account.payment.delete', [[made]], { signal, context: writing });
  return number(first.id);
}

async function defaultReceivable({ rpc }: Desk, signal: AbortSignal): Promise<unknown> {
  const [config] = await rpc.read('account.configuration', [1], ['default_account_receivable'], { signal });
  return config?.default_account_receivable ?? null;
}

/** Credit notes of these invoices: money given back settles one. */
async function corrections({ rpc }: Desk, invoices: number[], signal: AbortSignal): Promise<number[]> {
  if (invoices.length === 0) return [];
  const lines = await rpc.search('account.invoice.line', [['origin.invoice', 'in', invoices, 'account.invoice.line']], ['invoice'], {
    signal,
  });
  return [...new Set(numbers(lines.map((line) => line.invoice)))];
}

/** An invoice that was posted before the money came is settled by a payment on its own line. */
async function openInvoiceLine({ rpc }: Desk, invoices: number[], amount: bigint, signal: AbortSignal): Promise<number | undefined> {
  const posted = await rpc.search(
    'account.invoice',
    [
      ['id', 'in', invoices],
      ['state', '=', 'posted'],
    ],
    ['lines_to_pay'],
    { signal },
  );
  const lines = await rpc.read(
    'account.move.line',
    posted.flatMap((invoice) => numbers(invoice.lines_to_pay)),
    ['reconciliation', 'payment_amount'],
    { signal },
  );
  const open = lines.filter((line) => line.reconciliation === null && micros(line.payment_amount) >= amount);
  const found = open.find((line) => micros(line.payment_amount) === amount) ?? open[0];
  return found && number(found.id);
}

async function findJournal({ rpc, settings }: Desk, payment: PaymentPush, signal: AbortSignal): Promise<number> {
  const journals = await rpc.search('account.payment.journal', [['currency.code', '=', payment.currency]], ['name'], {
    signal,
    order: [['id', 'ASC']],
  });
  const named = (name: string | undefined) =>
    journals.find((candidate) => name && text(candidate.name).toLocaleLowerCase('pl') === name.toLocaleLowerCase('pl'));
  const codes = [payment.methodCode, payment.provider];
  const journal =
    [...codes.map((code) => settings.paymentMap.get(code)), ...codes, settings.paymentMap.get('*')].map(named).find(Boolean) ?? journals[0];
  if (!journal) throw new Terminal('INVALID', `the ERP has no payment journal in ${payment.currency}`);
  return number(journal.id);
}

async function advance({ rpc }: Desk, paymentId: number, target: PaymentPush['state'], signal: AbortSignal): Promise<void> {
  const state = async () => text((await rpc.read('account.payment', [paymentId], ['state'], { signal }))[0]?.state);
  let now = await state();
  if (target === 'FAILED') {
    if (now === 'processing' || now === 'succeeded') await press(rpc, 'account.payment', 'fail', [paymentId], signal);
    if (now === 'approved') await press(rpc, 'account.payment', 'draft', [paymentId], signal);
    if (now === 'approved' || now === 'draft') await rpc.call('model.account.payment.delete', [[paymentId]], { signal, context: writing });
    return;
  }
  if (now === 'draft') {
    await press(rpc, 'account.payment', 'approve', [paymentId], signal);
    now = await state();
  }
  if (target === 'AUTHORISED') return;
  if (now === 'approved') {
    const context = { ...writing, active_model: 'account.payment', active_id: paymentId, active_ids: [paymentId] };
    const [session] = (await rpc.call('wizard.account.payment.process.create', [], { signal, context })) as [number];
    await rpc.call('wizard.account.payment.process.execute', [session, { start: {} }, 'process'], { signal, context });
    await rpc.call('wizard.account.payment.process.delete', [session], { signal, context });
    now = await state();
  }
  if (now === 'processing' || now === 'failed') {
    await press(rpc, 'account.payment', 'succeed', [paymentId], signal);
    now = await state();
  }
  if (now !== 'succeeded') throw new Error(`the payment stays ${now}`);
}

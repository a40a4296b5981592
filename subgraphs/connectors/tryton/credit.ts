/**
 * A correction of an invoice: the same record Tryton's own wizard makes, with only the lines that are corrected, each naming the line it corrects. Made in
 * one call, because the wizard credits everything and what one then trims would for a moment stand there without our key.
 */
import { type CreditNoteAck, type CreditNotePush, Terminal } from '../connector.ts';
import { invoiceId, isBooked, recordOf } from './billing.ts';
import { refused } from './rpc.ts';
import { create, type Desk, keyIn, keyMark, press, writing } from './sales.ts';
import { micros, number, numbers, present, quantity, type Row, some, text } from './values.ts';

const fields = ['number', 'state', 'reference', 'untaxed_amount', 'tax_amount', 'total_amount'];
const headFields = ['type', 'state', 'company', 'party', 'invoice_address', 'currency', 'journal', 'account', 'payment_term', 'lines'];
const lineFields = [
  'type',
  'product',
  'product.code',
  'quantity',
  'unit',
  'unit_price',
  'account',
  'taxes',
  'description',
  'currency',
  'party',
];

export async function creditInvoice(desk: Desk, correction: CreditNotePush, key: string, signal: AbortSignal): Promise<CreditNoteAck> {
  return desk.inTurn(async () => {
    try {
      let note = (await find(desk, key, signal)) ?? (await createNote(desk, correction, key, signal));
      if (!isBooked(note)) await press(desk.rpc, 'account.invoice', 'post', [number(note.id)], signal);
      note = (await find(desk, key, signal)) ?? note;
      if (!isBooked(note)) throw new Error(`the credit note stays ${note.state}`);
      return acknowledge(note);
    } catch (error) {
      throw refused(error, 'the ERP does not accept this correction');
    }
  });
}

export async function findCreditNote(desk: Desk, key: string, signal: AbortSignal): Promise<CreditNoteAck | null> {
  const note = await find(desk, key, signal);
  return note && isBooked(note) ? acknowledge(note) : null;
}

function acknowledge(note: Row): CreditNoteAck {
  return {
    externalId: invoiceId(note.id),
    net: -micros(note.untaxed_amount),
    tax: -micros(note.tax_amount),
    gross: -micros(note.total_amount),
    ...present({ number: some(note.number) }),
  };
}

async function find({ rpc }: Desk, key: string, signal: AbortSignal): Promise<Row | undefined> {
  const found = await rpc.search('account.invoice', [['reference', 'like', `%${keyMark(key)}%`]], fields, {
    signal,
    order: [['id', 'ASC']],
  });
  return found.find((note) => keyIn(note.reference) === key && note.state !== 'cancelled');
}

async function createNote(desk: Desk, correction: CreditNotePush, key: string, signal: AbortSignal): Promise<Row> {
  const { rpc } = desk;
  if (correction.lines.length === 0) throw new Terminal('INVALID', 'a correction needs lines');
  const [invoice] = await rpc.search('account.invoice', [['id', '=', recordOf(correction.invoiceId, 'account.invoice')]], headFields, {
    signal,
  });
  if (invoice?.type !== 'out') throw new Terminal('NOT_FOUND', 'the ERP has no such invoice');
  if (!isBooked(invoice)) throw new Terminal('STATE_FORBIDS', 'only an invoice that is posted can be corrected');
  const lines = await rpc.read('account.invoice.line', numbers(invoice.lines), lineFields, { signal });
  const corrected = await rpc.search(
    'account.invoice.line',
    [
      ['origin', 'in', lines.map((line) => `account.invoice.line,${line.id}`)],
      ['invoice.state', '!=', 'cancelled'],
    ],
    ['origin', 'quantity'],
    { signal },
  );
  const open = lines
    .filter((line) => line.type === 'line')
    .map((line) => ({
      line,
      left: corrected
        .filter((other) => recordOf(other.origin, 'account.invoice.line') === line.id)
        .reduce((left, other) => left + micros(other.quantity), micros(line.quantity)),
    }));
  const wanted = correction.lines.flatMap((line) => take(open, line));
  const values = (field: string) => invoice[field] ?? null;
  const made = await create(
    rpc,
    'account.invoice',
    {
      type: 'out',
      reference: `${correction.number} ${keyMark(key)}`,
      description: correction.reason || null,
      ...Object.fromEntries(
        ['company', 'party', 'invoice_address', 'currency', 'journal', 'account', 'payment_term'].map((field) => [field, values(field)]),
      ),
      lines: [['create', wanted.map(({ line, pieces }) => lineValues(line, pieces, invoice))]],
    },
    signal,
  );
  // Nothing in Tryton keeps the key single: of two made at the same moment the older one stays.
  const first = await find(desk, key, signal);
  if (!first) throw new Error('the credit note has vanished');
  if (first.id !== made) await rpc.call('model.account.invoice.delete', [[made]], { signal, context: writing });
  return first;
}

interface Open {
  line: Row;
  left: bigint;
}

function take(open: Open[], wanted: CreditNotePush['lines'][number]): { line: Row; pieces: bigint }[] {
  let missing = wanted.quantity;
  const taken: { line: Row; pieces: bigint }[] = [];
  for (const source of open) {
    if (String(source.line.product) !== wanted.variantId || source.left <= 0n || missing <= 0n) continue;
    const pieces = source.left < missing ? source.left : missing;
    source.left -= pieces;
    missing -= pieces;
    taken.push({ line: source.line, pieces });
  }
  if (missing > 0n) throw new Terminal('STATE_FORBIDS', `more of ${wanted.sku} would be corrected than was invoiced`);
  return taken;
}

function lineValues(line: Row, pieces: bigint, invoice: Row): Row {
  return {
    type: 'line',
    invoice_type: 'out',
    origin: `account.invoice.line,${line.id}`,
    company: invoice.company,
    party: line.party ?? invoice.party,
    currency: line.currency ?? invoice.currency,
    product: line.product,
    quantity: -quantity(pieces),
    unit: line.unit,
    unit_price: { __class__: 'Decimal', decimal: text(line.unit_price) },
    account: line.account,
    description: line.description ?? null,
    taxes: [['add', numbers(line.taxes)]],
  };
}

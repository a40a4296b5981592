/**
 * Offers: quotations of Tryton. A quotation and the sale it becomes are one record, so an offer that ended is seen only by who knew it open: the
 * cursor carries the open ones, and what is no longer among them is told once more with what became of it.
 */
import type { Page, QuoteRecord } from '../connector.ts';
import { lineFields, lineOf } from './orderparts.ts';
import type { ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { quoteKeyIn } from './sales.ts';
import { chunks, groupBy, id, micros, number, present, type Row, row, some, someId, text } from './values.ts';

const pageSize = 50;
const fields = [
  'number', 'state', 'comment', 'description', 'web_id', 'party', 'currency.code', 'sale_date', 'untaxed_amount', 'tax_amount', 'total_amount',
]; // biome-ignore format: one list

/** The day an offer ends; Tryton has no field for it. */
export const validMark = (day: string) => `[splot:valid ${day}]`;
const validIn = (comment: unknown) => /\[splot:valid (\d{4}-\d\d-\d\d)\]/.exec(text(comment))?.[1];

export async function* quotes(
  rpc: Rpc,
  references: ReferenceStore,
  now: () => number,
  cursor: string | null,
  signal: AbortSignal,
): AsyncIterable<Page<QuoteRecord>> {
  const readStartedAt = now();
  const before = cursor === null ? [] : (JSON.parse(cursor) as number[]);
  // A copy a clerk makes of such a sale has the comment and no key.
  const asked = [
    ['comment', 'like', '%[splot:quote %'],
    ['web_id', '!=', null],
  ];
  // A quotation that carries an order's key only passes through this state on its way to be confirmed.
  const open = [
    'OR',
    [
      ['state', '=', 'quotation'],
      ['web_id', '=', null],
    ],
    [['state', 'in', ['draft', 'quotation']], asked],
  ];
  const domain = ['OR', open, cursor === null ? asked : ['id', 'in', before]];
  const found = await rpc.search('sale.sale', domain, ['state'], { signal, order: [['id', 'ASC']] });
  const still = JSON.stringify(found.filter((sale) => sale.state === 'draft' || sale.state === 'quotation').map((sale) => sale.id));
  const pages = chunks(
    found.map((sale) => number(sale.id)),
    pageSize,
  );
  for (const [index, page] of pages.entries()) {
    const records = await read(rpc, references, page, signal);
    const last = index === pages.length - 1;
    // A pull that is broken off begins again from the cursor before it: the list of open ones only counts as a whole.
    yield { records, cursor: last ? still : (cursor ?? '[]'), readStartedAt, total: found.length };
  }
  if (pages.length === 0) yield { records: [], cursor: still, readStartedAt };
}

async function read(rpc: Rpc, references: ReferenceStore, ids: number[], signal: AbortSignal): Promise<QuoteRecord[]> {
  const [reference, today, sales, lines] = await Promise.all([
    references.get(signal),
    rpc.today(signal),
    rpc.read('sale.sale', ids, fields, { signal }),
    rpc.search('sale.line', [['sale', 'in', ids]], lineFields, { signal, order: [['id', 'ASC']] }),
  ]);
  const linesOf = groupBy(lines, (line) => number(line.sale));
  return sales.map((sale) => {
    const own = (linesOf.get(number(sale.id)) ?? []).filter((line) => line.type === 'line');
    const validUntil = validIn(sale.comment);
    const state = stateOf(sale, validUntil, today);
    return {
      externalId: id(sale.id),
      number: some(sale.number) ?? `#${sale.id}`,
      currency: text(row(sale['currency.']).code),
      state,
      lines: own.map((line) => lineOf(line, reference)),
      totals: {
        net: micros(sale.untaxed_amount),
        tax: micros(sale.tax_amount),
        gross: micros(sale.total_amount),
        deliveryNet: 0n,
        deliveryGross: 0n,
      },
      ...present({
        hubKey: sale.web_id === null ? undefined : quoteKeyIn(sale.comment),
        partyId: someId(sale.party),
        validUntil,
        note: some(text(sale.comment).replace(/\s*\[splot:[^\]]*\]/g, '')),
        orderId: state === 'ACCEPTED' ? id(sale.id) : undefined,
      }),
    };
  });
}

function stateOf(sale: Row, validUntil: string | undefined, today: string): QuoteRecord['state'] {
  switch (sale.state) {
    case 'draft':
      return 'REQUESTED';
    case 'quotation':
      return validUntil && validUntil < today ? 'EXPIRED' : 'OFFERED';
    case 'confirmed':
    case 'processing':
    case 'done':
      return 'ACCEPTED';
    case 'cancelled':
      return validUntil && validUntil < today ? 'EXPIRED' : 'REJECTED';
    default:
      return 'UNKNOWN';
  }
}

/**
 * Prints a paper from the hub's own copy, for an ERP that cannot: a plain A4 sheet that says what it is a copy of. The library and its font are loaded when
 * somebody asks for the first time; it runs in a thread of its own, so that nobody waits for it.
 */
import { Worker } from 'node:worker_threads';
import type { Db } from '#hub/database.ts';
import { formatMicros, formatQuantity } from '#hub/money.ts';
import type { ErpDocumentTable, OrderLineTable } from '#hub/tables.ts';
import { companyName, findDocuments, findOrders, listLines } from './store.ts';

/** What there is to print: an order's lines, or an invoice's. */
export const canBePrinted = (document: Pick<ErpDocumentTable, 'kind' | 'orderId'>): boolean =>
  document.orderId !== null &&
  ['SALES_ORDER', 'INVOICE', 'CREDIT_NOTE', 'DELIVERY_NOTE', 'RECEIPT', 'QUOTATION', 'PROFORMA'].includes(document.kind);

const titles: Record<string, string> = {
  SALES_ORDER: 'Zamówienie',
  INVOICE: 'Faktura',
  CREDIT_NOTE: 'Korekta',
  DELIVERY_NOTE: 'Wydanie zewnętrzne',
  RECEIPT: 'Paragon',
  QUOTATION: 'Oferta',
  PROFORMA: 'Pro forma',
};

/** What the thread sets: texts only. */
export interface Sheet {
  title: string;
  company: string;
  buyer: string[];
  facts: [string, string][];
  columns: string[];
  rows: string[][];
  totals: [string, string][];
  footer: string;
}

export async function printDocument(db: Db, documentId: string): Promise<{ bytes: Buffer; name: string } | undefined> {
  const [document] = await findDocuments(db, [documentId]);
  if (!document || !canBePrinted(document)) return undefined;
  const bytes = await setSheet(await sheetOf(db, document));
  return { bytes, name: `${(document.number ?? document.id).replaceAll(/[^\p{L}\d-]+/gu, '-')}.pdf` };
}

async function sheetOf(db: Db, document: ErpDocumentTable): Promise<Sheet> {
  const [order] = await findOrders(db, [document.orderId ?? '']);
  const address = JSON.parse(order?.billingAddress ?? order?.shippingAddress ?? '{}') as Record<string, string | undefined>;
  const lines = document.kind === 'CREDIT_NOTE' ? [] : await listLines(db, [document.orderId ?? '']);
  const { currency } = document;
  const goods = document.kind === 'DELIVERY_NOTE';
  const amount = (value: bigint | null): string => (value === null ? '—' : `${formatMicros(value)} ${currency}`);
  return {
    title: `${titles[document.kind] ?? 'Dokument'} ${document.number ?? ''}`.trim(),
    company: await companyName(db, document.companyId),
    buyer: [address.companyName, address.name, address.line1, [address.postalCode, address.city].filter(Boolean).join(' ')].filter(
      (part): part is string => Boolean(part),
    ),
    facts: [
      ['Wystawiono', document.issuedOn ?? '—'],
      ...(document.dueOn ? ([['Termin płatności', document.dueOn]] as [string, string][]) : []),
      ['Zamówienie', order?.number ?? order?.erpNumber ?? '—'],
    ],
    columns: goods ? ['Lp.', 'SKU', 'Nazwa', 'Ilość'] : ['Lp.', 'SKU', 'Nazwa', 'Ilość', 'Cena netto', 'VAT', 'Netto'],
    rows: lines.map((line, index) => rowOf(line, index, goods)),
    totals: goods
      ? []
      : [
          ['Netto', amount(document.netMicros)],
          ['Brutto', amount(document.grossMicros)],
        ],
    footer: `Wydruk z huba: kopia danych dokumentu ${document.number ?? document.id}. Oryginał jest w systemie ERP.`,
  };
}

function rowOf(line: OrderLineTable, index: number, goods: boolean): string[] {
  const first = [String(index + 1), line.sku, line.title, `${formatQuantity(line.quantityMicros)} ${line.unitCode}`];
  return goods ? first : [...first, formatMicros(line.unitNetMicros), `${line.taxPercent}%`, formatMicros(line.netMicros)];
}

/** A sheet that takes longer than this has gone wrong. */
const LIMIT_MS = 20_000;

export function setSheet(sheet: Sheet): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('printThread.ts', import.meta.url), { workerData: sheet });
    const timer = setTimeout(() => {
      void worker.terminate();
      reject(new Error('the sheet was not set in time'));
    }, LIMIT_MS);
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    worker.once('error', reject);
    worker.once('exit', () => clearTimeout(timer));
  });
}

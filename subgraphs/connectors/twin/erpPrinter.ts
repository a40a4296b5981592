/** Prints the papers of the twin ERP as small PDFs: what a person expects on each, no more. */
import type { z } from 'zod';
import type { Invoice, Offer, printed } from './erpBookApi.ts';
import { type Erp, need } from './erpContext.ts';
import type { Paper, Sale } from './erpOrderApi.ts';
import { printPdf, type TextLine } from './pdf.ts';
import { Refusal } from './server.ts';

const titles: Record<Paper['kind'], string> = {
  quotation: 'Oferta',
  sale: 'Zamówienie',
  delivery_note: 'Wydanie zewnętrzne',
  label: 'Etykieta przewozowa',
  invoice: 'Faktura VAT',
  credit_note: 'Faktura korygująca',
};

/** Any paper by its id; refuses with NOT_FOUND. A paper without a sale of its own is told by its invoice or its offer. */
export function printPaper(erp: Erp, id: string): z.infer<typeof printed> {
  const sale = erp.store.find('orders', /^Z\d+/.exec(id)?.[0] ?? '');
  const paper = sale?.papers.find((one) => one.id === id);
  const offer = erp.store.find('quotes', id);
  const invoice = erp.store.find('invoices', id);
  if (sale && paper) return pdf(paperName(paper), saleText(erp, sale, paper));
  if (offer) return pdf(`${titles.quotation} ${offer.number}`, offerText(erp, offer));
  if (invoice && invoice.side === 'receivable') return pdf(`Paragon ${invoice.number ?? ''}`, invoiceText(invoice));
  throw new Refusal('NOT_FOUND', 'no such paper', 404);
}

function pdf(title: string, body: TextLine[]): z.infer<typeof printed> {
  const bytes = printPdf(title, [
    { text: 'Polana sp. z o.o.', size: 12, bold: true },
    { text: 'NIP 9990000072' },
    { text: title, size: 18, bold: true },
    ...body,
  ]);
  const name = `${title.replaceAll(/[^\p{L}\d]+/gu, '-').replace(/-$/, '')}.pdf`;
  return { name, mediaType: 'application/pdf', base64: Buffer.from(bytes).toString('base64') };
}

function paperName({ kind, number }: Paper): string {
  return `${titles[kind]} ${number ?? '(szkic)'}`;
}

function saleText(erp: Erp, sale: Sale, paper: Paper): TextLine[] {
  const shipment = sale.shipments.find(({ id }) => paper.id.startsWith(id));
  const to = sale.shippingAddress;
  const head: TextLine[] = [
    { text: `Data: ${paper.issuedOn ?? '-'}${paper.dueOn ? `   Termin płatności: ${paper.dueOn}` : ''}` },
    { text: `Zamówienie: ${sale.number}   ${sale.reference}` },
    ...(paper.ksef ? [{ text: `KSeF: ${paper.ksef}` }] : []),
    { text: `Nabywca: ${need(erp, 'parties', sale.partyId).name}${sale.contact.nip ? `, NIP ${sale.contact.nip}` : ''}` },
    ...(to ? [{ text: `Dostawa: ${to.line1}, ${to.postalCode ?? ''} ${to.city}, ${to.country}` }] : []),
    { text: ' ' },
  ];
  if (paper.kind === 'label' || paper.kind === 'delivery_note') {
    const parcel = shipment ? [{ text: `${shipment.carrier} ${shipment.trackingNumbers.join(', ')}`, bold: true }] : [];
    return [...head, ...parcel, ...(shipment?.lines ?? []).map(({ sku, quantity }) => ({ text: `${quantity} × ${sku}` }))];
  }
  const lines = paper.lines ?? sale.lines;
  const title = (sku: string) => sale.lines.find((line) => line.sku === sku)?.title ?? '';
  return [
    ...head,
    ...lines.map((line) => ({ text: `${line.quantity} × ${line.sku}  ${title(line.sku)}  netto ${line.net}` })),
    { text: ' ' },
    { text: `Netto ${paper.net ?? '-'} ${sale.currency}   Brutto ${paper.gross ?? '-'} ${sale.currency}`, size: 12, bold: true },
  ];
}

function offerText(erp: Erp, offer: Offer): TextLine[] {
  return [
    { text: `Dla: ${need(erp, 'parties', offer.partyId).name}${offer.validUntil ? `   Ważna do: ${offer.validUntil}` : ''}` },
    ...offer.lines.map((line) => ({ text: `${line.quantity} × ${line.sku}  ${line.title}  netto ${line.net}` })),
    { text: `Netto ${offer.totals.net} ${offer.currency}   Brutto ${offer.totals.gross} ${offer.currency}`, size: 12, bold: true },
  ];
}

function invoiceText(invoice: Invoice): TextLine[] {
  return [
    { text: `Data: ${invoice.issuedOn ?? '-'}` },
    ...invoice.lines.map((line) => ({ text: `${line.quantity} × ${line.sku ?? ''}  netto ${line.net}` })),
    { text: `Do zapłaty ${invoice.gross} ${invoice.currency}`, size: 12, bold: true },
  ];
}

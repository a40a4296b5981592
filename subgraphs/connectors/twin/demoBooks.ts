/** What the demo company's clerks did beside its sales: returns, offers, points, supplier bills, a bank statement with unmatched lines. */
import { DAY, localDate } from './dates.ts';
import type { Demo } from './demo.ts';
import { currency, type Erp, need } from './erpContext.ts';
import { movePoints } from './erpLoyalty.ts';
import { bookStatement, payInvoice, recordPayment } from './erpPayments.ts';
import { bookBill } from './erpPurchases.ts';
import { endOffer, placeOffer, sendOffer } from './erpQuotes.ts';
import { correctInvoice, receiveReturn } from './erpReturns.ts';

/** Replayed after the sales, each at its own time before `anchor`. */
export function replayBooks(real: Erp, data: Demo, anchor: number): void {
  const at = (daysAgo: number): Erp => ({ store: real.store, now: () => anchor - daysAgo * DAY });
  returns(at);
  offers(at, data, anchor);
  for (const party of data.parties.filter((one) => one.groups.includes('staly-klient') && one.active))
    movePoints(at(60), undefined, party.id, { points: 40 + Number(party.id.slice(1)) * 3, reason: 'Saldo początkowe' });
  for (const [index, daysAgo] of [75, 52, 41, 20, 6].entries()) {
    const variant = data.variants[index * 31];
    const supplier = data.incoming[index]?.supplier;
    if (!variant || !supplier) continue;
    const bill = bookBill(at(daysAgo), { supplier, variantId: variant.id, quantity: '24' });
    if (index < 2) payInvoice(at(daysAgo - 20), { invoiceId: bill.id });
  }
  bookStatement(at(3), { amount: '184.50', reference: 'zamowienie z zeszlego tygodnia, prosze o potwierdzenie' });
  bookStatement(at(1), { amount: '1250.00', reference: 'Hotel Biały Jeleń, faktura', partyId: 'K0022' });
}

/** A person withdrew and has the money back; a company complained and waits for it. */
function returns(at: (daysAgo: number) => Erp): void {
  const erp = at(10);
  const closed = erp.store.where('orders', 'state', 'closed');
  const withdrawn = closed.find((sale) => sale.channel === 'shop');
  const complained = closed.find((sale) => sale.channel === 'b2b');
  for (const [sale, kind, restock] of [
    [withdrawn, 'withdrawal', true],
    [complained, 'complaint', false],
  ] as const) {
    const line = sale?.lines[0];
    if (!sale || !line) continue;
    const quantity = line.unit === 'MTR' ? line.quantity : '1';
    const lines = [{ sku: line.sku, quantity, restock, ...(restock ? {} : { reason: 'Rozdarty szew' }) }];
    receiveReturn(erp, undefined, sale.id, { reference: `R-${sale.number}`, kind, lines });
    const reason = kind === 'complaint' ? 'Uznana reklamacja' : 'Odstąpienie od umowy';
    const correction = { invoiceId: `${sale.id}-FV`, reference: `R-${sale.number}`, reason, lines: [{ sku: line.sku, quantity }] };
    const { gross } = correctInvoice(erp, undefined, sale.id, correction);
    const paid = sale.payments.find((payment) => payment.state === 'paid');
    if (kind !== 'withdrawal' || !paid?.transactionNumber) continue;
    const { provider, methodCode, transactionNumber } = paid;
    const refund = { provider, methodCode, transactionNumber: `${transactionNumber}-ZW`, refundOf: transactionNumber };
    recordPayment(at(8), sale.id, { ...refund, amount: gross, currency, state: 'refunded', at: at(8).now() });
  }
}

/** Who asked, how many of each article, how it stands, and until when from `anchor` on. */
const asked = [
  ['K0022', '12', 'requested', 0],
  ['K0027', '12', 'offered', 10],
  ['K0021', '12', 'rejected', 10],
  ['K0025', '12', 'expired', -2],
  ['K0022', '2', 'offered', 14],
  ['K0027', '3', 'offered', 21],
  ['K0021', '2', 'offered', 7],
  ['K0022', '1', 'offered', 30],
] as const;

function offers(at: (daysAgo: number) => Erp, data: Demo, anchor: number): void {
  for (const [index, [partyId, quantity, state, days]] of asked.entries()) {
    const erp = at(4 + index * 2);
    const variants = [data.variants[index * 7 + 3], data.variants[index * 11 + 40]].filter((one) => one !== undefined);
    const { id } = placeOffer(erp, undefined, {
      partyId: need(erp, 'parties', partyId).id,
      reference: `ZAP-${index + 1}`,
      currency,
      documentDate: localDate(erp.now()),
      note: 'Prosimy o wycenę z dostawą.',
      lines: variants.map((variant) => ({ variantId: variant.id, quantity, vat: variant.vat })),
    });
    if (state !== 'requested') sendOffer(erp, { quoteId: id, validUntil: localDate(anchor + days * DAY) });
    if (state === 'rejected' || state === 'expired') endOffer(erp, id, state);
  }
}

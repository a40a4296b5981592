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

/** One asked for, one offered, one turned down, one whose days are over. */
function offers(at: (daysAgo: number) => Erp, data: Demo, anchor: number): void {
  const buyers = ['K0022', 'K0027', 'K0021', 'K0025'];
  for (const [index, partyId] of buyers.entries()) {
    const erp = at(4 + index * 6);
    const variants = [data.variants[index * 7 + 3], data.variants[index * 11 + 40]].filter((one) => one !== undefined);
    const documentDate = localDate(erp.now());
    const { id } = placeOffer(erp, undefined, {
      partyId: need(erp, 'parties', partyId).id,
      reference: `ZAP-${index + 1}`,
      currency,
      documentDate,
      note: 'Prosimy o wycenę z dostawą.',
      lines: variants.map((variant) => ({ variantId: variant.id, quantity: '12', vat: variant.vat })),
    });
    if (index > 0) sendOffer(erp, { quoteId: id, validUntil: localDate(anchor + (index === 3 ? -2 : 10) * DAY) });
    if (index === 2) endOffer(erp, id, 'rejected');
    if (index === 3) endOffer(erp, id, 'expired');
  }
}

/** The tills of the stores: goods leave the shelf at once, against a receipt. */
import { localDate } from './dates.ts';
import { percentOf, times, toCents, toMicros, toMoney } from './decimal.ts';
import type { Movement } from './erpApi.ts';
import { putInvoice } from './erpBooks.ts';
import { quote } from './erpCatalogue.ts';
import { currency, type Erp, needVariant } from './erpContext.ts';
import { level, move } from './erpStock.ts';
import { Refusal } from './server.ts';

/** Someone buys in a store. Reserved goods are not sold. */
export function sellOffline(erp: Erp, sku: string, locationId: string, quantity: string): Movement {
  const { variant } = needVariant(erp, sku);
  const row = level(erp, variant.id, locationId);
  if (toMicros(row.onHand) - toMicros(row.reserved) < toMicros(quantity)) throw new Refusal('INSUFFICIENT_STOCK', 'the shelf is empty');
  const number = `PAR/${String(erp.store.next('receipt')).padStart(6, '0')}`;
  const net = toCents(times(toMicros(quote(erp, undefined, variant.id, quantity).unitNet), toMicros(quantity)));
  const tax = toCents(percentOf(net, variant.vat));
  const amounts = { net: toMoney(net), tax: toMoney(tax) };
  putInvoice(erp, {
    id: number.replace('/', '-'),
    kind: 'receipt',
    side: 'receivable',
    number,
    partyName: 'Klient detaliczny',
    orderIds: [],
    currency,
    issuedOn: localDate(erp.now()),
    ...amounts,
    gross: toMoney(net + tax),
    open: '0.00',
    state: 'paid',
    lines: [{ sku: variant.sku, variantId: variant.id, quantity, ...amounts, vat: variant.vat }],
  });
  return move(erp, { variantId: variant.id, fromId: locationId, quantity, kind: 'sale_offline', document: number });
}

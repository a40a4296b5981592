/** Purchases of the twin ERP: deliveries that are expected, and the supplier's bill once they arrive. */
import { z } from 'zod';
import { DAY, localDate } from './dates.ts';
import { percentOf, times, toCents, toMicros, toMoney } from './decimal.ts';
import { decimal, type Incoming } from './erpApi.ts';
import type { Invoice } from './erpBookApi.ts';
import { ksefNumber, paperNumber, putInvoice } from './erpBooks.ts';
import { currency, type Erp, need, needVariant } from './erpContext.ts';
import { move } from './erpStock.ts';
import { Refusal } from './server.ts';

export const newIncoming = z.object({
  sku: z.string(),
  quantity: decimal,
  locationId: z.string().exactOptional(),
  supplier: z.string().exactOptional(),
  expectedOn: z.string().exactOptional(),
  confirmed: z.boolean().exactOptional(),
});

/** A delivery is ordered from a supplier. */
export function announce(erp: Erp, given: z.infer<typeof newIncoming>): Incoming {
  const { variant } = needVariant(erp, given.sku);
  const serial = String(erp.store.next('incoming')).padStart(4, '0');
  return erp.store.put('incoming', {
    id: `DOS-N${serial}`,
    number: `ZD/N/${serial}`,
    supplier: given.supplier ?? 'Hurtownia Turnia',
    variantId: variant.id,
    locationId: given.locationId ?? 'MAG-KRK',
    quantity: given.quantity,
    ...(given.expectedOn ? { expectedOn: given.expectedOn } : {}),
    confirmed: given.confirmed ?? true,
    open: true,
  });
}

/** A delivery arrives whole, with its bill. */
export function receive(erp: Erp, id: string): Incoming {
  const expected = need(erp, 'incoming', id);
  if (!expected.open) throw new Refusal('STATE_FORBIDS', 'it has arrived already');
  const { variantId, locationId, quantity, number } = expected;
  move(erp, { variantId, toId: locationId, quantity, kind: 'receipt', document: number.replace('ZD', 'PZ') });
  bookBill(erp, expected);
  return erp.store.put('incoming', { ...expected, open: false });
}

/** Days until a supplier wants its money. */
const billDays = 30;

/** A supplier's bill for one delivery, at the article's cost. */
export function bookBill(erp: Erp, { supplier, variantId, quantity }: Pick<Incoming, 'supplier' | 'variantId' | 'quantity'>): Invoice {
  const { variant } = needVariant(erp, variantId);
  const issuedOn = localDate(erp.now());
  const number = paperNumber(erp, 'FZ', issuedOn);
  const net = toCents(times(toMicros(variant.cost), toMicros(quantity)));
  const tax = toCents(percentOf(net, variant.vat));
  const amounts = { net: toMoney(net), tax: toMoney(tax) };
  erp.store.effect('bill.received', number, { supplier });
  return putInvoice(erp, {
    id: number.replaceAll('/', '-'),
    kind: 'invoice',
    side: 'payable',
    number,
    ksef: ksefNumber(number, issuedOn),
    partyName: supplier,
    orderIds: [],
    currency,
    issuedOn,
    dueOn: localDate(erp.now() + billDays * DAY),
    ...amounts,
    gross: toMoney(net + tax),
    open: toMoney(net + tax),
    state: 'posted',
    lines: [{ sku: variant.sku, variantId, quantity, ...amounts, vat: variant.vat }],
  });
}

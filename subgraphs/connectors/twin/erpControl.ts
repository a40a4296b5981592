/** Control endpoints of the twin ERP: what its clerks, warehouses and suppliers do. For tests and for the demo's life. */
import { z } from 'zod';
import { toMicros, toText } from './decimal.ts';
import { decimal, movementKinds } from './erpApi.ts';
import * as catalogue from './erpCatalogue.ts';
import { type Erp, need, needVariant } from './erpContext.ts';
import { movePoints, pointsByHand } from './erpLoyalty.ts';
import { newSale } from './erpOrderApi.ts';
import { placeSale } from './erpOrders.ts';
import { deliverSale, invoiceSale, pickSale, postInvoice, shipSale } from './erpPapers.ts';
import { refreshCredit } from './erpParties.ts';
import { bookStatement, invoicePayment, match, matchMoney, payInvoice, statementLine } from './erpPayments.ts';
import { announce, newIncoming, receive } from './erpPurchases.ts';
import { endOffer, expireOffers, offering, sendOffer } from './erpQuotes.ts';
import { returnSale } from './erpReturns.ts';
import { count, level, move } from './erpStock.ts';
import { promotion, rate, supplierItem, taxRule } from './erpTermsApi.ts';
import { sellOffline } from './erpTill.ts';
import type { Route } from './server.ts';

const orderId = z.object({ orderId: z.string() });
const lines = z.array(z.object({ sku: z.string(), quantity: decimal }));
const ship = orderId.extend({
  lines: lines.exactOptional(),
  carrier: z.string().exactOptional(),
  trackingNumber: z.string().exactOptional(),
});
const giveBack = orderId.extend({ lines, locationId: z.string().exactOptional() });
const stock = z.object({
  sku: z.string(),
  locationId: z.string().exactOptional(),
  /** The new level, or a change. */
  onHand: decimal.exactOptional(),
  delta: decimal.exactOptional(),
  kind: z.enum(movementKinds).exactOptional(),
});
const sell = z.object({ sku: z.string(), locationId: z.string(), quantity: decimal });
const order = z.object({
  partyId: z.string(),
  lines: lines.min(1),
  contact: newSale.shape.contact.exactOptional(),
  reference: z.string().exactOptional(),
  channel: z.string().exactOptional(),
  documentDate: z.string().exactOptional(),
  warehouseId: newSale.shape.warehouseId,
  delivery: newSale.shape.delivery.exactOptional(),
  payment: newSale.shape.payment.exactOptional(),
});
const incomingChange = z.object({
  id: z.string(),
  expectedOn: z.string().exactOptional(),
  quantity: decimal.exactOptional(),
  confirmed: z.boolean().exactOptional(),
});
const party = z.object({
  id: z.string(),
  name: z.string().exactOptional(),
  active: z.boolean().exactOptional(),
  priceListId: z.string().exactOptional(),
  discountPercent: z.string().exactOptional(),
  credit: z
    .object({ limit: decimal.exactOptional(), opening: decimal.exactOptional(), blocked: z.boolean().exactOptional() })
    .exactOptional(),
  taxRuleId: z.string().exactOptional(),
  nip: z.string().exactOptional(),
  email: z.string().exactOptional(),
});
const quoteId = z.object({ quoteId: z.string() });
const minimum = z.object({ sku: z.string(), locationId: z.string().exactOptional(), minimum: decimal, maximum: decimal });

export function erpControl(erp: Erp): Route[] {
  const post = <B>(name: string, body: z.ZodType<B>, handle: (given: B) => unknown): Route => ({
    method: 'POST',
    path: `/control/${name}`,
    handle: (call) => handle(body.parse(call.body)),
  });
  return [
    post('stock', stock, (given) => adjust(erp, given)),
    post('sell', sell, (given) => sellOffline(erp, given.sku, given.locationId, given.quantity)),
    post('product', catalogue.newProduct, (given) => catalogue.createProduct(erp, given)),
    post('rename', catalogue.rename, (given) => catalogue.renameProduct(erp, given)),
    post('reprice', catalogue.reprice, (given) => catalogue.repriceVariant(erp, given)),
    post('archive', catalogue.archive, (given) => catalogue.archiveProduct(erp, given)),
    post('party', party, (given) => patchParty(erp, given)),
    post('order', order, (given) => orderByPhone(erp, given)),
    post('pick', orderId, (given) => pickSale(erp, given.orderId)),
    post('ship', ship, ({ orderId: id, ...rest }) => shipSale(erp, id, rest)),
    post('deliver', orderId, (given) => deliverSale(erp, given.orderId)),
    post('invoice', orderId.extend({ draft: z.boolean().exactOptional() }), ({ orderId: id, ...rest }) => invoiceSale(erp, id, rest)),
    post('invoice/post', z.object({ invoiceId: z.string() }), (given) => postInvoice(erp, given.invoiceId)),
    post('invoice/pay', invoicePayment, (given) => payInvoice(erp, given)),
    post('money', statementLine, (given) => bookStatement(erp, given)),
    post('money/match', match, (given) => matchMoney(erp, given)),
    post('quote/offer', offering, (given) => sendOffer(erp, given)),
    post('quote/reject', quoteId, (given) => endOffer(erp, given.quoteId, 'rejected')),
    post('quote/expire', z.object({ quoteId: z.string().exactOptional() }), (given) =>
      given.quoteId === undefined ? expireOffers(erp) : endOffer(erp, given.quoteId, 'expired'),
    ),
    post('points', pointsByHand, ({ partyId, points, reason = 'Korekta' }) => movePoints(erp, undefined, partyId, { points, reason })),
    post('promotion', promotion, (given) => erp.store.put('promotions', given)),
    post('taxRule', taxRule, (given) => erp.store.put('taxRules', given)),
    post('rate', rate, (given) => erp.store.put('rates', given)),
    post('supplier', supplierItem, (given) => erp.store.put('suppliers', given)),
    post('minimum', minimum, ({ sku, locationId = 'MAG-KRK', ...levels }) =>
      erp.store.put('stock', { ...level(erp, needVariant(erp, sku).variant.id, locationId), ...levels }),
    ),
    post('return', giveBack, (given) => returnSale(erp, given.orderId, given.lines, given.locationId)),
    post('incoming', newIncoming, (given) => announce(erp, given)),
    post('incoming/change', incomingChange, ({ id, ...change }) => {
      return erp.store.put('incoming', { ...need(erp, 'incoming', id), ...change });
    }),
    post('incoming/receive', z.object({ id: z.string() }), (given) => receive(erp, given.id)),
    {
      method: 'GET',
      path: '/control/quote',
      handle: ({ query }) => catalogue.quote(erp, query.get('partyId') ?? undefined, query.get('sku') ?? '', query.get('quantity') ?? '1'),
    },
  ];
}

function adjust(erp: Erp, given: z.infer<typeof stock>): unknown {
  const { variant } = needVariant(erp, given.sku);
  const locationId = given.locationId ?? 'MAG-KRK';
  need(erp, 'locations', locationId);
  if (given.onHand !== undefined) count(erp, variant.id, locationId, given.onHand);
  if (given.delta !== undefined) {
    const delta = toMicros(given.delta);
    const place = delta < 0n ? { fromId: locationId } : { toId: locationId };
    move(erp, { variantId: variant.id, ...place, quantity: toText(delta < 0n ? -delta : delta), kind: given.kind ?? 'count' });
  }
  return level(erp, variant.id, locationId);
}

function patchParty(erp: Erp, { id, credit, ...given }: z.infer<typeof party>): unknown {
  const known = need(erp, 'parties', id);
  const merged = credit && { limit: '0', opening: '0', used: '0', overdue: '0', blocked: false, ...known.credit, ...credit };
  erp.store.put('parties', { ...known, ...given, ...(merged ? { credit: merged } : {}) });
  if (merged) refreshCredit(erp, id);
  return need(erp, 'parties', id);
}

/** An order that a clerk types in: it has no key, its prices are the ERP's own. */
function orderByPhone(erp: Erp, { lines: asked, ...given }: z.infer<typeof order>): unknown {
  const today = new Date(erp.now()).toISOString().slice(0, 10);
  return placeSale(erp, undefined, {
    contact: {},
    reference: '',
    channel: 'phone',
    currency: 'PLN',
    documentDate: today,
    delivery: { methodCode: 'courier', methodName: 'Kurier InPost', net: '14.62', vat: '23' },
    payment: { methodCode: 'transfer', state: 'pending' },
    ...given,
    lines: asked.map(({ sku, quantity }) => {
      const { variant } = needVariant(erp, sku);
      const { unitNet } = catalogue.quote(erp, given.partyId, sku, quantity);
      return { variantId: variant.id, quantity, unitNet, vat: variant.vat };
    }),
  });
}

/** Sales of the twin ERP: placing once per key, changing and cancelling while it is not too late. */
import { percentOf, times, toCents, toMicros, toMoney, toText } from './decimal.ts';
import { terms } from './demoPeople.ts';
import type { Address, Party } from './erpApi.ts';
import { type Erp, need, needVariant } from './erpContext.ts';
import { inOwnCurrency, isCurrency } from './erpCurrency.ts';
import type { NewSale, Sale, SaleAck, SaleChange, SaleLine } from './erpOrderApi.ts';
import { checkCredit, refreshCredit, saveAddress } from './erpParties.ts';
import { recordPayment } from './erpPayments.ts';
import { release, reserve } from './erpStock.ts';
import { Refusal } from './server.ts';

/** Places and confirms a sale. `key` undefined = born here. The same key answers with the sale it made, whatever the body. */
export function placeSale(erp: Erp, key: string | undefined, given: NewSale, options: { unchecked?: boolean } = {}): SaleAck {
  const known = key === undefined ? undefined : erp.store.keyed('order', key);
  if (known) return ack(need(erp, 'orders', known), true);
  const party = need(erp, 'parties', given.partyId);
  if (!party.active) throw new Refusal('NOT_FOUND', `party ${party.number} is not active`);
  if (!isCurrency(erp, given.currency)) throw new Refusal('INVALID', `this company does not sell in ${given.currency}`);
  if (given.taxRuleId) need(erp, 'taxRules', given.taxRuleId);
  const termsOfSale = given.termsCode === undefined ? party.terms : Object.values(terms).find((one) => one.code === given.termsCode);
  if (!termsOfSale) throw new Refusal('INVALID', `no payment terms ${given.termsCode}`);
  if (given.warehouseId) need(erp, 'locations', given.warehouseId);
  const billing = pickAddress(erp, party, given.billingAddressId, given.billingAddress);
  const shipping = pickAddress(erp, party, given.shippingAddressId, given.shippingAddress) ?? billing;
  const lines = given.lines.map((line, index) => reservedLine(erp, line, index, given.warehouseId));
  const totals = totalsOf(lines, given.delivery);
  const settled = given.payment.state === 'paid' || given.payment.state === 'authorised';
  if (!settled && !options.unchecked) checkCredit(erp, party, inOwnCurrency(erp, given.currency, toMicros(totals.gross)));

  const serial = erp.store.next('order');
  const id = `Z${String(serial).padStart(6, '0')}`;
  const number = `ZK/${given.documentDate.slice(0, 4)}/${String(serial).padStart(5, '0')}`;
  const sale: Sale = {
    id,
    number,
    ...(key !== undefined ? { key } : {}),
    state: 'confirmed',
    partyId: party.id,
    contact: { ...given.contact, ...(party.nip ? { nip: party.nip } : {}) },
    ...(billing ? { billingAddress: billing } : {}),
    ...(shipping ? { shippingAddress: shipping } : {}),
    reference: given.reference,
    ...(given.customerReference ? { customerReference: given.customerReference } : {}),
    channel: given.channel,
    currency: given.currency,
    placedAt: erp.now(),
    documentDate: given.documentDate,
    ...(given.requestedOn ? { requestedOn: given.requestedOn } : {}),
    ...(given.warehouseId ? { warehouseId: given.warehouseId } : {}),
    termsDays: settled || !party.credit ? 0 : termsOfSale.days,
    ...(given.taxRuleId ? { taxRuleId: given.taxRuleId } : {}),
    ...(given.origin ? { origin: given.origin } : {}),
    delivery: { ...given.delivery, gross: deliveryGross(given.delivery) },
    paymentMethod: given.payment.methodCode,
    ...(given.note ? { note: given.note } : {}),
    lines,
    totals,
    paid: '0',
    payments: [],
    shipments: [],
    papers: [{ id: `${id}-ZK`, kind: 'sale', number, issuedOn: given.documentDate, net: totals.net, gross: totals.gross, state: 'issued' }],
  };
  erp.store.put('orders', sale);
  if (key !== undefined) erp.store.key('order', key, id);
  erp.store.effect('order.created', id, { key: key ?? null, number, reference: given.reference, gross: totals.gross });
  const { methodCode, provider = methodCode, transactionNumber, state, amount = totals.gross } = given.payment;
  const payment = { provider, methodCode, amount, currency: given.currency, state, at: erp.now() };
  if (transactionNumber) recordPayment(erp, id, { ...payment, transactionNumber });
  refreshCredit(erp, party.id);
  return ack(need(erp, 'orders', id), false);
}

/** Cancels; a cancelled sale stays as it is. Too late once goods or an invoice left. */
export function cancelSale(erp: Erp, id: string, reason: string): SaleAck {
  const sale = need(erp, 'orders', id);
  if (sale.state === 'cancelled') return ack(sale, true);
  refuseLate(sale);
  for (const line of sale.lines) release(erp, line.variantId, line.reserved);
  const cancelled: Sale = {
    ...sale,
    state: 'cancelled',
    cancelReason: reason,
    lines: sale.lines.map((line) => ({ ...line, reserved: [] })),
  };
  erp.store.put('orders', cancelled);
  erp.store.effect('order.cancelled', id, { reason });
  refreshCredit(erp, sale.partyId);
  return ack(cancelled, false);
}

/** Changes a sale nobody works on yet. Absolute, so repeating it changes nothing. */
export function changeSale(erp: Erp, id: string, change: SaleChange): SaleAck {
  const sale = need(erp, 'orders', id);
  refuseLate(sale);
  if (sale.state !== 'confirmed') throw new Refusal('STATE_FORBIDS', `the sale is ${sale.state}`);
  const { lines: newLines, ...fields } = change;
  let lines = sale.lines;
  if (newLines) {
    for (const line of sale.lines) release(erp, line.variantId, line.reserved);
    lines = newLines.map((line, index) => reservedLine(erp, line, index, sale.warehouseId));
  }
  const totals = totalsOf(lines, sale.delivery);
  const extra = toMicros(totals.gross) - toMicros(sale.totals.gross);
  if (extra > 0n && sale.termsDays > 0) checkCredit(erp, need(erp, 'parties', sale.partyId), inOwnCurrency(erp, sale.currency, extra));
  const papers = sale.papers.map((paper) => (paper.kind === 'sale' ? { ...paper, net: totals.net, gross: totals.gross } : paper));
  const changed: Sale = { ...sale, ...fields, lines, totals, papers };
  if (JSON.stringify(changed) === JSON.stringify(sale)) return ack(sale, true);
  erp.store.put('orders', changed);
  erp.store.effect('order.changed', id, { gross: totals.gross });
  refreshCredit(erp, sale.partyId);
  return ack(changed, false);
}

export function ack(sale: Sale, repeated: boolean): SaleAck {
  return { id: sale.id, number: sale.number, state: sale.state, totals: sale.totals, repeated };
}

function refuseLate(sale: Sale): void {
  if (sale.state === 'invoiced' || sale.state === 'closed') throw new Refusal('ALREADY_INVOICED', 'the sale is invoiced');
  if (sale.state === 'shipped' || sale.state === 'partial') throw new Refusal('ALREADY_SHIPPED', 'goods have left');
  if (sale.state === 'cancelled') throw new Refusal('STATE_FORBIDS', 'the sale is cancelled');
}

function pickAddress(erp: Erp, party: Party, id: string | undefined, given: Address | undefined): Address | undefined {
  if (given) {
    saveAddress(erp, party.id, given);
    return given;
  }
  if (id === undefined) return undefined;
  const found = party.addresses.find((one) => one.id === id);
  if (!found) throw new Refusal('NOT_FOUND', `address ${id} does not exist`);
  const { id: _id, billing: _billing, shipping: _shipping, active: _active, ...address } = found;
  return address;
}

function reservedLine(erp: Erp, given: NewSale['lines'][number], index: number, warehouseId: string | undefined): SaleLine {
  const line = pricedLine(erp, given, index);
  return { ...line, reserved: reserve(erp, line.variantId, toMicros(line.quantity), warehouseId) };
}

/** Prices a line: rounded to grosze once per line, tax from the rounded net. Takes nothing from stock. */
export function pricedLine(erp: Erp, given: NewSale['lines'][number], index: number): SaleLine {
  const { variant } = needVariant(erp, given.variantId);
  const quantity = toMicros(given.quantity);
  if (quantity <= 0n || toMicros(given.unitNet) < 0n) throw new Refusal('INVALID', 'quantity and price must be positive');
  const unitNet = toMicros(given.unitNet);
  const full = toCents(times(unitNet, quantity));
  const discount = given.discountPercent ? toCents(percentOf(full, given.discountPercent)) : 0n;
  const net = full - discount;
  const tax = toCents(percentOf(net, given.vat));
  return {
    id: String(index + 1),
    variantId: variant.id,
    sku: variant.sku,
    title: variant.name.pl ?? variant.sku,
    quantity: toText(quantity),
    unit: variant.unit,
    unitNet: given.unitNet,
    unitGross: toMoney(toCents(unitNet + percentOf(unitNet, given.vat))),
    ...(given.discountPercent ? { discountPercent: given.discountPercent } : {}),
    discountNet: toMoney(discount),
    vat: given.vat,
    net: toMoney(net),
    tax: toMoney(tax),
    gross: toMoney(net + tax),
    shipped: '0',
    ...(given.note ? { note: given.note } : {}),
    cost: variant.cost,
    reserved: [],
  };
}

export function totalsOf(lines: SaleLine[], delivery = { net: '0', vat: '23' }): Sale['totals'] {
  const deliveryNet = toCents(toMicros(delivery.net));
  let net = deliveryNet;
  let tax = toCents(percentOf(deliveryNet, delivery.vat));
  for (const line of lines) {
    net += toMicros(line.net);
    tax += toMicros(line.tax);
  }
  return { net: toMoney(net), tax: toMoney(tax), gross: toMoney(net + tax) };
}

function deliveryGross(delivery: { net: string; vat: string }): string {
  const net = toCents(toMicros(delivery.net));
  return toMoney(net + toCents(percentOf(net, delivery.vat)));
}

/** Fills a new twin ERP with the demo company: master data, then its history, made by the same functions as any later order. */
import { DAY, localDate } from './dates.ts';
import { toMicros } from './decimal.ts';
import { demo } from './demo.ts';
import { replayBooks } from './demoBooks.ts';
import type { DemoOrder } from './demoOrders.ts';
import { currency, type Erp, findVariant, need, putProduct } from './erpContext.ts';
import { cancelSale, placeSale } from './erpOrders.ts';
import { invoiceSale, pickSale, shipSale } from './erpPapers.ts';
import { refreshCredit } from './erpParties.ts';
import { recordPayment } from './erpPayments.ts';
import { level, move } from './erpStock.ts';

export function seedErp(erp: Erp): void {
  const anchor = erp.now();
  const data = demo(anchor);
  erp.store.transaction(() => {
    for (const row of data.locations) erp.store.put('locations', row);
    for (const row of data.categories) erp.store.put('categories', row);
    for (const row of data.products) putProduct(erp, row.erp);
    for (const row of data.priceLists) erp.store.put('priceLists', row);
    for (const row of data.prices) erp.store.put('prices', row);
    for (const row of data.parties) erp.store.put('parties', row);
    for (const row of data.stock) erp.store.put('stock', row);
    for (const row of data.incoming) erp.store.put('incoming', row);
    for (const row of data.promotions) erp.store.put('promotions', row);
    for (const row of data.taxRules) erp.store.put('taxRules', row);
    for (const row of data.rates) erp.store.put('rates', row);
    for (const row of data.suppliers) erp.store.put('suppliers', row);
    reserveNumbers(erp, { product: data.products.length, variant: data.variants.length, party: data.parties.length });
    for (const order of data.orders) replay(erp, order, anchor - order.daysAgo * DAY);
    replayBooks(erp, data, anchor);
    for (const party of data.parties) refreshCredit(erp, party.id);
  });
}

/** Numbers of later rows go on after the demo's. */
function reserveNumbers(erp: Erp, used: Record<string, number>): void {
  for (const [name, count] of Object.entries(used)) for (let n = 0; n < count; n += 1) erp.store.next(name);
}

const delivery = {
  courier: { methodCode: 'courier', methodName: 'Kurier InPost', net: '14.62', vat: '23' },
  locker: { methodCode: 'locker', methodName: 'Paczkomat InPost', net: '10.56', vat: '23', pickupPointCode: 'KRA01M' },
  pickup: { methodCode: 'pickup', methodName: 'Odbiór osobisty', net: '0', vat: '23', pickupPointCode: 'PKRK' },
} as const;

function replay(real: Erp, order: DemoOrder, placedAt: number): void {
  let instant = placedAt;
  const erp: Erp = { store: real.store, now: () => instant };
  const party = need(erp, 'parties', order.partyId);
  const address = party.addresses[0]?.id;
  const { id } = placeSale(
    erp,
    undefined,
    {
      partyId: party.id,
      ...(address ? { billingAddressId: address, shippingAddressId: address } : {}),
      contact: { name: party.name, ...(party.email ? { email: party.email } : {}), ...(party.phone ? { phone: party.phone } : {}) },
      reference: order.shopNumber ?? '',
      ...(order.shopNumber ? { customerReference: order.shopNumber } : {}),
      channel: order.channel,
      currency,
      documentDate: localDate(placedAt),
      delivery: delivery[order.delivery],
      payment: { methodCode: order.payment, state: 'pending' },
      lines: order.lines.map((line) => saleLine(erp, line, party.priceListId ?? 'CEN-DETAL')),
    },
    { unchecked: true },
  );
  const pay = () => {
    const sale = need(erp, 'orders', id);
    if (!order.transaction || order.state === 'cancelled') return;
    const { transaction: transactionNumber, payment: methodCode } = order;
    const provider = methodCode === 'transfer' ? 'bank' : 'payu';
    recordPayment(erp, id, { provider, transactionNumber, methodCode, amount: sale.totals.gross, currency, state: 'paid', at: instant });
  };
  instant += 600_000;
  if (order.channel !== 'b2b') pay();
  if (order.state === 'cancelled') return void cancelSale(erp, id, 'Rezygnacja klienta');
  if (order.state === 'confirmed') return;
  instant += 3_600_000;
  pickSale(erp, id);
  if (order.state === 'picking') return;
  instant += DAY / 2;
  const first = need(erp, 'orders', id).lines[0];
  if (order.state === 'partial' && first) return void shipSale(erp, id, { lines: [{ sku: first.sku, quantity: first.quantity }] });
  shipSale(erp, id);
  if (order.state === 'shipped') return;
  invoiceSale(erp, id);
  instant += DAY;
  if (order.channel === 'b2b') pay();
}

/** Prices as the party's list had them; goods that are short arrive first, so that the demo's levels stay plausible. */
function saleLine(erp: Erp, line: DemoOrder['lines'][number], listId: string) {
  const { variantId, quantity } = line;
  const found = findVariant(erp, variantId);
  const rows = erp.store.find('prices', `${listId}:${variantId}`)?.rows ?? [];
  const central = level(erp, variantId, 'MAG-KRK');
  if (toMicros(central.onHand) - toMicros(central.reserved) < toMicros(quantity) * 2n) {
    move(erp, { variantId, toId: 'MAG-KRK', quantity: '24', kind: 'receipt' });
  }
  const unitNet = rows.find((row) => row.minQuantity === '1')?.unitNet ?? found?.variant.listPrice ?? '0';
  return { variantId, quantity, unitNet, vat: found?.variant.vat ?? '23' };
}

/** A customer of whom the hub knows everything it can know of one. Two calls with the same goods make two customers alike in kind and apart in every word and number. */
import type { Topic } from '#hub/events.ts';
import { ONE } from '#hub/money.ts';
import { CHANNEL, COMPANY, ERP, SHOP } from '../ground.ts';
import type { Goods } from './goods.ts';
import type { Owner } from './rows.ts';

export interface Party {
  readonly owner: Owner;
  readonly customerId: string;
  readonly contactId: string;
}

export interface PartyOptions {
  /** The shop's application, which is the same for all visitors. */
  application: string;
  taxId: string;
  /** Last day of its offers. */
  validUntil: string;
  /** Epoch milliseconds; what runs out runs out later. */
  now: number;
}

const json = JSON.stringify;

export function addParty(owner: Owner, goods: Goods, options: PartyOptions): Party {
  const { application, taxId, validUntil } = options;
  const later = options.now + 400 * 86_400_000;
  const { text, amount, count, at, day } = owner;
  const customerId = owner.id('customer');
  const mail = () => `${text()}@example.org`;
  const address = () =>
    json({
      name: text(),
      companyName: text(),
      line1: text(),
      line2: text(),
      city: text(),
      region: text(),
      postalCode: text(),
      country: 'PL',
      phone: text(),
    });
  const contact = () => json({ name: text(), email: mail(), phone: text(), taxId: text(), companyName: text() });
  const instalments = () => json([{ dueOn: day(), gross: amount().toString(), open: amount().toString() }]);
  const bound = (id: string, entity: string) => {
    for (const systemId of [ERP, SHOP]) owner.add('binding', { id, entity, systemId, content: null, published: null });
  };

  const listId = owner.id('priceList');
  owner.add('priceList', { id: listId, isDefault: 0, active: 1 });
  // Only some: the rest is sold at everybody's price.
  for (const [index, { variantId }] of goods.variants.entries())
    if (index % 2 === 0) {
      const price = { variantId, priceListId: listId, minQuantityMicros: ONE, validFrom: '', validTo: '' };
      const { unitNetMicros } = owner.add('price', { ...price, ruleKind: 'FORMULA' });
      owner.add('priceHistory', { ...price, unitNetMicros, fromAt: at(), untilAt: null });
      const payload = { variantId, priceListId: listId, unitNet: String(unitNetMicros), previous: null };
      owner.events.push({ topic: 'price', subjectId: variantId, companyId: COMPANY, payload, occurredAt: at() });
    }
  for (const conditions of [
    json({ priceListIds: [listId] }),
    json({ priceListIds: [listId], minNet: amount().toString(), currency: 'PLN' }),
  ]) {
    const effect = json({ kind: 'AMOUNT', amount: amount().toString(), currency: 'PLN', on: 'LINES' });
    owner.add('promotion', {
      id: owner.id('promotion'),
      active: 1,
      startsOn: null,
      endsOn: null,
      couponCodes: json([text()]),
      conditions,
      effect,
    });
  }

  owner.add('customer', {
    id: customerId,
    kind: 'BUSINESS',
    email: mail(),
    taxId,
    groups: json([text()]),
    priceListId: listId,
    discountPercent: null,
    active: 1,
    creditBlocked: 0,
    creditUsedMicros: amount() - amount() + ONE,
    creditHeldMicros: 0n,
    creditOverdueMicros: 0n,
    language: 'pl',
    salesRep: json({ name: text(), email: mail(), phone: text() }),
    segments: json([text()]),
    termsDays: 14,
    taxRuleId: null,
  });
  bound(customerId, 'parties');
  const contactId = owner.id('contact');
  for (const [id, role] of [
    [contactId, 'BUYER'],
    [owner.id('contact'), 'ADMIN'],
  ] as const) {
    owner.add('customerContact', { id, customerId, role, email: mail(), active: 1, orderLimitMicros: amount() });
    bound(id, 'contacts');
  }
  for (const isDefault of [1, 0]) {
    const id = owner.id('customerAddress');
    owner.add('customerAddress', { id, customerId, address: address(), isDefaultBilling: isDefault, isDefaultShipping: isDefault });
    bound(id, 'addresses');
  }
  owner.add('consent', { id: owner.id('consent'), customerId, granted: 1 });
  owner.add('loyaltyCard', { id: owner.id('loyaltyCard'), customerId });
  for (const reason of ['EARNED', 'MANUAL']) owner.add('loyaltyEntry', { id: owner.id('loyaltyEntry'), customerId, reason, state: 'DONE' });
  owner.add('customerHistory', { id: owner.id('customerEvent'), customerId, action: 'UPDATED', detail: json({ note: text() }) });
  const candidates = json([{ id: customerId, agreeing: ['email'], differing: ['name'] }]);
  owner.add('customerMatch', { customerId, state: 'AMBIGUOUS', rule: 'email', confidence: '0.8', candidates });

  const orders = ['PROCESSING', 'SHIPPED', 'ON_HOLD', 'RECEIVED', 'COMPLETED'].map((phase) => addOrder(phase));
  const [firstOrder] = orders;

  function addOrder(phase: string) {
    const id = owner.id('order');
    const order = { orderId: id };
    owner.add('salesOrder', {
      id,
      application,
      customerId,
      originKind: 'SHOP',
      originSystemId: SHOP,
      history: 0,
      contact: contact(),
      billingAddress: address(),
      shippingAddress: address(),
      couponCodes: json([text()]),
      pickupLocationId: goods.locationIds[0],
      phase,
      paymentState: 'PAID',
      fulfilmentState: 'PARTIAL',
      documentState: 'INVOICED',
      erpState: 'CONFIRMED',
      holdCode: phase === 'ON_HOLD' ? 'MANUAL' : null,
      holdMessage: phase === 'ON_HOLD' ? text() : null,
      creditAcknowledgedAt: null,
      taxReason: 'DOMESTIC',
      estimated: 0,
      pricesIncludeTax: 0,
      discounts: json([{ code: text(), title: text(), basis: 'NET', amount: amount().toString() }]),
      cancelledAt: null,
    });
    bound(id, 'orders');
    const lines = goods.variants.slice(0, 3).map(({ variantId, productId, sku }, position) => {
      const lineId = owner.id('orderLine');
      const discounts = json([{ code: text(), title: text(), basis: 'NET', amount: amount().toString(), percent: '3' }]);
      owner.add('orderLine', {
        ...order,
        id: lineId,
        position,
        variantId,
        sku,
        unitCode: 'PCE',
        discounts,
        locationId: goods.locationIds[0],
        resolution: 'RESOLVED',
        cancelledMicros: 0n,
        returnedMicros: 0n,
        costUnitMicros: goods.secrets.amount(),
        costCurrency: 'PLN',
      });
      const fact = {
        ...order,
        lineId,
        variantId,
        productId,
        sku,
        customerId,
        origin: 'SHOP',
        promotions: json([{ code: text(), title: text(), amount: amount().toString() }]),
      };
      owner.add('saleFact', { ...fact, costMicros: goods.secrets.amount() });
      owner.add('promise', { ...order, id: owner.id('promise'), lineId, variantId, source: 'ON_HAND' });
      owner.add('stockMovement', {
        ...order,
        id: owner.id('stockMovement'),
        variantId,
        fromLocationId: goods.locationIds[0],
        toLocationId: null,
        kind: 'SALE_ONLINE',
      });
      return { lineId, variantId, productId, sku, position };
    });
    owner.add('orderFact', { ...order, customerId, origin: 'SHOP', cancelled: 0 });
    const paymentId = owner.id('orderPayment');
    const { transactionNumber, amountMicros } = owner.add('orderPayment', { ...order, id: paymentId, state: 'PAID', refundOf: null });
    const refund = { ...order, id: owner.id('orderPayment'), state: 'REFUNDED', refundOf: paymentId };
    owner.add('orderPayment', refund);
    const fulfilmentId = owner.id('fulfilment');
    owner.add('fulfilment', {
      ...order,
      id: fulfilmentId,
      state: 'SHIPPED',
      locationId: goods.locationIds[0],
      trackingNumbers: json([text()]),
      lines: json(lines.map(({ lineId }) => ({ lineId, quantity: amount().toString() }))),
      trackingUrl: `https://${text()}.example.org/`,
      isReturn: 0,
    });
    owner.add('orderEvent', { ...order, id: owner.id('orderEvent'), axis: 'PHASE', fromValue: 'RECEIVED', toValue: phase, public: 1 });
    owner.add('orderEvent', { ...order, id: owner.id('orderEvent'), axis: 'HOLD', public: 0 });
    addPapers(id, lines, String(transactionNumber), amountMicros as bigint, paymentId);
    addWrites(id);
    return { id, lines };
  }

  function addPapers(
    orderId: string,
    lines: { lineId: string; variantId: string; productId: string; sku: string }[],
    paid: string,
    sum: bigint,
    paymentId: string,
  ) {
    const paper = { orderId, customerId, currency: 'PLN' };
    for (const kind of ['INVOICE', 'DELIVERY_NOTE', 'CREDIT_NOTE']) {
      const documentId = owner.id('erpDocument');
      owner.add('erpDocument', { ...paper, id: documentId, kind, state: 'POSTED', hasFile: 1 });
      bound(documentId, 'documents');
      if (kind === 'DELIVERY_NOTE') continue;
      const content = Buffer.from(text()).toString('base64');
      owner.add('documentFile', { documentId, state: 'READY', mediaType: 'application/pdf', content });
      const invoiceId = owner.id('invoice');
      owner.add('invoice', {
        id: invoiceId,
        documentId,
        kind,
        side: 'RECEIVABLE',
        customerId,
        state: 'POSTED',
        instalments: instalments(),
      });
      owner.add('invoiceOrder', { invoiceId, orderId });
      for (const [position, { variantId, productId, sku }] of lines.entries()) {
        owner.add('invoiceLine', { invoiceId, position, variantId, sku });
        if (kind === 'CREDIT_NOTE') owner.add('returnFact', { invoiceId, position, customerId, origin: 'SHOP', variantId, productId, sku });
      }
      const moneyId = owner.id('money');
      owner.add('moneyEntry', {
        id: moneyId,
        direction: 'IN',
        customerId,
        transactionNumber: paid,
        state: 'POSTED',
        matchState: 'MATCHED',
        orderId,
      });
      owner.add('moneyMatch', { moneyId, invoiceId });
    }
    const payoutId = owner.id('payout');
    owner.add('payout', { id: payoutId });
    owner.add('payoutItem', { payoutId, transactionNumber: paid, amountMicros: sum, orderId, paymentId, state: 'MATCHED' });
    const returnId = owner.id('goodsReturn');
    owner.add('goodsReturn', {
      id: returnId,
      orderId,
      customerId,
      application,
      kind: 'COMPLAINT',
      state: 'REQUESTED',
      resolution: 'REFUND',
      creditState: 'NONE',
      refundState: 'NONE',
      decidedAt: null,
      receivedAt: null,
      refundedAt: null,
    });
    for (const { lineId } of lines)
      owner.add('goodsReturnLine', {
        id: owner.id('returnLine'),
        returnId,
        orderLineId: lineId,
        quantityMicros: ONE,
        receivedMicros: 0n,
        restocked: null,
      });
    addEvent('return', returnId, { orderId, state: 'REQUESTED', previousState: null });
  }

  function addWrites(orderId: string) {
    for (const [kind, mutation, state] of [
      ['ORDER_PLACE', 'orderPlace', 'CONFIRMED'],
      ['PAYMENT_RECORD', 'orderPaymentRecord', 'REJECTED'],
    ] as const) {
      const id = owner.id('operation');
      owner.add('operation', {
        id,
        kind,
        mutation,
        state,
        lane: orderId,
        application,
        customerId,
        subjectId: orderId,
        payload: json({ note: text() }),
        failure: state === 'REJECTED' ? 'BUSINESS' : null,
        code: state === 'REJECTED' ? 'OTHER' : null,
        message: state === 'REJECTED' ? text() : null,
        result: json({ number: text() }),
      });
      addEvent('operation', id, { state, previousState: 'QUEUED', application, subjectId: orderId, systemId: ERP });
    }
    owner.add('delivery', {
      id: owner.id('delivery'),
      systemId: SHOP,
      kind: 'orderStatus',
      subjectId: orderId,
      state: 'DEAD',
      failure: 'BUSINESS',
    });
    const status = { phase: 'PROCESSING', payment: 'PAID', fulfilment: 'NONE', documents: 'NONE', erp: 'CONFIRMED' };
    const eventIds = (owner.rows.get('orderEvent') ?? []).filter((row) => row.orderId === orderId).map((row) => row.id);
    addEvent('order', orderId, { version: count(), channelId: CHANNEL, previous: null, status, eventIds });
  }

  function addEvent(topic: Topic, subjectId: string, payload: Record<string, unknown>) {
    owner.events.push({ topic, subjectId, companyId: COMPANY, customerId, payload, occurredAt: at() });
  }

  for (const state of ['REQUESTED', 'OFFERED']) {
    const quoteId = owner.id('quote');
    owner.add('quote', {
      id: quoteId,
      application,
      customerId,
      state,
      orderId: null,
      validUntil,
    });
    for (const [position, { variantId, sku }] of goods.variants.slice(0, 2).entries())
      owner.add('quoteLine', { id: owner.id('quoteLine'), quoteId, position, variantId, sku, unitCode: 'PCE', discounts: '[]' });
  }
  for (const state of ['OPEN', 'CONVERTED']) {
    const id = owner.id('cart');
    const lines = json(
      goods.variants.map(({ variantId, sku }) => ({
        sku,
        variantId,
        title: text(),
        quantity: amount().toString(),
        gross: amount().toString(),
      })),
    );
    owner.add('cart', { id, systemId: SHOP, customerId, email: mail(), lines, state, orderId: state === 'OPEN' ? null : firstOrder?.id });
    owner.add('cartSnapshot', { id: owner.id('cart'), systemId: SHOP, customerId, lines, state });
    bound(id, 'carts');
  }
  for (const state of ['HELD', 'CONFIRMED']) {
    const reservationId = owner.id('reservation');
    owner.add('reservation', {
      id: reservationId,
      application,
      customerId,
      orderId: state === 'HELD' ? null : firstOrder?.id,
      state,
      expiresAt: later,
    });
    for (const { variantId } of goods.variants.slice(0, 2))
      owner.add('reservationLine', {
        id: owner.id('reservationLine'),
        reservationId,
        variantId,
        locationId: goods.locationIds[0],
        state,
        acknowledgedAt: null,
      });
  }
  addEvent('customer', customerId, { changedFields: ['name', 'credit'] });
  return { owner, customerId, contactId };
}

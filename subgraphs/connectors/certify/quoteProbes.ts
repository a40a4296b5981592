/** Offers: asked for, and accepted into a sale. */
import type { QuotePush, QuoteRecord } from '../connector.ts';
import { Impossible, insist } from './check.ts';
import { type Fixture, fixtureOf } from './fixture.ts';
import { anOrder, cancelOrder, countOrders, type Order } from './orderProbes.ts';
import type { Place } from './place.ts';
import { able, hubId, type Probe } from './probe.ts';

const ONE = 1_000_000n;

export const quoteProbe: Probe = {
  name: 'a quote',
  needs: ['push.quotePlace', 'pull.quotes', 'pull.stock', 'pull.parties'],
  async prepare(place, signal) {
    const quote = aQuote(place, await fixtureOf(place, signal));
    const key = hubId('quo', place.now());
    const { push, find } = place.connected;
    const mine = (one: QuoteRecord) => one.hubKey === key || one.note?.includes(quote.reference) === true;
    return {
      async send(stop) {
        const ack = await able(push.quotePlace, 'push.quotePlace')(quote, key, stop);
        insist(ack.externalId && ack.number, 'the answer names no document');
        return ack.externalId;
      },
      ...(find.quote ? { find: async (stop) => (await find.quote?.(key, stop))?.externalId ?? null } : {}),
      count: async (stop) => (await place.reading.await('quotes', (all) => all.filter(mine).length || undefined, stop)) ?? 0,
      async verify(id, stop) {
        const told = (await place.reading.known('quotes', stop)).find((one) => one.externalId === id);
        insist(told, 'it is told under another id');
        insist(told.state === 'REQUESTED' || told.state === 'OFFERED', `it is told as ${told.state}`);
        const [goods] = told.lines;
        insist(goods?.quantity === quote.lines[0]?.quantity, 'it has another quantity');
        insist(goods && goods.unitNet > 0n, 'the ERP did not price a line that came without a price');
        return `${told.number}, ${told.state}`;
      },
    };
  },
};

/** One of our own where the ERP answers a question with an offer; otherwise any that a clerk sent. */
async function openOffer(place: Place, fixture: Fixture, signal: AbortSignal): Promise<QuoteRecord | undefined> {
  const today = place.today();
  const blocked = new Set(
    (await place.reading.known('parties', signal)).filter(({ credit }) => credit?.blocked).map(({ externalId }) => externalId),
  );
  const open = (one: QuoteRecord) =>
    one.state === 'OFFERED' && (one.validUntil === undefined || one.validUntil >= today) && !blocked.has(one.partyId ?? '');
  const { quotePlace } = place.connected.push;
  if (quotePlace) {
    const { externalId } = await quotePlace(aQuote(place, fixture), hubId('quo', place.now()), signal);
    const own = await place.reading.await('quotes', (all) => all.find((one) => one.externalId === externalId), signal);
    if (own && open(own)) return own;
  }
  return (await place.reading.known('quotes', signal)).find(open);
}

function aQuote(place: Place, { variant, party, currency }: Fixture): QuotePush {
  const mark = place.mark();
  return {
    partyId: party.externalId,
    reference: mark,
    currency,
    documentDate: place.today(),
    note: `Certification ${mark}`,
    lines: [{ sku: variant.sku, variantId: variant.externalId, quantity: 2n * ONE, taxPercent: variant.taxPercent }],
  };
}

export const acceptProbe: Probe = {
  name: 'an accepted quote',
  needs: ['push.quoteAccept', 'pull.quotes', 'pull.orders', 'pull.stock', 'pull.parties'],
  async prepare(place, signal) {
    const fixture = await fixtureOf(place, signal);
    const offered = await openOffer(place, fixture, signal);
    if (!offered) throw new Impossible('no offer in it is open: send one as a clerk and try again');
    const order: Order = anOrder(place, fixture);
    const { delivery, payment, reference, customerReference, shippingAddress, billingAddress } = order.push;
    const acceptance = {
      quoteId: offered.externalId,
      reference,
      delivery,
      payment,
      ...(customerReference ? { customerReference } : {}),
      ...(shippingAddress ? { shippingAddress } : {}),
      ...(billingAddress ? { billingAddress } : {}),
    };
    const { push, find } = place.connected;
    return {
      async send(stop) {
        const ack = await able(push.quoteAccept, 'push.quoteAccept')(acceptance, order.key, stop);
        insist(ack.externalId && ack.number, 'the answer names no sale');
        return ack.externalId;
      },
      ...(find.order ? { find: async (stop) => (await find.order?.(order.key, stop))?.externalId ?? null } : {}),
      count: (stop) => countOrders(place, order, stop),
      async verify(id, stop) {
        const sale = (await place.reading.known('orders', stop)).find((one) => one.externalId === id);
        insist(sale, 'the sale is told under another id');
        for (const line of offered.lines)
          insist(
            sale.lines.some((one) => one.sku === line.sku && one.quantity === line.quantity && one.unitNet === line.unitNet),
            `${line.sku} is not sold at the offer's price`,
          );
        const quote = await place.reading.await(
          'quotes',
          (all) => all.find((one) => one.externalId === offered.externalId && one.state === 'ACCEPTED'),
          stop,
        );
        insist(quote, 'the offer is not told as accepted');
        insist(quote.orderId === id, 'the offer does not name its sale');
        return undefined;
      },
      undo: (id, stop) => cancelOrder(place, id, stop),
    };
  },
};

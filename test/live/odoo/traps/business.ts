/** Offers, counts, points, people. */
import { codeOf, expect, micros, newKey, type Trap } from './ground.ts';

export const business: Trap = {
  name: 'offers-counts-points-people',
  title: 'an offer asked and accepted, a count, loyalty points, a new company with address and contact: each sent twice, done once',
  bound: 0,
  async run({ erp, connected, read, signal }) {
    const { push, find } = connected;
    const sku = 'TEK-KOC-ZIELONY';
    const variant = await erp.clerk.one('product.product', [['default_code', '=', sku]], []);
    const partyKey = newKey('party');
    const party = {
      kind: 'BUSINESS' as const,
      name: `Schron ${partyKey}`,
      email: 'schron@example.pl',
      taxId: '5261040828',
      address: { line1: 'ul. Mała 1', postalCode: '00-100', city: 'Warszawa', country: 'PL' },
    };
    const made = await push.partyCreate?.(party, partyKey, signal);
    const again = await push.partyCreate?.(party, partyKey, signal);
    expect(made !== undefined && made.externalId === again?.externalId, 'one party a key');
    const partyId = made?.externalId ?? '';
    const address = { line1: 'ul. Nowa 2', postalCode: '00-200', city: 'Warszawa', country: 'PL', name: 'Magazyn' };
    const [first, second] = [
      await push.addressSave?.(partyId, address, 'a', signal),
      await push.addressSave?.(partyId, address, 'a', signal),
    ];
    expect(first?.externalId === second?.externalId, 'one address');
    await push.contactSave?.(partyId, { name: 'Ola', email: 'ola@example.pl', role: 'BUYER', active: true }, `${partyKey}-c`, signal);
    await push.contactSave?.(partyId, { name: 'Ola', email: 'ola@example.pl', role: 'BUYER', active: true }, `${partyKey}-c`, signal);
    await push.partyUpdate?.(partyId, { phone: '+48 600 700 800' }, 'u', signal);
    const told = (await read('parties')).records.find((record) => record.externalId === partyId);
    expect(
      told?.hubKey === partyKey &&
        told.contacts?.length === 1 &&
        told.contacts[0]?.role === 'BUYER' &&
        told.phone === '+48 600 700 800' &&
        told.taxId === '5261040828',
      JSON.stringify(told, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
    );
    const quoteKey = newKey('quote');
    const quote = {
      partyId,
      reference: 'Z-1',
      currency: 'PLN',
      documentDate: new Date().toISOString().slice(0, 10),
      lines: [
        { sku, variantId: String(variant.id), quantity: micros(4), taxPercent: '23' },
        { sku, variantId: String(variant.id), quantity: micros(2), unitNet: micros(150), taxPercent: '23' },
      ],
    };
    const offer = await push.quotePlace?.(quote, quoteKey, signal);
    expect(offer !== undefined && offer.externalId === (await push.quotePlace?.(quote, quoteKey, signal))?.externalId, 'one offer a key');
    expect((await find.quote?.(quoteKey, signal))?.externalId === offer?.externalId, 'found by its key');
    const quoted = (await read('quotes')).records.find((record) => record.externalId === offer?.externalId);
    expect(
      quoted?.state === 'OFFERED' &&
        quoted.hubKey === quoteKey &&
        quoted.lines[0]?.unitNet === micros(219) &&
        quoted.lines[1]?.unitNet === micros(150),
      String(quoted?.state),
    );
    const orderKey = newKey('accept');
    const acceptance = {
      quoteId: offer?.externalId ?? '',
      reference: 'O-1',
      delivery: { methodCode: 'DOST-DPD', methodName: 'Kurier DPD', net: micros(16.26), taxPercent: '23' },
      payment: { methodCode: 'przelew', state: 'PENDING' as const },
    };
    const sale = await push.quoteAccept?.(acceptance, orderKey, signal);
    expect((await push.quoteAccept?.(acceptance, orderKey, signal))?.externalId === sale?.externalId, 'accepted once');
    expect((await find.order?.(orderKey, signal))?.placed === true, 'the order is found by its key');
    const seen = await erp.sale(sale?.externalId ?? '');
    expect(seen.confirmed && seen.lines.length === 3, JSON.stringify(seen.lines));
    const otherKey = await codeOf(push.quoteAccept?.(acceptance, newKey('accept'), signal) ?? Promise.resolve());
    expect(otherKey === 'STATE_FORBIDS', otherKey);
    const countKey = newKey('count');
    const level = (await read('stock')).records.find((record) => record.variantId === String(variant.id) && record.locationId === '1');
    const count = {
      locationId: '1',
      reference: 'INW-1',
      lines: [{ sku, variantId: String(variant.id), counted: (level?.onHand ?? 0n) - micros(5) }],
    };
    const before = await erp.stock(sku);
    await push.stockCount?.(count, countKey, signal);
    await erp.adjustStock(sku, -1);
    await push.stockCount?.(count, countKey, signal);
    expect((await erp.stock(sku)).onHand === before.onHand - 6, 'a repeated count does not undo what happened since');
    expect((await find.stockCount?.(countKey, signal)) !== null, 'the count is found by its key');
    const jan = (await read('parties')).records.find((record) => record.name === 'Jan Kowalski')?.externalId ?? '';
    const had = (await erp.loyalty('Jan Kowalski')) ?? 0;
    const pointsKey = newKey('points');
    const move = { partyId: jan, points: 25, reason: 'opinia' };
    await push.loyaltyMove?.(move, pointsKey, signal);
    const after = await push.loyaltyMove?.(move, pointsKey, signal);
    expect(after?.points === had + 25 && (await erp.loyalty('Jan Kowalski')) === had + 25, `${had} ${after?.points}`);
    expect((await find.loyaltyMove?.(jan, pointsKey, signal))?.points === had + 25, 'found by its key');
    const spent = await codeOf(
      push.loyaltyMove?.({ partyId: jan, points: -100_000, reason: 'nagroda' }, newKey('points'), signal) ?? Promise.resolve(),
    );
    expect(spent === 'STATE_FORBIDS', spent);
    return 0;
  },
};

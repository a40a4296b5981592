/** Writes about a party: made, changed, its addresses and people, its points. */
import type { PartyRecord } from '../connector.ts';
import { insist } from './check.ts';
import { fixtureOf } from './fixture.ts';
import type { Place } from './place.ts';
import { able, hubId, type Probe, quietly } from './probe.ts';

const town = { postalCode: '31-001', city: 'Kraków', country: 'PL' };

/** A party of this run alone, so that nobody's own customer is changed. */
async function ownParty(place: Place, signal: AbortSignal): Promise<string> {
  const mark = place.mark();
  const party = {
    kind: 'BUSINESS' as const,
    name: `Certyfikacja ${mark}`,
    email: `${mark}@example.com`,
    address: { line1: `ul. Próbna ${mark}`, ...town },
  };
  return (await able(place.connected.push.partyCreate, 'push.partyCreate')(party, hubId('cus', place.now()), signal)).externalId;
}

const countIn = async (place: Place, counted: (parties: PartyRecord[]) => number, signal: AbortSignal): Promise<number> =>
  (await place.reading.await('parties', (records) => counted(records) || undefined, signal)) ?? 0;

export const partyProbe: Probe = {
  name: 'a party',
  needs: ['push.partyCreate', 'pull.parties'],
  async prepare(place) {
    const mark = place.mark();
    const key = hubId('cus', place.now());
    const { push, find } = place.connected;
    const email = `${mark}@example.com`;
    const party = {
      kind: 'PERSON' as const,
      name: `Żaneta Próbna ${mark}`,
      email,
      phone: '+48 12 000 00 00',
      address: { line1: 'ul. Długa 1', ...town },
    };
    const mine = (one: PartyRecord) => one.email?.toLowerCase() === email;
    return {
      async send(signal) {
        const ack = await able(push.partyCreate, 'push.partyCreate')(party, key, signal);
        insist(Array.isArray(ack.addressIds), 'the answer names no addresses');
        return ack.externalId;
      },
      ...(find.party ? { find: async (signal) => (await find.party?.(key, signal))?.externalId ?? null } : {}),
      count: (signal) => countIn(place, (records) => records.filter(mine).length, signal),
      async verify(id, signal) {
        const told = (await place.reading.known('parties', signal)).find((one) => one.externalId === id);
        insist(told, 'it is told under another id');
        insist(told.name === party.name, `it is told as ${told.name}`);
        insist(told.active, 'it is told as inactive');
        insist(
          told.addresses.some((one) => one.line1.includes('Długa 1') && one.city === town.city),
          'its address is not told',
        );
        return told.hubKey === key ? 'with its key' : 'without its key';
      },
    };
  },
};

export const partyUpdateProbe: Probe = {
  name: 'a change of a party',
  needs: ['push.partyUpdate', 'push.partyCreate', 'pull.parties'],
  async prepare(place, signal) {
    const partyId = await ownParty(place, signal);
    const phone = `+48 22 ${String(place.now()).slice(-7)}`;
    const digits = (text: string | undefined) => text?.replace(/\D/g, '');
    const key = hubId('opn', place.now());
    return {
      async send(stop) {
        await able(place.connected.push.partyUpdate, 'push.partyUpdate')(partyId, { phone }, key, stop);
        return '';
      },
      count: (stop) =>
        countIn(place, (all) => all.filter((one) => one.externalId === partyId && digits(one.phone) === digits(phone)).length, stop),
    };
  },
};

export const addressProbe: Probe = {
  name: 'an address',
  needs: ['push.addressSave', 'push.partyCreate', 'pull.parties'],
  async prepare(place, signal) {
    const partyId = await ownParty(place, signal);
    const line1 = `ul. Nowa ${place.mark()}`;
    const key = hubId('adr', place.now());
    return {
      send: async (stop) =>
        (await able(place.connected.push.addressSave, 'push.addressSave')(partyId, { line1, ...town }, key, stop)).externalId,
      count: (stop) =>
        countIn(place, (all) => all.flatMap((one) => one.addresses).filter((one) => one.active && one.line1 === line1).length, stop),
    };
  },
};

export const contactProbe: Probe = {
  name: 'a contact',
  needs: ['push.contactSave', 'push.partyCreate', 'pull.parties'],
  async prepare(place, signal) {
    const partyId = await ownParty(place, signal);
    const mark = place.mark();
    const contact = { name: `Renata ${mark}`, email: `${mark}@example.com`, role: 'BUYER' as const, active: true };
    const key = hubId('cnt', place.now());
    const mine = (parties: PartyRecord[]) => parties.flatMap((one) => one.contacts ?? []).filter((one) => one.name === contact.name);
    return {
      send: async (stop) => (await able(place.connected.push.contactSave, 'push.contactSave')(partyId, contact, key, stop)).externalId,
      count: (stop) => countIn(place, (all) => mine(all).length, stop),
      async verify(id, stop) {
        const [told] = mine(await place.reading.known('parties', stop));
        insist(told?.externalId === id, 'it is told under another id');
        insist(told.role === contact.role, `its role is told as ${told.role}`);
        return undefined;
      },
    };
  },
};

export const pointsProbe: Probe = {
  name: 'a move of points',
  needs: ['push.loyaltyMove', 'pull.loyalty'],
  async prepare(place, signal) {
    const cards = await place.reading.known('loyalty', signal);
    const partyId = cards[0]?.partyId ?? (await fixtureOf(place, signal)).party.externalId;
    const before = cards.find((card) => card.partyId === partyId)?.points ?? 0;
    const key = hubId('len', place.now());
    const { push, find } = place.connected;
    const move = (points: number, under: string, stop: AbortSignal) =>
      able(push.loyaltyMove, 'push.loyaltyMove')({ partyId, points, reason: 'Certification' }, under, stop);
    return {
      async send(stop) {
        const { points } = await move(7, key, stop);
        insist(Number.isSafeInteger(points), 'the answer tells no whole points');
        return '';
      },
      ...(find.loyaltyMove ? { find: async (stop) => ((await find.loyaltyMove?.(partyId, key, stop)) ? '' : null) } : {}),
      async count(stop) {
        const moved = (all: { partyId: string; points: number }[]) => (all.find((card) => card.partyId === partyId)?.points ?? 0) - before;
        const told = await place.reading.await('loyalty', (all) => moved(all) || undefined, stop);
        return (told ?? 0) / 7;
      },
      undo: (_id, stop) => quietly(() => move(-7, hubId('len', place.now()), stop)),
    };
  },
};

/** What the writing checks may touch: a cheap variant with stock, a business that may buy, a warehouse. Found in what the system tells, or named by flags. */
import type { AddressRecord, ExternalId, LocationRecord, PartyRecord } from '../connector.ts';
import { Impossible } from './check.ts';
import type { Place } from './place.ts';

/** What a person names; absent = the suite chooses. */
export interface Wishes {
  sku?: string;
  /** Number or external id of a party. */
  party?: string;
  /** Code or external id of a warehouse. */
  warehouse?: string;
  /** Codes of methods the system is configured for. */
  delivery?: string;
  payment?: string;
}

export interface Fixture {
  variant: { externalId: ExternalId; sku: string; unitNet: bigint; taxPercent: string };
  party: PartyRecord;
  warehouse: LocationRecord;
  address: AddressRecord;
  currency: string;
}

const ONE = 1_000_000n;
/** Pieces that must be free, so that the checks do not empty a shelf. */
const plenty = 30n * ONE;

export function fixtureOf(place: Place, signal: AbortSignal): Promise<Fixture> {
  place.fixture ??= findFixture(place, signal);
  return place.fixture;
}

async function findFixture(place: Place, signal: AbortSignal): Promise<Fixture> {
  const { reading } = place;
  const locations = await reading.known('locations', signal);
  const warehouses = locations.filter(({ kind, active }) => kind === 'WAREHOUSE' && active);
  const free = new Map<string, bigint>();
  for (const row of await reading.known('stock', signal)) free.set(`${row.variantId}@${row.locationId}`, row.onHand - row.reserved);
  const wishedPlace = place.wishes.warehouse;
  const goods = (await reading.known('products', signal))
    .filter((product) => product.active && product.kind !== 'SERVICE' && product.kind !== 'KIT')
    .flatMap((product) => product.variants)
    .filter((variant) => variant.active && (place.wishes.sku === undefined || variant.sku === place.wishes.sku));
  const prices = await pricesOf(place, signal);
  const choices = goods.flatMap((variant) =>
    warehouses
      .filter((warehouse) => wishedPlace === undefined || warehouse.code === wishedPlace || warehouse.externalId === wishedPlace)
      .flatMap((warehouse) => {
        const unitNet = prices.get(variant.externalId) ?? variant.listPrice?.unitNet;
        const pieces = free.get(`${variant.externalId}@${warehouse.externalId}`) ?? 0n;
        return unitNet !== undefined && unitNet > 0n && variant.taxPercent !== undefined
          ? [{ variant, warehouse, unitNet, pieces, taxPercent: variant.taxPercent }]
          : [];
      }),
  );
  const rich = choices.filter(({ pieces }) => pieces >= plenty);
  const [chosen] = (rich.length > 0 ? rich : choices.sort((a, b) => (a.pieces < b.pieces ? 1 : -1)).slice(0, 1)).sort((a, b) =>
    a.unitNet < b.unitNet ? -1 : 1,
  );
  if (!chosen || chosen.pieces < ONE)
    throw new Impossible('no active variant with a price and stock in a warehouse: name one (--sku, --warehouse)');
  const party = await buyerOf(place, signal);
  const address = party.addresses.find((one) => one.active && one.isBilling) ?? party.addresses.find((one) => one.active);
  const { variant, unitNet, taxPercent } = chosen;
  return {
    variant: { externalId: variant.externalId, sku: variant.sku, unitNet: toCents(unitNet), taxPercent },
    party,
    warehouse: chosen.warehouse,
    address: address ? plainAddress(address) : { line1: 'ul. Próbna 1', postalCode: '00-001', city: 'Warszawa', country: 'PL' },
    currency: party.credit?.currency ?? variant.listPrice?.currency ?? 'PLN',
  };
}

/** By the default list, from one piece on, without an end. */
async function pricesOf(place: Place, signal: AbortSignal): Promise<Map<string, bigint>> {
  const found = new Map<string, bigint>();
  if (!place.connected.pull.prices || !place.connected.pull.priceLists) return found;
  const lists = (await place.reading.known('priceLists', signal)).filter(({ isDefault }) => isDefault).map(({ externalId }) => externalId);
  for (const { listId, variantId, rows } of await place.reading.known('prices', signal)) {
    const standing = rows.find((row) => row.minQuantity <= ONE && row.validTo === undefined && row.validFrom === undefined);
    if (standing && lists.includes(listId)) found.set(variantId, standing.unitNet);
  }
  return found;
}

/** An active domestic business with an address that is not blocked, and of those the one with most room on account. */
async function buyerOf(place: Place, signal: AbortSignal): Promise<PartyRecord> {
  const wished = place.wishes.party;
  const parties = (await place.reading.known('parties', signal)).filter((party) =>
    wished === undefined
      ? party.active &&
        party.kind === 'BUSINESS' &&
        !party.credit?.blocked &&
        !party.taxRuleId &&
        party.addresses.some((one) => one.active && one.country === 'PL')
      : party.number === wished || party.externalId === wished,
  );
  const room = ({ credit }: PartyRecord) => (credit?.limit === undefined ? undefined : credit.limit - credit.used);
  // No limit at all is most room.
  const [first] = parties.sort((a, b) => {
    const [left, right] = [room(a), room(b)];
    if (left === undefined || right === undefined) return Number(left !== undefined) - Number(right !== undefined);
    return left < right ? 1 : left > right ? -1 : 0;
  });
  if (!first) throw new Impossible('no active business with an address that may buy: name a party (--party)');
  return first;
}

export function plainAddress(one: AddressRecord): AddressRecord {
  const { name, companyName, line1, line2, postalCode, city, region, country, phone } = one;
  return {
    ...(name ? { name } : {}),
    ...(companyName ? { companyName } : {}),
    line1,
    ...(line2 ? { line2 } : {}),
    ...(postalCode ? { postalCode } : {}),
    city,
    ...(region ? { region } : {}),
    country,
    ...(phone ? { phone } : {}),
  };
}

function toCents(amount: bigint): bigint {
  return ((amount + 5_000n) / 10_000n) * 10_000n;
}

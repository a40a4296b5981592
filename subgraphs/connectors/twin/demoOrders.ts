/** History of the demo company: 40 orders of the last three months in every state, told in days before the first start. */
import type { Party, Variant } from './erpApi.ts';
import type { SaleState } from './erpOrderApi.ts';
import { random } from './random.ts';

export interface DemoOrder {
  daysAgo: number;
  partyId: string;
  channel: 'shop' | 'b2b' | 'store';
  state: SaleState;
  paid: boolean;
  payment: 'blik' | 'card' | 'transfer' | 'cod';
  delivery: 'courier' | 'locker' | 'pickup';
  lines: { variantId: string; quantity: string }[];
  /** Number in the shop, for orders that began there. */
  shopNumber?: string;
  /** Payment transaction, when paid. */
  transaction?: string;
}

/** From the oldest to the newest. */
const states: readonly SaleState[] = [
  ...Array<SaleState>(14).fill('closed'),
  'cancelled',
  ...Array<SaleState>(5).fill('closed'),
  'invoiced',
  'invoiced',
  'cancelled',
  'invoiced',
  'invoiced',
  'shipped',
  'closed',
  'shipped',
  'partial',
  'shipped',
  'picking',
  'cancelled',
  'shipped',
  'picking',
  'partial',
  'picking',
  'confirmed',
  'confirmed',
  'confirmed',
  'confirmed',
];

export function demoOrders(variants: Variant[], parties: Party[]): DemoOrder[] {
  const chance = random(20_260_003);
  const people = parties.filter((party) => party.kind === 'person' && party.active);
  // Only who may buy on account and has room for it: the blocked and the exhausted one stay as they are.
  const companies = parties.filter((party) => party.kind === 'company' && !party.credit?.blocked && party.nip && roomy.has(party.name));
  const sellable = variants.filter((_, index) => index % 17 !== 16);
  return states.map((state, index) => {
    const business = index % 4 === 3;
    const party = chance.pick(business ? companies : people);
    const channel = business ? 'b2b' : index % 6 === 4 ? 'store' : 'shop';
    const paid = !business && state !== 'cancelled' && index % 13 !== 11;
    const number = String(index + 1).padStart(3, '0');
    return {
      daysAgo: Math.round(((states.length - index) * 88) / states.length),
      partyId: party.id,
      channel,
      state: state === 'closed' && !paid && !business ? 'invoiced' : state,
      paid: paid || (business && state === 'closed'),
      payment: business ? 'transfer' : chance.pick(['blik', 'card', 'transfer'] as const),
      delivery: chance.pick(['courier', 'courier', 'locker', 'pickup'] as const),
      // A part can only be shipped of an order that has parts.
      lines: lines(chance.between(state === 'partial' ? 2 : 1, 3), business ? 4 : 1, sellable, chance.pick),
      ...(channel === 'shop' ? { shopNumber: `S-1${number}` } : {}),
      ...(paid || (business && state === 'closed') ? { transaction: `DEMO-${number}` } : {}),
    };
  });
}

const roomy = new Set(['Hotel Biały Jeleń S.A.', 'Ratownictwo Górskie Grań', 'Schronisko Pod Turnią sp. z o.o.']);

function lines(count: number, most: number, variants: Variant[], pick: <T>(list: readonly T[]) => T): DemoOrder['lines'] {
  const chosen = new Set<Variant>();
  while (chosen.size < count) chosen.add(pick(variants));
  return [...chosen].map((variant) => ({
    variantId: variant.id,
    quantity: variant.unit === 'MTR' ? '12.5' : String(1 + (chosen.size % most)),
  }));
}

/** Brings configured things into the database at start: the company, its channel, the linked systems, delivery and payment methods. */
import type { Capability, ConnectorKind, WriteClass } from '#connectors/connector.ts';
import type { Db, Trx } from './database.ts';
import { newId } from './id.ts';
import type { LoyaltyRule } from './loyaltyRules.ts';
import { micros } from './money.ts';
import type { System } from './systems.ts';
import { findSystemByCode } from './systems.ts';

/** Decimal text in the company's currency. */
export interface HandlingRule {
  order: string;
  line: string;
  return: string;
}

export interface CompanySetup {
  code: string;
  name: string;
  country: string;
  currency: string;
  zone: string;
  /** What handling costs; absent = no such figures. */
  handling?: HandlingRule;
  /** Points of the hub's own programme; absent = none. */
  loyalty?: LoyaltyRule;
}

export interface ChannelSetup {
  code: string;
  companyCode: string;
  name: string;
  currency: string;
  /** The first is the default. */
  languages: string[];
  pricesIncludeTax: boolean;
  /** Code of the list a visitor buys by; absent = the company's default list. */
  priceListCode?: string;
  /** Codes of the warehouses its goods leave from; absent = all of the company. */
  warehouseCodes?: string[];
  /** A cart that nobody touched for so long is abandoned, milliseconds; absent = an hour. */
  cartIdleMs?: number;
}

export interface SystemSetup {
  code: string;
  kind: ConnectorKind;
  writeClass: WriteClass;
  /** What it can do, and why not what it cannot; see `LinkedSystem.capabilities`. */
  capabilities: SystemCapability[];
  zone: string;
  goLiveAt: number | undefined;
  sandbox: boolean;
  /** The demo's and the tests' systems are activated; a real one waits for a person (systemActivate). */
  activate: boolean;
}

export interface SystemCapability {
  name: Capability;
  able: boolean;
  reason?: string;
}

export interface Owner {
  companyId: string;
  channelId: string;
}

/** The rows of all companies and channels; answers whose a system is, by the channel's code. */
export async function setUpOwners(
  trx: Trx,
  companies: readonly CompanySetup[],
  channels: readonly ChannelSetup[],
): Promise<Map<string, Owner>> {
  const companyIds = new Map<string, string>();
  for (const company of companies) {
    const id = await companyRow(trx, company);
    companyIds.set(company.code, id);
    await setUpMethods(trx, id);
  }
  const owners = new Map<string, Owner>();
  for (const channel of channels) {
    const companyId = companyIds.get(channel.companyCode);
    if (companyId) owners.set(channel.code, { companyId, channelId: await channelRow(trx, companyId, channel) });
  }
  return owners;
}

async function channelRow(trx: Trx, companyId: string, channel: ChannelSetup): Promise<string> {
  const known = await trx.selectFrom('channel').select(['id', 'companyId']).where('code', '=', channel.code).executeTakeFirst();
  if (known && known.companyId !== companyId)
    throw new Error(`the channel "${channel.code}" is another company's already: give it another code`);
  const id = known?.id ?? newId('channel');
  const values = {
    name: channel.name,
    currency: channel.currency,
    language: channel.languages[0] ?? 'pl',
    languages: JSON.stringify(channel.languages),
    pricesIncludeTax: channel.pricesIncludeTax ? 1 : 0,
    priceListCode: channel.priceListCode ?? null,
    warehouseCodes: channel.warehouseCodes ? JSON.stringify(channel.warehouseCodes) : null,
    cartIdleMs: channel.cartIdleMs ?? null,
  };
  if (known) await trx.updateTable('channel').set(values).where('id', '=', id).execute();
  else
    await trx
      .insertInto('channel')
      .values({ id, companyId, code: channel.code, ...values })
      .execute();
  return id;
}

/** Companies linked before they had codes are the first one. */
async function companyRow(trx: Trx, { handling, loyalty, ...setup }: CompanySetup): Promise<string> {
  const jsonOf = (rule: object | undefined) => (rule ? JSON.stringify(rule) : null);
  const company = { ...setup, handling: jsonOf(handling), loyalty: jsonOf(loyalty) };
  const rows = await trx.selectFrom('company').select(['id', 'code']).orderBy('id').execute();
  const known = rows.find((row) => row.code === company.code) ?? rows.find((row) => row.code === null);
  if (known) {
    await trx.updateTable('company').set(company).where('id', '=', known.id).execute();
    return known.id;
  }
  const id = newId('company');
  await trx
    .insertInto('company')
    .values({ id, ...company })
    .execute();
  return id;
}

/** Net prices; what a first start offers until the ERP's own methods are mapped. */
const deliveryMethods = [
  { code: 'courier', name: 'Kurier DPD', carrier: 'DPD', netMicros: micros('12.19'), taxPercent: '23', pickup: 0, daysFrom: 1, daysTo: 2 },
  {
    code: 'locker',
    name: 'Paczkomat InPost',
    carrier: 'InPost',
    netMicros: micros('8.12'),
    taxPercent: '23',
    pickup: 0,
    daysFrom: 1,
    daysTo: 2,
  },
  { code: 'pickup', name: 'Odbiór w punkcie', carrier: null, netMicros: 0n, taxPercent: '23', pickup: 1, daysFrom: 0, daysTo: 1 },
];
const paymentMethods = [
  { code: 'blik', name: 'BLIK', terms: 0 },
  { code: 'card', name: 'Karta płatnicza', terms: 0 },
  { code: 'transfer', name: 'Przelew tradycyjny', terms: 0 },
  { code: 'cod', name: 'Za pobraniem', terms: 0 },
  { code: 'terms', name: 'Odroczony termin płatności', terms: 1 },
];

async function setUpMethods(trx: Trx, companyId: string): Promise<void> {
  const rows = <T extends object>(methods: T[]) => methods.map((method, position) => ({ ...method, companyId, position }));
  await trx
    .insertInto('deliveryMethod')
    .values(rows(deliveryMethods))
    .onConflict((conflict) => conflict.columns(['companyId', 'code']).doNothing())
    .execute();
  await trx
    .insertInto('paymentMethod')
    .values(rows(paymentMethods))
    .onConflict((conflict) => conflict.columns(['companyId', 'code']).doNothing())
    .execute();
}

/** Writes the row of a linked system; its mode, once a person chose it, stays. */
export async function setUpSystem(trx: Trx, system: SystemSetup, owner: Owner, now: number): Promise<System> {
  const { code, kind, writeClass, zone } = system;
  const known = await findSystemByCode(trx, code);
  if (known && known.kind !== kind.name)
    throw new Error(`the system "${code}" was linked as ${known.kind}: give the ${kind.product} another code`);
  if (known && known.companyId !== owner.companyId)
    throw new Error(`the system "${code}" was linked for another company: give this one another code`);
  const values = {
    product: kind.product,
    writeClass,
    capabilities: JSON.stringify(system.capabilities),
    zone,
    sandbox: system.sandbox ? 1 : 0,
    ...(system.goLiveAt === undefined ? {} : { goLiveAt: system.goLiveAt }),
  };
  if (known) await trx.updateTable('system').set(values).where('id', '=', known.id).execute();
  else
    await trx
      .insertInto('system')
      .values({
        id: newId('system'),
        ...owner,
        code,
        role: kind.role,
        kind: kind.name,
        mode: system.activate ? 'ACTIVE' : 'OBSERVE',
        activatedAt: system.activate ? now : null,
        state: 'UNREACHABLE',
        createdAt: now,
        goLiveAt: system.activate ? now : null,
        ...values,
      })
      .execute();
  const row = await findSystemByCode(trx, code);
  if (!row) throw new Error(`the system "${code}" was not stored`);
  return row;
}

export const findChannel = (db: Db, code: string) => db.selectFrom('channel').selectAll().where('code', '=', code).executeTakeFirst();

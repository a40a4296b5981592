/** Brings configured things into the database at start: the company, its channel, the linked systems, delivery and payment methods. */
import type { ConnectorKind, WriteClass } from '#connectors/connector.ts';
import type { Db, Trx } from './database.ts';
import { newId } from './id.ts';
import { micros } from './money.ts';
import type { System } from './systems.ts';
import { findSystemByCode } from './systems.ts';

export interface CompanySetup {
  name: string;
  country: string;
  currency: string;
  zone: string;
}

export interface ChannelSetup {
  code: string;
  name: string;
  language: string;
  pricesIncludeTax: boolean;
}

export interface SystemSetup {
  code: string;
  kind: ConnectorKind;
  writeClass: WriteClass;
  zone: string;
  goLiveAt: number | undefined;
  sandbox: boolean;
  /** The demo's and the tests' systems are activated; a real one waits for a person (systemActivate). */
  activate: boolean;
}

export async function setUpCompany(
  trx: Trx,
  company: CompanySetup,
  channel: ChannelSetup,
): Promise<{ companyId: string; channelId: string }> {
  const companyId = await companyRow(trx, company);
  const known = await trx.selectFrom('channel').select('id').where('code', '=', channel.code).executeTakeFirst();
  const channelId = known?.id ?? newId('channel');
  const values = { name: channel.name, language: channel.language, pricesIncludeTax: channel.pricesIncludeTax ? 1 : 0 };
  if (known) await trx.updateTable('channel').set(values).where('id', '=', channelId).execute();
  else
    await trx
      .insertInto('channel')
      .values({ id: channelId, companyId, code: channel.code, currency: company.currency, ...values })
      .execute();
  await setUpMethods(trx, companyId);
  return { companyId, channelId };
}

async function companyRow(trx: Trx, company: CompanySetup): Promise<string> {
  const known = await trx.selectFrom('company').select('id').orderBy('id').limit(1).executeTakeFirst();
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
export async function setUpSystem(
  trx: Trx,
  system: SystemSetup,
  owner: { companyId: string; channelId: string },
  now: number,
): Promise<System> {
  const { code, kind, writeClass, zone } = system;
  const known = await findSystemByCode(trx, code);
  if (known && known.kind !== kind.name)
    throw new Error(`the system "${code}" was linked as ${known.kind}: give the ${kind.product} another code`);
  const values = {
    product: kind.product,
    writeClass,
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

/** Parties as the ERP tells them; a shop's accounts are only linked to them. */
import type { PartyAddressRecord, PartyRecord } from '#connectors/connector.ts';
import type { AfterPull, Applied, Appliers, Apply, ApplyContext, Retire } from '#hub/apply.ts';
import { type Binding, bind, contentOf, findBindings, resolveIds } from '#hub/bindings.ts';
import { absorbAcknowledgedCredit, absorbCredit, hasAcknowledgedCredit } from '#hub/credit.ts';
import type { Trx } from '#hub/database.ts';
import { idKind, newId } from '#hub/id.ts';
import { matchAccount, normalEmail, normalTaxId, recordMatch } from '#hub/matching.ts';
import { OddAnswer } from '#hub/oddAnswer.ts';
import type { CustomerAddressTable, CustomerTable } from '#hub/tables.ts';
import { applyConsents, applyContacts } from './applyContacts.ts';
import { applyLoyalty } from './applyLoyalty.ts';
import * as store from './writeStore.ts';
import { tell } from './writes.ts';

const applyParties: Apply<PartyRecord> = (trx, records, context) => {
  const latest = [...new Map(records.map((record) => [record.externalId, record])).values()];
  return context.system.role === 'SHOP' ? linkAccounts(trx, latest, context) : applyErpParties(trx, latest, context);
};

/** What a shop says of its accounts never overwrites the ERP: an account that is one customer is bound to it, once. */
async function linkAccounts(trx: Trx, records: PartyRecord[], { system, now }: ApplyContext): Promise<Applied> {
  const externalIds = records.map((record) => record.externalId);
  const bindings = await findBindings(trx, system.id, 'parties', externalIds);
  const seen = [...bindings.values()].map(({ externalId, id }) => ({ externalId, id }));
  const linked: { externalId: string; id: string }[] = [];
  for (const record of records) {
    // A guest has no account: its orders say who it is.
    if (bindings.has(record.externalId) || !record.active || record.kind === 'GUEST') continue;
    const match = await matchAccount(trx, system.companyId, record);
    await recordMatch(trx, { companyId: system.companyId, systemId: system.id, externalId: record.externalId, match, now });
    if (match.customerId !== undefined) linked.push({ externalId: record.externalId, id: match.customerId });
  }
  await bind(trx, system.id, 'parties', [...seen, ...linked], now);
  for (const { id } of linked) tell(trx, system.companyId, id, ['externalIds'], now);
  return { changed: linked.length, failed: 0 };
}

async function applyErpParties(trx: Trx, records: PartyRecord[], context: ApplyContext): Promise<Applied> {
  const { system, now, readStartedAt, bulk } = context;
  const externalIds = records.map((record) => record.externalId);
  const bindings = await findBindings(trx, system.id, 'parties', externalIds);
  const lists = await resolveIds(
    trx,
    system.id,
    'priceLists',
    records.flatMap((record) => record.priceListId ?? []),
  );
  const taxRules = await resolveIds(
    trx,
    system.id,
    'taxRules',
    records.flatMap((record) => record.taxRuleId ?? []),
  );
  const parents = await resolveIds(
    trx,
    system.id,
    'parties',
    records.flatMap((record) => record.parentId ?? []),
  );
  const bound: Bound = { lists, taxRules, parents };
  // One that the hub made carries the hub's own id.
  const made = records.flatMap(({ hubKey }) => (hubKey !== undefined && idKind(hubKey) === 'customer' ? [hubKey] : []));
  const known = await store.customersByIds(trx, [...[...bindings.values()].map((binding) => binding.id), ...made]);
  const plans = records.map((record) => plan(record, bindings, bound, known));
  // What was read earlier never overwrites what was read later.
  // Whose data were erased stays so.
  const fresh = plans.filter(({ before }) => before?.erasedAt == null && (!before?.systemId || before.asOf <= readStartedAt));
  const changed = fresh.filter(({ record, content, before }) => !before?.systemId || bindings.get(record.externalId)?.content !== content);
  const moved = await absorbCredit(
    trx,
    fresh.map(({ id }) => id),
    readStartedAt,
  );
  for (const { id, record, before } of changed) {
    const figures = figuresOf(record, bound, context);
    if (before) await store.updateCustomer(trx, id, figures);
    else await store.insertCustomer(trx, { ...store.blankCustomer(id, system.companyId, now), ...figures });
    if (!bulk) tell(trx, system.companyId, id, changedFields(before, figures), now);
  }
  const unchanged = fresh.filter((one) => !changed.includes(one));
  await store.touchCustomers(
    trx,
    unchanged.map(({ id }) => id),
    readStartedAt,
  );
  for (const { id } of unchanged) if (moved.has(id) && !bulk) tell(trx, system.companyId, id, ['credit'], now);
  await applyAddresses(trx, changed, context);
  await applyContacts(trx, changed, context);
  await applyConsents(trx, changed, context);
  await bind(
    trx,
    system.id,
    'parties',
    fresh.map(({ record, id, content }) => ({ externalId: record.externalId, id, content })),
    now,
  );
  return { changed: changed.length, failed: 0 };
}

/** Our ids of what parties refer to. */
interface Bound {
  lists: Map<string, string>;
  taxRules: Map<string, string>;
  parents: Map<string, string>;
}

export interface Plan {
  record: PartyRecord;
  id: string;
  content: string;
  before: CustomerTable | undefined;
}

function plan(record: PartyRecord, bindings: Map<string, Binding>, refs: Bound, known: Map<string, CustomerTable>): Plan {
  const bound = bindings.get(record.externalId)?.id;
  const own = record.hubKey !== undefined && known.has(record.hubKey) ? record.hubKey : undefined;
  const id = bound ?? own ?? newId('customer');
  // What it refers to may come later, and makes the party another.
  const content = contentOf({ record, ...referred(record, refs) });
  return { record, id, content, before: known.get(id) };
}

const referred = (record: PartyRecord, { lists, taxRules, parents }: Bound) => ({
  priceListId: lists.get(record.priceListId ?? '') ?? null,
  taxRuleId: taxRules.get(record.taxRuleId ?? '') ?? null,
  parentId: parents.get(record.parentId ?? '') ?? null,
});

function figuresOf(record: PartyRecord, refs: Bound, { system, now, readStartedAt }: ApplyContext): store.PartyFigures {
  const { credit, paymentTerms } = record;
  const number = record.number ?? null;
  return {
    number,
    kind: record.kind,
    name: record.name,
    email: normalEmail(record.email) ?? null,
    phone: record.phone?.trim() || null,
    taxId: normalTaxId(record.taxId) ?? null,
    active: record.active ? 1 : 0,
    groups: JSON.stringify(record.groups),
    ...referred(record, refs),
    language: record.language ?? null,
    salesRep: record.salesRep ? JSON.stringify(record.salesRep) : null,
    discountPercent: record.discountPercent ?? null,
    termsCode: paymentTerms?.code ?? null,
    termsName: paymentTerms?.name ?? null,
    termsDays: paymentTerms?.days ?? null,
    creditLimitMicros: credit?.limit ?? null,
    creditUsedMicros: credit?.used ?? 0n,
    creditOverdueMicros: credit?.overdue ?? 0n,
    creditOpenOrdersMicros: credit?.openOrders ?? null,
    creditOpenInvoicesMicros: credit?.openInvoices ?? null,
    creditCurrency: credit?.currency ?? null,
    creditBlocked: credit?.blocked ? 1 : 0,
    creditAsOf: credit ? readStartedAt : null,
    search: store.searchOf(record.name, number),
    sortName: store.sortNameOf(record.name),
    systemId: system.id,
    updatedAt: now,
    asOf: readStartedAt,
  };
}

const quiet = new Set(['asOf', 'updatedAt', 'creditAsOf', 'search', 'sortName', 'systemId']);

/** Names of what differs; `credit…` and `terms…` in one word each. */
function changedFields(before: CustomerTable | undefined, after: store.PartyFigures): string[] {
  const names = Object.entries(after).flatMap(([name, value]) =>
    quiet.has(name) || before?.[name as keyof store.PartyFigures] === value ? [] : [name.replace(/^(credit|terms).*/, '$1')],
  );
  return [...new Set(names.length ? names : ['addresses'])];
}

async function applyAddresses(trx: Trx, plans: Plan[], { system, now }: ApplyContext): Promise<void> {
  const told = plans.flatMap(({ id, record }) => record.addresses.map((address) => ({ customerId: id, address })));
  const bindings = await findBindings(
    trx,
    system.id,
    'addresses',
    told.map(({ address }) => address.externalId),
  );
  const stored = await store.addressesOf(
    trx,
    plans.map(({ id }) => id),
  );
  const bound = new Set([...bindings.values()].map((binding) => binding.id));
  const rows: { externalId: string; row: CustomerAddressTable }[] = [];
  for (const { customerId, address } of told) {
    const text = textOf(address);
    // Saved here and told back before its own answer came: it is the same address.
    const twin = stored.find((one) => one.customerId === customerId && one.address === text && !bound.has(one.id));
    const id = bindings.get(address.externalId)?.id ?? twin?.id ?? newId('customerAddress');
    bound.add(id);
    const before = stored.find((one) => one.id === id);
    rows.push({
      externalId: address.externalId,
      row: {
        id,
        customerId,
        label: before?.label ?? null,
        address: text,
        isDefaultBilling: address.isBilling ? 1 : 0,
        isDefaultShipping: address.isShipping ? 1 : 0,
        active: address.active ? 1 : 0,
        updatedAt: now,
      },
    });
  }
  for (const { row } of rows) await store.saveAddressRow(trx, row);
  await bind(
    trx,
    system.id,
    'addresses',
    rows.map(({ externalId, row }) => ({ externalId, id: row.id })),
    now,
  );
  const toldIds = new Set(rows.map(({ row }) => row.id));
  const missing = stored.filter((one) => one.active === 1 && !toldIds.has(one.id)).map((one) => one.id);
  // The ERP had them and tells them no more. One that is on its way there is not bound yet and stays.
  await store.stopAddresses(trx, await store.boundAddresses(trx, system.id, missing), now);
}

function textOf({ externalId: _1, isBilling: _2, isShipping: _3, active: _4, ...address }: PartyAddressRecord): string {
  return store.addressText(address);
}

/** The ERP has it no more: it stays for its orders, and buys nothing. */
const retireParties: Retire = async (trx, { system, sweepStartedAt, now }) => {
  if (system.role === 'SHOP') return 0;
  const gone = await store.unseenCustomers(trx, system.id, sweepStartedAt);
  if (!gone.length) return 0;
  const inUse = await store.countBoundCustomers(trx, system.id);
  if (gone.length > 20 && gone.length * 2 > inUse)
    throw new OddAnswer('More than half of the customers are gone at once. They stay as they are; look at the ERP.');
  await store.stopCustomers(
    trx,
    gone.map(({ id }) => id),
    now,
  );
  for (const { id, companyId } of gone) tell(trx, companyId, id, ['active'], now);
  return gone.length;
};

const absorbAfterPull: AfterPull = {
  isDue: async (db, { system, readStartedAt }) =>
    system.role === 'ERP' && (await hasAcknowledgedCredit(db, system.companyId, readStartedAt)),
  apply: (trx, { system, readStartedAt, now }) => absorbAcknowledgedCredit(trx, system.companyId, readStartedAt, now),
};

export const customersAppliers: Appliers = {
  parties: { apply: applyParties, retire: retireParties, afterPull: absorbAfterPull },
  loyalty: { apply: applyLoyalty },
};

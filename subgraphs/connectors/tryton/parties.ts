/** Parties: customers with addresses, tax number, people, price list, terms, tax rule and credit. */
import type { PartyRecord } from '../connector.ts';
import { addressFields, parseAddress } from './addresses.ts';
import { contactsOf } from './contacts.ts';
import { idsIn, type Source } from './poll.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { readRules, ruleIdFor } from './taxrules.ts';
import { date, flag, groupBy, id, micros, number, numbers, present, type Row, row, some, someId, text } from './values.ts';

const fields = [
  'name',
  'code',
  'active',
  'categories.name',
  'sale_price_list',
  'customer_payment_term',
  'credit_limit_amount',
  'credit_amount',
  'receivable',
  'customer_tax_rule',
  'lang.code',
];

/** Marks the identifier that carries the hub's key; Tryton gives a party no other searchable place of ours. */
export const keyPrefix = 'splot:';

export function parties(rpc: Rpc, references: ReferenceStore): Source<PartyRecord> {
  return {
    model: 'party.party',
    pageSize: 100,
    watch: [
      { model: 'party.party', affects: idsIn('id') },
      { model: 'party.address', fields: ['party'], affects: idsIn('party') },
      { model: 'party.contact_mechanism', fields: ['party'], affects: idsIn('party') },
      { model: 'party.identifier', fields: ['party'], affects: idsIn('party') },
      // What moves the credit that is used.
      { model: 'sale.sale', fields: ['party'], affects: idsIn('party') },
      { model: 'account.invoice', fields: ['party'], affects: idsIn('party') },
      { model: 'account.payment', fields: ['party'], affects: idsIn('party') },
      { model: 'account.move.line', domain: [['party', '!=', null]], fields: ['party'], affects: idsIn('party') },
    ],
    async load(ids, signal) {
      const children = (model: string, wanted: string[]) =>
        rpc.search(model, [['party', 'in', ids]], ['party', ...wanted], { signal, order: [['id', 'ASC']] });
      const today = await rpc.today(signal);
      const [reference, company, rules, notDue, found, addresses, contacts, identifiers] = await Promise.all([
        references.get(signal),
        rpc.company(signal),
        readRules(rpc, signal),
        readNotDue(rpc, ids, today, signal),
        rpc.read('party.party', ids, fields, { signal }),
        children('party.address', [...addressFields, 'invoice', 'delivery']),
        children('party.contact_mechanism', ['type', 'value', 'active', 'name', 'comment']),
        children('party.identifier', ['type', 'code']),
      ]);
      const terms = await readTerms(rpc, numbers(found.map((party) => party.customer_payment_term)), signal);
      const of = (list: Row[]) => groupBy(list, (child) => number(child.party));
      const [addressesOf, contactsOf, identifiersOf] = [of(addresses), of(contacts), of(identifiers)];
      return found
        .filter((party) => party.id !== company.partyId)
        .map((party) => {
          const key = number(party.id);
          const kin = {
            addresses: addressesOf.get(key) ?? [],
            contacts: contactsOf.get(key) ?? [],
            identifiers: identifiersOf.get(key) ?? [],
          };
          const country = text(row(kin.addresses[0]?.['country.']).code);
          const taxRuleId = ruleIdFor(rules, reference, number(party.customer_tax_rule), country, today);
          const more = { paymentTerms: terms.get(number(party.customer_payment_term)), taxRuleId, notDue: notDue.get(key) ?? 0n };
          return partyOf(party, kin, more, reference, company.currency);
        });
    },
  };
}

type Terms = NonNullable<PartyRecord['paymentTerms']>;

async function readTerms(rpc: Rpc, ids: number[], signal: AbortSignal): Promise<Map<number, Terms>> {
  const terms = await rpc.read('account.invoice.payment_term', [...new Set(ids)], ['name', 'lines.relativedeltas'], { signal });
  const deltaIds = terms.flatMap((term) =>
    Array.isArray(term['lines.']) ? term['lines.'].flatMap((line) => numbers(row(line).relativedeltas)) : [],
  );
  const deltas = await rpc.read('account.invoice.payment_term.line.delta', deltaIds, ['days', 'weeks', 'months'], { signal });
  const days = new Map(deltas.map((delta) => [number(delta.id), number(delta.days) + 7 * number(delta.weeks) + 30 * number(delta.months)]));
  return new Map(
    terms.map((term) => {
      const own = Array.isArray(term['lines.']) ? term['lines.'].flatMap((line) => numbers(row(line).relativedeltas)) : [];
      return [
        number(term.id),
        { code: id(term.id), name: text(term.name), days: Math.max(0, ...own.map((delta) => days.get(delta) ?? 0)) },
      ];
    }),
  );
}

/** Of each party, what it owes but need not pay before tomorrow. */
async function readNotDue(rpc: Rpc, parties: number[], today: string, signal: AbortSignal): Promise<Map<number, bigint>> {
  const lines = await rpc.search(
    'account.move.line',
    [
      ['party', 'in', parties],
      ['account.type.receivable', '=', true],
      ['reconciliation', '=', null],
      ['maturity_date', '>=', date(today)],
    ],
    ['party', 'debit', 'credit'],
    { signal },
  );
  const owed = new Map<number, bigint>();
  for (const line of lines) {
    const party = number(line.party);
    owed.set(party, (owed.get(party) ?? 0n) + micros(line.debit) - micros(line.credit));
  }
  return owed;
}

interface Kin {
  addresses: Row[];
  contacts: Row[];
  identifiers: Row[];
}

function partyOf(
  party: Row,
  { addresses, contacts, identifiers }: Kin,
  { paymentTerms, taxRuleId, notDue }: { paymentTerms: Terms | undefined; taxRuleId: string | undefined; notDue: bigint },
  reference: Reference,
  currency: string,
): PartyRecord {
  // Mechanisms with a name are those of a person; the party's own have none.
  const own = contacts.filter((found) => found.active !== false && !some(found.name));
  const contact = (...types: string[]) =>
    some([...own, ...contacts.filter((found) => found.active !== false)].find((found) => types.includes(text(found.type)))?.value);
  const tax = identifiers.find((found) => found.type === 'pl_nip') ?? identifiers.find((found) => /_(vat|nip|tva)$/.test(text(found.type)));
  const key = identifiers.map((found) => text(found.code)).find((code) => code.startsWith(keyPrefix));
  const limit = party.credit_limit_amount === null ? undefined : micros(party.credit_limit_amount);
  const used = micros(party.credit_amount);
  const openInvoices = micros(party.receivable);
  const people = contactsOf(contacts);
  const names = Array.isArray(party['categories.']) ? party['categories.'].map((category) => text(row(category).name)) : [];
  // Nobody marked an address for invoices or deliveries: then any will do, as Tryton sees it.
  const marked = (use: string) => addresses.some((address) => flag(address[use]));
  return {
    externalId: id(party.id),
    kind: party.id === reference.shop?.guestParty ? 'GUEST' : tax ? 'BUSINESS' : 'PERSON',
    name: text(party.name),
    active: flag(party.active),
    groups: names,
    addresses: addresses.map((address) => ({
      ...parseAddress(address),
      externalId: id(address.id),
      active: flag(address.active),
      isBilling: flag(address.invoice) || !marked('invoice'),
      isShipping: flag(address.delivery) || !marked('delivery'),
    })),
    ...present({
      number: some(party.code),
      email: contact('email'),
      phone: contact('mobile', 'phone'),
      taxId: tax && (tax.type === 'pl_nip' ? text(tax.code).replace(/\D/g, '') : some(tax.code)),
      priceListId: someId(party.sale_price_list) ?? someId(reference.defaultPriceList || undefined),
      paymentTerms,
      hubKey: key?.slice(keyPrefix.length),
      taxRuleId,
      language: some(row(party['lang.']).code)?.replace('_', '-'),
      contacts: people.length ? people : undefined,
      credit: {
        ...present({ limit }),
        used,
        openOrders: used - openInvoices,
        openInvoices,
        // What was paid and not yet matched counts against what is due first.
        overdue: openInvoices > notDue ? openInvoices - notDue : 0n,
        currency,
        blocked: limit !== undefined && limit < used,
      },
    }),
  };
}

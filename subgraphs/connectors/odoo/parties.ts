/** Customers with addresses, people, terms and credit. In Odoo a company, its addresses and its people are all partners; children are told at their company. */
import type { PartyContactRecord, PartyRecord } from '../connector.ts';
import { addressFields, addressOf } from './addresses.ts';
import { idsIn, type Source } from './poll.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { byId, dayIn, flag, groupBy, id, idsOf, micros, number, numbers, plain, present, type Row, some, someId, text } from './values.ts';

const fields = [
  ...addressFields, 'ref', 'email', 'vat', 'lang', 'comment', 'category_id', 'user_id', 'commercial_partner_id', 'property_product_pricelist', 'property_payment_term_id',
  'property_account_position_id', 'credit', 'credit_limit', 'use_partner_credit_limit', 'child_ids',
]; // biome-ignore format: one list
const childFields = [...addressFields, 'email', 'function'];

/** In the comment of a party the hub made: Odoo gives a partner no other place of ours that can be searched. */
export const partyMark = (key: string) => `[splot:${key}]`;

/** A party stands for itself: at the top, or a company that is a branch of another. Staff, the unnamed visitor and the companies of this database are none. */
async function partyDomain(rpc: Rpc, reference: Reference, signal: AbortSignal): Promise<unknown[]> {
  const users = await rpc.search('res.users', ['|', ['share', '=', false], ['active', '=', false]], ['partner_id'], { signal });
  return [
    '|',
    ['parent_id', '=', false],
    ['is_company', '=', true],
    ['id', 'not in', [...reference.companyPartners, ...idsOf(users, 'partner_id')]],
    ['company_id', 'in', [false, reference.company.id]],
  ];
}

export function parties(rpc: Rpc, references: ReferenceStore): Source<PartyRecord> {
  /** A change at a child is a change of its company. */
  const ofPartners = async (partners: number[], signal: AbortSignal) =>
    idsOf(await rpc.read('res.partner', partners, ['commercial_partner_id'], { signal }), 'commercial_partner_id');
  const by = (field: string) => (changed: Row[], signal: AbortSignal) => ofPartners(idsIn(field)(changed), signal);
  return {
    model: 'res.partner',
    domain: async (signal) => partyDomain(rpc, await references.get(signal), signal),
    pageSize: 100,
    watch: [
      { model: 'res.partner', fields: ['parent_id'], affects: async (changed, signal) => [...idsIn('id')(changed), ...(await by('parent_id')(changed, signal))] },
      // What moves the credit that is used.
      { model: 'sale.order', domain: [['state', 'in', ['sale', 'cancel']]], fields: ['partner_id'], affects: by('partner_id') },
      { model: 'account.move', domain: [['move_type', 'in', ['out_invoice', 'out_refund']]], fields: ['partner_id'], affects: by('partner_id') },
      { model: 'account.payment', fields: ['partner_id'], affects: by('partner_id') },
    ], // biome-ignore format: one table a line
    async load(ids, signal) {
      const reference = await references.get(signal);
      const found = await rpc.search('res.partner', [['id', 'in', ids], ...(await partyDomain(rpc, reference, signal))], fields, {
        signal,
        order: 'id',
      });
      const keys = found.map((party) => number(party.id));
      const today = dayIn(reference.company.zone, rpc.sourceNow());
      const [children, tags, invoices, sales] = await Promise.all([
        rpc.search('res.partner', [['parent_id', 'in', keys], ['is_company', '=', false]], childFields, { signal, order: 'id' }),
        rpc.read('res.partner.category', idsOf(found, 'category_id'), ['name'], { signal }),
        rpc.search('account.move', [['commercial_partner_id', 'in', keys], ['company_id', '=', reference.company.id], ['move_type', '=', 'out_invoice'], ['state', '=', 'posted'], ['amount_residual', '>', 0], ['invoice_date_due', '<', today]], ['commercial_partner_id', 'amount_residual_signed'], { signal }),
        rpc.search('sale.order', [['partner_id.commercial_partner_id', 'in', keys], ['company_id', '=', reference.company.id], ['state', '=', 'sale'], ['invoice_status', '!=', 'invoiced']], ['partner_id', 'delivery_status', 'currency_rate'], { signal }),
      ]); // biome-ignore format: one table a line
      const [partners, lines] = await Promise.all([
        rpc.read('res.partner', idsOf(sales, 'partner_id'), ['commercial_partner_id'], { signal }),
        rpc.search('sale.order.line', [['order_id', 'in', numbers(sales.map((sale) => sale.id))], ['display_type', '=', false]], ['order_id', 'price_total', 'product_uom_qty', 'qty_delivered', 'qty_delivered_method', 'qty_invoiced_posted'], { signal }),
      ]); // biome-ignore format: one table a line
      const [owners, linesOf] = [byId(partners), groupBy(lines, 'order_id')];
      const ownerOf = (sale: Row) => number(owners.get(number(sale.partner_id))?.commercial_partner_id);
      const sum = (list: Row[], field: string) => list.reduce((total, one) => total + micros(one[field]), 0n);
      const [childrenOf, overdueOf] = [groupBy(children, 'parent_id'), groupBy(invoices, 'commercial_partner_id')];
      const salesOf = Map.groupBy(sales, ownerOf);
      const tagNames = byId(tags);
      return found.map((party) => {
        const key = number(party.id);
        return partyOf(party, {
          children: childrenOf.get(key) ?? [],
          tags: numbers(party.category_id).map((tag) => text(tagNames.get(tag)?.name)),
          openOrders: (salesOf.get(key) ?? []).reduce((total, sale) => total + openOf(sale, linesOf.get(number(sale.id)) ?? []), 0n),
          overdue: sum(overdueOf.get(key) ?? [], 'amount_residual_signed'),
          reference,
        });
      });
    },
  };
}

interface Kin {
  children: Row[];
  tags: string[];
  openOrders: bigint;
  overdue: bigint;
  reference: Reference;
}

function partyOf(party: Row, { children, tags, openOrders, overdue, reference }: Kin): PartyRecord {
  const vat = some(party.vat);
  const term = reference.terms.get(number(party.property_payment_term_id));
  const rep = reference.users.get(number(party.user_id));
  const parent = number(party.parent_id);
  const key = /\[splot:([^\]]+)\]/.exec(plain(party.comment))?.[1];
  const places = children.filter((child) => child.type !== 'contact');
  const marked = (type: string) => places.some((child) => child.type === type && child.active !== false);
  const credit = creditOf(party, openOrders, overdue, reference.company.currency);
  return {
    externalId: id(party.id),
    kind: party.is_company === true || vat ? 'BUSINESS' : 'PERSON',
    name: text(party.name),
    active: flag(party.active),
    groups: tags,
    credit,
    addresses: [
      // The party's own place serves for what no address of its own is named for.
      ...(some(party.street) || some(party.city)
        ? [
            {
              ...addressOf(party, reference),
              externalId: id(party.id),
              active: true,
              isBilling: !marked('invoice'),
              isShipping: !marked('delivery'),
            },
          ]
        : []),
      ...places.map((child) => ({
        ...addressOf(child, reference),
        externalId: id(child.id),
        active: child.active !== false,
        isBilling: child.type === 'invoice',
        isShipping: child.type === 'delivery' || child.type === 'other',
      })),
    ],
    contacts: children.filter((child) => child.type === 'contact').map(contactOf),
    ...present({
      number: some(party.ref),
      email: some(party.email),
      phone: some(party.phone),
      taxId: vat && taxId(vat),
      priceListId: someId(party.property_product_pricelist),
      paymentTerms: term,
      taxRuleId: someId(party.property_account_position_id),
      language: some(party.lang)?.replace('_', '-'),
      salesRep: rep && { name: rep.name, ...present({ email: rep.email, phone: rep.phone }) },
      parentId: parent ? id(parent) : undefined,
      hubKey: key,
    }),
  };
}

/**
 * What is ordered and not on a posted invoice, in the company's currency. Odoo's own `amount_to_invoice` leaves out goods that are invoiced on delivery until they
 * have left: a customer could order far beyond its limit. Where nothing more will be delivered, what did not leave is not owed.
 */
function openOf(sale: Row, lines: Row[]): bigint {
  const open = lines.reduce((total, line) => {
    const ordered = number(line.product_uom_qty);
    const due = sale.delivery_status === 'full' && line.qty_delivered_method === 'stock_move' ? number(line.qty_delivered) : ordered;
    const left = due - number(line.qty_invoiced_posted);
    return ordered > 0 && left > 0 ? total + (number(line.price_total) * left) / ordered : total;
  }, 0);
  return micros((open / (number(sale.currency_rate) || 1)).toFixed(2));
}

/** `credit` is what the customer owes on its account; what is ordered and not invoiced yet comes on top of it. */
function creditOf(party: Row, openOrders: bigint, overdue: bigint, currency: string): NonNullable<PartyRecord['credit']> {
  const owed = micros(party.credit);
  const used = owed + openOrders > 0n ? owed + openOrders : 0n;
  const limit = flag(party.use_partner_credit_limit) ? micros(party.credit_limit) : undefined;
  return {
    used,
    openOrders,
    openInvoices: owed > 0n ? owed : 0n,
    overdue,
    currency,
    blocked: limit !== undefined && limit < used,
    ...present({ limit }),
  };
}

/** Digits only for a Polish one. */
export const taxId = (vat: string): string => {
  const compact = vat.replace(/[\s.-]/g, '').toUpperCase();
  return /^(PL)?\d{10}$/.test(compact) ? compact.replace(/^PL/, '') : compact;
};

const roles: [RegExp, PartyContactRecord['role']][] = [
  [/księg|ksieg|account|faktur/i, 'ACCOUNTANT'],
  [/akcept|approv|zatwierdz/i, 'APPROVER'],
  [/admin/i, 'ADMIN'],
  [/zakup|kup|buy|purchas/i, 'BUYER'],
];

function contactOf(child: Row): PartyContactRecord {
  return {
    externalId: id(child.id),
    name: text(child.name),
    role: roles.find(([words]) => words.test(text(child.function)))?.[1] ?? 'OTHER',
    active: child.active !== false,
    ...present({ email: some(child.email), phone: some(child.phone) }),
  };
}

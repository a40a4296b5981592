/** Offers, promotions and loyalty cards. In Odoo an offer and the sale it becomes are one record. */
import type { LoyaltyRecord, PromotionRecord, QuoteRecord } from '../connector.ts';
import { lineFields, lineOf } from './orderparts.ts';
import { idsIn, type Source } from './poll.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { quoteKeyOf, quoteMark } from './sales.ts';
import {
  byId,
  dayIn,
  groupBy,
  id,
  idsOf,
  micros,
  number,
  numbers,
  percentText,
  plain,
  present,
  type Row,
  some,
  someId,
  text,
} from './values.ts';

/** Offers that were sent, and those the hub asked for; a clerk's draft is nobody's business yet. */
const offered = ['|', ['state', '=', 'sent'], ['origin', 'like', quoteMark('')]];

export function quotes(rpc: Rpc, references: ReferenceStore): Source<QuoteRecord> {
  /** Told as open: the record says nothing of having been an offer once it is a sale. */
  const told = new Set<number>();
  return {
    model: 'sale.order',
    domain: async (signal) => [...offered, ['company_id', '=', (await references.get(signal)).company.id]],
    pageSize: 50,
    watch: [
      { model: 'sale.order', affects: idsIn('id') },
      { model: 'sale.order.line', fields: ['order_id'], affects: idsIn('order_id') },
    ],
    async load(ids, signal) {
      const reference = await references.get(signal);
      const candidates = ['|', ['id', 'in', ids.filter((key) => told.has(key))], ...offered];
      const found = await rpc.search(
        'sale.order',
        [['id', 'in', ids], ['company_id', '=', reference.company.id], ...candidates],
        ['name', 'state', 'origin', 'partner_id', 'currency_id', 'validity_date', 'note', 'amount_untaxed', 'amount_tax', 'amount_total'],
        { signal, order: 'id' },
      );
      const lines = await rpc.search(
        'sale.order.line',
        [
          ['order_id', 'in', idsOf(found, 'id')],
          ['display_type', '=', false],
        ],
        lineFields,
        { signal, order: 'sequence, id' },
      );
      const [products, partners] = await Promise.all([
        rpc.read('product.product', idsOf(lines, 'product_id'), ['default_code', 'name'], { signal }).then(byId),
        rpc.read('res.partner', idsOf(found, 'partner_id'), ['commercial_partner_id'], { signal }).then(byId),
      ]);
      const today = dayIn(reference.company.zone, rpc.sourceNow());
      const linesOf = groupBy(lines, 'order_id');
      const kin = { reference, products, movesOfLine: new Map<number, Row[]>(), movesOfPicking: new Map<number, Row[]>() };
      return found.map((sale) => {
        const key = number(sale.id);
        told.add(key);
        const own = linesOf.get(key) ?? [];
        const records = own.map((line) => ({ line, record: lineOf(line, kin) }));
        const sum = (field: 'net' | 'gross') =>
          records.filter(({ line }) => line.is_delivery === true).reduce((total, { record }) => total + record[field], 0n);
        const state = stateOf(sale, today);
        return {
          externalId: id(sale.id),
          number: text(sale.name),
          currency: reference.currencies.get(number(sale.currency_id)) ?? reference.company.currency,
          state,
          lines: records.filter(({ line }) => line.is_delivery !== true).map(({ record }) => record),
          totals: {
            net: micros(sale.amount_untaxed),
            tax: micros(sale.amount_tax),
            gross: micros(sale.amount_total),
            deliveryNet: sum('net'),
            deliveryGross: sum('gross'),
          },
          ...present({
            hubKey: quoteKeyOf(sale.origin),
            partyId: someId(partners.get(number(sale.partner_id))?.commercial_partner_id),
            validUntil: some(sale.validity_date),
            note: some(plain(sale.note)),
            orderId: state === 'ACCEPTED' ? id(sale.id) : undefined,
          }),
        } satisfies QuoteRecord;
      });
    },
  };
}

function stateOf(sale: Row, today: string): QuoteRecord['state'] {
  if (sale.state === 'sale') return 'ACCEPTED';
  if (sale.state === 'cancel') return 'REJECTED';
  const until = some(sale.validity_date);
  if (until && until < today) return 'EXPIRED';
  return sale.state === 'sent' ? 'OFFERED' : 'REQUESTED';
}

export function loyalty(rpc: Rpc, references: ReferenceStore): Source<LoyaltyRecord> {
  const cards = [
    ['program_type', '=', 'loyalty'],
    ['partner_id', '!=', false],
  ];
  return {
    model: 'loyalty.card',
    domain: async (signal) => [...cards, ['company_id', 'in', [false, (await references.get(signal)).company.id]]],
    pageSize: 200,
    watch: [{ model: 'loyalty.card', domain: cards, affects: idsIn('id') }],
    async load(ids, signal) {
      const found = await rpc.search('loyalty.card', [['id', 'in', ids], ...cards], ['partner_id', 'points', 'expiration_date'], {
        signal,
      });
      return found.map((card) => ({
        externalId: id(card.id),
        partyId: id(card.partner_id),
        // Odoo keeps fractions; what a customer may spend is whole.
        points: Math.floor(number(card.points) + 1e-9),
        ...present({ expiresOn: some(card.expiration_date) }),
      }));
    },
  };
}

/** Programs that change prices without points: promotions and codes. */
export async function readPromotions(rpc: Rpc, reference: Reference, signal: AbortSignal): Promise<PromotionRecord[]> {
  const programs = await rpc.search(
    'loyalty.program',
    [
      ['program_type', 'in', ['promotion', 'promo_code']],
      ['company_id', 'in', [false, reference.company.id]],
    ],
    ['name', 'active', 'date_from', 'date_to', 'limit_usage', 'pricelist_ids', 'rule_ids', 'reward_ids', 'currency_id'],
    { signal, order: 'id' },
  );
  const [rules, rewards] = await Promise.all([
    rpc.read(
      'loyalty.rule',
      idsOf(programs, 'rule_ids'),
      [
        'program_id',
        'code',
        'minimum_qty',
        'minimum_amount',
        'minimum_amount_tax_mode',
        'product_ids',
        'product_category_id',
        'product_tag_id',
        'product_domain',
        'active',
      ],
      { signal },
    ),
    rpc.read(
      'loyalty.reward',
      idsOf(programs, 'reward_ids'),
      [
        'program_id',
        'reward_type',
        'discount',
        'discount_mode',
        'discount_applicability',
        'discount_max_amount',
        'discount_product_ids',
        'discount_product_category_id',
      ],
      { signal },
    ),
  ]);
  const [rulesOf, rewardsOf] = [groupBy(rules, 'program_id'), groupBy(rewards, 'program_id')];
  return programs.map((program) =>
    promotionOf(program, rulesOf.get(number(program.id)) ?? [], rewardsOf.get(number(program.id)) ?? [], reference),
  );
}

/** What is told with an effect the hub computes itself; anything richer is shown, and Odoo decides. */
export function promotionOf(program: Row, rules: Row[], rewards: Row[], reference: Reference): PromotionRecord {
  const [rule] = rules;
  const currency = reference.currencies.get(number(program.currency_id)) ?? reference.company.currency;
  const variants = numbers(rule?.product_ids);
  const category = someId(rule?.product_category_id);
  const plainRule =
    rules.length === 1 && !rule?.product_tag_id && ['', '[]'].includes(text(rule?.product_domain).trim()) && !(variants.length && category);
  const netMinimum = !micros(rule?.minimum_amount) || rule?.minimum_amount_tax_mode === 'excl';
  const effect = plainRule && netMinimum && !program.limit_usage ? effectOf(rewards, currency) : undefined;
  const quantity = micros(rule?.minimum_qty);
  return {
    externalId: id(program.id),
    code: `ODOO-${number(program.id)}`,
    title: text(program.name),
    active: program.active === true,
    couponCodes: rules.flatMap((found) => some(found.code) ?? []),
    conditions: {
      ...(variants.length ? { variantIds: variants.map(String) } : {}),
      ...(category ? { categoryIds: [category] } : {}),
      ...(numbers(program.pricelist_ids).length ? { priceListIds: numbers(program.pricelist_ids).map(String) } : {}),
      ...(quantity > 1_000_000n ? { minQuantity: quantity, together: true } : {}),
      ...(micros(rule?.minimum_amount) ? { minNet: micros(rule?.minimum_amount), currency } : {}),
    },
    ...present({ startsOn: some(program.date_from), endsOn: some(program.date_to), effect }),
  };
}

function effectOf(rewards: Row[], currency: string): PromotionRecord['effect'] {
  const [reward] = rewards;
  if (
    rewards.length !== 1 ||
    reward?.reward_type !== 'discount' ||
    reward.discount_applicability !== 'order' ||
    number(reward.discount_max_amount)
  )
    return undefined;
  if (reward.discount_mode === 'percent') return { kind: 'PERCENT', percent: percentText(reward.discount), on: 'ORDER' };
  if (reward.discount_mode === 'per_order') return { kind: 'AMOUNT', amount: micros(reward.discount), currency, on: 'ORDER' };
  return undefined;
}

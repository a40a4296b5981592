/**
 * Price lists and what each charges for every variant: asked from Odoo through the stored procedure `prices`, or evaluated here where nobody installed it.
 * One question prices a page of variants at every quantity step and period of a list.
 */
import type { PriceListRecord, PriceRecord } from '../connector.ts';
import { idsIn, type Source } from './poll.ts';
import { readBook, readVariants } from './pricebook.ts';
import { netOf, type PriceBook, type PricedVariant, type PriceRule, priceOf, rounded, rulesUnder, steps, touches } from './pricerules.ts';
import type { Procedures } from './procedures.ts';
import { codeOf } from './products.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { dayIn, id, micros, number, numbers, present, rows, stamp, toNumber } from './values.ts';

export function readPriceLists(reference: Reference): PriceListRecord[] {
  // Odoo's own choice for somebody without a list: the first by sequence.
  const first = reference.lists.find((list) => list.active)?.id;
  return reference.lists.map((list) => ({
    externalId: id(list.id),
    code: codeOf(list.name).toUpperCase().replace(/_/g, '-'),
    name: list.name,
    currency: list.currency,
    isDefault: list.id === first,
    active: list.active,
  }));
}

export function prices(rpc: Rpc, references: ReferenceStore, procedures: Procedures): Source<PriceRecord> {
  const everything = () => 'all' as const;
  const ofTemplates = async (templates: number[], signal: AbortSignal) =>
    numbers(
      await rpc.call(
        'product.product',
        'search',
        { domain: [['product_tmpl_id', 'in', templates]] },
        { signal, context: { active_test: false } },
      ),
    );
  return {
    model: 'product.product',
    domain: async (signal) => [
      ['sale_ok', '=', true],
      ['company_id', 'in', [false, (await references.get(signal)).company.id]],
    ],
    pageSize: 300,
    watch: [
      { model: 'product.template', affects: (changed, signal) => ofTemplates(idsIn('id')(changed), signal) },
      { model: 'product.product', affects: idsIn('id') },
      { model: 'product.pricelist', affects: everything },
      {
        model: 'product.pricelist.item',
        fields: ['applied_on', 'product_id', 'product_tmpl_id'],
        // A rule of one product re-prices that product; any other its whole list.
        async affects(changed, signal) {
          if (changed.some((rule) => !rule.product_tmpl_id)) return 'all';
          return ofTemplates(idsIn('product_tmpl_id')(changed), signal);
        },
      },
      { model: 'product.category', affects: everything },
    ], // biome-ignore format: one table a line
    async load(ids, signal) {
      const [reference, book, variants] = await Promise.all([
        references.get(signal, 5_000),
        readBook(rpc, references, signal),
        readVariants(rpc, ids, signal),
      ]);
      const lists = reference.lists.filter((list) => list.active);
      const records: PriceRecord[] = [];
      for (const list of lists) {
        for (const variant of variants.withdrawn) records.push({ listId: id(list.id), variantId: id(variant), rows: [] });
        records.push(...(await priceList(rpc, procedures, reference, book, list.id, variants.sold, signal)));
      }
      return records;
    },
  };
}

interface Asked {
  unitNet: bigint;
  rule: PriceRule | undefined;
}
/** Answers by variant for each (quantity, instant) asked. */
type Ask = { quantity: bigint; at: number };

async function priceList(
  rpc: Rpc,
  procedures: Procedures,
  reference: Reference,
  book: PriceBook,
  list: number,
  variants: PricedVariant[],
  signal: AbortSignal,
): Promise<PriceRecord[]> {
  const { zone } = reference.company;
  const today = dayIn(zone, rpc.sourceNow());
  const rules = rulesUnder(book.rules, list).filter((rule) => variants.some((variant) => touches(rule, variant)));
  const spans = periods(rules, zone, today);
  const asks = spans.flatMap((span) => steps(rules).map((quantity) => ({ quantity, at: noonAt(zone, span.from ?? today), span })));
  const answers = await ask(procedures, book, list, variants, asks, signal);
  return variants.map((variant) => {
    // Steps of rules that say nothing about this variant give the price of the step below, and no row.
    const found = spans.flatMap((span) => {
      let before: bigint | undefined;
      return asks.flatMap((asked, index) => {
        if (asked.span !== span) return [];
        const answer = answers[index]?.get(variant.id);
        if (!answer || answer.unitNet === before) return [];
        before = answer.unitNet;
        return [rowOf(asked.quantity, answer, span)];
      });
    });
    return { listId: id(list), variantId: id(variant.id), rows: joined(found) };
  });
}

type PriceRow = PriceRecord['rows'][number];
const kinds = { fixed: 'FIXED', percentage: 'PERCENT', formula: 'FORMULA' } as const;

function rowOf(quantity: bigint, { unitNet, rule }: Asked, span: { from?: string; to?: string }): PriceRow {
  return {
    minQuantity: quantity,
    unitNet,
    ...present({ validFrom: span.from, validTo: span.to }),
    ...(rule ? { rule: rule.name, ruleKind: kinds[rule.compute] } : {}),
  };
}

async function ask(
  procedures: Procedures,
  book: PriceBook,
  list: number,
  variants: PricedVariant[],
  asks: Ask[],
  signal: AbortSignal,
): Promise<Map<number, Asked>[]> {
  if (!variants.length) return asks.map(() => new Map());
  const answer = await procedures.run(
    'prices',
    {
      list,
      variants: variants.map((variant) => variant.id),
      asks: asks.map(({ quantity, at }) => ({ quantity: toNumber(quantity), at: stamp(at).slice(0, 19) })),
    },
    { signal, timeoutMs: 120_000 },
  );
  if (!answer)
    return asks.map(({ quantity, at }) => new Map(variants.map((variant) => {
      const priced = priceOf(book, list, variant, quantity, at);
      return [variant.id, { unitNet: netOf(priced), rule: priced.rule }];
    }))); // biome-ignore format: one thought
  const ruleOfId = new Map(book.rules.map((rule) => [rule.id, rule]));
  return rows(answer.prices).map((found) => new Map(variants.map((variant) => {
    const [unit, discount, rule] = Array.isArray(found[variant.id]) ? (found[variant.id] as unknown[]) : [];
    const unitNet = netOf({ unit: rounded(micros(unit), book.digits), discount: rounded(micros(discount), 2) });
    return [variant.id, { unitNet, rule: ruleOfId.get(number(rule)) }];
  }))); // biome-ignore format: one thought
}

/** An hour of the day at which a rule that holds on a day surely holds. */
export function noonAt(zone: string, day: string): number {
  const utc = Date.parse(`${day}T12:00:00Z`);
  // Away from UTC by whole minutes: what the zone's clock shows then says by how many.
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(utc);
  return utc - (Date.parse(`${shown.replace(' ', 'T')}Z`) - utc);
}

/** The stretches of days, from today on, within which no dated rule begins or ends. A rule counts for a day when it holds at noon. */
export function periods(rules: PriceRule[], zone: string, today: string): { from?: string; to?: string }[] {
  const edges = rules.flatMap(({ from, to }) => [
    ...(from === undefined ? [] : [firstDay(zone, from)]),
    ...(to === undefined ? [] : [addDays(lastDay(zone, to), 1)]),
  ]);
  const starts = [...new Set(edges.filter((edge) => edge > today))].sort();
  return [undefined, ...starts].map((from, index) => {
    const next = starts[index];
    return present({ from, to: next && addDays(next, -1) });
  });
}

const firstDay = (zone: string, at: number) => {
  const day = dayIn(zone, at);
  return noonAt(zone, day) >= at ? day : addDays(day, 1);
};
const lastDay = (zone: string, at: number) => {
  const day = dayIn(zone, at);
  return noonAt(zone, day) <= at ? day : addDays(day, -1);
};
const addDays = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A price that the next period repeats is one row. */
function joined(found: PriceRow[]): PriceRow[] {
  const spans = [...Map.groupBy(found, (price) => price.validFrom ?? '').entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, span]) => span);
  const shape = (span: PriceRow[]) => span.map((price) => `${price.minQuantity}:${price.unitNet}:${price.rule ?? ''}`).join();
  const merged: PriceRow[][] = [];
  for (const span of spans) {
    const before = merged.at(-1);
    if (!before || shape(before) !== shape(span)) merged.push(span);
    else
      merged[merged.length - 1] = before.map(({ validTo: _ended, ...price }) => ({ ...price, ...present({ validTo: span[0]?.validTo }) }));
  }
  return merged.flat();
}

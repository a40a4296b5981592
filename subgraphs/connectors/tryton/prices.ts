/**
 * Price lists and prices. Prices are ASKED from Tryton (`sale_price_uom` with list, quantity, date and taxes in the context) and never
 * computed here: formulas may use anything. One call prices many products, so a list costs one call per quantity break and period.
 */
import type { PriceListRecord, PriceRecord } from '../connector.ts';
import { idsIn, type Source } from './poll.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import type { CallOptions, Rpc } from './rpc.ts';
import { addDays, date, flag, id, micros, number, numbers, present, type Row, row, some, text } from './values.ts';

export async function readPriceLists(rpc: Rpc, reference: Reference, signal: AbortSignal): Promise<PriceListRecord[]> {
  const [company, lists] = await Promise.all([rpc.company(signal), rpc.search('product.price_list', [], ['name', 'active'], { signal })]);
  return lists.map((list) => ({
    externalId: id(list.id),
    code: codeOf(text(list.name)),
    name: text(list.name),
    currency: company.currency,
    isDefault: list.id === reference.defaultPriceList,
    active: flag(list.active),
  }));
}

/** Tryton's lists, promotions and rules have names only. */
export const codeOf = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/g, 'l')
    .replace(/Ł/g, 'L')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

interface Line {
  list: number;
  product: number;
  quantity: number;
  from: string | undefined;
  to: string | undefined;
}

export function prices(rpc: Rpc, references: ReferenceStore): Source<PriceRecord> {
  const everything = () => 'all' as const;
  const ofTemplates = async (changed: Row[], signal: AbortSignal) => {
    const found = await rpc.search('product.product', [['template', 'in', numbers(changed.map((template) => template.id))]], [], {
      signal,
    });
    return numbers(found.map((product) => product.id));
  };
  return {
    model: 'product.product',
    pageSize: 200,
    watch: [
      { model: 'product.template', affects: ofTemplates },
      { model: 'product.product', affects: idsIn('id') },
      { model: 'product.price_list', affects: everything },
      { model: 'product.price_list.line', affects: everything },
      { model: 'product.category', affects: everything },
    ],
    async load(ids, signal) {
      const [reference, today, lists, lineRows, products] = await Promise.all([
        references.get(signal),
        rpc.today(signal),
        rpc.search('product.price_list', [], ['unit', 'tax_included'], { signal }),
        rpc.search('product.price_list.line', [], ['price_list', 'product', 'quantity', 'start_date', 'end_date'], { signal }),
        rpc.read('product.product', ids, ['template.default_uom', 'template.sale_uom', 'template.account_category', 'template.salable'], {
          signal,
        }),
      ]);
      const lines = lineRows.map(parseLine);
      const salable = products.filter((product) => flag(row(product['template.']).salable));
      const withdrawn = products.filter((product) => !salable.includes(product));
      const records: PriceRecord[] = lists.flatMap((list) =>
        withdrawn.map((product) => ({ listId: id(list.id), variantId: id(product.id), rows: [] })),
      );
      for (const list of lists) {
        const ofList = lines.filter((line) => line.list === list.id);
        records.push(...(await priceList(rpc, reference, list, ofList, salable, today, signal)));
      }
      return records;
    },
  };
}

function parseLine(found: Row): Line {
  return {
    list: number(found.price_list),
    product: number(found.product),
    quantity: number(found.quantity),
    from: some(found.start_date),
    to: some(found.end_date),
  };
}

type Price = bigint;

/** Products that share unit and taxes can be asked in one call. */
async function priceList(rpc: Rpc, reference: Reference, list: Row, lines: Line[], products: Row[], today: string, signal: AbortSignal) {
  const spans = periods(lines, today);
  const groups = Map.groupBy(products, (product) => {
    const template = row(product['template.']);
    return JSON.stringify([template.default_uom, template.sale_uom, list.tax_included ? template.account_category : 0]);
  });
  const rowsOf = new Map<number, PriceRecord['rows']>(products.map((product) => [number(product.id), []]));
  for (const group of groups.values()) {
    const template = row(group[0]?.['template.']);
    const unit = reference.units.get(number(template.default_uom));
    const salesUnit = reference.units.get(number(template.sale_uom));
    // Breaks of such a list are counted in sales units, ours in stock units.
    const factor = list.unit === 'product_sale' && unit && salesUnit ? salesUnit.factor / unit.factor : 1;
    const taxes = list.tax_included ? reference.categoryTaxes.get(number(template.account_category)) : undefined;
    for (const span of spans) {
      const breaks = [...new Set(lines.map((line) => line.quantity).filter((quantity) => quantity > 0))].sort((a, b) => a - b);
      const asked = new Map<number, { quantity: number; price: Price }[]>(group.map((product) => [number(product.id), []]));
      for (const quantity of [0, ...breaks]) {
        const general = quantity === 0 || lines.some((line) => line.quantity === quantity && !line.product);
        const named = new Set(lines.filter((line) => line.quantity === quantity).map((line) => line.product));
        const ids = [...asked.keys()].filter((product) => general || named.has(product));
        const context = {
          price_list: list.id,
          uom: unit?.id,
          quantity: quantity * factor,
          date: date(span.from ?? today),
          ...(taxes ? { taxes } : {}),
        };
        for (const [product, price] of await ask(rpc, ids, { signal, context })) {
          const known = asked.get(product);
          if (known && known.at(-1)?.price !== price) known.push({ quantity: quantity * factor, price });
        }
      }
      for (const [product, found] of asked)
        for (const { quantity, price } of found)
          rowsOf
            .get(product)
            ?.push({ minQuantity: micros(quantity), unitNet: price, ...present({ validFrom: span.from, validTo: span.to }) });
    }
  }
  return [...rowsOf].map(([product, found]) => ({ listId: id(list.id), variantId: id(product), rows: joined(found) }));
}

async function ask(rpc: Rpc, ids: number[], options: CallOptions): Promise<Map<number, Price>> {
  const answers = await rpc.read('product.product', ids, ['sale_price_uom'], { timeoutMs: 60_000, ...options });
  return new Map(answers.flatMap((answer) => (answer.sale_price_uom === null ? [] : [[number(answer.id), micros(answer.sale_price_uom)]])));
}

/** The stretches of time, from today on, within which no dated line begins or ends. */
function periods(lines: Line[], today: string): { from?: string; to?: string }[] {
  const edges = lines.flatMap((line) => [...(line.from ? [line.from] : []), ...(line.to ? [addDays(line.to, 1)] : [])]);
  const starts = [...new Set(edges.filter((edge) => edge > today))].sort();
  return [undefined, ...starts].map((from, index) => {
    const next = starts[index];
    return present({ from, to: next && addDays(next, -1) });
  });
}

/** A price that the next period repeats is one row. */
function joined(found: PriceRecord['rows']): PriceRecord['rows'] {
  const bySpan = [...Map.groupBy(found, (price) => price.validFrom ?? '').entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, span]) => span);
  const shape = (span: PriceRecord['rows']) => span.map((price) => `${price.minQuantity}:${price.unitNet}`).join();
  const merged: PriceRecord['rows'][] = [];
  for (const span of bySpan) {
    const before = merged.at(-1);
    if (!before || shape(before) !== shape(span)) merged.push(span);
    else
      merged[merged.length - 1] = before.map(({ validTo: _ended, ...price }) => ({ ...price, ...present({ validTo: span[0]?.validTo }) }));
  }
  return merged.flat();
}

/**
 * A large catalogue from a small one: each product of the demo is copied under a series name ("Łóżko Mazury Jodła 12"), with its variants,
 * texts, prices, stock and so on, by SQL that both stores understand. Prices differ from copy to copy.
 */
import { fold, sortKey } from '#hub/text.ts';

export interface Sql {
  run(sql: string): Promise<void>;
  columnsOf(table: string): Promise<string[]>;
}

interface Copied {
  /** Which rows of the demo; `t` is the row. */
  where?: string;
  /** Columns that differ from the demo's; `c` is the copy: n, label, series, folded, sorted. */
  set: Record<string, string>;
}

/** The time in an id makes way for the number of the copy. */
const id = (column: string): string => `substr(t.${column}, 1, 4) || c.label || substr(t.${column}, 17)`;
const named = (column: string): string => `t.${column} || '-' || c.n`;
/** Up to 240 zł more, in steps of 3 zł. */
const dearer = (column: string): string => `t.${column} + (c.n % 80) * 3000000`;
const soldTo = "t.price_list_id in (select id from price_list where code in ('DETAL', 'HURT')) and t.valid_from = '' and t.valid_to = ''";

const copied: Record<string, Copied> = {
  product: {
    set: {
      id: id('id'),
      slug: named('slug'),
      shop_slug: named('shop_slug'),
      search: "t.search || ' ' || c.folded",
      sort_title: "t.sort_title || ' ' || c.sorted",
      sort_price_micros: dearer('sort_price_micros'),
      created_at: 't.created_at + c.n',
      updated_at: 't.updated_at + c.n',
    },
  },
  product_category: {
    set: { product_id: id('product_id'), sort_title: "t.sort_title || ' ' || c.sorted", sort_price_micros: dearer('sort_price_micros') },
  },
  localized_text: {
    where: "t.locale = 'pl' and (t.entity_id like 'prd%' or t.entity_id like 'var%')",
    set: { entity_id: id('entity_id'), value: "case t.field when 'title' then t.value || ' ' || c.series else t.value end" },
  },
  media: { set: { owner_id: id('owner_id') } },
  parameter: { where: 't.position < 3', set: { owner_id: id('owner_id'), product_id: id('product_id') } },
  variant: { set: { id: id('id'), product_id: id('product_id'), sku: named('sku') } },
  gtin: { set: { gtin: named('gtin'), variant_id: id('variant_id') } },
  price: { where: soldTo, set: { variant_id: id('variant_id'), unit_net_micros: dearer('unit_net_micros') } },
  price_history: {
    where: `${soldTo} and t.min_quantity_micros <= 1000000 and t.until_at is null`,
    set: { variant_id: id('variant_id'), unit_net_micros: dearer('unit_net_micros') },
  },
  stock_level: {
    where: "t.location_id in (select id from location where kind = 'WAREHOUSE')",
    set: { id: id('id'), variant_id: id('variant_id'), changed_at: 't.changed_at + c.n' },
  },
  incoming_delivery: { set: { id: id('id'), variant_id: id('variant_id') } },
};

const woods = [
  'Jodła',
  'Świerk',
  'Modrzew',
  'Cis',
  'Buk',
  'Dąb',
  'Klon',
  'Jesion',
  'Wiąz',
  'Lipa',
  'Grab',
  'Olcha',
  'Topola',
  'Wierzba',
  'Jarząb',
  'Cisna',
];

/** `copies` more of everything. */
export async function copyCatalogue(sql: Sql, copies: number): Promise<void> {
  await sql.run('create temporary table copy_number (n integer, label text, series text, folded text, sorted text)');
  for (let from = 1; from <= copies; from += 500) {
    const rows = Array.from({ length: Math.min(500, copies - from + 1) }, (_, i) => numberRow(from + i));
    await sql.run(`insert into copy_number values ${rows.join(', ')}`);
  }
  for (const [table, { where }] of Object.entries(copied))
    await sql.run(`create temporary table demo_${table} as select * from ${table} t${where ? ` where ${where}` : ''}`);
  for (const [table, { set }] of Object.entries(copied)) {
    const columns = await sql.columnsOf(table);
    const values = columns.map((column) => set[column] ?? `t.${column}`);
    await sql.run(`insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from copy_number c cross join demo_${table} t`);
  }
}

function numberRow(n: number): string {
  const series = `${woods[n % woods.length]} ${Math.ceil(n / woods.length)}`;
  return `(${n}, '019${n.toString(16).padStart(9, '0')}', '${series}', '${fold(series)}', '${sortKey(series)}')`;
}

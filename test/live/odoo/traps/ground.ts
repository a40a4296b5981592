/** What the traps stand on: a real Odoo, the connector on it, and ways to make an order as Odoo itself would price it. */
import { type Connected, type OrderPush, Terminal } from '#connectors/connector.ts';
import { odoo } from '#connectors/odoo/index.ts';
import type { OdooErp } from '../odoo.ts';

export interface Ground {
  erp: OdooErp;
  connected: Connected;
  signal: AbortSignal;
  /** Another connection, to this database or another, with other settings. */
  connect(settings?: Record<string, string>): Connected;
  /** Records of one pull. */
  read<E extends keyof Connected['pull']>(
    entity: E,
    cursor?: string | null,
    connected?: Connected,
  ): Promise<{ records: RecordOf<E>[]; cursor: string }>;
  /** An order of one line for a party, priced as Odoo prices it. */
  order(partyName: string, sku: string, quantity: number, more?: Partial<OrderPush>): Promise<OrderPush>;
}

type PullOf<E extends keyof Connected['pull']> = NonNullable<Connected['pull'][E]>;
type RecordOf<E extends keyof Connected['pull']> =
  PullOf<E> extends (...words: never[]) => AsyncIterable<{ records: (infer R)[] }> ? R : never;

export interface Trap {
  /** Of the target line: `odoo-<name>`. */
  name: string;
  title: string;
  /** What the value may be at most. */
  bound: number;
  run(ground: Ground): Promise<number>;
}

export const micros = (amount: number | string) => BigInt(Math.round(Number(amount) * 1e6));
let serial = 0;
export const newKey = (name: string) => {
  serial += 1;
  return `trap-${name}-${process.pid}-${serial}`;
};
export const codeOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'none';
  } catch (error) {
    if (!(error instanceof Terminal)) return String(error);
    if (error.code === 'SOURCE_REFUSED') console.log(`   ${error.detail}`);
    return error.code;
  }
};
export function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`does not hold: ${what}`);
}

/** The first warehouse has exactly this many of it, the others none. */
export async function level(erp: OdooErp, sku: string, pieces: number): Promise<void> {
  const quants = await erp.clerk.search<{ warehouse_id: number }>(
    'stock.quant',
    [
      ['product_id.default_code', '=', sku],
      ['location_id.usage', '=', 'internal'],
    ],
    ['warehouse_id'],
  );
  for (const quant of quants) {
    await erp.clerk.call(
      'stock.quant',
      'write',
      { ids: [quant.id], vals: { inventory_quantity: quant.warehouse_id === 1 ? pieces : 0 } },
      { inventory_mode: true },
    );
    await erp.clerk.call('stock.quant', 'action_apply_inventory', { ids: [quant.id] }, { inventory_mode: true });
  }
}

/** Odoo shows the hub only what is bound: unbinding is taking the procedures away, without losing them. */
export async function bindProcedures(erp: OdooErp, bound: boolean): Promise<void> {
  const actions = await erp.clerk.search(
    'ir.actions.server',
    [
      ['name', '=like', 'splot\\_%'],
      ['name', '!=', 'splot_settle'],
    ],
    [],
  );
  const model = await erp.clerk.one('ir.model', [['model', '=', 'res.company']], []);
  await erp.clerk.write('ir.actions.server', actions.map((action) => action.id), { binding_model_id: bound ? model.id : false }); // biome-ignore format: one call
}
export async function withoutProcedures(erp: OdooErp, connect: Ground['connect']): Promise<Connected> {
  await bindProcedures(erp, false);
  return connect();
}

export async function place(connected: Connected, order: OrderPush, signal: AbortSignal): Promise<string> {
  const made = await connected.push.orderPlace?.(order, newKey('order'), signal);
  if (!made) throw new Error('orders cannot be placed');
  return made.externalId;
}

export function groundOf(erp: OdooErp): Ground {
  const signal = AbortSignal.timeout(1_200_000);
  const { URL: url = '', DATABASE: database = '', KEY: key = '' } = erp.hubSettings;
  const connect = (settings: Record<string, string> = {}) =>
    odoo.connect({ url, database, key, overlapSeconds: '60', ...settings }, { now: () => Date.now(), log: () => {} });
  const connected = connect();
  return {
    erp,
    connected,
    signal,
    connect,
    async read(entity, cursor = null, from = connected) {
      const pull = from.pull[entity] as unknown as (
        cursor: string | null,
        signal: AbortSignal,
      ) => AsyncIterable<{ records: never[]; cursor: string }>;
      const records: never[] = [];
      let last = cursor ?? '';
      for await (const page of pull(cursor, signal)) {
        records.push(...page.records);
        last = page.cursor;
      }
      return { records, cursor: last };
    },
    async order(partyName, sku, quantity, more = {}) {
      const [party, variant, price] = await Promise.all([
        erp.clerk.one('res.partner', [['name', '=', partyName], ['parent_id', '=', false]], []),
        erp.clerk.one('product.product', [['default_code', '=', sku]], []),
        erp.price(partyName, sku, quantity),
      ]); // biome-ignore format: one table a line
      return {
        partyId: String(party.id),
        contact: { name: partyName },
        reference: newKey('ref'),
        channelCode: 'web',
        currency: 'PLN',
        documentDate: new Date().toISOString().slice(0, 10),
        delivery: { methodCode: 'DOST-DPD', methodName: 'Kurier DPD', net: micros(16.26), taxPercent: '23' },
        payment: { methodCode: 'przelewy', state: 'PENDING' },
        lines: [{ variantId: String(variant.id), sku, quantity: micros(quantity), unitNet: micros(price), taxPercent: '23' }],
        ...more,
      };
    },
  };
}

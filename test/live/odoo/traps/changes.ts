/** Changes that Odoo hides, and how soon they are told. */
import { expect, micros, place, type Trap } from './ground.ts';

export const lateCommit: Trap = {
  name: 'late-commit',
  title: 'a change whose transaction began before the last reading and committed after it is still told',
  bound: 0,
  async run({ erp, connected: _connected, read }) {
    const [product] = await erp.clerk.search('product.template', [['attribute_line_ids.attribute_id.name', '=', 'Kolor']], ['name']);
    // A slow transaction: its stamp is that of its start, three seconds before anybody can see it.
    const slow = erp.sql(
      `begin; update product_template set write_date = now() at time zone 'utc', list_price = list_price + 1 where id = ${product?.id}; select pg_sleep(3); commit`,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const quick = await erp.clerk.one('product.template', [['name', '=', 'Apteczka turystyczna']], []);
    const { cursor } = await read('products');
    await erp.clerk.write('product.template', [quick.id], { list_price: 120 });
    const moved = await read('products', cursor);
    expect(
      moved.records.some((record) => record.externalId === String(quick.id)),
      'the quick change is told',
    );
    await slow;
    const late = await read('products', moved.cursor);
    return late.records.some((record) => record.externalId === String(product?.id)) ? 0 : 1;
  },
};

export const silentStock: Trap = {
  name: 'stock-touches-no-product',
  title: 'a count, a reservation and a sold-out shelf whose row is deleted: levels told by the next reading, equal to the clerk’s',
  bound: 0,
  async run({ erp, connected, order, read, signal }) {
    const sku = 'TOR-NERKA';
    const { cursor } = await read('stock');
    const variant = String((await erp.clerk.one('product.product', [['default_code', '=', sku]], [])).id);
    const told = async (from: string) => {
      const levels = (await read('stock', from)).records.filter((record) => record.variantId === variant);
      const sum = (field: 'onHand' | 'reserved') => levels.reduce((total, record) => total + record[field], 0n);
      return { onHand: sum('onHand'), free: sum('onHand') - sum('reserved') };
    };
    const off = async () => {
      const [ours, theirs] = [await told(cursor), await erp.stock(sku)];
      return ours.onHand === micros(theirs.onHand) && ours.free === micros(theirs.free) ? 0 : 1;
    };
    let wrong = 0;
    await erp.adjustStock(sku, -7);
    wrong += await off();
    const id = await place(connected, await order('Anna Nowak', sku, 3), signal);
    wrong += await off();
    await erp.ship(id);
    wrong += await off();
    const quants = await erp.clerk.search<{ quantity: number }>(
      'stock.quant',
      [
        ['product_id', '=', Number(variant)],
        ['location_id.usage', '=', 'internal'],
      ],
      ['quantity'],
    );
    for (const quant of quants) await erp.adjustStock(sku, -quant.quantity);
    wrong += await off();
    return wrong;
  },
};

export const latency: Trap = {
  name: 'stock-latency-ms',
  title: 'from a count in Odoo to the level told by a reading every 200 ms, p95 of 20',
  bound: 2_000,
  async run({ erp, read }) {
    const sku = 'KUC-KART';
    const variant = String((await erp.clerk.one('product.product', [['default_code', '=', sku]], [])).id);
    let { cursor } = await read('stock');
    const times: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      await erp.adjustStock(sku, i % 2 ? 1 : -1);
      const began = performance.now();
      const wanted = micros((await erp.stock(sku)).onHand);
      for (;;) {
        const delta = await read('stock', cursor);
        cursor = delta.cursor;
        const levels = delta.records.filter((record) => record.variantId === variant);
        if (levels.length && levels.reduce((sum, level) => sum + level.onHand, 0n) === wanted) break;
        if (performance.now() - began > 20_000) throw new Error('not told in 20 s');
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      times.push(performance.now() - began);
    }
    return Math.round(times.toSorted((a, b) => a - b)[18] ?? 0);
  },
};

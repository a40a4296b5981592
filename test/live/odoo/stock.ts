/** What a warehouseman sees and does. */
import type { Erp } from '../hands.ts';
import type { Clerk } from './client.ts';

type Hands = Pick<Erp, 'stock' | 'adjustStock' | 'moveDelivery'>;

export function stockHands(clerk: Clerk): Hands {
  const variantId = async (sku: string) => (await clerk.one('product.product', [['default_code', '=', sku]], [])).id;
  return {
    async stock(sku) {
      const own = [['product_id', '=', await variantId(sku)], ['company_id', '=', 1]]; // biome-ignore format: one domain
      const [quants, moves] = await Promise.all([
        clerk.search<{ quantity: number }>('stock.quant', [...own, ['location_id.usage', '=', 'internal']], ['quantity']),
        clerk.search<{ product_qty: number }>(
          'stock.move',
          [...own, ['state', 'in', ['waiting', 'confirmed', 'partially_available', 'assigned']], ['location_id.usage', '=', 'internal'], ['location_dest_id.usage', '!=', 'internal']],
          ['product_qty'],
        ),
      ]); // biome-ignore format: one table a line
      const onHand = quants.reduce((sum, quant) => sum + quant.quantity, 0);
      return { onHand, free: onHand - moves.reduce((sum, move) => sum + move.product_qty, 0) };
    },
    async adjustStock(sku, difference) {
      const variant = await variantId(sku);
      const quants = await clerk.search<{ quantity: number }>(
        'stock.quant',
        [['product_id', '=', variant], ['company_id', '=', 1], ['location_id.usage', '=', 'internal']],
        ['quantity'],
      ); // biome-ignore format: one domain
      const most = quants.toSorted((a, b) => b.quantity - a.quantity)[0];
      const counting = { inventory_mode: true };
      if (most) {
        await clerk.call('stock.quant', 'write', { ids: [most.id], vals: { inventory_quantity: most.quantity + difference } }, counting);
        await clerk.call('stock.quant', 'action_apply_inventory', { ids: [most.id] }, counting);
        return;
      }
      const warehouse = await clerk.one('stock.warehouse', [['company_id', '=', 1]], ['lot_stock_id']);
      const made = await clerk.create(
        'stock.quant',
        { product_id: variant, location_id: warehouse.lot_stock_id, inventory_quantity: difference },
        counting,
      );
      await clerk.call('stock.quant', 'action_apply_inventory', { ids: [made] }, counting);
    },
    async moveDelivery(sku, day) {
      const domain = [['product_id', '=', await variantId(sku)], ['purchase_line_id', '!=', false], ['state', 'not in', ['done', 'cancel']]]; // biome-ignore format: one domain
      const [move] = await clerk.search('stock.move', domain, ['purchase_line_id'], 'date');
      if (!move) throw new Error(`nothing of ${sku} is on its way`);
      await clerk.write('purchase.order.line', [Number(move.purchase_line_id)], { date_planned: `${day} 10:00:00` });
      await clerk.write('stock.move', [move.id], { date: `${day} 10:00:00` });
    },
  };
}

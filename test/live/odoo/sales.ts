/** What sales people and bookkeepers see and do. */
import type { Erp, ErpDelivery, ErpInvoice, ErpSale } from '../hands.ts';
import type { Clerk } from './client.ts';

type Hands = Pick<
  Erp,
  'sales' | 'sale' | 'countSales' | 'sell' | 'ship' | 'invoice' | 'pay' | 'cancelSale' | 'payments' | 'credit' | 'loyalty'
>;

const money = (value: unknown) => Number(value).toFixed(2);
const words = (html: unknown) => (typeof html === 'string' ? html.replace(/<[^>]*>/g, ' ') : '');
const ids = (value: unknown) => (Array.isArray(value) ? (value as number[]) : []);

export function saleHands(clerk: Clerk, sql: Erp['sql']): Hands {
  async function skusOf(products: number[]): Promise<Map<number, string>> {
    const found = await clerk.search('product.product', [['id', 'in', products]], ['default_code']);
    return new Map(found.map((product) => [product.id, String(product.default_code)]));
  }

  async function delivery(id: number): Promise<ErpDelivery> {
    const [picking, moves] = await Promise.all([
      clerk.one('stock.picking', [['id', '=', id]], ['name', 'state', 'return_id']),
      clerk.search('stock.move', [['picking_id', '=', id], ['state', '!=', 'cancel']], ['product_id', 'quantity', 'product_uom_qty']),
    ]); // biome-ignore format: one table a line
    const skus = await skusOf(moves.map((move) => Number(move.product_id)));
    const done = picking.state === 'done';
    return {
      id: String(id),
      number: String(picking.name),
      done,
      isReturn: Boolean(picking.return_id),
      lines: moves.map((move) => ({
        sku: skus.get(Number(move.product_id)) ?? '',
        quantity: Number(done ? move.quantity : move.product_uom_qty),
      })),
    };
  }

  async function paper(id: number): Promise<ErpInvoice> {
    const invoice = await clerk.one(
      'account.move',
      [['id', '=', id]],
      ['name', 'state', 'move_type', 'amount_total', 'amount_untaxed', 'amount_residual', 'reversed_entry_id'],
    );
    const [corrected] = invoice.reversed_entry_id
      ? await clerk.search('account.move', [['id', '=', invoice.reversed_entry_id]], ['name'])
      : [];
    return {
      id: String(id),
      number: invoice.state === 'draft' ? undefined : String(invoice.name),
      kind: invoice.move_type === 'out_refund' ? 'CREDIT_NOTE' : 'INVOICE',
      posted: invoice.state === 'posted',
      gross: money(invoice.amount_total),
      net: money(invoice.amount_untaxed),
      open: money(invoice.amount_residual),
      corrects: corrected && String(corrected.name),
    };
  }

  async function sale(id: string): Promise<ErpSale> {
    const found = await clerk.one(
      'sale.order',
      [['id', '=', Number(id)]],
      [
        'name',
        'state',
        'origin',
        'client_order_ref',
        'note',
        'partner_id',
        'partner_invoice_id',
        'partner_shipping_id',
        'amount_untaxed',
        'amount_tax',
        'amount_total',
        'picking_ids',
        'invoice_ids',
      ],
    );
    const [lines, partners] = await Promise.all([
      clerk.search('sale.order.line', [['order_id', '=', Number(id)], ['display_type', '=', false]], ['product_id', 'name', 'product_uom_qty', 'price_subtotal', 'price_unit', 'discount'], 'sequence, id'),
      clerk.search('res.partner', [['id', 'in', [found.partner_id, found.partner_invoice_id, found.partner_shipping_id]]], ['name', 'city', 'street']),
    ]); // biome-ignore format: one table a line
    const partner = (field: string) => partners.find((one) => one.id === found[field]);
    const place = (field: string) => ({ city: String(partner(field)?.city || ''), street: String(partner(field)?.street || '') });
    const skus = await skusOf(lines.map((line) => Number(line.product_id)));
    const notes = await clerk.search('sale.order.line', [['order_id', '=', Number(id)], ['display_type', '=', 'line_note']], ['name']); // biome-ignore format: one domain
    return {
      id,
      number: String(found.name),
      confirmed: found.state === 'sale',
      cancelled: found.state === 'cancel',
      partyName: String(partner('partner_id')?.name),
      net: money(found.amount_untaxed),
      tax: money(found.amount_tax),
      gross: money(found.amount_total),
      billTo: place('partner_invoice_id'),
      shipTo: place('partner_shipping_id'),
      text: [found.origin, found.client_order_ref, words(found.note), ...lines.map((line) => line.name), ...notes.map((note) => note.name)]
        .filter(Boolean)
        .join('\n'),
      lines: lines.map((line) => ({
        sku: skus.get(Number(line.product_id)),
        quantity: Number(line.product_uom_qty),
        unitNet: (Number(line.price_unit) * (1 - Number(line.discount) / 100)).toFixed(4),
        net: money(line.price_subtotal),
      })),
      deliveries: await Promise.all(ids(found.picking_ids).map(delivery)),
      invoices: await Promise.all(ids(found.invoice_ids).map(paper)),
    };
  }

  return {
    sale,
    async sales(hubKey) {
      const found = await clerk.search('sale.order', [['origin', 'like', `splot:${hubKey}`]], []);
      return Promise.all(found.map((one) => sale(String(one.id))));
    },
    countSales: () => clerk.call<number>('sale.order', 'search_count', { domain: [] }),
    async sell(partyName, { sku, quantity }) {
      const [party, product] = await Promise.all([
        clerk.one('res.partner', [['name', '=', partyName], ['parent_id', '=', false]], []),
        clerk.one('product.product', [['default_code', '=', sku]], []),
      ]); // biome-ignore format: one domain a line
      const order_line = [[0, 0, { product_id: product.id, product_uom_qty: quantity }]];
      const id = await clerk.create('sale.order', { partner_id: party.id, order_line });
      await clerk.call('sale.order', 'action_confirm', { ids: [id] });
      return String(id);
    },
    async ship(saleId, part) {
      const [picking] = await clerk.search('stock.picking', [['sale_id', '=', Number(saleId)], ['picking_type_code', '=', 'outgoing'], ['state', 'not in', ['done', 'cancel']]], []); // biome-ignore format: one domain
      if (!picking) throw new Error('nothing of this sale is open');
      const moves = await clerk.search('stock.move', [['picking_id', '=', picking.id], ['state', '!=', 'cancel']], ['product_id', 'product_uom_qty']); // biome-ignore format: one domain
      const skus = await skusOf(moves.map((move) => Number(move.product_id)));
      for (const move of moves) {
        const wanted = part?.lines.find((line) => line.sku === skus.get(Number(move.product_id)));
        const quantity = part ? (wanted?.quantity ?? 0) : Number(move.product_uom_qty);
        await clerk.write('stock.move', [move.id], { quantity, picked: quantity > 0 });
      }
      // Without these two Odoo answers a question (text message? back order?) and ships nothing.
      await clerk.call('stock.picking', 'button_validate', { ids: [picking.id] }, { skip_sms: true, skip_backorder: true });
      return delivery(picking.id);
    },
    async invoice(saleId) {
      const context = { active_model: 'sale.order', active_id: Number(saleId), active_ids: [Number(saleId)] };
      const before = new Set(
        (await clerk.search('sale.order', [['id', '=', Number(saleId)]], ['invoice_ids'])).flatMap((one) => ids(one.invoice_ids)),
      );
      const wizard = await clerk.create(
        'sale.advance.payment.inv',
        { advance_payment_method: 'delivered', sale_order_ids: [[6, 0, [Number(saleId)]]] },
        context,
      );
      await clerk.call('sale.advance.payment.inv', 'create_invoices', { ids: [wizard] }, context);
      const [after] = await clerk.search('sale.order', [['id', '=', Number(saleId)]], ['invoice_ids']);
      const made = ids(after?.invoice_ids).find((one) => !before.has(one));
      if (!made) throw new Error('nothing of this sale is to be invoiced');
      await clerk.call('account.move', 'action_post', { ids: [made] });
      return paper(made);
    },
    async pay(invoiceId, { amount, reference }) {
      const context = { active_model: 'account.move', active_ids: [Number(invoiceId)] };
      const values = { amount: Number(amount), communication: reference, payment_difference_handling: 'open' };
      const wizard = await clerk.create('account.payment.register', values, context);
      await clerk.call('account.payment.register', 'action_create_payments', { ids: [wizard] }, context);
    },
    async cancelSale(saleId) {
      await clerk.call('sale.order', 'action_cancel', { ids: [Number(saleId)] }, { disable_cancel_warning: true });
    },
    async payments(transactionNumber) {
      const found = await clerk.search('account.payment', [['memo', 'like', transactionNumber], ['state', 'not in', ['canceled', 'rejected']]], ['amount', 'state', 'payment_type']); // biome-ignore format: one domain
      return found.map((payment) => ({
        amount: money(payment.payment_type === 'outbound' ? -Number(payment.amount) : payment.amount),
        posted: payment.state === 'in_process' || payment.state === 'paid',
      }));
    },
    async credit(partyName) {
      const party = await clerk.one('res.partner', [['name', '=', partyName], ['parent_id', '=', false]], ['credit_limit', 'use_partner_credit_limit', 'credit']); // biome-ignore format: one domain
      // What is confirmed and not invoiced yet, straight from the rows.
      const [open] = await sql<{
        gross: string | null;
      }>(`select sum(l.price_total * (1 - l.qty_invoiced / nullif(l.product_uom_qty, 0)))::numeric(16,2) gross
        from sale_order_line l join sale_order o on o.id = l.order_id join res_partner p on p.id = o.partner_id
        where o.state = 'sale' and p.commercial_partner_id = ${party.id}`);
      return {
        limit: party.use_partner_credit_limit ? money(party.credit_limit) : undefined,
        used: money(Math.max(0, Number(party.credit) + Number(open?.gross ?? 0))),
      };
    },
    async loyalty(partyName) {
      const [card] = await clerk.search('loyalty.card', [['partner_id.name', '=', partyName], ['program_type', '=', 'loyalty']], ['points']); // biome-ignore format: one domain
      return card && Math.floor(Number(card.points) + 1e-9);
    },
  };
}

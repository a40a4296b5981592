/** What a generated year of Odoo lacks: cancelled, discounted, in packs and in parts; instalments, bills, an advance, a correction set off. */

import type { Erp } from '../hands.ts';
import type { Clerk, Fields } from '../odoo/client.ts';
import { saleHands } from '../odoo/sales.ts';

const PACK_OF_SIX = 'Pack of 6';
const INSTALMENTS = '30% Now, Balance 60 Days';

export async function tradeOddly(clerk: Clerk, sql: Erp['sql']): Promise<void> {
  const hands = saleHands(clerk, sql);
  const buyer = await clerk.one('res.partner', [['ref', '=like', 'K0%'], ['is_company', '=', true]], []); // biome-ignore format: one domain
  const supplier = await clerk.one('res.partner', [['supplier_rank', '>', 0], ['is_company', '=', true]], []); // biome-ignore format: one domain
  const named = async (table: string, name: string) =>
    Number((await sql<{ id: number }>(`select id from ${table} where name->>'en_US' = '${name}'`))[0]?.id);
  const [pack, instalments] = await Promise.all([named('uom_uom', PACK_OF_SIX), named('account_payment_term', INSTALMENTS)]);
  const goods = await sql<{ id: number; sku: string }>(`select p.id, p.default_code as sku from product_product p
    join stock_quant q on q.product_id = p.id and q.company_id = 1 where q.quantity > 100 group by 1, 2 order by 2 limit 6`);
  const [one, two, three] = goods;
  if (!one || !two || !three) throw new Error('the year has too little in stock');

  const sell = async (lines: Fields[], more: Fields = {}) => {
    const id = await clerk.create('sale.order', { partner_id: buyer.id, order_line: lines.map((line) => [0, 0, line]), ...more });
    await clerk.call('sale.order', 'action_confirm', { ids: [id] });
    return String(id);
  };
  await hands.cancelSale(await sell([{ product_id: one.id, product_uom_qty: 3 }]));

  const discounted = await sell([
    { product_id: one.id, product_uom_qty: 7, discount: 15 },
    { product_id: two.id, product_uom_qty: 2, product_uom_id: pack },
    { product_id: three.id, product_uom_qty: 3, price_unit: 0.335 },
  ]);
  await hands.ship(discounted, { lines: [{ sku: one.sku, quantity: 2 }] });

  const inParts = await sell([{ product_id: two.id, product_uom_qty: 5 }], { payment_term_id: instalments });
  await hands.ship(inParts);
  await bill(inParts, daysAgo(75));

  const corrected = await sell([{ product_id: three.id, product_uom_qty: 4 }]);
  await hands.ship(corrected);
  const invoice = await bill(corrected, daysAgo(40));
  await setOff(invoice, await correct(invoice, daysAgo(30)));

  const bought = await post('in_invoice', [{ product_id: one.id, quantity: 10, price_unit: 12.34 }], daysAgo(50));
  await clerk.call(
    'account.payment.register',
    'action_create_payments',
    { ids: [await clerk.create('account.payment.register', { amount: 50 }, { active_model: 'account.move', active_ids: [bought] })] },
    { active_model: 'account.move', active_ids: [bought] },
  );
  await post('in_invoice', [{ product_id: two.id, quantity: 3, price_unit: 99.99 }], daysAgo(130));
  await post('in_refund', [{ product_id: two.id, quantity: 1, price_unit: 99.99 }], daysAgo(100));

  const journal = await clerk.one('account.journal', [['name', '=', 'Przelewy24'], ['company_id', '=', 1]], []); // biome-ignore format: one domain
  const advance = {
    partner_id: buyer.id,
    amount: 512.5,
    payment_type: 'inbound',
    journal_id: journal.id,
    memo: 'Zaliczka',
    date: daysAgo(20),
  };
  await clerk.call('account.payment', 'action_post', { ids: [await clerk.create('account.payment', advance)] });

  /** Invoices what was delivered, on a day of the past. */
  async function bill(saleId: string, day: string): Promise<number> {
    const context = { active_model: 'sale.order', active_id: Number(saleId), active_ids: [Number(saleId)] };
    const values = { advance_payment_method: 'delivered', sale_order_ids: [[6, 0, [Number(saleId)]]] };
    const wizard = await clerk.create('sale.advance.payment.inv', values, context);
    await clerk.call('sale.advance.payment.inv', 'create_invoices', { ids: [wizard] }, context);
    const sale = await clerk.one<{ invoice_ids: number[] }>('sale.order', [['id', '=', Number(saleId)]], ['invoice_ids']);
    await clerk.write('account.move', sale.invoice_ids, { invoice_date: day });
    await clerk.call('account.move', 'action_post', { ids: sale.invoice_ids });
    return sale.invoice_ids[0] ?? 0;
  }

  async function post(type: string, lines: Fields[], day: string): Promise<number> {
    const invoice_line_ids = lines.map((line) => [0, 0, line]);
    const id = await clerk.create('account.move', {
      move_type: type,
      partner_id: supplier.id,
      invoice_date: day,
      ref: `${type} ${day}`,
      invoice_line_ids,
    });
    await clerk.call('account.move', 'action_post', { ids: [id] });
    return id;
  }

  async function correct(invoiceId: number, day: string): Promise<number> {
    const context = { active_model: 'account.move', active_ids: [invoiceId] };
    const journals = await clerk.one<{ journal_id: number }>('account.move', [['id', '=', invoiceId]], ['journal_id']);
    const values = { reason: 'reklamacja', journal_id: journals.journal_id, move_ids: [[6, 0, [invoiceId]]], date: day };
    const wizard = await clerk.create('account.move.reversal', values, context);
    const answer = await clerk.call<{ res_id: number }>('account.move.reversal', 'refund_moves', { ids: [wizard] }, context);
    const [line] = await clerk.search('account.move.line', [['move_id', '=', answer.res_id], ['display_type', '=', 'product']], []); // biome-ignore format: one domain
    await clerk.write('account.move', [answer.res_id], { invoice_date: day, invoice_line_ids: [[1, line?.id, { quantity: 1 }]] });
    await clerk.call('account.move', 'action_post', { ids: [answer.res_id] });
    return answer.res_id;
  }

  async function setOff(...papers: number[]): Promise<void> {
    const domain = [['move_id', 'in', papers], ['account_type', '=', 'asset_receivable'], ['reconciled', '=', false]]; // biome-ignore format: one domain
    const lines = await clerk.search('account.move.line', domain, []);
    await clerk.call('account.move.line', 'reconcile', { ids: lines.map((line) => line.id) }).catch((error: Error) => {
      // It answers nothing that JSON could carry: what counts is whether it is done.
      if (!/null|None|JSON|serializ/i.test(error.message)) throw error;
    });
  }
}

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

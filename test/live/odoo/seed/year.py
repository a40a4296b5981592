# A year of trade behind us: COUNT orders (set above this text), the same ones every time, with deliveries, invoices, payments, some returns and corrections.
import datetime as dt
import random

dice = random.Random(2026)
env = env(context=dict(env.context, mail_notrack=True, tracking_disable=True, mail_create_nolog=True, mail_auto_subscribe_no_notify=True, skip_sms=True, skip_backorder=True))
today = dt.date.today()
company = env.company
goods = env['product.product'].search([('is_storable', '=', True), ('default_code', '!=', False)], order='default_code')
goods = goods.filtered(lambda one: one.qty_available > 40)
# A few sell well, most now and then, some never.
weights = [1.0 / (1 + position % 37) if position % 9 else 0 for position in range(len(goods))]
buyers = env['res.partner'].search([('ref', '=like', 'K0%')], order='ref')
warehouses = env['stock.warehouse'].search([('company_id', '=', company.id)], order='id')
journal = env['account.journal'].search([('name', '=', 'Przelewy24'), ('company_id', '=', company.id)])


def on(day, hour=10):
    return dt.datetime.combine(day, dt.time(hour))


days, values = [], []
for n in range(COUNT):
    days.append(today - dt.timedelta(364 - n * 364 // max(1, COUNT - 1)))
    buyer = dice.choice(buyers)
    amount = (6, 14) if buyer.is_company else (1, 3)
    chosen = {one.id: one for one in dice.choices(goods, weights, k=dice.randint(1, 4))}
    values.append({
        'partner_id': buyer.id, 'warehouse_id': warehouses[0 if dice.random() < 0.8 else 1].id,
        'order_line': [(0, 0, {'product_id': key, 'product_uom_qty': dice.randint(*amount)}) for key in chosen]})
# Enough of everything, from before the year began.
env['stock.quant'].with_context(inventory_mode=True).create([
    {'product_id': one.id, 'location_id': warehouse.lot_stock_id.id, 'inventory_quantity': 2000} for one in goods for warehouse in warehouses]).action_apply_inventory()
sales = env['sale.order'].create(values)
sales.action_confirm()
# The last ones are still on their way, and some of those before are not paid.
shipped = sales[:int(COUNT * 0.95)]
pickings = shipped.picking_ids
pickings.move_ids.picked = True
pickings.button_validate()
invoices = env['account.move']
for sale, day in zip(shipped, days):
    invoice = sale._create_invoices()
    invoice.invoice_date = day + dt.timedelta(1)
    invoices |= invoice
invoices.action_post()
for invoice in invoices:
    late = dice.random()
    if late < 0.12:
        continue
    paid = min(today, invoice.invoice_date + dt.timedelta(dice.randint(0, 40)))
    part = invoice.amount_residual if late > 0.2 else round(invoice.amount_residual / 2, 2)
    env['account.payment.register'].with_context(active_model='account.move', active_ids=invoice.ids).create({
        'amount': part, 'payment_date': paid, 'journal_id': journal.id, 'payment_difference_handling': 'open',
        'communication': 'TX-%05d' % invoice.id})._create_payments()
returned = [sale for sale in shipped if dice.random() < 0.07]
for sale in returned:
    delivery = sale.picking_ids[0]
    wizard = env['stock.return.picking'].with_context(active_model='stock.picking', active_id=delivery.id, active_ids=delivery.ids).create({'picking_id': delivery.id})
    wizard.product_return_moves[0].quantity = 1
    back = wizard._create_return()
    back.move_ids.picked = True
    back.button_validate()
    invoice = sale.invoice_ids.filtered(lambda one: one.move_type == 'out_invoice')
    reversal = env['account.move.reversal'].with_context(active_model='account.move', active_ids=invoice.ids).create({
        'reason': 'zwrot', 'journal_id': invoice.journal_id.id, 'move_ids': [(6, 0, invoice.ids)], 'date': min(today, invoice.invoice_date + dt.timedelta(12))})
    note = env['account.move'].browse(reversal.refund_moves()['res_id'])
    note.invoice_date = min(today, invoice.invoice_date + dt.timedelta(12))
    kept = note.invoice_line_ids.filtered(lambda one: one.product_id == back.move_ids[0].product_id)[:1]
    (note.invoice_line_ids - kept).unlink()
    kept.quantity = 1
    note.action_post()
env.flush_all()
# What Odoo stamps with the moment it happens is moved to the day it happened on.
for sale, day in zip(sales, days):
    env.cr.execute('UPDATE sale_order SET date_order = %s, create_date = %s WHERE id = %s', [on(day), on(day), sale.id])
    env.cr.execute('UPDATE sale_order_line SET create_date = %s WHERE order_id = %s', [on(day), sale.id])
    for picking in sale.picking_ids.filtered(lambda one: one.state == 'done'):
        done = on(min(today, day + dt.timedelta(14 if picking.return_id else 1)), 13)
        env.cr.execute('UPDATE stock_picking SET date_done = %s, scheduled_date = %s WHERE id = %s', [done, done, picking.id])
        env.cr.execute('UPDATE stock_move SET date = %s WHERE picking_id = %s', [done, picking.id])
        env.cr.execute('UPDATE stock_move_line SET date = %s WHERE picking_id = %s', [done, picking.id])
env.cr.execute("UPDATE stock_move SET date = %s WHERE is_inventory AND date > now() - interval '1 day'", [on(today - dt.timedelta(366))])
env.cr.commit()
print('YEAR', len(sales), 'orders', len(invoices), 'invoices', len(returned), 'returns')

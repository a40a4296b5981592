# Cancels a sale of which nothing has left and nothing is invoiced, looked at in the same transaction: Odoo itself would cancel it all the same.
# Done with more rights than the hub's user has: with loyalty programs Odoo lets only sales managers cancel.
sale = env['sale.order'].browse(env.context['splot']['sale'])
sale.check_access('write')
env.cr.execute('UPDATE sale_order SET write_date = write_date WHERE id = %s', [sale.id])
if sale.state == 'cancel':
    action = {'state': 'cancel'}
elif sale.picking_ids.filtered(lambda one: one.state == 'done'):
    action = {'shipped': True}
elif sale.invoice_ids.filtered(lambda one: one.state == 'posted'):
    action = {'invoiced': True}
else:
    if sale.locked:
        sale.sudo().action_unlock()
    sale.sudo().with_context(disable_cancel_warning=True).action_cancel()
    action = {'state': sale.state}

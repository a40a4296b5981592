# Takes goods of one sale back: the pickings that return them, done, and the scrap of what is not to be sold again. Once a key.
wanted = env.context['splot']
sale = env['sale.order'].browse(wanted['sale'])
name = 'return_' + wanted['key']
env.cr.execute('UPDATE sale_order SET write_date = write_date WHERE id = %s', [sale.id])
data = env['ir.model.data'].sudo()
known = data.search([('module', '=', 'splot'), ('name', '=', name)])
if known:
    picking = env['stock.picking'].browse(known.res_id)
    action = {'picking': picking.id, 'number': picking.name}
else:
    action = {}
    open_lines = [dict(line) for line in wanted['lines']]
    made = env['stock.picking']
    for delivery in sale.picking_ids.filtered(lambda one: one.state == 'done' and one.picking_type_code == 'outgoing'):
        parts = {}
        for move in delivery.move_ids.filtered(lambda one: one.state == 'done'):
            back = sum(one.quantity for one in move.returned_move_ids.filtered(lambda one: one.state != 'cancel'))
            room = move.quantity - back
            for line in open_lines:
                if line['variant'] == move.product_id.id and line['quantity'] > 0 and room > 0:
                    part = min(room, line['quantity'])
                    parts[move.id] = parts.get(move.id, 0) + part
                    line['quantity'] -= part
                    room -= part
        if parts:
            wizard = env['stock.return.picking'].with_context(active_model='stock.picking', active_id=delivery.id, active_ids=[delivery.id]).create({'picking_id': delivery.id})
            for row in wizard.product_return_moves:
                row.write({'quantity': parts.get(row.move_id.id, 0)})
            picking = wizard._create_return()
            picking.write({'note': '<p>[splot:return %s %s] %s</p>' % (wanted['key'], wanted['kind'], wanted['number'])})
            for move in picking.move_ids:
                move.write({'quantity': move.product_uom_qty, 'picked': True})
            picking.with_context(skip_sms=True, skip_backorder=True).button_validate()
            made |= picking
    if any(line['quantity'] > 0.000001 for line in open_lines):
        action = {'short': True}
        env.cr.rollback()
    else:
        data.create({'module': 'splot', 'name': name, 'model': 'stock.picking', 'res_id': made[0].id, 'noupdate': True})
        for line in wanted['lines']:
            if not line['restock']:
                env['stock.scrap'].create({
                    'product_id': line['variant'], 'scrap_qty': line['quantity'], 'location_id': made[0].location_dest_id.id, 'picking_id': made[0].id,
                    'origin': wanted['number']}).action_validate()
        action = {'picking': made[0].id, 'number': made[0].name}

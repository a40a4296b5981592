# Books what was counted: the difference to what Odoo has, warehouse by warehouse or place by place. Once a key: a count repeated after a sale would undo it.
wanted = env.context['splot']
name = 'count_' + wanted['key']
data = env['ir.model.data'].sudo()
known = data.search([('module', '=', 'splot'), ('name', '=', name)])
if not known:
    warehouse = env['stock.warehouse'].browse(wanted['warehouse'])
    place = env['stock.location'].browse(wanted['place']) if wanted['place'] else warehouse.lot_stock_id
    quants = env['stock.quant'].with_context(inventory_mode=True, inventory_name='splot:' + wanted['reference'])
    known = data.create({'module': 'splot', 'name': name, 'model': 'stock.warehouse', 'res_id': warehouse.id, 'noupdate': True})
    env.flush_all()
    for line in wanted['lines']:
        scope = [('location_id', '=', place.id)] if wanted['place'] else [('location_id', 'child_of', warehouse.view_location_id.id), ('location_id.usage', '=', 'internal')]
        there = quants.search([('product_id', '=', line['variant'])] + scope)
        difference = line['counted'] - sum(there.mapped('quantity'))
        # The general place of the warehouse first, then the others, none below zero.
        for quant in there.sorted(lambda one: (one.location_id != place, -one.quantity)):
            part = max(difference, -quant.quantity)
            if part:
                quant.write({'inventory_quantity': quant.quantity + part})
                quant.action_apply_inventory()
                difference -= part
        if difference > 0:
            quants.create({'product_id': line['variant'], 'location_id': place.id, 'inventory_quantity': difference}).action_apply_inventory()
action = {'count': known.id}

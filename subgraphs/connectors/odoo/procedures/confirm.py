# Confirms a sale, one at a time for each of its products: Odoo itself promises the same piece to confirmations that run side by side.
# Touching the products' rows makes a second confirmation fail and be repeated by Odoo, with the first one's reservation in sight.
sale = env['sale.order'].browse(env.context['splot']['sale'])
lines = sale.order_line.filtered(lambda line: line.product_id.is_storable and line.product_uom_qty > 0)
short = []
if sale.state in ('draft', 'sent') and lines:
    env.cr.execute('UPDATE product_product SET write_date = write_date WHERE id IN (SELECT id FROM product_product WHERE id IN %s ORDER BY id FOR UPDATE)', [tuple(lines.product_id.ids)])
    env.invalidate_all()
    for variant in lines.product_id:
        ordered = sum(line.product_uom_id._compute_quantity(line.product_uom_qty, variant.uom_id) for line in lines.filtered(lambda line: line.product_id == variant))
        if variant.with_context(warehouse_id=sale.warehouse_id.id).virtual_available < ordered:
            short.append(variant.default_code or variant.display_name)
if short:
    action = {'short': short}
else:
    if sale.state in ('draft', 'sent'):
        sale.with_context(skip_sms=True).action_confirm()
    action = {'state': sale.state}

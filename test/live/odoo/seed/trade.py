# Opening stock, deliveries to come, a little history, and the stored procedures.
goods = sorted(product)
empty = set(SOLD_OUT) | set(EXPECTED)
counts = []
for place, base in ((lodz.lot_stock_id, 120), (gdansk.lot_stock_id, 15)):
    counts += [{'product_id': product[sku].id, 'location_id': place.id, 'inventory_quantity': base + i * 7 % 25} for i, sku in enumerate(goods) if sku not in empty]
for i, sku in enumerate(('KUC-KART', 'LAT-BAT', 'BEZ-FOLIA', 'BUT-GRAN-42', 'PLE-55-CZARNY')):
    counts.append({'product_id': product[sku].id, 'location_id': racks[i % len(racks)].id, 'inventory_quantity': 20})
env['stock.quant'].with_context(inventory_mode=True).create(counts).action_apply_inventory()
# The second company sells the same tents from a shop of its own.
env['stock.quant'].with_company(outdoor).with_context(inventory_mode=True, allowed_company_ids=[outdoor.id]).create([
    {'product_id': product[sku].id, 'location_id': outdoor_shop.lot_stock_id.id, 'inventory_quantity': 8} for sku in goods if sku.startswith('NAM-')]).action_apply_inventory()

cost_of = lambda sku: next(row[4] for row in PRODUCTS if sku.startswith(row[0]))
for sku, (quantity, days) in EXPECTED.items():
    purchase = env['purchase.order'].create({
        'partner_id': suppliers[0].id, 'picking_type_id': lodz.in_type_id.id, 'order_line': [(0, 0, {
            'product_id': product[sku].id, 'product_qty': quantity, 'price_unit': float(cost_of(sku)),
            'date_planned': dt.datetime.combine(today + dt.timedelta(days), dt.time(10))})]})
    purchase.button_confirm()


def sell(name, place, lines, **more):
    sale = env['sale.order'].create(dict({
        'partner_id': customers[name].id, 'warehouse_id': place.id,
        'order_line': [(0, 0, {'product_id': product[sku].id, 'product_uom_qty': quantity}) for sku, quantity in lines]}, **more))
    sale.action_confirm()
    return sale


def ship(sale, number):
    for picking in sale.picking_ids.filtered(lambda found: found.state == 'assigned'):
        picking.move_ids.picked = True
        picking.carrier_tracking_ref = number
        picking.with_context(skip_sms=True, skip_backorder=True).button_validate()


env = env(context=dict(env.context, mail_notrack=True, tracking_disable=True))
done = sell('Anna Nowak', lodz, [('KUR-TATRY-M-CZARNY', 1), ('KUC-KUB-BIALY', 2)])
ship(done, 'PL0000000001')
invoice = done._create_invoices()
invoice.action_post()
sell('Biwak i Spółka s.c.', lodz, [('SPI-TRZY-REGULAR-ZIELONY', 10), ('LAT-CZOL-CZARNY', 3)])
sell('Górski Świat sp. z o.o.', gdansk, [('BUT-GRAN-42', 4), ('PLE-55-CZARNY', 2)])
# An offer that nobody accepted yet.
env['sale.order'].create({
    'partner_id': customers['Hotel Bukowina S.A.'].id, 'warehouse_id': lodz.id, 'validity_date': today + dt.timedelta(14),
    'order_line': [(0, 0, {'product_id': product['TEK-KOC-SZARY'].id, 'product_uom_qty': 25}), (0, 0, {'product_id': product['POS-POD'].id, 'product_uom_qty': 40})]}).action_quotation_sent()
env['ir.config_parameter'].set_param('splot.seeded', str(today))

# Stored procedures: server actions only the hub may run, bound to the company so that the hub finds them. Their text is the connector's.
for name, code in PROCEDURES.items():
    automatic = name == 'settle'
    action = env['ir.actions.server'].create({
        'name': 'splot_' + name, 'state': 'code', 'code': code, 'model_id': ref('account.model_account_move' if automatic else 'base.model_res_company').id,
        'group_ids': False if automatic else [(6, 0, [procedures_group.id])], 'binding_model_id': False if automatic else ref('base.model_res_company').id})
    if automatic:
        action.usage = 'base_automation'
        env['base.automation'].create({
            'name': 'Splot: payments settle their invoice', 'model_id': ref('account.model_account_move').id, 'trigger': 'on_create_or_write',
            'trigger_field_ids': [(6, 0, [ref('account.field_account_move__state').id])], 'filter_domain': "[('state', '=', 'posted'), ('move_type', '=', 'out_invoice')]",
            'action_server_ids': [(6, 0, [action.id])]})
env.cr.commit()
print('SEEDED', len(product), 'variants', len(customers), 'customers', 'credit of Biwak', customers['Biwak i Spółka s.c.'].credit)

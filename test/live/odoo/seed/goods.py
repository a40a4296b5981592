# Warehouses, the catalogue and what it costs in each list.
warehouse = env['stock.warehouse']
lodz = warehouse.search([('company_id', '=', company.id)], limit=1)
lodz.write({'name': 'Magazyn Centralny Łódź', 'code': 'LODZ'})
harbour = env['res.partner'].create({
    'name': 'Magazyn Gdańsk', 'street': 'ul. Portowa 14', 'zip': '80-880', 'city': 'Gdańsk', 'country_id': poland.id, 'type': 'other', 'parent_id': company.partner_id.id})
# A warehouse's code has five letters at most.
gdansk = warehouse.create({'name': 'Magazyn Gdańsk', 'code': 'GDANS', 'company_id': company.id, 'partner_id': harbour.id})
outdoor_shop = warehouse.search([('company_id', '=', outdoor.id)], limit=1) or warehouse.create({'name': outdoor.name, 'code': 'OUT', 'company_id': outdoor.id, 'partner_id': outdoor.partner_id.id})
outdoor_shop.write({'name': 'Sklep Outdoor', 'code': 'OUTDR'})
racks = env['stock.location'].create([
    {'name': name, 'location_id': lodz.lot_stock_id.id, 'usage': 'internal', 'barcode': 'LODZ-' + name} for name in ('A-01', 'A-02', 'B-01')])

categories = {}
for name, parent in CATEGORIES.items():
    categories[name] = env['product.category'].create({'name': name, 'parent_id': categories[parent].id if parent else False})

# Choices that make variants, and technical parameters that do not.
attributes, values = {}, {}
for code, (label, kind, choices) in ATTRIBUTES.items():
    if code == 'image_url':
        continue
    attributes[code] = env['product.attribute'].create({'name': label, 'create_variant': 'always' if choices else 'no_variant'})
    for value, text in (choices or {}).items():
        values[code, value] = env['product.attribute.value'].create({'attribute_id': attributes[code].id, 'name': text})


def parameter(code, value):
    text = ('Tak' if value else 'Nie') if isinstance(value, bool) else str(value).replace('.', ',')
    if (code, text) not in values:
        values[code, text] = env['product.attribute.value'].create({'attribute_id': attributes[code].id, 'name': text})
    return values[code, text]


lines = []
for code, name, category, price, cost, axes, parameters, *vat in PRODUCTS:
    lines.append({
        'name': name, 'type': 'consu', 'is_storable': True, 'list_price': float(price), 'categ_id': categories[category].id, 'sale_ok': True, 'purchase_ok': True,
        'taxes_id': [(6, 0, taxes[(vat or [23])[0]].ids)], 'invoice_policy': 'delivery', 'description_sale': False,
        'attribute_line_ids': [
            (0, 0, {'attribute_id': attributes[axis].id, 'value_ids': [(6, 0, [values[axis, choice].id for choice in choices])]})
            for axis, choices in (axes or {}).items()] + [
            (0, 0, {'attribute_id': attributes[key].id, 'value_ids': [(6, 0, [parameter(key, value).id])]}) for key, value in parameters.items()]})
templates = env['product.template'].create(lines)
choice_of = {value.id: choice for (_, choice), value in values.items()}
product, serial = {}, 0
for template, (code, _, _, _, cost, axes, *_) in zip(templates, PRODUCTS):
    if not axes:
        template.default_code = code
    for variant in template.product_variant_ids.sorted('id'):
        chosen = {value.attribute_id.id: choice_of[value.product_attribute_value_id.id] for value in variant.product_template_attribute_value_ids}
        sku = code + ''.join('-' + chosen[attributes[axis].id].upper() for axis in (axes or {}))
        product[sku] = variant
# In the catalogue's own order, so that a bar code is the same here and in the other ERP.
for code, _, _, _, cost, axes, *_ in PRODUCTS:
    for options in variants(axes):
        serial += 1
        sku = code + ''.join('-' + value.upper() for value in options.values())
        product[sku].write({'default_code': sku, 'barcode': ean13(serial), 'standard_price': float(cost)})
        product[sku].with_company(outdoor).standard_price = float(cost)
service = {}
for party, sku, name, price in CARRIERS:
    template = env['product.template'].create({
        'name': name, 'type': 'service', 'list_price': float(price), 'default_code': sku, 'taxes_id': [(6, 0, taxes[23].ids)], 'invoice_policy': 'order',
        'purchase_ok': False, 'sale_ok': False})
    service[sku] = template.product_variant_id
    env['delivery.carrier'].create({'name': name, 'delivery_type': 'fixed', 'product_id': service[sku].id, 'fixed_price': float(price)})

# A small picture for some, as a shop would have one.
import base64, struct, zlib
def png(red, green, blue):
    """A plain square of 64 pixels."""
    rows = b''.join(b'\0' + bytes((red, green, blue)) * 64 for _ in range(64))
    part = lambda kind, data: struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    return base64.b64encode(b'\x89PNG\r\n\x1a\n' + part(b'IHDR', struct.pack('>IIBBBBB', 64, 64, 8, 2, 0, 0, 0)) + part(b'IDAT', zlib.compress(rows)) + part(b'IEND', b''))
for i, template in enumerate(templates[:6]):
    template.image_1920 = png(40 * i, 120, 200 - 30 * i)

# --- price lists
def rule(compute, **more):
    return (0, 0, dict({'applied_on': '3_global', 'compute_price': compute}, **more))


def of_category(name):
    return {'applied_on': '2_product_category', 'categ_id': categories[name].id}


def of_variant(sku):
    return {'applied_on': '0_product_variant', 'product_id': product[sku].id, 'product_tmpl_id': product[sku].product_tmpl_id.id}


def of_product(sku):
    return {'applied_on': '1_product', 'product_tmpl_id': product[sku].product_tmpl_id.id}


season = {'date_start': dt.datetime.combine(today - dt.timedelta(10), dt.time()), 'date_end': dt.datetime.combine(today + dt.timedelta(20), dt.time(22))}
PLN = ref('base.PLN')
pricelist = env['product.pricelist']
retail = pricelist.search([('company_id', 'in', (False, company.id))], limit=1) or pricelist.create({'name': 'Detal'})
retail.write({'name': 'Detal', 'currency_id': PLN.id, 'company_id': company.id, 'sequence': 1, 'item_ids': [(5, 0, 0),
    rule('percentage', percent_price=10, **of_category('Oświetlenie'), **season),
    rule('percentage', percent_price=15, min_quantity=3, **of_category('Oświetlenie'), **season),
    rule('fixed', fixed_price=44.9, **of_product('LAT-BAT'))]})
wholesale = pricelist.create({'name': 'Hurt', 'currency_id': PLN.id, 'company_id': company.id, 'sequence': 20, 'item_ids': [
    rule('percentage', percent_price=25, min_quantity=5, **of_category('Łóżka i materace')),
    rule('percentage', percent_price=30, min_quantity=50), rule('percentage', percent_price=20, min_quantity=10), rule('percentage', percent_price=12),
    rule('fixed', fixed_price=39, min_quantity=20, **of_variant('LAT-BAT'))]})
vip = pricelist.create({'name': 'VIP', 'currency_id': PLN.id, 'company_id': company.id, 'sequence': 30, 'item_ids': [
    rule('formula', base='standard_price', price_markup=35, **of_variant('KUR-RYSY-M-GRANATOWY')),
    rule('formula', base='list_price', price_discount=20, price_round=10, price_surcharge=-0.01, **of_category('Namioty')),
    rule('formula', base='pricelist', base_pricelist_id=retail.id, price_discount=15)]})
abroad = pricelist.create({'name': 'Outdoor', 'currency_id': PLN.id, 'company_id': outdoor.id, 'sequence': 40, 'item_ids': [rule('percentage', percent_price=5)]})
price_lists = {'Detal': retail, 'Hurt': wholesale, 'VIP': vip}

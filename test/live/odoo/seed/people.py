# Customers, their people, suppliers, loyalty cards and codes.
partner = env['res.partner']
def home(street, post_code, city):
    return {'street': street, 'zip': post_code, 'city': city, 'country_id': poland.id}


customers = {}
for number, (name, price_list, term, limit, tax_number, email, phone, street, post_code, city) in enumerate(CUSTOMERS, 1):
    customers[name] = partner.create(dict(
        home(street, post_code, city), name=name, ref='K%04d' % number, is_company=bool(tax_number), email=email, phone=phone, lang='pl_PL',
        vat='PL' + nip(tax_number) if tax_number else False, property_payment_term_id=terms[term].id,
        property_product_pricelist=price_lists[price_list].id, user_id=clerk.id if tax_number else False,
        **({'use_partner_credit_limit': True, 'credit_limit': float(limit)} if limit else {})))
partner.create([
    {'parent_id': customers['Górski Świat sp. z o.o.'].id, 'type': 'contact', 'name': 'Marek Góral', 'function': 'Zakupy', 'email': 'marek.goral@gorskiswiat.example.pl'},
    {'parent_id': customers['Górski Świat sp. z o.o.'].id, 'type': 'contact', 'name': 'Ewa Halna', 'function': 'Księgowość', 'email': 'faktury@gorskiswiat.example.pl'},
    dict(home('ul. Składowa 3', '34-500', 'Zakopane'), parent_id=customers['Górski Świat sp. z o.o.'].id, type='delivery', name='Magazyn Górski Świat'),
    dict(home('ul. Wczasowa 1', '34-530', 'Bukowina Tatrzańska'), parent_id=customers['Hotel Bukowina S.A.'].id, type='delivery', name='Hotel, wejście od tyłu')])
# A buyer in another country of the Union with a tax number: Odoo's own fiscal position asks no VAT of it.
customers['Berghaus Handels GmbH'] = partner.create({
    'name': 'Berghaus Handels GmbH', 'ref': 'K0016', 'is_company': True, 'vat': 'DE136695976', 'street': 'Bergstraße 5', 'zip': '80331', 'city': 'München',
    'country_id': ref('base.de').id, 'email': 'einkauf@berghaus.example.de', 'property_payment_term_id': terms['30 dni'].id,
    'property_product_pricelist': wholesale.id})
guest = partner.create({'name': 'Klient sklepu (gość)', 'ref': 'GOSC'})
suppliers = [partner.create(dict(home(street, post_code, city), name=name, is_company=True, vat='PL' + nip(serial), supplier_rank=1,
    property_supplier_payment_term_id=terms['30 dni'].id)) for name, street, post_code, city, serial in SUPPLIERS]
env['product.supplierinfo'].create([
    {'partner_id': suppliers[code.startswith('LOZ')].id, 'product_tmpl_id': template.id, 'price': float(cost), 'delay': 5, 'min_qty': 1, 'sequence': 1,
        'currency_id': PLN.id, 'company_id': company.id, 'product_code': 'D-' + code}
    for template, (code, _, _, _, cost, *_) in zip(templates, PRODUCTS)] + [
    # A second source, dearer and quicker.
    {'partner_id': suppliers[1].id, 'product_tmpl_id': template.id, 'price': float(cost) * 1.08, 'delay': 2, 'min_qty': 10, 'sequence': 2,
        'currency_id': PLN.id, 'company_id': company.id} for template, (code, _, _, _, cost, *_) in zip(templates, PRODUCTS) if code.startswith('KUC')])
env['stock.warehouse.orderpoint'].create([
    {'product_id': product[sku].id, 'warehouse_id': lodz.id, 'location_id': lodz.lot_stock_id.id, 'product_min_qty': low, 'product_max_qty': high, 'trigger': 'manual'}
    for sku, low, high in (('KUC-KART', 100, 300), ('LAT-BAT', 60, 200), ('BEZ-FOLIA', 80, 250), ('NAM-RODZ', 4, 16), ('LAT-RECZ', 40, 160), ('BUT-SAND-40', 5, 30))])

# A programme of its own earning would give its points at the sale's confirmation; here the hub gives them, with the invoice.
loyalty = env['loyalty.program'].create({
    'name': 'Klub Szlaku', 'program_type': 'loyalty', 'applies_on': 'both', 'trigger': 'auto', 'portal_point_name': 'pkt', 'company_id': company.id,
    'rule_ids': [(5, 0, 0)],
    'reward_ids': [(5, 0, 0), (0, 0, {'reward_type': 'discount', 'discount_mode': 'per_point', 'discount': 0.1, 'required_points': 100, 'discount_applicability': 'order'})]})
cards = env['loyalty.card'].create([
    {'program_id': loyalty.id, 'partner_id': customers[name].id, 'points': points}
    for name, points in (('Anna Nowak', 120), ('Jan Kowalski', 45), ('Katarzyna Wiśniewska', 810))])
summer = env['loyalty.program'].create({
    'name': 'Lato -10%', 'program_type': 'promo_code', 'applies_on': 'current', 'trigger': 'with_code', 'company_id': company.id,
    'date_from': today - dt.timedelta(10), 'date_to': today + dt.timedelta(60),
    'rule_ids': [(5, 0, 0), (0, 0, {'mode': 'with_code', 'code': 'LATO10', 'minimum_amount': 100, 'minimum_amount_tax_mode': 'excl'})],
    'reward_ids': [(5, 0, 0), (0, 0, {'reward_type': 'discount', 'discount_mode': 'percent', 'discount': 10, 'discount_applicability': 'order'})]})

#!/usr/bin/python3
"""seed.py DATABASE-URI CONFIG: a small Polish company in a Tryton whose modules are active.

proteus runs Tryton in this process, so no server is needed. Dates are relative to today; a dump ages, so redate.sql moves what
lies in the future when the dump is restored.
"""
import datetime as dt
import os
import sys
from decimal import Decimal as D

uri, conf = sys.argv[1], sys.argv[2]
os.environ.setdefault('DB_NAME', ':unused:')  # the helpers of Tryton's own tests, imported below, insist on it
from proteus import Model, config as proteus_config
from trytond.modules.account.tests.tools import create_chart, create_fiscalyear, create_tax, get_accounts
from trytond.modules.account_invoice.tests.tools import set_fiscalyear_invoice_sequences
from trytond.modules.company.tests.tools import create_company, get_company
from trytond.pool import Pool

import catalogue as c

Pool.test = False  # the same imports switch test mode on
config = proteus_config.set_trytond(uri, user='admin', config_file=conf)
today = dt.date.today()
M = Model.get


def create(model, values):
    """One transaction for a list of records: proteus' own save costs one each."""
    return M(model)._proxy.create(values, config.context)


def press(button, model, ids):
    getattr(M(model)._proxy, button)(ids, config.context)


# --- company, accounts, taxes
pln_id, = create('currency.currency', [{
    'name': 'Złoty', 'symbol': 'zł', 'code': 'PLN', 'rounding': D('0.01'), 'digits': 2,
    'rates': [('create', [{'date': today - dt.timedelta(days), 'rate': D(rate)} for days, rate in c.EUR_RATES])]}])
# Against the euro, as the bank publishes: a złoty has today's rate, a euro is one.
eur_id, = create('currency.currency', [{
    'name': 'Euro', 'symbol': '€', 'code': 'EUR', 'rounding': D('0.01'), 'digits': 2, 'rates': [('create', [{'date': today - dt.timedelta(400), 'rate': D(1)}])]}])
pln = M('currency.currency')(pln_id)
pl, de = create('country.country', [
    {'name': 'Polska', 'code': 'PL', 'code3': 'POL', 'code_numeric': '616'}, {'name': 'Niemcy', 'code': 'DE', 'code3': 'DEU', 'code_numeric': '276'}])
create_company(currency=pln)
company = get_company()
company.timezone = 'Europe/Warsaw'
company.save()


def address(name, street, post_code, city, country=pl):
    return {'name': None, 'street': street, 'postal_code': post_code, 'city': city, 'country': country}


company.party.name = 'Splot Demo sp. z o.o.'
company.party.identifiers.new(type='pl_nip', code=c.nip(725180010))
home = company.party.addresses[0]
home.street, home.postal_code, home.city, home.country = 'ul. Targowa 2', '90-042', 'Łódź', M('country.country')(pl)
company.party.save()
create_chart(company)
accounts = get_accounts(company)
for year in range(today.year - 1, today.year + 6):  # a kept dump still posts invoices next year
    fiscal_year = set_fiscalyear_invoice_sequences(create_fiscalyear(company, today=dt.date(year, 1, 1)))
    fiscal_year.save()
    fiscal_year.click('create_period')
Category = M('product.category')
taxes, account_category = {}, {}
for rate in (23, 8):
    taxes[rate] = create_tax(D(rate) / 100)
    taxes[rate].name = taxes[rate].description = 'VAT %d%%' % rate
    taxes[rate].save()
    category = Category(name='Towary VAT %d%%' % rate, accounting=True, account_expense=accounts['expense'], account_revenue=accounts['revenue'])
    category.customer_taxes.append(M('account.tax')(taxes[rate].id))
    category.save()
    account_category[rate] = category.id

def tax_named(name, rate):
    tax = create_tax(D(rate) / 100)
    tax.name = tax.description = name
    tax.save()
    return tax.id


eu_tax, oss_tax = tax_named('WDT 0%', 0), tax_named('OSS Niemcy 19%', 19)
reverse_charge, oss = create('account.tax.rule', [
    {'name': 'Odwrotne obciążenie UE', 'kind': 'sale', 'company': company.id, 'lines': [('create', [
        {'origin_tax': taxes[rate].id, 'tax': eu_tax} for rate in taxes])]},
    {'name': 'OSS', 'kind': 'sale', 'company': company.id, 'lines': [('create', [
        {'origin_tax': taxes[rate].id, 'tax': oss_tax, 'to_country': de} for rate in taxes])]}])
terms = dict(zip(('Przedpłata', '14 dni', '30 dni'), create('account.invoice.payment_term', [
    {'name': name, 'lines': [('create', [{'type': 'remainder', 'relativedeltas': [('create', [{'days': days}])]}])]}
    for name, days in (('Przedpłata', 0), ('14 dni', 14), ('30 dni', 30))])))
cash_journal, = M('account.journal').find([('type', '=', 'cash')], limit=1)
create('account.payment.journal', [
    {'name': name, 'company': company.id, 'currency': pln.id, 'process_method': 'manual', 'clearing_account': accounts['cash'].id, 'clearing_journal': cash_journal.id}
    for name in c.PAYMENT_JOURNALS] + [{'name': 'Przelew EUR', 'company': company.id, 'currency': eur_id, 'process_method': 'manual'}])
sale_config = M('sale.configuration')(1)
sale_config.sale_shipment_method = 'order'
sale_config.sale_invoice_method = 'shipment'
sale_config.save()

# --- warehouses
Location = M('stock.location')
lodz, = Location.find([('type', '=', 'warehouse')])
lodz.name, lodz.code, lodz.address = 'Magazyn Centralny Łódź', 'LODZ', M('party.address')(home.id)
lodz.save()
harbour, = create('party.address', [dict(address(None, 'ul. Portowa 14', '80-880', 'Gdańsk'), party=company.party.id)])
zones = create('stock.location', [{'name': name, 'code': code, 'type': 'storage'} for name, code in (
    ('Strefa przyjęć Gdańsk', 'GDA-IN'), ('Strefa wydań Gdańsk', 'GDA-OUT'), ('Regały Gdańsk', 'GDA-STO'))])
gdansk_id, = create('stock.location', [{
    'name': 'Magazyn Gdańsk', 'code': 'GDANSK', 'type': 'warehouse', 'address': harbour, 'input_location': zones[0], 'output_location': zones[1],
    'storage_location': zones[2], 'lost_found_location': lodz.lost_found_location.id}])  # without lost and found no inventory can be confirmed
gdansk = Location(gdansk_id)

places = create('stock.location', [{'name': name, 'code': code, 'type': 'storage', 'parent': lodz.storage_location.id} for code, name, _, _ in c.PLACES])

# --- categories, attributes, products
categories = {}
for name, parent in c.CATEGORIES.items():
    categories[name], = create('product.category', [{'name': name, 'parent': categories.get(parent)}])
attributes = dict(zip(c.ATTRIBUTES, create('product.attribute', [
    {'name': name, 'string': label, 'type_': kind, 'selection': '\n'.join('%s: %s' % choice for choice in choices.items()) if choices else None}
    for name, (label, kind, choices) in c.ATTRIBUTES.items()])))
attribute_set, = create('product.attribute.set', [{'name': 'Towary', 'attributes': [('add', list(attributes.values()))]}])
unit, = M('product.uom').find([('name', '=', 'Unit')])

suppliers = create('party.party', [
    {'name': name, 'supplier_payment_term': terms['30 dni'], 'addresses': [('create', [address(name, street, post_code, city)])],
        'identifiers': [('create', [{'type': 'pl_nip', 'code': c.nip(serial)}])]}
    for name, street, post_code, city, serial in c.SUPPLIERS])

serial, templates = 0, []
for code, name, category, price, cost, axes, parameters, *vat in c.PRODUCTS:
    products = []
    for options in c.variants(axes):
        serial += 1
        suffix = ''.join('-' + value.upper() for value in options.values())
        products.append({
            'suffix_code': suffix or None, 'cost_price': D(cost), 'identifiers': [('create', [{'type': 'ean', 'code': c.ean13(serial)}])],
            'attributes': dict(parameters, **options, image_url='https://zdjecia.example.pl/%s%s.jpg' % (code, suffix))})
    templates.append({
        'name': name, 'code': code, 'type': 'goods', 'default_uom': unit.id, 'sale_uom': unit.id, 'purchase_uom': unit.id, 'salable': True,
        'purchasable': True, 'list_price': D(price), 'cost_price_method': 'fixed', 'account_category': account_category[(vat or [23])[0]],
        'categories': [('add', [categories[category]])], 'attribute_set': attribute_set, 'lead_time': dt.timedelta(0), 'products': [('create', products)]})
for party, product, name, price in c.CARRIERS:
    templates.append({
        'name': name, 'code': product, 'type': 'service', 'default_uom': unit.id, 'sale_uom': unit.id, 'salable': True, 'list_price': D(price),
        'account_category': account_category[23], 'products': [('create', [{'cost_price': D(0)}])]})
template_ids = create('product.template', templates)
create('purchase.product_supplier', [
    {'template': template, 'party': suppliers[code.startswith('LOZ')], 'currency': pln.id, 'code': 'D-' + code,
        'lead_time': dt.timedelta(c.LEAD_TIMES[code.startswith('LOZ')]),
        'prices': [('create', [{'quantity': 10 if D(cost) < 50 else 1, 'unit_price': D(cost)}])]}
    for template, (code, _, _, _, cost, *_) in zip(template_ids, c.PRODUCTS)])
Product = M('product.product')
by_code = {p['code']: p['id'] for p in Product._proxy.search_read([], 0, None, None, ['code'], config.context)}
carrier_parties = create('party.party', [{'name': name} for name, *_ in c.CARRIERS])
create('carrier', [{'party': party, 'carrier_product': by_code[product]} for party, (_, product, *_) in zip(carrier_parties, c.CARRIERS)])

# --- price lists, promotion
def line(formula, quantity=None, **more):
    return dict(formula=formula, quantity=quantity, **more)


price_lists = dict(zip(('Detal', 'Hurt', 'VIP'), create('product.price_list', [
    {'name': name, 'lines': [('create', [dict(values, sequence=i) for i, values in enumerate(lines)])]} for name, lines in (
        ('Detal', [
            line('unit_price * 0.90', category=categories['Oświetlenie'], start_date=today - dt.timedelta(10), end_date=today + dt.timedelta(20)),
            line('unit_price')]),
        ('Hurt', [
            line('unit_price * 0.75', 5.0, category=categories['Łóżka i materace']), line('unit_price * 0.70', 50.0), line('unit_price * 0.80', 10.0),
            line('unit_price * 0.88')]),
        ('VIP', [line('cost_price * 1.35', product=by_code['KUR-RYSY-M-GRANATOWY']), line('unit_price * 0.85')]))])))
sale_config.sale_price_list = M('product.price_list')(price_lists['Detal'])
sale_config.save()
promotion = M('sale.promotion')(
    name='Weź 3 latarki: -15%', quantity=3, unit=unit, formula='0.85 * unit_price', start_date=today - dt.timedelta(10),
    end_date=today + dt.timedelta(60), price_list=M('product.price_list')(price_lists['Detal']))
promotion.categories.append(Category(categories['Oświetlenie']))
promotion.save()
create('sale.promotion', [{
    'name': 'Kod GORY10: plecaki -10%', 'formula': '0.90 * unit_price', 'start_date': today - dt.timedelta(10), 'end_date': today + dt.timedelta(90),
    'categories': [('add', [categories['Plecaki i torby']])], 'coupons': [('create', [{
        'name': 'GORY10', 'number_of_use': 1000, 'per_party': False, 'numbers': [('create', [{'number': 'GORY10'}])]}])]}])

# --- customers
customers = dict(zip([row[0] for row in c.CUSTOMERS], create('party.party', [
    {'name': name, 'customer_payment_term': terms[term], 'sale_price_list': price_lists[price_list],
        'credit_limit_amount': D(limit) if limit else None,
        'addresses': [('create', [address(None, street, post_code, city)])],
        'identifiers': [('create', [{'type': 'pl_nip', 'code': c.nip(tax_number)}] if tax_number else [])],
        'contact_mechanisms': [('create', [{'type': 'email', 'value': email}] + ([{'type': 'phone', 'value': phone}] if phone else []))]}
    for name, price_list, term, limit, tax_number, email, phone, street, post_code, city in c.CUSTOMERS])))
guest, = create('party.party', [{'name': 'Klient sklepu (gość)'}])
english, = M('ir.lang').find([('code', '=', 'en')])
name, vat_number, email, street, post_code, city = c.EU_CUSTOMER
customers[name], = create('party.party', [{
    'name': name, 'lang': english.id, 'customer_payment_term': terms['30 dni'], 'sale_price_list': price_lists['Hurt'], 'credit_limit_amount': D(40000),
    'customer_tax_rule': reverse_charge, 'addresses': [('create', [address(None, street, post_code, city, de)])],
    'identifiers': [('create', [{'type': 'eu_vat', 'code': vat_number}])], 'contact_mechanisms': [('create', [{'type': 'email', 'value': email}])]}])
create('party.contact_mechanism', [
    {'party': customers[firm], 'name': name, 'comment': role, 'type': kind, 'value': value}
    for firm, name, email, phone, role in c.CONTACTS for kind, value in (('email', email), ('phone', phone)) if value])

# --- opening stock, expected deliveries
goods = sorted(code for code in by_code if not code.startswith('DOST-'))
empty = set(c.SOLD_OUT) | set(c.EXPECTED)
for warehouse, base in ((lodz, 120), (gdansk, 15)):
    inventory = create('stock.inventory', [{
        'location': warehouse.storage_location.id, 'date': today, 'lines': [('create', [
            {'product': by_code[code], 'quantity': float(base + i * 7 % 25)} for i, code in enumerate(goods) if code not in empty])]}])
    press('confirm', 'stock.inventory', inventory)
shelved = create('stock.move', [
    {'product': by_code[code], 'uom': unit.id, 'quantity': float(pieces), 'from_location': lodz.storage_location.id, 'to_location': place, 'company': company.id,
        'currency': pln.id}
    for place, (_, _, codes, pieces) in zip(places, c.PLACES) for code in codes])
press('do', 'stock.move', shelved)
create('stock.order_point', [
    {'product': by_code[code], 'warehouse_location': lodz.id, 'type': 'purchase', 'min_quantity': float(least), 'target_quantity': float(most),
        'company': company.id}
    for code, (least, most) in c.ORDER_POINTS.items()])
for code, (quantity, days) in c.EXPECTED.items():
    cost, = [row[4] for row in c.PRODUCTS if code.startswith(row[0])]
    purchase = create('purchase.purchase', [{
        'party': suppliers[0], 'warehouse': lodz.id, 'purchase_date': today, 'payment_term': terms['30 dni'], 'currency': pln.id,
        'invoice_address': M('party.party')(suppliers[0]).addresses[0].id, 'invoice_method': 'shipment', 'lines': [('create', [
            {'type': 'line', 'product': by_code[code], 'quantity': float(quantity), 'unit': unit.id, 'unit_price': D(cost)}])]}])
    for button in ('quote', 'confirm'):
        press(button, 'purchase.purchase', purchase)
    moves = M('stock.move').find([('product', '=', by_code[code]), ('state', '=', 'draft')])
    M('stock.move')._proxy.write([m.id for m in moves], {'planned_date': today + dt.timedelta(days)}, config.context)

# --- the shop's key space and the hub's own user, with the groups it needs and no more
create('web.shop', [{
    'name': 'Splot', 'company': company.id, 'currency': pln.id, 'guest_party': guest, 'warehouses': [('add', [lodz.id, gdansk.id])]}])
# Not in "Sale Stock Quantity" and "Account Credit Limit": members get a warning one may skip, all others a refusal.
groups = M('res.group').find([('name', 'in', [
    'Sales', 'Stock', 'Party Administration', 'Payment', 'Payment Approval', 'Account', 'Purchase'])])
hub, = create('res.user', [{
    'name': 'Splot', 'login': 'hub', 'password': 'hub-password', 'companies': [('add', [company.id])], 'company': company.id,
    'groups': [('add', [g.id for g in groups])]}])

account_config = M('account.configuration')(1)
account_config.default_customer_tax_rule = M('account.tax.rule')(oss)
account_config.save()

# --- a little history: one sale from order to paid invoice, one that eats most of a credit limit
def sell(customer, warehouse, lines):
    sale = M('sale.sale')(party=M('party.party')(customers[customer]), warehouse=warehouse)
    for code, quantity in lines:
        row = sale.lines.new()
        row.product, row.quantity = Product(by_code[code]), quantity
    sale.save()
    sale.click('quote')
    sale.click('confirm')
    sale.reload()
    return sale


done = sell('Anna Nowak', lodz, [('KUR-TATRY-M-CZARNY', 1), ('KUC-KUB-BIALY', 2)])
for shipment in done.shipments:
    for button in ('assign_force', 'pick', 'pack', 'done'):
        shipment.click(button)
    shipment.reference = 'PL0000000001'
    shipment.save()
done.reload()
for invoice in done.invoices:
    invoice.click('post')
sell('Biwak i Spółka s.c.', lodz, [('SPI-TRZY-REGULAR-ZIELONY', 10), ('LAT-CZOL-CZARNY', 12)])
sell('Górski Świat sp. z o.o.', gdansk, [('BUT-GRAN-42', 4), ('PLE-55-CZARNY', 2)])
print('seeded', len(by_code), 'variants,', len(customers), 'customers')

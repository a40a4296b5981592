#!/usr/bin/python3
"""company.py DATABASE-URI CONFIG: a second company in a copy of the seed, with accounts, prices, a warehouse and stock of its own. What Tryton keeps
by company (accounts, taxes, prices, terms) the first one's goods and customers have for this one too.
"""
import datetime as dt
import os
import sys
from decimal import Decimal as D

uri, conf = sys.argv[1], sys.argv[2]
os.environ.setdefault('DB_NAME', ':unused:')
from proteus import Model, config as proteus_config
from trytond.modules.account.tests.tools import create_chart, create_fiscalyear, create_tax, get_accounts
from trytond.modules.account_invoice.tests.tools import set_fiscalyear_invoice_sequences
from trytond.pool import Pool

import catalogue as c

Pool.test = False
config = proteus_config.set_trytond(uri, user='admin', config_file=conf)
today = dt.date.today()
M = Model.get


def create(model, values):
    return M(model)._proxy.create(values, config.context)


first, = M('company.company').find([])
prices = {t.id: t.list_price for t in M('product.template').find([])}
costs = {p.id: p.cost_price for p in M('product.product').find([('type', '=', 'goods')])}

# --- the company, and who works for it
pl, = M('country.country').find([('code', '=', 'PL')])
party, = create('party.party', [{
    'name': c.SECOND_COMPANY, 'identifiers': [('create', [{'type': 'pl_nip', 'code': c.nip(725180100)}])],
    'addresses': [('create', [{'street': 'ul. Głogowska 14', 'postal_code': '60-734', 'city': 'Poznań', 'country': pl.id}])]}])
second, = create('company.company', [{'party': party, 'currency': first.currency.id, 'timezone': 'Europe/Warsaw'}])
M('res.user')._proxy.write([config.user], {'companies': [('add', [second])], 'company': second}, config.context)
groups = M('res.user').find([('login', '=', 'hub')])[0].groups
config._context = M('res.user').get_preferences(True, {})
# Tryton shows a user the records of its own company only: each company of a hub has a service user of its own.
create('res.user', [{
    'name': 'Splot Outdoor', 'login': 'hub-outdoor', 'password': 'hub-password', 'companies': [('add', [second])], 'company': second,
    'groups': [('add', [group.id for group in groups])]}])
company = M('company.company')(second)

# --- accounts, taxes, terms
create_chart(company)
accounts = get_accounts(company)
for year in (today.year, today.year + 1):
    fiscal_year = set_fiscalyear_invoice_sequences(create_fiscalyear(company, today=dt.date(year, 1, 1)))
    fiscal_year.save()
    fiscal_year.click('create_period')
for category in M('product.category').find([('accounting', '=', True)]):
    rate = D(8) / 100 if '8%' in category.name else D(23) / 100
    tax = create_tax(rate, company)
    tax.company = company
    tax.name = tax.description = 'VAT %d%%' % (rate * 100)
    tax.save()
    category.account_expense, category.account_revenue = accounts['expense'], accounts['revenue']
    category.customer_taxes.append(M('account.tax')(tax.id))
    category.save()
cash_journal, = M('account.journal').find([('type', '=', 'cash')], limit=1)
create('account.payment.journal', [{
    'name': 'Przelew', 'company': second, 'currency': first.currency.id, 'process_method': 'manual', 'clearing_account': accounts['cash'].id,
    'clearing_journal': cash_journal.id}])

# --- prices: a tenth more than the first company asks, a fifth less for firms
def write_each(model, values):
    pairs = [part for id_, own in values for part in ([id_], own)]
    M(model)._proxy.write(*pairs, config.context)


write_each('product.template', [(template, {'list_price': (price * D('1.10')).quantize(D('0.01'))}) for template, price in prices.items()])
write_each('product.product', [(product, {'cost_price': cost}) for product, cost in costs.items()])
retail, wholesale = create('product.price_list', [
    {'name': name, 'company': second, 'lines': [('create', [{'formula': formula}])]} for name, formula in (
        ('Outdoor detal', 'unit_price'), ('Outdoor hurt', 'unit_price * 0.80'))])
sale_config = M('sale.configuration')(1)
sale_config.sale_shipment_method, sale_config.sale_invoice_method = 'order', 'shipment'
sale_config.sale_price_list = M('product.price_list')(retail)
sale_config.save()
for customer in M('party.party').find([('name', 'in', [row[0] for row in c.CUSTOMERS])]):
    customer.sale_price_list = M('product.price_list')(wholesale if customer.tax_identifier else retail)
    customer.save()

# --- a warehouse with stock, and the key space of the hub
zones = create('stock.location', [{'name': name, 'code': code, 'type': 'storage'} for name, code in (
    ('Strefa przyjęć Poznań', 'POZ-IN'), ('Strefa wydań Poznań', 'POZ-OUT'), ('Regały Poznań', 'POZ-STO'))])
lost, = M('stock.location').find([('type', '=', 'lost_found')])
warehouse, = create('stock.location', [{
    'name': 'Magazyn Poznań', 'code': 'POZNAN', 'type': 'warehouse', 'address': company.party.addresses[0].id, 'input_location': zones[0],
    'output_location': zones[1], 'storage_location': zones[2], 'lost_found_location': lost.id}])
inventory = create('stock.inventory', [{
    'location': zones[2], 'date': today, 'company': second, 'lines': [('create', [
        {'product': product, 'quantity': float(40 + i % 9)} for i, product in enumerate(sorted(costs))])]}])
M('stock.inventory')._proxy.confirm(inventory, config.context)
guest, = M('party.party').find([('name', '=', 'Klient sklepu (gość)')])
create('web.shop', [{
    'name': 'Splot Outdoor', 'company': second, 'currency': first.currency.id, 'guest_party': guest.id, 'warehouses': [('add', [warehouse])]}])
M('res.user')._proxy.write([config.user], {'company': first.id}, config.context)
print('second company', second)

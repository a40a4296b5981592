#!/usr/bin/python3
"""year.py DATABASE-URI CONFIG COUNT: a year of trade in a copy of the seed, the same every time: sales with shipments, invoices and payments, some
paid late, in part or not at all, some goods returned, credited and refunded; purchases with their invoices. Stamps are moved to the days the papers say.
"""
import datetime as dt
import os
import random
import sys
from decimal import Decimal as D

uri, conf, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.environ.setdefault('DB_NAME', ':unused:')
from proteus import Model, Wizard, config as proteus_config
from trytond.pool import Pool
from trytond.transaction import Transaction

import catalogue as c

config = proteus_config.set_trytond(uri, user='admin', config_file=conf)
M = Model.get
dice = random.Random(19)
today = dt.date.today()
first = today - dt.timedelta(365)


def press(buttons, model, ids):
    for button in buttons:
        getattr(M(model)._proxy, button)(ids, config.context)


def write(model, ids, values):
    M(model)._proxy.write(ids, values, config.context)


def create(model, values):
    return M(model)._proxy.create(values, config.context)


def sql(*statements):
    with Transaction().start(config.database_name, 0) as transaction:
        for statement in statements:
            transaction.connection.cursor().execute(statement)


def on(day, days):
    return min(day + dt.timedelta(days), today)


# The goods of the seed were there before the year began, and its one invoice must not have the last number of this year.
done = "date_trunc('year', current_date)::date"
sql(
    "update stock_move set effective_date = effective_date - 400 where origin like 'stock.inventory.line,%'",
    "update stock_move set effective_date = " + done + " where shipment like 'stock.shipment.out,%' and state = 'done'",
    "update stock_shipment_out set effective_date = " + done + " where state = 'done'",
    "update sale_sale set sale_date = " + done + " where number = '1'",
    "update account_invoice set invoice_date = " + done)
# Its look at every day until the next delivery takes minutes on a year ago, and would say no more than that there is enough.
Pool(config.database_name).get('sale.sale').check_stock_quantity = lambda *_: None
Pool(config.database_name).get('res.user.warning').check = lambda *_: False  # "a payment date in the past"

Product, Party = M('product.product'), M('party.party')
goods = {p.code: p for p in Product.find([('type', '=', 'goods'), ('salable', '=', True)])}
sold = [code for code in sorted(goods) if code not in c.SOLD_OUT and code not in c.EXPECTED]
dice.shuffle(sold)
sold = sold[:45]  # the rest lies all year: dead stock
weights = [1 / (rank + 2) for rank in range(len(sold))]
people = Party.find([('name', 'in', [row[0] for row in c.CUSTOMERS if row[3] is None])])
firms = Party.find([('name', 'in', [row[0] for row in c.CUSTOMERS if row[3] and int(row[3]) >= 20000])])
lodz, gdansk = (M('stock.location').find([('code', '=', code)])[0] for code in ('LODZ', 'GDANSK'))
journal, = M('account.payment.journal').find([('name', '=', 'Przelewy24')])
shop, = M('web.shop').find([])
company = M('company.company').find([])[0]
cash, = M('account.account').find([('name', 'like', '%Cash%'), ('type', '!=', None)], limit=1)
by_hand = M('account.invoice.payment.method')(
    name='Przelew na konto', company=company, journal=M('account.journal').find([('type', '=', 'cash')])[0], credit_account=cash, debit_account=cash)
by_hand.save()


def pay(lines, kind):
    """lines: (move line, amount, day, text)"""
    payments = [M('account.payment')(id_) for id_ in create('account.payment', [
        {'company': company.id, 'journal': journal.id, 'kind': kind, 'party': line.party.id, 'line': line.id, 'amount': amount, 'date': day, 'description': text}
        for line, amount, day, text in lines])]
    press(['approve'], 'account.payment', [p.id for p in payments])
    Wizard('account.payment.process', payments).execute('process')
    for payment in payments:
        succeed = Wizard('account.payment.succeed', [payment])
        succeed.form.date = payment.date
        succeed.execute('succeed')


def in_parts(items, size=20):
    return [items[i:i + size] for i in range(0, len(items), size)]


def order(i):
    firm = i % 3 == 0
    day = first + dt.timedelta(i * 365 // count)
    sale = M('sale.sale')(party=dice.choice(firms if firm else people), warehouse=gdansk if i % 7 == 5 else lodz, sale_date=day)
    if i % 2:
        sale.web_shop = shop
    for code in sorted(set(dice.choices(sold, weights, k=dice.randint(1, 3)))):
        row = sale.lines.new()
        row.product = goods[code]
        row.quantity = float(dice.randint(2, 6) if firm and i % 7 != 5 else 1)
    sale.save()
    return sale, day


def ship(sales):
    shipments = []
    for sale, day in sales:
        sale.reload()
        for shipment in sale.shipments:
            write('stock.shipment.out', [shipment.id], {'effective_date': on(day, dice.randint(0, 4)), 'reference': 'PL%010d' % shipment.id})
            shipments.append(shipment.id)
    press(['assign_force', 'pick', 'pack', 'done'], 'stock.shipment.out', shipments)
    bills = []
    for sale, _ in sales:
        sale.reload()
        day = sale.shipments[0].effective_date
        bills += [(day, invoice.id, sale) for invoice in sale.invoices]
    return bills


def take_back(sale, invoice, day):
    """One piece of the first line comes back; answers the draft of its credit note."""
    line = sale.lines[0]
    move = [m for m in line.moves if m.state == 'done'][0]
    shipment, = create('stock.shipment.out.return', [{
        'customer': sale.party.id, 'delivery_address': sale.shipment_address.id, 'warehouse': sale.warehouse.id, 'company': company.id, 'effective_date': day,
        'moves': [('create', [{
            'product': move.product.id, 'uom': move.uom.id, 'quantity': 1.0, 'from_location': move.to_location.id, 'effective_date': day,
            'to_location': sale.warehouse.input_location.id, 'company': company.id, 'currency': sale.currency.id, 'unit_price': move.unit_price,
            'origin': 'stock.move,%s' % move.id}])]}])
    press(['receive', 'done'], 'stock.shipment.out.return', [shipment])
    billed = [l for l in invoice.lines if l.product == line.product][0]
    note, = create('account.invoice', [{
        'type': 'out', 'company': company.id, 'party': invoice.party.id, 'invoice_address': invoice.invoice_address.id, 'currency': invoice.currency.id,
        'journal': invoice.journal.id, 'account': invoice.account.id, 'payment_term': invoice.payment_term.id, 'lines': [('create', [{
            'type': 'line', 'invoice_type': 'out', 'origin': 'account.invoice.line,%s' % billed.id, 'company': company.id, 'product': billed.product.id,
            'quantity': -1.0, 'unit': billed.unit.id, 'unit_price': billed.unit_price, 'account': billed.account.id, 'currency': invoice.currency.id,
            'party': invoice.party.id, 'taxes': [('add', [t.id for t in billed.taxes])]}])]}])
    return note


def buy(day, supplier, codes):
    purchase, = create('purchase.purchase', [{
        'party': supplier.id, 'warehouse': lodz.id, 'purchase_date': day, 'payment_term': supplier.supplier_payment_term.id, 'currency': company.currency.id,
        'invoice_address': supplier.addresses[0].id, 'invoice_method': 'shipment', 'company': company.id, 'lines': [('create', [
            {'type': 'line', 'product': goods[code].id, 'quantity': 40.0, 'unit': goods[code].default_uom.id, 'unit_price': goods[code].cost_price} for code in codes])]}])
    press(['quote', 'confirm'], 'purchase.purchase', [purchase])
    arrived = on(day, 5)
    moves = M('stock.move').find([('purchase', '=', purchase)])
    shipment, = create('stock.shipment.in', [{
        'supplier': supplier.id, 'warehouse': lodz.id, 'company': company.id, 'effective_date': arrived, 'incoming_moves': [('add', [m.id for m in moves])]}])
    write('stock.move', [move.id for move in moves], {'effective_date': arrived})
    press(['receive', 'done'], 'stock.shipment.in', [shipment])
    return [(arrived, invoice.id) for invoice in M('purchase.purchase')(purchase).invoices]


# Nothing is billed while the year is made, so no limit would hold; they are given back at the end.
limits = {firm.id: firm.credit_limit_amount for firm in firms}
write('party.party', list(limits), {'credit_limit_amount': None})
supplier = Party.find([('name', '=', c.SUPPLIERS[0][0])])[0]
bought = [bill for n in range(6) for bill in buy(first + dt.timedelta(30 + n * 55), supplier, sold[n * 4:n * 4 + 4])]
billed, notes = [], {}
for numbers in in_parts(range(count)):
    sales = [order(i) for i in numbers]
    press(['quote', 'confirm'], 'sale.sale', [sale.id for sale, _ in sales])
    if numbers[-1] == count - 1:
        sales = sales[:-3]  # the last ones are still open
    billed += ship(sales)
    print(numbers[-1] + 1, 'of', count, flush=True)
for day, key, sale in billed:
    if sale.id % 9 == 0 and on(day, 12) < today:
        notes[take_back(sale, M('account.invoice')(key), on(day, 12))] = (on(day, 12), sale)

# Numbers of a year are given in the order of the days.
papers = sorted([(day, key) for day, key, _ in billed] + bought + [(day, key) for key, (day, _) in notes.items()])
for day, key in papers:
    write('account.invoice', [key], {'invoice_date': day, **({'reference': 'FV/%s' % key} if (day, key) in bought else {})})
for part in in_parts(papers):
    press(['post'], 'account.invoice', [key for _, key in part])

paid = []
for day, key, sale in billed:
    invoice, fate = M('account.invoice')(key), dice.random()
    when = day + dt.timedelta(dice.randint(0, 3) if sale.party in people else dice.randint(10, 45))
    if when > today or fate < 0.08:
        continue  # not yet, or never
    if fate < 0.16 and sale.party in firms:
        paid.append((invoice.lines_to_pay[0], (invoice.total_amount / 2).quantize(D('0.01')), when, 'CZESC-%s' % sale.number))
    elif fate < 0.30:
        wizard = Wizard('account.invoice.pay', [invoice])
        wizard.form.payment_method, wizard.form.date, wizard.form.description = by_hand, when, 'WB-%s' % sale.number
        wizard.execute('choice')
    else:
        paid.append((invoice.lines_to_pay[0], invoice.total_amount, when, 'P24-%s' % sale.number))
for part in in_parts(paid):
    pay(part, 'receivable')
given_back = [(M('account.invoice')(key), day, sale) for key, (day, sale) in notes.items()]
pay([(note.lines_to_pay[0], -note.total_amount, on(day, 2), 'ZWROT-%s [sale.sale,%s]' % (sale.number, sale.id)) for note, day, sale in given_back], 'payable')
for firm, limit in limits.items():
    write('party.party', [firm], {'credit_limit_amount': limit})

sql(
    "update sale_sale set create_date = sale_date + time '10:00', write_date = null",
    "update sale_line l set create_date = s.create_date, write_date = null from sale_sale s where s.id = l.sale",
    "update stock_move set create_date = effective_date + time '08:00', write_date = effective_date + time '13:00' where state = 'done'",
    "update stock_shipment_out set write_date = effective_date + time '13:00' where state = 'done'",
    "update stock_shipment_out_return set create_date = effective_date + time '12:00', write_date = effective_date + time '13:00' where state = 'done'",
    "update account_invoice set create_date = invoice_date + time '14:00', write_date = null where invoice_date is not null",
    "update account_payment set create_date = date + time '09:00', write_date = date + time '09:00'")
print('a year of', count, 'sales')

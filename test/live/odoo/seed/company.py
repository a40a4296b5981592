# Run by `odoo shell` after ../../tryton/catalogue.py, whose names are here: the company, its taxes, terms, journals and people with a key.
import datetime as dt

today = dt.date.today()
ref = env.ref
poland = ref('base.pl')
company = env.company
company.write({
    'name': 'Splot Demo sp. z o.o.', 'country_id': poland.id, 'street': 'ul. Targowa 2', 'zip': '90-042', 'city': 'Łódź',
    'vat': 'PL' + nip(725180010), 'email': 'biuro@splot.example.pl'})
env['account.chart.template'].try_loading('pl', company, install_demo=False)
# Without the first switch Odoo ignores every price list and says nothing; without the last one no credit limit is looked at.
env['res.config.settings'].create({
    'group_product_pricelist': True, 'group_product_variant': True, 'group_discount_per_so_line': True, 'group_stock_multi_locations': True,
    'account_use_credit_limit': True}).execute()
company.account_price_include = 'tax_excluded'
# A new company would install whatever its country asks for (Peppol here), in the middle of this.
env['ir.module.module'].search([('state', '=', 'uninstalled'), ('auto_install', '=', True)]).state = 'uninstallable'
outdoor = env['res.company'].create({
    'name': 'Splot Outdoor sp. z o.o.', 'country_id': poland.id, 'currency_id': ref('base.PLN').id, 'street': 'ul. Nowa 7', 'zip': '80-299',
    'city': 'Gdańsk', 'vat': 'PL' + nip(957100220)})
env['account.chart.template'].try_loading('pl', outdoor, install_demo=False)
env.user.company_ids |= outdoor


def tax_of(owner, rate):
    """The chart's first sales tax on goods of this rate."""
    return env['account.tax'].search([('company_id', '=', owner.id), ('type_tax_use', '=', 'sale'), ('amount', '=', rate)], order='sequence, id', limit=1)


taxes = {rate: tax_of(company, rate) | tax_of(outdoor, rate) for rate in (23, 8, 5)}

terms = {
    name: env['account.payment.term'].create({
        'name': name, 'line_ids': [(0, 0, {'value': 'percent', 'value_amount': 100, 'nb_days': days})]})
    for name, days in (('Przedpłata', 0), ('14 dni', 14), ('30 dni', 30))}

# Money on its way stands on an account of its own, so that a payment without an invoice is an open credit of the customer.
account = env['account.account']
waiting = account.create({'code': '13900100', 'name': 'Środki w drodze', 'account_type': 'asset_current', 'reconcile': True})
journals = {}
for i, name in enumerate(PAYMENT_JOURNALS):
    journal = journals[name] = env['account.journal'].create({'name': name, 'code': 'PL%d' % i, 'type': 'bank', 'company_id': company.id})
    (journal.inbound_payment_method_line_ids | journal.outbound_payment_method_line_ids).payment_account_id = waiting

# The hub's own user, with the groups it needs and no more: README.md says what each is for.
HUB_GROUPS = [
    'base.group_user', 'base.group_partner_manager', 'sales_team.group_sale_salesman_all_leads', 'stock.group_stock_user',
    'account.group_account_invoice', 'purchase.group_purchase_user']
procedures_group = env['res.groups'].create({'name': 'Splot: stored procedures'})
env['ir.model.data'].create({'module': 'splot', 'name': 'group_procedures', 'model': 'res.groups', 'res_id': procedures_group.id})
hub = env['res.users'].with_context(no_reset_password=True).create({
    'name': 'Splot', 'login': 'hub', 'lang': 'pl_PL', 'tz': 'Europe/Warsaw', 'company_id': company.id, 'company_ids': [(6, 0, [company.id, outdoor.id])],
    'group_ids': [(6, 0, [ref(group).id for group in HUB_GROUPS] + [procedures_group.id])]})
clerk = ref('base.user_admin')
clerk.write({'lang': 'pl_PL', 'tz': 'Europe/Warsaw', 'company_ids': [(4, outdoor.id)]})
clerk.group_ids |= ref('account.group_account_manager') | ref('stock.group_stock_manager') | ref('sales_team.group_sale_manager') | ref('purchase.group_purchase_manager')


def key_of(user):
    return env['res.users.apikeys'].with_user(user).sudo()._generate('rpc', 'splot', None)


print('KEY hub', key_of(hub))
print('KEY clerk', key_of(clerk))

# A second currency, and what it was worth.
euro = ref('base.EUR')
euro.active = True
for day, worth in ((10, '4.2715'), (1, '4.2840')):
    env['res.currency.rate'].create({'currency_id': euro.id, 'company_id': company.id, 'name': today - dt.timedelta(day), 'inverse_company_rate': float(worth)})

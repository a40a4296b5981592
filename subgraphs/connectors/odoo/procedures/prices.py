# What one price list charges for these variants, as a sale line would: unit price and the discount shown beside it.
wanted = env.context['splot']
pricelist = env['product.pricelist'].browse(wanted['list'])
variants = env['product.product'].browse(wanted['variants'])
answers = []
for ask in wanted['asks']:
    date = datetime.datetime.strptime(ask['at'], '%Y-%m-%d %H:%M:%S')
    quantity = ask['quantity'] or 1.0
    found = pricelist._compute_price_rule(variants, quantity, date=date)
    prices = {}
    for variant in variants:
        price, rule_id = found[variant.id]
        rule = env['product.pricelist.item'].browse(rule_id or [])
        unit, discount = price, 0.0
        if rule and rule._show_discount():
            base = rule._compute_price_before_discount(product=variant, quantity=quantity, uom=variant.uom_id, date=date, currency=pricelist.currency_id)
            unit = max(base, price)
            if base > 0 and base > price:
                discount = (base - price) / base * 100
        prices[str(variant.id)] = [unit, discount, rule_id or 0]
    answers.append(prices)
action = {'prices': answers}

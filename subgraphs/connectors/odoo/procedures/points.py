# Gives or takes loyalty points of a customer, never below zero, once a key.
wanted = env.context['splot']
name = 'points_' + wanted['key']
data = env['ir.model.data'].sudo()
known = data.search([('module', '=', 'splot'), ('name', '=', name)])
cards = env['loyalty.card'].sudo()
program = env['loyalty.program'].sudo().search([('program_type', '=', 'loyalty'), ('company_id', 'in', [False, env.company.id])], order='sequence, id', limit=1)
if known:
    action = {'points': cards.browse(known.res_id).points}
elif not program:
    action = {'lacking': True}
else:
    env.cr.execute('UPDATE res_partner SET write_date = write_date WHERE id = %s', [wanted['partner']])
    card = cards.search([('program_id', '=', program.id), ('partner_id', '=', wanted['partner'])], order='id', limit=1)
    if (card.points if card else 0) + wanted['points'] < 0:
        action = {'short': True}
    else:
        card = card or cards.create({'program_id': program.id, 'partner_id': wanted['partner'], 'points': 0})
        card.write({'points': card.points + wanted['points']})
        env['loyalty.history'].sudo().create({
            'card_id': card.id, 'description': wanted['reason'], 'issued': max(wanted['points'], 0), 'used': max(-wanted['points'], 0),
            'order_model': 'sale.order' if wanted.get('sale') else False, 'order_id': wanted.get('sale')})
        data.create({'module': 'splot', 'name': name, 'model': 'loyalty.card', 'res_id': card.id, 'noupdate': True})
        action = {'points': card.points}

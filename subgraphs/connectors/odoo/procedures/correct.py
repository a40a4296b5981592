# Posts a correction of one posted invoice: the named quantities of it, or the whole of it when none are named. Once a key.
wanted = env.context['splot']
name = 'correction_' + wanted['key']
invoice = env['account.move'].browse(wanted['invoice'])
env.cr.execute('UPDATE account_move SET write_date = write_date WHERE id = %s', [invoice.id])
data = env['ir.model.data'].sudo()
known = data.search([('module', '=', 'splot'), ('name', '=', name)])
if known:
    note = env['account.move'].browse(known.res_id)
elif invoice.state != 'posted' or invoice.move_type != 'out_invoice':
    note = False
else:
    wizard = env['account.move.reversal'].with_context(active_model='account.move', active_ids=invoice.ids).create({
        'reason': wanted['reason'], 'journal_id': invoice.journal_id.id, 'move_ids': [(6, 0, invoice.ids)]})
    note = env['account.move'].browse(wizard.refund_moves()['res_id'])
    left = {}
    for line in wanted['lines']:
        left[line['variant']] = left.get(line['variant'], 0) + line['quantity']
    if left:
        for line in note.invoice_line_ids.filtered(lambda one: one.display_type == 'product'):
            part = min(line.quantity, left.get(line.product_id.id, 0))
            if part > 0:
                left[line.product_id.id] -= part
                line.write({'quantity': part})
            else:
                line.unlink()
    before = env['account.move'].search([('reversed_entry_id', '=', invoice.id), ('state', '=', 'posted'), ('move_type', '=', 'out_refund')])
    if any(quantity > 0.000001 for quantity in left.values()) or sum(before.mapped('amount_total')) + note.amount_total > invoice.amount_total + 0.01:
        env.cr.rollback()
        note = False
    else:
        note.action_post()
        data.create({'module': 'splot', 'name': name, 'model': 'account.move', 'res_id': note.id, 'noupdate': True})
action = {'note': note.id if note else False}

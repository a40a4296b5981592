# Not run by the hub: an automation rule on journal entries that were posted. Sets payments the hub recorded for a sale against its invoice.
for invoice in records.filtered(lambda one: one.state == 'posted' and one.move_type in ('out_invoice', 'out_refund') and one.amount_residual > 0):
    for name in set(invoice.invoice_line_ids.sale_line_ids.order_id.mapped('name')):
        payments = env['account.payment'].sudo().search([
            ('memo', '=like', '%[' + name + ']'), ('state', 'in', ('in_process', 'paid')), ('company_id', '=', invoice.company_id.id),
            ('payment_type', '=', 'inbound' if invoice.move_type == 'out_invoice' else 'outbound')])
        lines = payments.move_id.line_ids.filtered(lambda line: line.account_id.account_type == 'asset_receivable' and not line.reconciled)
        for line in lines:
            invoice.sudo().js_assign_outstanding_line(line.id)

# Prints a paper the hub's user may read: Odoo's own report, as a PDF in base64.
wanted = env.context['splot']
record = env[wanted['model']].search([('id', '=', wanted['id'])])
action = {'pdf': False}
if record:
    pdf, _kind = env['ir.actions.report'].sudo()._render_qweb_pdf(wanted['report'], record.ids)
    action = {'pdf': b64encode(pdf).decode(), 'name': record.display_name}

/**
 * Odoo's books for `statements.ts`, on its own tables and without a look at the hub: company 1. Which date, which cost: what Odoo's own reports take.
 *   A sale: confirmed, on the day of its order date in Warsaw. Its lines of goods; a carrier's service is delivery.
 *   Cost: the line's own, by which Odoo reckons its margin (sale_margin).
 *   Owed: the document's lines on the party's account and what they still lack, by their due date.
 *   Paid: what payments' entries are reconciled with.
 */
const polish = (name: string) => `coalesce(${name}->>'pl_PL', ${name}->>'en_US')`;
const local = (stamp: string) => `(${stamp} at time zone 'UTC' at time zone 'Europe/Warsaw')::date`;

export const odooBooks = `
  with recursive placed as (
    select o.id, ${local('o.date_order')} as day, buyer.name as party, o.amount_total as gross, o.date_order
    from sale_order o
    join res_partner contact on contact.id = o.partner_id
    join res_partner buyer on buyer.id = contact.commercial_partner_id
    join res_company company on company.id = o.company_id and company.currency_id = o.currency_id
    where o.state = 'sale' and o.company_id = 1
  ),
  cancelled as (
    select ${local('o.date_order')} as day from sale_order o
    where o.state = 'cancel' and o.company_id = 1 and exists (select from stock_picking p where p.sale_id = o.id)
  ),
  sold as (
    select l.order_id as sale, placed.day, placed.party, p.default_code as code, ${polish('t.name')} as product,
      l.product_uom_qty * unit.factor / own.factor as units, l.price_subtotal as net, l.purchase_price * l.product_uom_qty as cost,
      round(l.price_unit * l.product_uom_qty * l.discount / 100, 2) as discount
    from placed
    join sale_order_line l on l.order_id = placed.id and l.display_type is null and l.is_delivery is not true
    join product_product p on p.id = l.product_id
    join product_template t on t.id = p.product_tmpl_id
    join uom_uom unit on unit.id = l.product_uom_id
    join uom_uom own on own.id = t.uom_id
  ),
  shelved as (
    select p.default_code as code, c.name as category
    from product_product p join product_template t on t.id = p.product_tmpl_id join product_category c on c.id = t.categ_id
  ),
  owed as (
    select case when m.move_type like 'out_%' then 'RECEIVABLE' else 'PAYABLE' end as side, m.id as paper, m.invoice_date as day,
      coalesce(l.date_maturity, m.invoice_date) as due, l.balance as gross, l.amount_residual as open
    from account_move m
    join account_move_line l on l.move_id = m.id
    join account_account a on a.id = l.account_id and a.account_type in ('asset_receivable', 'liability_payable')
    where m.state = 'posted' and m.company_id = 1 and m.move_type <> 'entry'
  ),
  credited as (
    select m.invoice_date as day, buyer.name as party, p.default_code as code, l.price_subtotal as net
    from account_move m
    join res_partner buyer on buyer.id = m.commercial_partner_id
    join account_move_line l on l.move_id = m.id and l.display_type = 'product'
    left join product_product p on p.id = l.product_id
    where m.move_type = 'out_refund' and m.state = 'posted' and m.company_id = 1
  ),
  billed as (
    select distinct l.move_id as paper, s.order_id as sale
    from account_move_line l
    join sale_order_line_invoice_rel r on r.invoice_line_id = l.id
    join sale_order_line s on s.id = r.order_line_id
  ),
  money as (
    select case p.payment_type when 'inbound' then 'IN' else 'OUT' end as direction, p.amount,
      coalesce((
        select sum(r.amount)
        from account_move_line l
        join account_partial_reconcile r on l.id in (r.debit_move_id, r.credit_move_id)
        join account_move_line other on other.id in (r.debit_move_id, r.credit_move_id) and other.id <> l.id
        join account_move invoice on invoice.id = other.move_id and invoice.move_type <> 'entry'
        where l.move_id = p.move_id), 0) as matched
    from account_payment p where p.company_id = 1 and p.state in ('draft', 'in_process', 'paid')
  ),
  place as (
    select l.id, l.company_id from stock_location l where l.usage = 'internal' and l.warehouse_id is not null and l.company_id = 1
  ),
  crossed as (
    select p.default_code as code, ${local('m.date')} as day, origin.usage as from_type, target.usage as to_type,
      m.quantity * unit.factor / own.factor * case when m.location_dest_id in (select id from place) then 1 else -1 end as change
    from stock_move m
    join product_product p on p.id = m.product_id
    join product_template t on t.id = p.product_tmpl_id
    join uom_uom unit on unit.id = m.product_uom
    join uom_uom own on own.id = t.uom_id
    join stock_location origin on origin.id = m.location_id
    join stock_location target on target.id = m.location_dest_id
    where m.state = 'done' and (m.location_dest_id in (select id from place)) <> (m.location_id in (select id from place))
  ),
  held as (
    select p.default_code as code, sum(q.quantity) as on_hand, max((p.standard_price->>'1')::numeric) as cost
    from stock_quant q join product_product p on p.id = q.product_id
    where q.location_id in (select id from place)
    group by 1
  ),
  sent as (
    select o.id as sale, round(extract(epoch from max(p.date_done) - o.date_order) / 60) as minutes
    from sale_order o
    join stock_picking p on p.sale_id = o.id and p.state = 'done'
    join stock_picking_type kind on kind.id = p.picking_type_id and kind.code = 'outgoing'
    where o.delivery_status = 'full'
    group by o.id
  )`;

/**
 * Tryton's books for `statements.ts`, on its own tables and without a look at the hub. Which date, which cost: what Tryton's own reports take.
 *   A sale: confirmed, processing or done, on its sale date; one that takes another back is none. Its lines of products of type goods, in the
 *   product's own unit; Tryton rounds a line to the grosz half to even.
 *   Cost: what stock booked on the moves that left for the customer, by unit, for all that was ordered; what has not left has none yet.
 *   Owed: the invoice's line on the party's account and what it still lacks, due at the maturity of that line; debit is positive.
 *   Paid: payments that succeeded on such a line, and lines a bookkeeper set against the invoice by hand.
 */
const grosze = (x: string) => `(round(${x}, 2) - case when abs(${x}) * 1000 % 20 = 5 then sign(${x}) * 0.01 else 0 end)`;
const lineNet = grosze('(l.quantity::numeric * l.unit_price)');

export const trytonBooks = `
  with recursive placed as (
    select s.id, s.sale_date as day, party.name as party, s.total_amount_cache as gross, s.create_date
    from sale_sale s
    join party_party party on party.id = s.party
    join company_company company on company.id = s.company and company.currency = s.currency
    where s.state in ('confirmed', 'processing', 'done') and s.origin is null
  ),
  cancelled as (
    select sale_date as day from sale_sale where state = 'cancelled' and number is not null
  ),
  booked as (
    select split_part(m.origin, ',', 2)::int as line,
      round(sum(m.cost_price * m.internal_quantity::numeric) / sum(m.internal_quantity::numeric), 6) as unit_cost
    from stock_move m join stock_location l on l.id = m.to_location
    where m.state = 'done' and l.type = 'customer' and m.origin like 'sale.line,%'
    group by 1
  ),
  line as (
    select l.id, l.sale, p.code, t.name as product, l.quantity::numeric * (unit.factor / own.factor)::numeric as units, ${lineNet} as net,
      greatest(0, round((coalesce(l.base_price, l.unit_price) - l.unit_price) * l.quantity::numeric, 2)) as discount
    from sale_line l
    join product_product p on p.id = l.product
    join product_template t on t.id = p.template and t.type = 'goods'
    join product_uom unit on unit.id = l.unit
    join product_uom own on own.id = t.default_uom
    where l.type = 'line'
  ),
  sold as (
    select line.sale, placed.day, placed.party, line.code, line.product, line.units, line.net, line.discount, line.units * booked.unit_cost as cost
    from placed join line on line.sale = placed.id left join booked on booked.line = line.id
  ),
  shelved as (
    select p.code, c.name as category
    from product_product p
    join "product_template-product_category" r on r.template = p.template
    join product_category c on c.id = r.category
  ),
  owed as (
    select case i.type when 'out' then 'RECEIVABLE' else 'PAYABLE' end as side, i.id as paper, i.invoice_date as day,
      coalesce(l.maturity_date, i.invoice_date) as due, l.debit - l.credit as gross,
      case when l.reconciliation is not null then 0 else l.debit - l.credit
        - coalesce((select sum(case p.kind when 'receivable' then p.amount else -p.amount end)
                    from account_payment p where p.line = l.id and p.state = 'succeeded'), 0)
        - coalesce((select sum(x.credit - x.debit) from "account_invoice-account_move_line" r join account_move_line x on x.id = r.line
                    where r.invoice = i.id), 0) end as open
    from account_invoice i join account_move_line l on l.move = i.move and l.account = i.account
    where i.state in ('posted', 'paid')
  ),
  credited as (
    select i.invoice_date as day, party.name as party, p.code, -${lineNet} as net
    from account_invoice i
    join party_party party on party.id = i.party
    join account_invoice_line l on l.invoice = i.id and l.type = 'line'
    left join product_product p on p.id = l.product
    where i.id in (select paper from owed where side = 'RECEIVABLE' group by 1 having sum(gross) < 0)
  ),
  billed as ( -- a correction points at the lines of the invoice it corrects
    select distinct l.invoice as paper, sold.sale
    from account_invoice_line l
    left join account_invoice_line corrected on l.origin = 'account.invoice.line,' || corrected.id
    join sale_line sold on coalesce(corrected.origin, l.origin) = 'sale.line,' || sold.id
  ),
  money as (
    select case kind when 'receivable' then 'IN' else 'OUT' end as direction, amount, case when line is null then 0 else amount end as matched
    from account_payment where state <> 'failed'
    union all
    select case when l.credit > 0 then 'IN' else 'OUT' end, l.debit + l.credit, l.debit + l.credit
    from "account_invoice-account_move_line" r join account_move_line l on l.id = r.line
  ),
  place as (
    select id from stock_location where type = 'warehouse'
    union all select l.id from stock_location l join place on l.parent = place.id
  ),
  crossed as (
    select p.code, m.effective_date as day, origin.type as from_type, target.type as to_type,
      m.internal_quantity::numeric * case when m.to_location in (select id from place) then 1 else -1 end as change
    from stock_move m
    join product_product p on p.id = m.product
    join stock_location origin on origin.id = m.from_location
    join stock_location target on target.id = m.to_location
    where m.state = 'done' and (m.to_location in (select id from place)) <> (m.from_location in (select id from place))
  ),
  held as (
    select p.code, sum(crossed.change) as on_hand, max(c.cost_price) as cost
    from crossed join product_product p on p.code = crossed.code left join product_cost_price c on c.product = p.id
    group by 1
  ),
  sent as (
    select s.id as sale, round(extract(epoch from max(o.write_date) - s.create_date) / 60) as minutes
    from sale_sale s
    join sale_line l on l.sale = s.id
    join stock_move m on m.origin = 'sale.line,' || l.id and m.state = 'done'
    join stock_shipment_out o on m.shipment = 'stock.shipment.out,' || o.id and o.state = 'done'
    where s.shipment_state = 'sent'
    group by s.id
  )`;

/**
 * The figures as the books of Tryton have them: SQL on its own tables, written without a look at the hub. One statement a figure; its columns are
 * the figure's measures. Which date, which cost: what Tryton's own reports take.
 *   A sale: confirmed, processing or done, in the company's currency, on its sale date; a sale that takes another one back is none.
 *   Goods: products of type goods; a carrier's service is delivery. Quantities in the product's own unit.
 *   Cost: what stock booked on the moves that left for the customer, by unit, for all that was ordered; what has not left has none yet.
 *   Returns: credit notes by their invoice date.
 *   Owed: what the invoice's own line on the party's account still lacks, by the maturity date of that line.
 */
import type { Figure, Span } from './figure.ts';

/** Tryton rounds a line to the grosz half to even. */
const grosze = (x: string) => `(round(${x}, 2) - case when abs(${x}) * 1000 % 20 = 5 then sign(${x}) * 0.01 else 0 end)`;

const sold = `
  with placed as (
    select s.* from sale_sale s
    where s.state in ('confirmed', 'processing', 'done') and s.origin is null
      and s.currency = (select currency from company_company where id = s.company)
  ),
  cost as (
    select split_part(m.origin, ',', 2)::int as line,
           round(sum(m.cost_price * m.internal_quantity::numeric) / sum(m.internal_quantity::numeric), 6) as unit
    from stock_move m join stock_location l on l.id = m.to_location
    where m.state = 'done' and l.type = 'customer' and m.origin like 'sale.line,%'
    group by 1
  ),
  sold as (
    select p.id as sale, p.sale_date, p.party, product.id as product, template.id as template, product.code, template.name,
           l.quantity::numeric * (unit.factor / own.factor)::numeric as units,
           ${grosze('(l.quantity::numeric * l.unit_price)')} as net,
           c.unit * l.quantity::numeric * (unit.factor / own.factor)::numeric as cost
    from placed p
    join sale_line l on l.sale = p.id and l.type = 'line'
    join product_product product on product.id = l.product
    join product_template template on template.id = product.template and template.type = 'goods'
    join product_uom unit on unit.id = l.unit
    join product_uom own on own.id = template.default_uom
    left join cost c on c.line = l.id
  ),
  credited as (
    select i.invoice_date, i.party, product.code, -${grosze('(l.quantity::numeric * l.unit_price)')} as net
    from account_invoice i
    join account_invoice_line l on l.invoice = i.id and l.type = 'line'
    left join product_product product on product.id = l.product
    where i.type = 'out' and i.state in ('posted', 'paid')
      and (select sum(x.debit - x.credit) from account_move_line x where x.move = i.move and x.account = i.account) < 0
  )`;

const measures = `count(distinct sale) as orders, sum(units) as units, sum(net) as net, sum(cost) as cost,
  sum(net) filter (where cost is not null) - sum(cost) as margin`;

const within = ({ from, to }: Span, date: string) => `${date} between '${from}' and '${to}'`;
const salesBy = (span: Span, key: string, join = '') =>
  `${sold} select ${key} as key, ${measures} from sold ${join} where ${within(span, 'sale_date')} group by 1`;
const returnsBy = (span: Span, key: string) =>
  `${sold} select ${key} as key, sum(net) as net from credited where ${within(span, 'invoice_date')} group by 1 having sum(net) <> 0`;

/** Every location below a warehouse; what lies in transit is in none. */
const lying = `
  with recursive place as (
    select id from stock_location where type = 'warehouse'
    union all select l.id from stock_location l join place on l.parent = place.id
  ),
  crossed as (
    select m.id, p.code, m.effective_date as day, origin.type as from_type, target.type as to_type,
           m.internal_quantity::numeric * case when m.to_location in (select id from place) then 1 else -1 end as change
    from stock_move m
    join product_product p on p.id = m.product
    join stock_location origin on origin.id = m.from_location
    join stock_location target on target.id = m.to_location
    where m.state = 'done' and (m.to_location in (select id from place)) <> (m.from_location in (select id from place))
  )`;

const onHand = `${lying},
  worth as (
    select crossed.code, sum(change) as on_hand, sum(change) * max(c.cost_price) as value
    from crossed join product_product p on p.code = crossed.code
    left join product_cost_price c on c.product = p.id
    group by 1
  )
  select code as key, on_hand as "onHand", value from worth
  union all select 'everything', null, sum(value) from worth`;

/** What lay there at the end of each day, and what was sold less what came back, between two days. */
const turnover = (from: string, to: string, only: string) => `${lying},
  changes as (
    select code, greatest(day, date '${from}' - 1) as day, sum(change) as change from crossed where day <= '${to}' group by 1, 2
  ),
  daily as (
    select known.code, end_of::date as day, sum(coalesce(change, 0)) over (partition by known.code order by end_of) as stock
    from (select distinct code from crossed) known
    cross join generate_series(date '${from}' - 1, date '${to}', interval '1 day') end_of
    left join changes on changes.code = known.code and changes.day = end_of::date
  ),
  ends as (
    select code, sum(greatest(0, stock)) as piece_days, count(*) as days from daily where day >= '${from}' group by 1
  ),
  moved as (
    select code, -sum(change) filter (where 'customer' in (from_type, to_type)) as sold, max(day) filter (where to_type = 'customer') as last
    from crossed where day between '${from}' and '${to}' group by 1
  )
  select ends.code as key, coalesce(sold, 0) as "soldUnits", round(piece_days / days, 3) as "averageStock",
         case when piece_days > 0 then round(coalesce(sold, 0) * 365 / piece_days, 2) end as "timesPerYear",
         to_char(last, 'YYYY-MM-DD') as "lastSoldOn"
  from ends left join moved on moved.code = ends.code ${only}`;

/** Of each posted invoice the line on the party's account; what was paid of it by hand and by payments that succeeded. Debit is positive. */
const owed = `
  with line as (
    select i.id as invoice, i.type, i.invoice_date, coalesce(l.maturity_date, i.invoice_date) as due, l.debit - l.credit as amount,
      case when l.reconciliation is not null then 0 else l.debit - l.credit
        + coalesce((select sum(case p.kind when 'receivable' then -p.amount else p.amount end)
                    from account_payment p where p.line = l.id and p.state = 'succeeded'), 0)
        + coalesce((select sum(x.debit - x.credit) from "account_invoice-account_move_line" r join account_move_line x on x.id = r.line
                    where r.invoice = i.id), 0) end as open
    from account_invoice i join account_move_line l on l.move = i.move and l.account = i.account
    where i.state in ('posted', 'paid')
  )`;

const buckets = `(values (0, 0), (1, 30), (31, 60), (61, 90), (91, 100000)) bucket (low, high)`;
const ageing = ({ to }: Span, type: 'in' | 'out') => `${owed},
  debt as (
    select invoice, greatest(0, date '${to}' - due) as days, open * ${type === 'out' ? 1 : -1} as open
    from line where type = '${type}' and open <> 0 and invoice_date <= '${to}'
  )
  select 'from ' || low as key, coalesce(sum(open), 0) as amount, count(distinct invoice) as documents
  from ${buckets} left join debt on days between low and high group by low
  union all select 'total', coalesce(sum(open), 0), null from debt`;

/** Invoices and corrections by sale: a correction points at the lines of the invoice it corrects. */
const papers = `
  paper as (
    select distinct l.invoice, sl.sale
    from account_invoice_line l
    left join account_invoice_line corrected on l.origin = 'account.invoice.line,' || corrected.id
    join sale_line sl on coalesce(corrected.origin, l.origin) = 'sale.line,' || sl.id
  )`;

export const trytonFigures = (span: Span): Record<Figure, string> => ({
  'sales-month': salesBy(span, `to_char(sale_date, 'YYYY-MM')`),
  'sales-product': salesBy(span, 'name'),
  'sales-variant': salesBy(span, 'code'),
  'sales-category': salesBy(
    span,
    'category.name',
    `join "product_template-product_category" r on r.template = sold.template join product_category category on category.id = r.category`,
  ),
  'sales-customer': salesBy(span, 'party.name', 'join party_party party on party.id = sold.party'),
  'returns-month': returnsBy(span, `to_char(invoice_date, 'YYYY-MM')`),
  'returns-variant': returnsBy(span, 'code'),
  channels: `${sold},
    total as (select ${measures}, count(distinct party) as customers from sold where ${within(span, 'sale_date')}),
    back as (select coalesce(sum(net), 0) as net from credited where ${within(span, 'invoice_date')})
    select 'all' as key, orders, customers, net, margin, round(net / orders, 2) as "averageOrderNet",
      (select net from back) as "returnsNet", round((select net from back) * 100 / net, 2) as "returnPercent",
      (select count(*) from sale_sale where state = 'cancelled' and number is not null and ${within(span, 'sale_date')}) as cancelled,
      (select count(*) from (select party from placed group by 1 having ${within(span, 'min(sale_date)')}) newcomers) as "newCustomers"
    from total`,
  stock: onHand,
  'turnover-year': turnover(daysBefore(span.to, 364), span.to, ''),
  'turnover-ten': turnover(
    span.from,
    span.to,
    `where ends.code in (
    select best.key from (${salesBy(span, 'code')} order by net desc, key limit 10) best)`,
  ),
  'ageing-receivable': ageing(span, 'out'),
  'ageing-payable': ageing(span, 'in'),
  payments: `
    with money as (
      select case kind when 'receivable' then 'IN' else 'OUT' end as key, amount, line is not null as matched
      from account_payment where state <> 'failed'
      union all
      select case when l.credit > 0 then 'IN' else 'OUT' end, l.debit + l.credit, true
      from "account_invoice-account_move_line" r join account_move_line l on l.id = r.line
    )
    select key, count(*) as count, sum(amount) as amount, count(*) filter (where matched) as matched,
      coalesce(sum(amount) filter (where not matched), 0) as left from money group by 1`,
  ledger: `${owed}, ${papers},
    placed as (select * from sale_sale where state in ('confirmed', 'processing', 'done') and origin is null and ${within(span, 'sale_date')}),
    billed as (
      select sum(line.amount) as invoiced, sum(line.amount - line.open) as paid
      from line join paper on paper.invoice = line.invoice join placed on placed.id = paper.sale
    )
    select 'all' as key, count(*) as orders, 0 as shop, sum(total_amount_cache) as sold, (select invoiced from billed) as invoiced,
      (select paid from billed) as paid from placed`,
  fulfilment: `
    with sent as (
      select s.id, round(extract(epoch from max(o.write_date) - s.create_date) / 60) as minutes
      from sale_sale s
      join sale_line l on l.sale = s.id
      join stock_move m on m.origin = 'sale.line,' || l.id and m.state = 'done'
      join stock_shipment_out o on m.shipment = 'stock.shipment.out,' || o.id and o.state = 'done'
      where s.state in ('processing', 'done') and s.shipment_state = 'sent' and ${within(span, 's.sale_date')}
      group by s.id
    )
    select 'all' as key,
      (select count(*) from sale_sale where state in ('confirmed', 'processing', 'done') and origin is null and ${within(span, 'sale_date')}) as orders,
      round(percentile_disc(0.5) within group (order by minutes) / 60, 1) as p50,
      round(percentile_disc(0.9) within group (order by minutes) / 60, 1) as p90
    from sent`,
  'customer-value': `${sold},
    bought as (
      select party, sum(net) as net, sum(net) filter (where cost is not null) - sum(cost) as margin,
        sum(net) filter (where sale_date >= '${daysBefore(span.to, 364)}') as year
      from sold group by 1 order by 2 desc limit 10
    )
    select name as key, b.net as "lifetimeNet", b.margin as "lifetimeMargin", b.year as "predictedNext12Months",
      (select count(*) from placed where party = b.party) as orders,
      (select to_char(min(sale_date), 'YYYY-MM-DD') from placed where party = b.party) as "firstOrderOn",
      (select to_char(max(sale_date), 'YYYY-MM-DD') from placed where party = b.party) as "lastOrderOn",
      round(coalesce((select sum(net) from credited where party = b.party), 0) * 100 / b.net, 2) as "returnRate"
    from bought b join party_party on party_party.id = b.party`,
});

const daysBefore = (day: string, days: number): string => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

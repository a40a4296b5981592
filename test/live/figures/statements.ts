/**
 * The figures as SQL over an ERP's books. The books of a system are one `with` of its own (`tryton.ts`, `odoo.ts`), straight on its tables:
 *   placed     id, day, party, gross                            sales that hold, in the company's currency
 *   cancelled  day                                              and those that no longer do
 *   sold       sale, day, party, code, product, units, net, cost, discount   their lines of goods; delivery is left out
 *   shelved    code, category                                   categories of an article
 *   credited   day, party, code, net                            lines of credit notes
 *   crossed    code, day, from_type, to_type, change            stock that came into (positive) or left the warehouses
 *   held       code, on_hand, cost                              what lies there now, and today's cost of one
 *   owed       side, paper, day, due, gross, open               invoices in the books; credit notes below zero
 *   billed     sale, paper                                      which of them are of which sale
 *   money      direction, amount, matched                       payments, and how much of each pays something
 *   sent       sale, minutes                                    from order to the last parcel, of sales that left in whole
 */
import type { Figure, Span } from './figure.ts';

const measures = `count(distinct sale) as orders, sum(units) as units, sum(net) as net, sum(discount) as discounts, sum(cost) as cost,
  sum(net) filter (where cost is not null) - sum(cost) as margin`;

export function statements(books: string, span: Span): Record<Figure, string> {
  const { from, to } = span;
  const within = `day between '${from}' and '${to}'`;
  const yearFrom = daysBefore(to, 364);
  const sales = (key: string, join = '') => `${books} select ${key} as key, ${measures} from sold ${join} where ${within} group by 1`;
  const returns = (key: string) =>
    `${books} select ${key} as key, sum(net) as net from credited where ${within} group by 1 having sum(net) <> 0`;
  return {
    'sales-month': sales(`to_char(day, 'YYYY-MM')`),
    'sales-product': sales('product'),
    'sales-variant': sales('code'),
    'sales-category': sales('category', 'join shelved using (code)'),
    'sales-customer': sales('party'),
    'returns-month': returns(`to_char(day, 'YYYY-MM')`),
    'returns-variant': returns(`coalesce(code, '—')`),
    channels: `${books},
      total as (select ${measures}, count(distinct party) as customers from sold where ${within}),
      back as (select coalesce(sum(net), 0) as net from credited where ${within})
      select 'all' as key, orders, customers, total.net, margin, round(total.net / orders, 2) as "averageOrderNet",
        back.net as "returnsNet", round(back.net * 100 / total.net, 2) as "returnPercent",
        (select count(*) from cancelled where ${within}) as cancelled,
        (select count(*) from (select party from placed group by 1 having min(day) between '${from}' and '${to}') first) as "newCustomers"
      from total, back`,
    stock: `${books}
      select code as key, on_hand as "onHand", on_hand * cost as value from held
      union all select 'everything', null, sum(on_hand * cost) from held`,
    'turnover-year': turnover(books, yearFrom, to),
    'turnover-ten': turnover(
      books,
      from,
      to,
      `where code in (select code from sold where ${within} group by 1 order by sum(net) desc, code limit 10)`,
    ),
    'ageing-receivable': ageing(books, 'RECEIVABLE', to),
    'ageing-payable': ageing(books, 'PAYABLE', to),
    payments: `${books}
      select direction as key, count(*) as count, sum(amount) as amount, count(*) filter (where matched <> 0) as matched,
        sum(amount - matched) as left
      from money group by 1`,
    ledger: `${books}
      select 'all' as key, 0 as shop,
        (select count(*) from placed where ${within}) as orders,
        (select sum(gross) from placed where ${within}) as sold,
        sum(owed.gross) as invoiced, sum(owed.gross - owed.open) as paid
      from placed join billed on billed.sale = placed.id join owed on owed.paper = billed.paper where placed.${within}`,
    fulfilment: `${books}
      select 'all' as key, (select count(*) from placed where ${within}) as orders,
        round(percentile_disc(0.5) within group (order by minutes) / 60, 1) as p50,
        round(percentile_disc(0.9) within group (order by minutes) / 60, 1) as p90
      from sent join placed on placed.id = sent.sale where ${within}`,
    'customer-value': `${books},
      bought as (
        select party, sum(net) as net, sum(net) filter (where cost is not null) - sum(cost) as margin,
          sum(net) filter (where day >= '${yearFrom}') as year
        from sold group by 1 order by 2 desc limit 10
      ),
      visits as (select party, count(*) as orders, to_char(min(day), 'YYYY-MM-DD') as first, to_char(max(day), 'YYYY-MM-DD') as last from placed group by 1)
      select party as key, net as "lifetimeNet", margin as "lifetimeMargin", year as "predictedNext12Months", orders, first as "firstOrderOn",
        last as "lastOrderOn",
        round(coalesce((select sum(net) from credited where credited.party = bought.party), 0) * 100 / net, 2) as "returnRate"
      from bought join visits using (party)`,
  };
}

/** What lay there at the end of each day, and what left for customers less what they sent back. */
const turnover = (books: string, from: string, to: string, only = '') => `${books},
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
  select code as key, coalesce(sold, 0) as "soldUnits", round(piece_days / days, 3) as "averageStock",
    case when piece_days > 0 then round(coalesce(sold, 0) * 365 / piece_days, 2) end as "timesPerYear",
    to_char(last, 'YYYY-MM-DD') as "lastSoldOn"
  from ends left join moved using (code) ${only}`;

const ageing = (books: string, side: string, to: string) => `${books},
  debt as (
    select paper, greatest(0, date '${to}' - due) as days, case side when 'PAYABLE' then -open else open end as open
    from owed where side = '${side}' and open <> 0 and day <= '${to}'
  )
  select 'from ' || low as key, coalesce(sum(open), 0) as amount, count(distinct paper) as documents
  from (values (0, 0), (1, 30), (31, 60), (61, 90), (91, 100000)) bucket (low, high) left join debt on days between low and high group by low
  union all select 'total', coalesce(sum(open), 0), null from debt`;

const daysBefore = (day: string, days: number): string => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

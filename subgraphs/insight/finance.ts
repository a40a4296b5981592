/** ageing, paymentMatches and ledgerCheck: money as the ERP's books have it, against what was sold. */
import { dayAt } from '#hub/days.ts';
import { type Micros, money } from '#hub/money.ts';
import { readWindow, toConnection } from '#hub/paging.ts';
import { age, type Debt, openParts } from './ageing.ts';
import type { RequestContext } from './context.ts';
import { countMoney, debtPage, invoicesOf, listMoney, orderPage, paidBy, unsettledOf } from './financeStore.ts';
import { type Difference, differencesOf, type OrderBooks } from './ledger.ts';
import { readPeriod } from './period.ts';
import { findCompany } from './reportStore.ts';
import type { Ageing, LedgerCheck, LedgerCheckInput, QueryAgeingArgs, QueryPaymentMatchesArgs } from './types.ts';
import { walk } from './walk.ts';

type Invoice = Awaited<ReturnType<typeof debtPage>>[number];

export async function ageing({ db, viewer, now }: RequestContext, { side, asOf, currencyCode }: QueryAgeingArgs): Promise<Ageing> {
  const company = await findCompany(db, viewer.companyId);
  const today = dayAt(now, company.zone);
  const day = asOf ?? today;
  const currency = currencyCode ?? company.currency;
  const others = new Set<string>();
  const debts: Debt[] = [];
  await walk<Invoice, string>(
    (after) => debtPage(db, viewer.companyId, side, { day, openOnly: day >= today }, after ?? ''),
    (row) => row.id,
    async (rows) => {
      const paid =
        day >= today
          ? undefined
          : await paidBy(
              db,
              rows.map((row) => row.id),
              day,
            );
      for (const row of rows) {
        const open = paid ? row.grossMicros - (paid.get(row.id) ?? 0n) : row.openMicros;
        if (open === 0n) continue;
        if (row.currency !== currency) others.add(row.currency);
        else
          for (const part of partsOf(row, paid && open))
            debts.push({ document: row.id, dueOn: part.dueOn, open: row.kind === 'CREDIT_NOTE' ? -part.open : part.open });
      }
    },
  );
  const buckets = age(debts, day);
  const total = buckets.reduce((sum, bucket) => sum + bucket.amount, 0n);
  return {
    side,
    buckets: buckets.map((bucket) => ({ ...bucket, amount: money(bucket.amount, currency) })),
    total: money(total, currency),
    asOf: day,
    otherCurrencies: [...others].sort(),
  };
}

/** What is open of a document by due day; `open` where it is another than today's. */
function partsOf(row: Invoice, open: Micros | undefined): { dueOn: string | null; open: Micros }[] {
  if (row.instalments === null) return [{ dueOn: row.dueOn, open: open ?? row.openMicros }];
  const parts = (JSON.parse(row.instalments) as { dueOn: string; gross: string; open: string }[]).map((part) => ({
    dueOn: part.dueOn,
    gross: BigInt(part.gross),
    open: BigInt(part.open),
  }));
  return open === undefined ? parts : openParts(parts, open);
}

export async function paymentMatches({ db, viewer }: RequestContext, { state, ...page }: Partial<QueryPaymentMatchesArgs>) {
  const window = readWindow(page);
  const states = state ?? undefined;
  const rows = await listMoney(db, viewer.companyId, states, window);
  return { ...toConnection(rows, window, (row) => [row.day, row.id]), count: () => countMoney(db, viewer.companyId, states) };
}

const MOST_DIFFERENCES = 1_000;

export async function ledgerCheck({ db, viewer }: RequestContext, input: LedgerCheckInput): Promise<LedgerCheck> {
  const period = readPeriod(input.period);
  const company = await findCompany(db, viewer.companyId);
  const currency = input.currencyCode ?? company.currency;
  const sums = { orders: 0, shop: 0n, hub: 0n, invoiced: 0n, paid: 0n };
  const differences: Difference[] = [];
  type Order = Awaited<ReturnType<typeof orderPage>>[number];
  await walk<Order, [string, string]>(
    (after) => orderPage(db, viewer.companyId, period, currency, after),
    (row) => [row.documentDate, row.id],
    async (orders) => {
      const ids = orders.map((order) => order.id);
      const papers = Map.groupBy(await invoicesOf(db, ids), (paper) => paper.orderId);
      const unsettled = await unsettledOf(db, ids);
      for (const order of orders) {
        const books = booksOf(order, papers.get(order.id) ?? [], unsettled.get(order.id) ?? 0n);
        sums.orders += 1;
        sums.shop += books.shopGross ?? 0n;
        sums.hub += books.hubGross;
        sums.invoiced += books.invoiced;
        sums.paid += books.paidInErp;
        differences.push(...differencesOf(books));
      }
    },
  );
  const size = (value: Micros): Micros => (value < 0n ? -value : value);
  const largest = differences.toSorted((a, b) => (size(a.amount) === size(b.amount) ? 0 : size(a.amount) < size(b.amount) ? 1 : -1));
  return {
    orders: sums.orders,
    shopGross: money(sums.shop, currency),
    hubGross: money(sums.hub, currency),
    erpInvoicedGross: money(sums.invoiced, currency),
    erpPaid: money(sums.paid, currency),
    differences: largest.slice(0, MOST_DIFFERENCES).map((one) => ({ ...one, amount: money(one.amount, currency) })),
  };
}

function booksOf(
  order: Awaited<ReturnType<typeof orderPage>>[number],
  papers: readonly { kind: string; grossMicros: Micros; openMicros: Micros }[],
  unsettled: Micros,
): OrderBooks {
  let [invoiced, paidInErp] = [0n, 0n];
  for (const paper of papers) {
    const sign = paper.kind === 'CREDIT_NOTE' ? -1n : 1n;
    invoiced += sign * paper.grossMicros;
    paidInErp += sign * (paper.grossMicros - paper.openMicros);
  }
  // Money paid at once for invoices that came a parcel at a time: some ERPs leave settling them to a person.
  const open = invoiced - paidInErp;
  if (open > 0n && unsettled > 0n) paidInErp += unsettled < open ? unsettled : open;
  const fromShop = order.originKind === 'SHOP';
  return {
    orderId: order.id,
    fromShop,
    shopGross: fromShop ? order.grossMicros : null,
    hubGross: order.grossMicros,
    erpGross: order.erpGrossMicros,
    invoiced,
    paidInErp,
    paidInHub: order.paidMicros,
    shipped: order.fulfilmentState === 'COMPLETE',
    hasInvoice: papers.length > 0,
    corrected: papers.some((paper) => paper.kind === 'CREDIT_NOTE'),
  };
}

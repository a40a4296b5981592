/** The figures as the hub's API tells them. */
import type { Figure, Read, Row, Span } from './figure.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers of the API, each looked at in one place only.
type Data = any;
export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Data>;

const sums = 'orders units net { amount } discounts { amount } cost { amount } margin { amount }';
const amount = (money: { amount: string } | null): string | null => money?.amount ?? null;

async function salesBy(ask: Ask, dimension: string, period: Span): Promise<Data[]> {
  const { salesReport } = await ask(
    `query ($input: SalesReportInput!) { salesReport(input: $input) { rows { key { id label } ${sums} returnsNet { amount } } } }`,
    { input: { period, groupBy: [dimension], first: 1000 } },
  );
  return salesReport.rows;
}

async function sales(ask: Ask, dimension: string, period: Span): Promise<Row[]> {
  const rows = await salesBy(ask, dimension, period);
  // A group of nothing but returns has sold nothing.
  return rows
    .filter((row) => row.orders > 0)
    .map(({ key, orders, units, net, discounts, cost, margin }) => ({
      key: key[0].label,
      orders,
      units,
      net: net.amount,
      discounts: discounts.amount,
      cost: amount(cost),
      margin: amount(margin),
    }));
}

async function returns(ask: Ask, dimension: string, period: Span): Promise<Row[]> {
  const rows = await salesBy(ask, dimension, period);
  return rows.map(({ key, returnsNet }) => ({ key: key[0].label, net: returnsNet.amount })).filter((row) => Number(row.net) !== 0);
}

async function channels(ask: Ask, period: Span): Promise<Row[]> {
  const { channelReport } = await ask(
    `query ($input: PeriodInput!) { channelReport(input: $input) {
      orders cancelled customers newCustomers net { amount } margin { amount } averageOrderNet { amount } returnsNet { amount } returnPercent } }`,
    { input: period },
  );
  return channelReport.map((row: Data) => ({
    key: 'all',
    ...row,
    net: row.net.amount,
    margin: amount(row.margin),
    averageOrderNet: amount(row.averageOrderNet),
    returnsNet: row.returnsNet.amount,
  }));
}

const turnover = 'soldUnits averageStock timesPerYear lastSoldOn';

async function stockRows(ask: Ask, more = ''): Promise<Data> {
  const { stockReport } = await ask(
    `query ($input: StockReportInput!) { stockReport(input: $input) {
      value { amount } rows { onHand value { amount } variant { sku } ${more} } } }`,
    { input: { first: 1000 } },
  );
  return stockReport;
}

async function stock(ask: Ask): Promise<Row[]> {
  const { rows, value } = await stockRows(ask);
  return [
    { key: 'everything', onHand: null, value: value.amount },
    ...rows.map((row: Data) => ({ key: row.variant.sku, onHand: row.onHand, value: amount(row.value) })),
  ];
}

const turned = (sku: string, found: Data): Row => ({ key: sku, ...found });

async function turnoverOfTen(ask: Ask, period: Span): Promise<Row[]> {
  const best = (await salesBy(ask, 'VARIANT', period)).slice(0, 10).map((row) => row.key[0]);
  const found: Row[] = [];
  for (const { label } of best) {
    const { variant } = await ask(
      `query ($sku: String!, $period: PeriodInput!) { variant(sku: $sku) { sku turnover(period: $period) { ${turnover} } } }`,
      { sku: label, period },
    );
    found.push(turned(variant.sku, variant.turnover));
  }
  return found;
}

async function ageing(ask: Ask, side: string): Promise<Row[]> {
  const { ageing: found } = await ask(
    'query ($side: LedgerSide!) { ageing(side: $side) { total { amount } buckets { fromDays amount { amount } documents } } }',
    { side },
  );
  return [
    ...found.buckets.map((bucket: Data) => ({
      key: `from ${bucket.fromDays}`,
      amount: bucket.amount.amount,
      documents: bucket.documents,
    })),
    { key: 'total', amount: found.total.amount, documents: null },
  ];
}

async function payments(ask: Ask): Promise<Row[]> {
  const sum = new Map<string, { count: number; amount: number; matched: number; left: number }>();
  const grosze = (text: string): number => Math.round(Number(text) * 100);
  let after: string | null = null;
  do {
    const { paymentMatches }: Data = await ask(
      `query ($after: String) { paymentMatches(first: 100, after: $after) {
        nodes { direction state amount { amount } difference { amount } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    for (const row of paymentMatches.nodes) {
      const own = sum.get(row.direction) ?? { count: 0, amount: 0, matched: 0, left: 0 };
      sum.set(row.direction, own);
      own.count += 1;
      own.amount += grosze(row.amount.amount);
      if (row.state === 'MATCHED') own.matched += 1;
      own.left += grosze(row.difference?.amount ?? row.amount.amount);
    }
    after = paymentMatches.pageInfo.hasNextPage ? paymentMatches.pageInfo.endCursor : null;
  } while (after);
  return [...sum].map(([key, row]) => ({ key, ...row, amount: (row.amount / 100).toFixed(2), left: (row.left / 100).toFixed(2) }));
}

async function ledger(ask: Ask, period: Span): Promise<Row[]> {
  const { ledgerCheck } = await ask(
    `query ($input: LedgerCheckInput!) { ledgerCheck(input: $input) {
      orders shopGross { amount } hubGross { amount } erpInvoicedGross { amount } erpPaid { amount } } }`,
    { input: { period } },
  );
  const { orders, shopGross, hubGross, erpInvoicedGross, erpPaid } = ledgerCheck;
  return [
    {
      key: 'all',
      orders,
      shop: shopGross.amount,
      sold: hubGross.amount,
      invoiced: erpInvoicedGross.amount,
      paid: erpPaid.amount,
    },
  ];
}

async function fulfilment(ask: Ask, period: Span): Promise<Row[]> {
  const { fulfilmentReport } = await ask(
    'query ($input: PeriodInput!) { fulfilmentReport(input: $input) { orders orderToShipHoursP50 orderToShipHoursP90 } }',
    { input: period },
  );
  const { orders, orderToShipHoursP50: p50, orderToShipHoursP90: p90 } = fulfilmentReport;
  return [{ key: 'all', orders, p50, p90 }];
}

/** The ten who bought most. */
async function customerValue(ask: Ask, period: Span): Promise<Row[]> {
  const best = (await salesBy(ask, 'CUSTOMER', period)).slice(0, 10).map((row) => row.key[0]);
  const found: Row[] = [];
  for (const { id, label } of best) {
    const { customer } = await ask(
      `query ($id: ID!) { customer(id: $id) { value {
        orders firstOrderOn lastOrderOn lifetimeNet { amount } lifetimeMargin { amount } predictedNext12Months { amount } returnRate } } }`,
      { id },
    );
    const { value } = customer;
    found.push({
      key: label,
      ...value,
      lifetimeNet: value.lifetimeNet.amount,
      lifetimeMargin: amount(value.lifetimeMargin),
      predictedNext12Months: amount(value.predictedNext12Months),
    });
  }
  return found;
}

export function readHub(ask: Ask): Read {
  const read: Record<Figure, (span: Span) => Promise<Row[]>> = {
    'sales-month': (span) => sales(ask, 'MONTH', span),
    'sales-product': (span) => sales(ask, 'PRODUCT', span),
    'sales-variant': (span) => sales(ask, 'VARIANT', span),
    'sales-category': (span) => sales(ask, 'CATEGORY', span),
    'sales-customer': (span) => sales(ask, 'CUSTOMER', span),
    'returns-month': (span) => returns(ask, 'MONTH', span),
    'returns-variant': (span) => returns(ask, 'VARIANT', span),
    channels: (span) => channels(ask, span),
    stock: () => stock(ask),
    async 'turnover-year'() {
      const { rows } = await stockRows(ask, `turnover { ${turnover} }`);
      return rows.map((row: Data) => turned(row.variant.sku, row.turnover));
    },
    'turnover-ten': (span) => turnoverOfTen(ask, span),
    'ageing-receivable': () => ageing(ask, 'RECEIVABLE'),
    'ageing-payable': () => ageing(ask, 'PAYABLE'),
    payments: () => payments(ask),
    ledger: (span) => ledger(ask, span),
    fulfilment: (span) => fulfilment(ask, span),
    'customer-value': (span) => customerValue(ask, span),
  };
  return (figure, span) => read[figure](span);
}

/** What a paper says that the hub prints from its own copy. Pure. */
import { dayAt } from '#hub/days.ts';
import type { Micros } from '#hub/money.ts';
import { divideRounded, ONE, times } from '#hub/money.ts';
import type { OrderLineTable, SalesOrderTable } from '#hub/tables.ts';
import type { StoredFulfilmentLine } from './orderFields.ts';
import type { PaperRows } from './printStore.ts';

/** Amounts are null on papers that have none, such as a delivery note. */
export interface PaperLine {
  sku: string | null;
  title: string;
  quantity: Micros;
  unitCode: string;
  amounts: { unitNet: Micros; discount: Micros; taxPercent: string; net: Micros; tax: Micros; gross: Micros } | null;
}

export interface Paper {
  kind: string;
  number: string | null;
  /** Document dates, `YYYY-MM-DD` in the company's zone. */
  issuedOn: string | null;
  dueOn: string | null;
  printedOn: string;
  governmentNumber: string | null;
  correctsNumber: string | null;
  orderNumber: string | null;
  customerReference: string | null;
  seller: string[];
  buyer: string[];
  taxId: string | null;
  shipTo: string[];
  currency: string;
  /** Empty when what the hub knows of the lines does not come to the paper's own amounts: a wrong copy is worse than a short one. */
  lines: PaperLine[];
  totals: { net: Micros | null; gross: Micros; paid: Micros | null } | null;
}

export function paperOf(rows: PaperRows, now: number): Paper {
  const { document, company, customer, order, invoice } = rows;
  const billing = addressLines(order?.billingAddress);
  const name = invoice?.partyName || customer?.name || contactOf(order).name;
  const gross = invoice?.grossMicros ?? document.grossMicros;
  const isNote = document.kind === 'DELIVERY_NOTE';
  return {
    kind: document.kind,
    number: document.number,
    issuedOn: document.issuedOn,
    dueOn: isNote ? null : document.dueOn,
    printedOn: dayAt(now, company.zone),
    governmentNumber: document.governmentNumber,
    correctsNumber: rows.correctsNumber,
    orderNumber: order?.number ?? order?.erpNumber ?? null,
    customerReference: order?.customerReference ?? null,
    seller: [company.name, company.country],
    buyer: name && !billing.includes(name) ? [name, ...billing] : billing,
    taxId: customer?.taxId ?? contactOf(order).taxId ?? null,
    shipTo: addressLines(order?.shippingAddress),
    currency: document.currency,
    lines: isNote ? carriedLines(rows) : pricedLines(rows, gross),
    totals:
      isNote || gross === null
        ? null
        : { net: invoice?.netMicros ?? document.netMicros, gross, paid: invoice ? gross - invoice.openMicros : document.paidMicros },
  };
}

interface StoredAddress {
  name?: string;
  companyName?: string;
  line1: string;
  line2?: string;
  postalCode?: string;
  city: string;
  region?: string;
  country: string;
}

function addressLines(json: string | null | undefined): string[] {
  if (json == null) return [];
  const address = JSON.parse(json) as StoredAddress;
  const place = [address.postalCode, address.city].filter(Boolean).join(' ');
  const lines = [address.companyName, address.name, address.line1, address.line2, place, address.region, address.country];
  return lines.filter((line): line is string => Boolean(line));
}

const contactOf = (order: SalesOrderTable | undefined): { name?: string; taxId?: string } =>
  order?.contact == null ? {} : (JSON.parse(order.contact) as { name?: string; taxId?: string });

/** The parcel of this number; without one, the only parcel there is. */
function carriedLines({ document, fulfilments, orderLines }: PaperRows): PaperLine[] {
  const parcel =
    fulfilments.find((row) => row.number !== null && row.number === document.number) ??
    (fulfilments.length === 1 ? fulfilments[0] : undefined);
  const carried = parcel ? (JSON.parse(parcel.lines) as StoredFulfilmentLine[]) : [];
  return carried.flatMap(({ lineId, quantity }) => {
    const line = orderLines.find((candidate) => candidate.id === lineId);
    return line ? [{ sku: line.sku, title: line.title, quantity: BigInt(quantity), unitCode: line.unitCode, amounts: null }] : [];
  });
}

/** The invoice's own lines; else the order's, delivery among them. */
function pricedLines({ orderLines, order, invoiceLines }: PaperRows, gross: Micros | null): PaperLine[] {
  const own = invoiceLines.map((line): PaperLine => {
    const ordered = orderLines.find((candidate) => candidate.sku === line.sku);
    const { netMicros: net, taxMicros: tax, taxPercent, quantityMicros: quantity } = line;
    return {
      sku: line.sku,
      title: ordered?.title ?? order?.deliveryName ?? line.sku ?? '',
      quantity,
      unitCode: ordered?.unitCode ?? 'PCE',
      amounts: {
        unitNet: quantity === 0n ? net : divideRounded(net * ONE, quantity),
        discount: 0n,
        taxPercent,
        net,
        tax,
        gross: net + tax,
      },
    };
  });
  const lines = own.length ? own : orderedLines(order, orderLines);
  const sum = lines.reduce((total, { amounts }) => total + (amounts?.gross ?? 0n), 0n);
  // Rounded a line or a document, the two differ by a few hundredths.
  const slack = BigInt(lines.length) * 10_000n;
  return gross !== null && sum - gross <= slack && gross - sum <= slack ? lines : [];
}

function orderedLines(order: SalesOrderTable | undefined, orderLines: readonly OrderLineTable[]): PaperLine[] {
  const lines = orderLines.map((line): PaperLine => {
    const { unitNetMicros: unitNet, taxPercent, netMicros: net, taxMicros: tax, grossMicros: gross, quantityMicros: quantity } = line;
    const discount = times(unitNet, quantity) - net;
    return {
      sku: line.sku,
      title: line.title,
      quantity,
      unitCode: line.unitCode,
      amounts: { unitNet, discount, taxPercent, net, tax, gross },
    };
  });
  if (!order || (order.deliveryNetMicros === 0n && order.deliveryGrossMicros === 0n)) return lines;
  const { deliveryNetMicros: net, deliveryGrossMicros: gross, deliveryTaxPercent: taxPercent } = order;
  const amounts = { unitNet: net, discount: 0n, taxPercent, net, tax: gross - net, gross };
  return [...lines, { sku: null, title: order.deliveryName ?? '', quantity: ONE, unitCode: 'PCE', amounts }];
}

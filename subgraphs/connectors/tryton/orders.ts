/** Sales as the hub sees them: lines, totals, payments, shipments, invoices and a phase. */
import type { OrderLineRecord, OrderRecord } from '../connector.ts';
import { readAddresses } from './addresses.ts';
import { readOrigins } from './billing.ts';
import { fulfilmentOf, lineFields, lineOf, paymentOf, phaseOf, returnFulfilmentOf } from './orderparts.ts';
import { deliveryNote, invoiceDocument, readInvoices, readReturns, type SaleInvoice, type SaleReturn, salesOrder } from './papers.ts';
import { paymentOwner, refundMark } from './payments.ts';
import { idsIn, type Source } from './poll.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import { readReturned } from './returns.ts';
import type { Company, Rpc } from './rpc.ts';
import { quoteKeyIn, refusedMark } from './sales.ts';
import { groupBy, id, micros, momentOf, number, numbers, present, type Row, row, some, someId, text } from './values.ts';

const saleFields = [
  'number', 'reference', 'description', 'comment', 'web_id', 'state', 'shipment_state', 'invoice_state', 'sale_date', 'create_date', 'party', 'party.name',
  'invoice_address', 'shipment_address', 'currency.code', 'untaxed_amount', 'tax_amount', 'total_amount', 'carrier', 'shipments', 'invoices',
  'origin', 'web_shop', 'quoted_by',
]; // biome-ignore format: one list
export function orders(rpc: Rpc, references: ReferenceStore, prints: boolean): Source<OrderRecord> {
  const ofInvoices = async (changed: Row[], signal: AbortSignal) => {
    const lines = await rpc.search('account.invoice.line', [['invoice', 'in', idsIn('id')(changed)]], ['origin'], { signal });
    const origins = await readOrigins(rpc, lines, signal);
    return [...origins.values()].flatMap((origin) => origin.sale ?? []);
  };
  const ofReturns = async (changed: Row[], signal: AbortSignal) => {
    const moves = await readReturned(rpc, idsIn('id')(changed), signal);
    return moves.flatMap((move) => move.sale ?? []);
  };
  return {
    model: 'sale.sale',
    pageSize: 50,
    watch: [
      { model: 'sale.sale', affects: idsIn('id') },
      { model: 'sale.line', fields: ['sale'], affects: idsIn('sale') },
      {
        model: 'stock.shipment.out',
        async affects(changed, signal) {
          const shipments = changed.map((shipment) => `stock.shipment.out,${shipment.id}`);
          const lines = await rpc.search('sale.line', [['moves.shipment', 'in', shipments]], ['sale'], { signal });
          return numbers(lines.map((line) => line.sale));
        },
      },
      { model: 'stock.shipment.out.return', affects: ofReturns },
      { model: 'account.invoice', domain: [['type', '=', 'out']], affects: ofInvoices },
      {
        model: 'account.payment',
        fields: ['origin', 'description'],
        affects: (changed) => changed.flatMap((payment) => paymentOwner(payment).sale || []),
      },
    ],
    load: (ids, signal) => readOrders(rpc, references, prints, ids, signal),
  };
}

async function readOrders(
  rpc: Rpc,
  references: ReferenceStore,
  prints: boolean,
  ids: number[],
  signal: AbortSignal,
): Promise<OrderRecord[]> {
  const [company, reference, sales, lines, payments] = await Promise.all([
    rpc.company(signal),
    references.get(signal),
    rpc.read('sale.sale', ids, saleFields, { signal }),
    rpc.search('sale.line', [['sale', 'in', ids]], lineFields, { signal, order: [['id', 'ASC']] }),
    readPayments(rpc, ids, signal),
  ]);
  const shipmentIds = sales.flatMap((sale) => numbers(sale.shipments));
  const [addresses, shipments, moves, invoices, goods, contacts] = await Promise.all([
    readAddresses(
      rpc,
      sales.flatMap((sale) => [number(sale.invoice_address), number(sale.shipment_address)]),
      signal,
    ),
    rpc.read(
      'stock.shipment.out',
      shipmentIds,
      ['number', 'state', 'reference', 'warehouse', 'carrier', 'outgoing_moves', 'effective_date', 'write_date'],
      { signal },
    ),
    shipmentIds.length
      ? rpc.search(
          'stock.move',
          [
            ['shipment', 'in', shipmentIds.map((shipment) => `stock.shipment.out,${shipment}`)],
            ['to_location.type', '=', 'customer'],
          ],
          ['product.code', 'internal_quantity', 'shipment'],
          { signal },
        )
      : [],
    readInvoices(rpc, sales, signal),
    readReturns(rpc, sales, lines, signal),
    rpc.search(
      'party.contact_mechanism',
      [
        ['party', 'in', numbers(sales.map((sale) => sale.party))],
        ['type', 'in', ['email', 'phone', 'mobile']],
      ],
      ['party', 'type', 'value'],
      { signal },
    ),
  ]);
  const byId = (list: Row[]) => new Map(list.map((found) => [number(found.id), found]));
  const linesOf = groupBy(lines, (line) => number(line.sale));
  const shipmentById = byId(shipments);
  const movesOf = Map.groupBy(moves, (move) => text(move.shipment));
  return sales.map((sale) => {
    const kin: Kin = {
      lines: (linesOf.get(number(sale.id)) ?? []).filter((line) => line.type === 'line'),
      payments: payments.filter((payment) => paymentOwner(payment).sale === sale.id),
      shipments: pick(shipmentById, sale.shipments),
      invoices: invoices.get(number(sale.id)) ?? [],
      returns: goods.get(number(sale.id)) ?? [],
      movesOf,
    };
    const contact = (...types: string[]) =>
      some(contacts.find((found) => found.party === sale.party && types.includes(text(found.type)))?.value);
    return {
      ...orderOf(sale, kin, { reference, company, prints }),
      contact: present({ name: some(row(sale['party.']).name), email: contact('email'), phone: contact('mobile', 'phone') }),
      ...present({
        billingAddress: addresses.get(number(sale.invoice_address)),
        shippingAddress: addresses.get(number(sale.shipment_address)),
      }),
    };
  });
}

const pick = (found: Map<number, Row>, ids: unknown): Row[] =>
  numbers(ids).flatMap((key) => {
    const one = found.get(key);
    return one ? [one] : [];
  });

function readPayments(rpc: Rpc, sales: number[], signal: AbortSignal): Promise<Row[]> {
  const own = ['origin', 'in', sales.map((sale) => `sale.sale,${sale}`)];
  const refunds = sales.map((sale) => ['description', 'like', `%${refundMark(sale)}`]);
  const fields = ['origin', 'journal.name', 'description', 'amount', 'state', 'kind', 'create_date'];
  return rpc.search(
    'account.payment',
    [
      'OR',
      own,
      [
        ['kind', '=', 'payable'],
        ['OR', ...refunds],
      ],
    ],
    fields,
    { signal },
  );
}

interface Kin {
  lines: Row[];
  payments: Row[];
  shipments: Row[];
  invoices: SaleInvoice[];
  returns: SaleReturn[];
  movesOf: Map<string, Row[]>;
}

interface Setting {
  reference: Reference;
  company: Company;
  prints: boolean;
}

function orderOf(
  sale: Row,
  { lines, payments, shipments, invoices, returns, movesOf }: Kin,
  { reference, company, prints }: Setting,
): Omit<OrderRecord, 'contact'> {
  const carrier = reference.carriers.find((found) => found.id === sale.carrier);
  const services = new Set(reference.carriers.map((found) => found.productId));
  const deliveries = lines.filter((line) => services.has(number(line.product))).map((line) => lineOf(line, reference));
  const sum = (list: OrderLineRecord[], field: 'net' | 'gross') => list.reduce((total, line) => total + line[field], 0n);
  const fulfilments = shipments.map((shipment) =>
    fulfilmentOf(shipment, movesOf.get(`stock.shipment.out,${shipment.id}`) ?? [], reference, company.zone),
  );
  const returnedOf = (line: Row) =>
    returns
      .flatMap(({ moves }) => moves)
      .filter((move) => move.state === 'done' && (move.line ? move.line === line.id : move.product === line.product))
      .reduce((total, move) => total + move.quantity, 0n);
  const phase = phaseOf(
    sale,
    fulfilments,
    invoices.map(({ invoice }) => invoice),
  );
  return {
    externalId: id(sale.id),
    number: some(sale.number) ?? `#${sale.id}`,
    currency: text(row(sale['currency.']).code),
    placedAt: momentOf(sale.sale_date, sale.create_date, company.zone),
    couponCodes: [],
    pricesIncludeTax: false,
    lines: lines
      .filter((line) => !services.has(number(line.product)))
      .map((line) => lineOf(line, reference, { returned: returnedOf(line), currency: company.currency })),
    totals: {
      net: micros(sale.untaxed_amount),
      tax: micros(sale.tax_amount),
      gross: micros(sale.total_amount),
      deliveryNet: sum(deliveries, 'net'),
      deliveryGross: sum(deliveries, 'gross'),
    },
    payments: payments.map(paymentOf),
    fulfilments: [...fulfilments, ...returns.map(({ shipment, moves }) => returnFulfilmentOf(shipment, moves))],
    documents: [
      ...salesOrder(sale),
      ...shipments.filter((shipment) => shipment.state === 'done').map(deliveryNote),
      ...invoices.map(invoiceDocument),
    ].map((document) => ({ ...document, ...(prints ? { hasFile: true } : {}) })),
    phase,
    sourceStatus: text(sale.state),
    placed: isPlaced(sale),
    ...present({
      hubKey: some(sale.web_id),
      partyId: someId(sale.party),
      documentDate: some(sale.sale_date),
      customerReference: some(sale.reference),
      note: some(sale.comment),
      deliveryMethodCode: carrier?.code,
      deliveryMethodName: carrier?.productName,
      origin: originOf(sale, reference),
    }),
  };
}

/** An offer that nobody took, a sale we were refused and one that takes goods back are no orders. */
function isPlaced(sale: Row): boolean {
  if (text(sale.origin).startsWith('sale.sale,')) return false;
  if (['confirmed', 'processing', 'done'].includes(text(sale.state))) return true;
  const quote = quoteKeyIn(sale.comment);
  const offer = quote !== undefined && quote === sale.web_id;
  // Confirming gives the date: what was cancelled without one was only ever quoted.
  return sale.state === 'cancelled' && Boolean(sale.number && sale.sale_date) && !offer && !refusedMark.test(text(sale.comment));
}

/** Another web shop of Tryton's own, or a person who wrote the quotation; anything else is simply the ERP's. */
function originOf(sale: Row, reference: Reference): OrderRecord['origin'] {
  if (typeof sale.web_shop === 'number' && sale.web_shop !== reference.shop?.id) return 'SHOP';
  return typeof sale.quoted_by === 'number' ? 'SALES_REP' : undefined;
}

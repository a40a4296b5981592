/** Sales as the hub sees them: lines, totals, payments, shipments, invoices and a phase. */
import type { OrderLineRecord, OrderRecord } from '../connector.ts';
import { readAddresses } from './addresses.ts';
import { deliveryNote, fulfilmentOf, invoiceOf, lineOf, paymentOf, phaseOf, salesOrder } from './orderparts.ts';
import { paymentOwner, refundMark } from './payments.ts';
import { idsIn, type Source } from './poll.ts';
import type { Reference, ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { refusedMark } from './sales.ts';
import { groupBy, id, instant, micros, number, numbers, present, type Row, row, some, someId, text } from './values.ts';

const saleFields = [
  'number', 'reference', 'description', 'comment', 'web_id', 'state', 'shipment_state', 'invoice_state', 'sale_date', 'create_date', 'party', 'party.name',
  'invoice_address', 'shipment_address', 'currency.code', 'untaxed_amount', 'tax_amount', 'total_amount', 'carrier', 'shipments', 'invoices',
]; // biome-ignore format: one list
const lineFields = [
  'sale',
  'type',
  'product',
  'product.code',
  'product.name',
  'description',
  'quantity',
  'unit',
  'unit_price',
  'base_price',
  'amount',
  'taxes',
  'moves.state',
  'moves.quantity',
  'moves.unit_price',
];

export function orders(rpc: Rpc, references: ReferenceStore): Source<OrderRecord> {
  const salesBy = (field: string) => async (changed: Row[], signal: AbortSignal) => {
    const lines = await rpc.search('sale.line', [[field, 'in', idsIn('id')(changed)]], ['sale'], { signal });
    return numbers(lines.map((line) => line.sale));
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
      { model: 'account.invoice', domain: [['type', '=', 'out']], affects: salesBy('invoice_lines.invoice') },
      {
        model: 'account.payment',
        fields: ['origin', 'description'],
        affects: (changed) =>
          changed.flatMap(({ origin }) => (text(origin).startsWith('sale.sale,') ? [Number(text(origin).slice(10))] : [])),
      },
    ],
    load: (ids, signal) => readOrders(rpc, references, ids, signal),
  };
}

export async function readOrders(rpc: Rpc, references: ReferenceStore, ids: number[], signal: AbortSignal): Promise<OrderRecord[]> {
  const [reference, sales, lines, payments] = await Promise.all([
    references.get(signal),
    rpc.read('sale.sale', ids, saleFields, { signal }),
    rpc.search('sale.line', [['sale', 'in', ids]], lineFields, { signal, order: [['id', 'ASC']] }),
    readPayments(rpc, ids, signal),
  ]);
  const shipmentIds = sales.flatMap((sale) => numbers(sale.shipments));
  const invoiceIds = sales.flatMap((sale) => numbers(sale.invoices));
  const [addresses, shipments, moves, invoices, contacts] = await Promise.all([
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
    rpc.read(
      'account.invoice',
      invoiceIds,
      ['number', 'state', 'invoice_date', 'untaxed_amount', 'total_amount', 'amount_to_pay', 'lines_to_pay.maturity_date'],
      {
        signal,
      },
    ),
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
  const [shipmentById, invoiceById] = [byId(shipments), byId(invoices)];
  const movesOf = Map.groupBy(moves, (move) => text(move.shipment));
  return sales.map((sale) => {
    const kin: Kin = {
      lines: (linesOf.get(number(sale.id)) ?? []).filter((line) => line.type === 'line'),
      payments: payments.filter((payment) => paymentOwner(payment).sale === sale.id),
      shipments: pick(shipmentById, sale.shipments),
      invoices: pick(invoiceById, sale.invoices),
      movesOf,
    };
    const contact = (...types: string[]) =>
      some(contacts.find((found) => found.party === sale.party && types.includes(text(found.type)))?.value);
    return {
      ...orderOf(sale, kin, reference),
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
  invoices: Row[];
  movesOf: Map<string, Row[]>;
}

function orderOf(sale: Row, { lines, payments, shipments, invoices, movesOf }: Kin, reference: Reference): Omit<OrderRecord, 'contact'> {
  const carrier = reference.carriers.find((found) => found.id === sale.carrier);
  const services = new Set(reference.carriers.map((found) => found.productId));
  const deliveries = lines.filter((line) => services.has(number(line.product))).map((line) => lineOf(line, reference));
  const sum = (list: OrderLineRecord[], field: 'net' | 'gross') => list.reduce((total, line) => total + line[field], 0n);
  const fulfilments = shipments.map((shipment) =>
    fulfilmentOf(shipment, movesOf.get(`stock.shipment.out,${shipment.id}`) ?? [], reference),
  );
  const phase = phaseOf(sale, fulfilments, invoices);
  return {
    externalId: id(sale.id),
    number: some(sale.number) ?? `#${sale.id}`,
    currency: text(row(sale['currency.']).code),
    placedAt: instant(sale.create_date),
    couponCodes: [],
    pricesIncludeTax: false,
    lines: lines.filter((line) => !services.has(number(line.product))).map((line) => lineOf(line, reference)),
    totals: {
      net: micros(sale.untaxed_amount),
      tax: micros(sale.tax_amount),
      gross: micros(sale.total_amount),
      deliveryNet: sum(deliveries, 'net'),
      deliveryGross: sum(deliveries, 'gross'),
    },
    payments: payments.map(paymentOf),
    fulfilments,
    documents: [
      ...salesOrder(sale),
      ...shipments.filter((shipment) => shipment.state === 'done').map(deliveryNote),
      ...invoices.map(invoiceOf),
    ],
    phase,
    sourceStatus: text(sale.state),
    placed:
      ['confirmed', 'processing', 'done'].includes(text(sale.state)) ||
      (sale.state === 'cancelled' && Boolean(sale.number) && !refusedMark.test(text(sale.comment))),
    ...present({
      hubKey: some(sale.web_id),
      partyId: someId(sale.party),
      documentDate: some(sale.sale_date),
      customerReference: some(sale.reference),
      note: some(sale.comment),
      deliveryMethodCode: carrier?.code,
      deliveryMethodName: carrier?.productName,
    }),
  };
}

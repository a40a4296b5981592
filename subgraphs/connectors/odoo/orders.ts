/** Sales as the hub sees them: lines, totals, payments, shipments, papers and a phase. */
import type { OrderLineRecord, OrderRecord } from '../connector.ts';
import { addressFields, addressOf } from './addresses.ts';
import { type Kin, lineFields, lineOf, moveFields, phaseOf } from './orderparts.ts';
import { invoiceFields, invoicePaper, paperOf } from './papers.ts';
import { paymentFields, paymentOf, saleMark, saleNameOf } from './payments.ts';
import { fulfilmentOf, pickingFields } from './pickings.ts';
import { idsIn, type Source } from './poll.ts';
import type { Procedures } from './procedures.ts';
import type { ReferenceStore } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { orderKeyOf, refusedMark } from './sales.ts';
import {
  byId,
  dayOf,
  groupBy,
  id,
  idsOf,
  instant,
  micros,
  number,
  numbers,
  plain,
  present,
  type Row,
  some,
  someId,
  text,
} from './values.ts';

const saleFields = [
  'name', 'state', 'origin', 'client_order_ref', 'note', 'date_order', 'create_date', 'partner_id', 'partner_invoice_id', 'partner_shipping_id', 'currency_id',
  'amount_untaxed', 'amount_tax', 'amount_total', 'delivery_status', 'invoice_status', 'carrier_id', 'picking_ids', 'invoice_ids',
]; // biome-ignore format: one list

export function orders(rpc: Rpc, references: ReferenceStore, procedures: Procedures): Source<OrderRecord> {
  const salesBy = (field: string) => async (changed: Row[], signal: AbortSignal) =>
    idsOf(await rpc.search('sale.order', [[field, 'in', idsIn('id')(changed)]], [], { signal }), 'id');
  return {
    model: 'sale.order',
    domain: async (signal) => [['company_id', '=', (await references.get(signal)).company.id]],
    pageSize: 50,
    watch: [
      { model: 'sale.order', affects: idsIn('id') },
      { model: 'sale.order.line', fields: ['order_id'], affects: idsIn('order_id') },
      // Reserving and shipping do not touch the sale itself.
      { model: 'stock.picking', domain: [['sale_id', '!=', false]], fields: ['sale_id'], affects: idsIn('sale_id') },
      { model: 'account.move', domain: [['move_type', 'in', ['out_invoice', 'out_refund']]], affects: salesBy('invoice_ids') },
      {
        model: 'account.payment',
        domain: [['memo', 'like', '%[%]']],
        fields: ['memo'],
        async affects(changed, signal) {
          const names = changed.flatMap((payment) => saleNameOf(payment.memo) ?? []);
          return names.length ? idsOf(await rpc.search('sale.order', [['name', 'in', names]], [], { signal }), 'id') : [];
        },
      },
    ],
    load: (ids, signal) => readOrders(rpc, references, procedures, ids, signal),
  };
}

async function readOrders(
  rpc: Rpc,
  references: ReferenceStore,
  procedures: Procedures,
  ids: number[],
  signal: AbortSignal,
): Promise<OrderRecord[]> {
  const reference = await references.get(signal);
  const sales = await rpc.search(
    'sale.order',
    [
      ['id', 'in', ids],
      ['company_id', '=', reference.company.id],
    ],
    saleFields,
    { signal, order: 'id' },
  );
  if (!sales.length) return [];
  const saleIds = sales.map((sale) => number(sale.id));
  const names = sales.map((sale) => ['memo', '=like', `%${saleMark(text(sale.name)).replace(/_/g, '\\_')}`]);
  const [lines, pickings, invoices, payments, partners, prints] = await Promise.all([
    rpc.search('sale.order.line', [['order_id', 'in', saleIds], ['display_type', '=', false]], lineFields, { signal, order: 'sequence, id' }),
    rpc.read('stock.picking', idsOf(sales, 'picking_ids'), pickingFields, { signal }),
    rpc.read('account.move', idsOf(sales, 'invoice_ids'), invoiceFields, { signal }),
    rpc.search('account.payment', [...names.slice(1).map(() => '|'), ...names], paymentFields, { signal, order: 'id' }),
    rpc.read('res.partner', [...idsOf(sales, 'partner_id'), ...idsOf(sales, 'partner_invoice_id'), ...idsOf(sales, 'partner_shipping_id')], [...addressFields, 'email', 'vat', 'commercial_partner_id'], { signal }),
    procedures.has('print', signal),
  ]); // biome-ignore format: one table a line
  const moves = await rpc.search(
    'stock.move',
    ['|', ['picking_id', 'in', pickings.map((picking) => picking.id)], ['sale_line_id', 'in', lines.map((line) => line.id)]],
    moveFields,
    { signal },
  );
  const products = await rpc.read(
    'product.product',
    [...idsOf(lines, 'product_id'), ...idsOf(moves, 'product_id')],
    ['default_code', 'name', 'uom_id'],
    { signal },
  );
  const kin: Kin = {
    reference,
    products: byId(products),
    movesOfLine: groupBy(moves, 'sale_line_id'),
    movesOfPicking: groupBy(moves, 'picking_id'),
  };
  const [linesOf, pickingById, invoiceById, partnerById] = [groupBy(lines, 'order_id'), byId(pickings), byId(invoices), byId(partners)];
  const pick = (known: Map<number, Row>, keys: unknown): Row[] =>
    numbers(keys).flatMap((key) => {
      const one = known.get(key);
      return one ? [one] : [];
    });
  return sales.map((sale) =>
    orderOf(sale, kin, {
      lines: linesOf.get(number(sale.id)) ?? [],
      pickings: pick(pickingById, sale.picking_ids),
      invoices: pick(invoiceById, sale.invoice_ids),
      payments: payments.filter((payment) => saleNameOf(payment.memo) === sale.name),
      partner: (field) => partnerById.get(number(sale[field])),
      prints,
    }),
  ); // biome-ignore format: one thought
}

interface Papers {
  lines: Row[];
  pickings: Row[];
  invoices: Row[];
  payments: Row[];
  partner(field: string): Row | undefined;
  prints: boolean;
}

function orderOf(sale: Row, kin: Kin, { lines, pickings, invoices, payments, partner, prints }: Papers): OrderRecord {
  const { reference } = kin;
  const carrier = reference.carriers.find((found) => found.id === sale.carrier_id);
  const services = new Set(reference.carriers.map((found) => found.product));
  const isDelivery = (line: Row) => line.is_delivery === true || services.has(number(line.product_id));
  const deliveries = lines.filter(isDelivery).map((line) => lineOf(line, kin));
  const sum = (list: OrderLineRecord[], field: 'net' | 'gross') => list.reduce((total, line) => total + line[field], 0n);
  const fulfilments = pickings.flatMap((picking) => fulfilmentOf(picking, kin));
  const [buyer, billing, shipping] = [partner('partner_id'), partner('partner_invoice_id'), partner('partner_shipping_id')];
  const file = prints ? ({ hasFile: true } as const) : {};
  return {
    externalId: id(sale.id),
    number: text(sale.name),
    contact: present({ name: some(buyer?.name), email: some(buyer?.email), phone: some(buyer?.phone), taxId: some(buyer?.vat) }),
    currency: reference.currencies.get(number(sale.currency_id)) ?? reference.company.currency,
    placedAt: instant(sale.date_order) || instant(sale.create_date),
    couponCodes: [],
    pricesIncludeTax: false,
    lines: lines.filter((line) => !isDelivery(line)).map((line) => lineOf(line, kin)),
    totals: {
      net: micros(sale.amount_untaxed),
      tax: micros(sale.amount_tax),
      gross: micros(sale.amount_total),
      deliveryNet: sum(deliveries, 'net'),
      deliveryGross: sum(deliveries, 'gross'),
    },
    payments: payments.map((payment) => paymentOf(payment, reference)),
    fulfilments,
    documents: [
      {
        externalId: `sale:${number(sale.id)}`,
        kind: sale.state === 'sale' || sale.state === 'cancel' ? 'SALES_ORDER' : 'QUOTATION',
        number: text(sale.name),
        net: micros(sale.amount_untaxed),
        gross: micros(sale.amount_total),
        state: text(sale.state),
        ...present({ issuedOn: dayOf(reference.company.zone, sale.date_order) }),
        ...file,
      },
      ...pickings.flatMap((picking) => paperOf(picking, reference.company.zone)).map((paper) => ({ ...paper, ...file })),
      ...invoices.filter((invoice) => invoice.state !== 'draft').map((invoice) => ({ ...invoicePaper(invoice), ...file })),
    ],
    phase: phaseOf(sale, fulfilments, invoices),
    sourceStatus: text(sale.state),
    // A quotation that was never confirmed has no picking: cancelling it is not the end of an order.
    placed: sale.state === 'sale' || (sale.state === 'cancel' && pickings.length > 0 && !refusedMark.test(plain(sale.note))),
    ...present({
      hubKey: orderKeyOf(sale.origin),
      partyId: someId(buyer?.commercial_partner_id),
      billingAddress: billing && addressOf(billing, reference),
      shippingAddress: shipping && addressOf(shipping, reference),
      documentDate: dayOf(reference.company.zone, sale.date_order),
      customerReference: some(sale.client_order_ref),
      note: some(plain(sale.note)),
      deliveryMethodCode: carrier?.sku,
      deliveryMethodName: carrier?.name,
    }),
  };
}

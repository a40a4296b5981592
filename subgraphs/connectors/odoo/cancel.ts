/** Cancelling and changing a sale. Odoo cancels what was shipped and invoiced as readily as anything: the hub looks first, and last. */
import { type OrderAck, type OrderUpdatePush, Terminal } from '../connector.ts';
import { ensureAddress } from './partywrites.ts';
import { patiently, refused } from './rpc.ts';
import { expressPrice } from './saleprice.ts';
import { acknowledge, type Desk, press, readSale, type Sale, write } from './sales.ts';
import { html, noon, number, type Row, toNumber } from './values.ts';

export async function cancelOrder(desk: Desk, orderId: string, reason: string, signal: AbortSignal): Promise<void> {
  try {
    await desk.inTurn(() => cancel(desk, Number(orderId), reason, signal));
  } catch (error) {
    throw refused(error, 'the ERP does not let this order be cancelled');
  }
}

async function cancel(desk: Desk, saleId: number, reason: string, signal: AbortSignal): Promise<void> {
  const { rpc } = desk;
  const sale = await existing(desk, saleId, signal);
  if (sale.state === 'cancel') return;
  const { pickings, invoices } = await papers(desk, sale, signal);
  if (pickings.some((picking) => picking.state === 'done')) throw new Terminal('ALREADY_SHIPPED', 'goods of this order have left');
  if (invoices.some((invoice) => invoice.state === 'posted')) throw new Terminal('ALREADY_INVOICED', 'this order is invoiced');
  if (!sale.note.includes('[splot:cancelled]'))
    await write(rpc, 'sale.order', [saleId], { note: html(`${sale.note}\n[splot:cancelled] ${reason}`.trim()) }, signal);
  // Money only promised is let go of; money that came is a refund's business.
  const drafts = await rpc.search(
    'account.payment',
    [
      ['memo', '=like', `%[${sale.number}]`],
      ['state', '=', 'draft'],
    ],
    [],
    { signal },
  );
  if (drafts.length)
    await press(
      rpc,
      'account.payment',
      'action_cancel',
      drafts.map((payment) => number(payment.id)),
      signal,
    );
  await letGo(desk, sale, signal);
  const after = await existing(desk, saleId, signal);
  if (after.state !== 'cancel') throw new Terminal('STATE_FORBIDS', 'the ERP did not let go of the order');
}

/** Cancels a sale; goods and papers are looked at once more in the same transaction where the stored procedure is there. */
export async function letGo(desk: Desk, sale: Sale, signal: AbortSignal): Promise<void> {
  const answer = await patiently(signal, () => desk.procedures.run('cancel', { sale: sale.id }, { signal, timeoutMs: 60_000 }));
  if (answer?.shipped) throw new Terminal('ALREADY_SHIPPED', 'goods of this order have left');
  if (answer?.invoiced) throw new Terminal('ALREADY_INVOICED', 'this order is invoiced');
  if (answer) return;
  if (sale.locked) await press(desk.rpc, 'sale.order', 'action_unlock', [sale.id], signal);
  await press(desk.rpc, 'sale.order', 'action_cancel', [sale.id], signal, { disable_cancel_warning: true });
}

async function existing({ rpc }: Desk, saleId: number, signal: AbortSignal): Promise<Sale> {
  const sale = await readSale(rpc, saleId, signal);
  if (!sale) throw new Terminal('NOT_FOUND', 'the ERP has no such order');
  return sale;
}

async function papers({ rpc }: Desk, sale: Sale, signal: AbortSignal): Promise<{ pickings: Row[]; invoices: Row[] }> {
  const [pickings, invoices] = await Promise.all([
    rpc.read('stock.picking', sale.pickings, ['state'], { signal }),
    rpc.read('account.move', sale.invoices, ['state'], { signal }),
  ]);
  return { pickings, invoices };
}

/** Before goods leave: address, note, reference, the wished day, and lines. */
export async function updateOrder(desk: Desk, orderId: string, change: OrderUpdatePush, signal: AbortSignal): Promise<OrderAck> {
  const { rpc } = desk;
  const saleId = Number(orderId);
  return desk.inTurn(async () => {
    try {
      const sale = await existing(desk, saleId, signal);
      const { pickings, invoices } = await papers(desk, sale, signal);
      if (
        sale.state === 'cancel' ||
        pickings.some((picking) => picking.state === 'done') ||
        invoices.some((invoice) => invoice.state === 'posted')
      )
        throw new Terminal('STATE_FORBIDS', 'the ERP is already done with this order');
      if (sale.locked && change.lines) throw new Terminal('STATE_FORBIDS', 'the order is locked in the ERP');
      const values: Row = {};
      if (change.shippingAddress) {
        const reference = await desk.references.get(signal);
        values.partner_shipping_id = await ensureAddress(rpc, reference, sale.partner, change.shippingAddress, `order-${saleId}`, signal);
      }
      if (change.requestedOn) values.commitment_date = noon(change.requestedOn);
      if (change.customerReference !== undefined) values.client_order_ref = change.customerReference || false;
      if (change.note && !sale.note.includes(change.note)) values.note = html(`${change.note}\n${sale.note}`.trim());
      if (Object.keys(values).length) await write(rpc, 'sale.order', [saleId], values, signal);
      // A confirmed sale's pickings keep the address they were made for.
      const open = pickings.filter((picking) => picking.state !== 'cancel').map((picking) => number(picking.id));
      if (values.partner_shipping_id && open.length)
        await write(rpc, 'stock.picking', open, { partner_id: values.partner_shipping_id }, signal);
      if (change.lines) await changeLines(desk, sale, change.lines, signal);
      return acknowledge(await existing(desk, saleId, signal));
    } catch (error) {
      throw refused(error, 'the ERP does not accept this change');
    }
  });
}

/** A line of a confirmed sale cannot be deleted: what is not wanted any more has quantity nought. The moves follow by themselves. */
async function changeLines({ rpc }: Desk, sale: Sale, wanted: NonNullable<OrderUpdatePush['lines']>, signal: AbortSignal): Promise<void> {
  const lines = await rpc.search(
    'sale.order.line',
    [
      ['order_id', '=', sale.id],
      ['display_type', '=', false],
      ['is_delivery', '=', false],
    ],
    ['product_id', 'product_uom_qty'],
    { signal, order: 'sequence, id' },
  );
  const open = [...wanted];
  const commands: unknown[] = [];
  for (const line of lines) {
    const index = open.findIndex((one) => Number(one.variantId) === line.product_id);
    const [one] = index >= 0 ? open.splice(index, 1) : [];
    commands.push([1, line.id, one ? priced(one) : { product_uom_qty: 0 }]);
  }
  for (const one of open) commands.push([0, 0, { product_id: Number(one.variantId), ...priced(one) }]);
  await write(rpc, 'sale.order', [sale.id], { order_line: commands }, signal);
}

function priced(line: NonNullable<OrderUpdatePush['lines']>[number]): Row {
  const price = expressPrice(line.unitNet, line.quantity, undefined);
  return { product_uom_qty: toNumber(line.quantity), price_unit: toNumber(price.unit), discount: toNumber(price.discount) };
}

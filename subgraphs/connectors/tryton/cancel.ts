/**
 * Cancelling and changing a sale. A processed sale has no cancel button: its shipments are cancelled and the missing moves then
 * declared unwanted, which leaves it "done" with nothing sent. Its comment says so.
 */
import { type OrderAck, type OrderUpdatePush, Terminal } from '../connector.ts';
import { ensureAddress } from './partywrites.ts';
import { refused } from './rpc.ts';
import { acknowledge, cancelMark, type Desk, press, readSale, type Sale, write, writing } from './sales.ts';
import { date, number, text } from './values.ts';

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
  if (sale.state === 'cancelled') return;
  const { shipments, invoices } = await papers(desk, sale, signal);
  if (invoices.some((invoice) => invoice.state === 'posted' || invoice.state === 'paid'))
    throw new Terminal('ALREADY_INVOICED', 'this order is invoiced');
  if (shipments.some((shipment) => shipment.state === 'done')) throw new Terminal('ALREADY_SHIPPED', 'goods of this order have left');
  if (sale.state === 'done') return;

  await releasePayments(desk, saleId, signal);
  if (!sale.comment.includes(cancelMark))
    await write(rpc, 'sale.sale', [saleId], { comment: `${sale.comment}\n${cancelMark} ${reason}`.trim() }, signal);
  if (sale.state === 'confirmed') await press(rpc, 'sale.sale', 'draft', [saleId], signal);
  if (sale.state !== 'processing') await press(rpc, 'sale.sale', 'cancel', [saleId], signal);
  else {
    const open = shipments.filter((shipment) => shipment.state !== 'cancelled').map((shipment) => number(shipment.id));
    // Also what is picked or packed already: its people put it back on the shelf.
    if (open.length) await press(rpc, 'stock.shipment.out', 'cancel', open, signal);
    const drafts = invoices
      .filter((invoice) => invoice.state === 'draft' || invoice.state === 'validated')
      .map((invoice) => number(invoice.id));
    if (drafts.length) await press(rpc, 'account.invoice', 'cancel', drafts, signal);
    await ignoreMissing(desk, saleId, 'shipment', signal);
    if (drafts.length) await ignoreMissing(desk, saleId, 'invoice', signal);
  }
  await verify(desk, saleId, signal);
}

/** A button in the wrong state is silent: what counts is how the papers look now. */
async function verify(desk: Desk, saleId: number, signal: AbortSignal): Promise<void> {
  const after = await existing(desk, saleId, signal);
  if (after.state === 'cancelled') return;
  const { shipments } = await papers(desk, after, signal);
  if (shipments.some((shipment) => shipment.state === 'done')) throw new Terminal('ALREADY_SHIPPED', 'goods of this order have left');
  if (shipments.some((shipment) => shipment.state !== 'cancelled'))
    throw new Terminal('STATE_FORBIDS', 'the ERP did not let go of the shipment');
}

async function existing({ rpc }: Desk, saleId: number, signal: AbortSignal): Promise<Sale> {
  const sale = await readSale(rpc, saleId, signal);
  if (!sale) throw new Terminal('NOT_FOUND', 'the ERP has no such order');
  return sale;
}

async function papers({ rpc }: Desk, sale: Sale, signal: AbortSignal) {
  const [shipments, invoices] = await Promise.all([
    rpc.read('stock.shipment.out', sale.shipments, ['state'], { signal }),
    rpc.read('account.invoice', sale.invoices, ['state'], { signal }),
  ]);
  return { shipments, invoices };
}

/** Tryton refuses to cancel a sale with live payments. Money that was taken is a refund's business, not ours: only promises are withdrawn. */
async function releasePayments({ rpc }: Desk, saleId: number, signal: AbortSignal): Promise<void> {
  const payments = await rpc.search(
    'account.payment',
    [
      ['origin', '=', `sale.sale,${saleId}`],
      ['state', 'in', ['draft', 'approved']],
    ],
    ['state'],
    { signal },
  );
  for (const payment of payments) {
    const ids = [number(payment.id)];
    if (payment.state === 'approved') await press(rpc, 'account.payment', 'draft', ids, signal);
    await rpc.call('model.account.payment.delete', [ids], { signal, context: writing });
  }
}

/** The wizard a clerk would use: nothing is to be made again. */
async function ignoreMissing({ rpc }: Desk, saleId: number, what: 'shipment' | 'invoice', signal: AbortSignal): Promise<void> {
  const context = { ...writing, active_model: 'sale.sale', active_id: saleId, active_ids: [saleId] };
  const name = `wizard.sale.handle.${what}.exception`;
  const [session] = (await rpc.call(`${name}.create`, [], { signal, context })) as [number];
  const [many, domain] = what === 'shipment' ? ['recreate_moves', 'domain_moves'] : ['recreate_invoices', 'domain_invoices'];
  const shown = (await rpc.call(`${name}.execute`, [session, {}, 'ask'], { signal, context })) as {
    view?: { defaults?: Record<string, unknown> };
  };
  const all = shown.view?.defaults?.[domain] ?? [];
  await rpc.call(`${name}.execute`, [session, { ask: { [many]: [], [domain]: all } }, 'handle'], { signal, context, timeoutMs: 60_000 });
  await rpc.call(`${name}.delete`, [session], { signal, context });
}

/** Before anything is packed: address, note, reference, and the wished day. Lines only while the sale is a draft or quotation. */
export async function updateOrder(desk: Desk, orderId: string, change: OrderUpdatePush, signal: AbortSignal): Promise<OrderAck> {
  const { rpc } = desk;
  const saleId = Number(orderId);
  return desk.inTurn(async () => {
    const sale = await existing(desk, saleId, signal);
    const { shipments } = await papers(desk, sale, signal);
    const open = shipments
      .filter((shipment) => ['draft', 'waiting', 'assigned'].includes(text(shipment.state)))
      .map((shipment) => number(shipment.id));
    if (sale.state === 'cancelled' || sale.state === 'done' || open.length < shipments.length)
      throw new Terminal('STATE_FORBIDS', 'the ERP is already working on this order');
    if (change.lines)
      throw new Terminal('STATE_FORBIDS', 'lines of a confirmed order cannot be changed in the ERP: cancel it and order again');
    try {
      if (change.shippingAddress) {
        const address = await ensureAddress(rpc, sale.party, change.shippingAddress, signal);
        await write(rpc, 'sale.sale', [saleId], { shipment_address: address }, signal);
        if (open.length) await write(rpc, 'stock.shipment.out', open, { delivery_address: address }, signal);
      }
      if (change.requestedOn && open.length)
        await write(rpc, 'stock.shipment.out', open, { planned_date: date(change.requestedOn) }, signal);
      if (change.customerReference) await write(rpc, 'sale.sale', [saleId], { reference: change.customerReference }, signal);
      if (change.note && !sale.comment.includes(change.note))
        await write(rpc, 'sale.sale', [saleId], { comment: `${sale.comment}\n${change.note}`.trim() }, signal);
    } catch (error) {
      throw refused(error, 'the ERP does not accept this change');
    }
    return acknowledge(await existing(desk, saleId, signal));
  });
}

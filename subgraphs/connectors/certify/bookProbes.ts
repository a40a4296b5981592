/** Writes after a sale: goods back, corrections, and counts of what is there. Each needs something that is in the system already. */
import type { OrderRecord } from '../connector.ts';
import { Impossible, insist } from './check.ts';
import { fixtureOf } from './fixture.ts';
import type { Place } from './place.ts';
import { able, hubId, type Probe } from './probe.ts';

const ONE = 1_000_000n;

interface Piece {
  orderId: string;
  invoiceId?: string;
  line: { sku: string; variantId: string; quantity: bigint };
}

/** A whole piece that went out and did not come back. */
async function shippedPiece(place: Place, signal: AbortSignal): Promise<Piece> {
  for (const order of await place.reading.known('orders', signal))
    for (const { sku, variantId, quantityShipped = 0n, quantityReturned = 0n } of order.lines)
      if (order.phase !== 'CANCELLED' && variantId && quantityShipped - quantityReturned >= ONE && !isMeasured(quantityShipped))
        return { orderId: order.externalId, line: { sku, variantId, quantity: ONE } };
  throw new Impossible('no sale in it was shipped and not yet returned: ship one and try again');
}

/** A whole piece of a posted invoice that is not corrected yet; one that came back first. */
async function invoicedPiece(place: Place, signal: AbortSignal): Promise<Piece & { invoiceId: string }> {
  const invoices = await place.reading.known('invoices', signal);
  const corrected = new Map<string, bigint>();
  for (const one of invoices)
    if (one.kind === 'CREDIT_NOTE' && one.correctsId !== undefined && one.state !== 'CANCELLED')
      for (const line of one.lines)
        corrected.set(`${one.correctsId} ${line.sku}`, (corrected.get(`${one.correctsId} ${line.sku}`) ?? 0n) + line.quantity);
  const pieces: { piece: Piece & { invoiceId: string }; back: boolean }[] = [];
  for (const order of await place.reading.known('orders', signal)) {
    const invoice = invoices.find(
      (one) =>
        one.kind === 'INVOICE' && one.side === 'RECEIVABLE' && one.orderIds.includes(order.externalId) && /POSTED|PAID/.test(one.state),
    );
    for (const { sku, variantId, quantityShipped = 0n, quantityReturned = 0n } of invoice ? order.lines : []) {
      const done = corrected.get(`${invoice?.externalId} ${sku}`) ?? 0n;
      if (!invoice || !variantId || isMeasured(quantityShipped) || quantityShipped - done < ONE) continue;
      const line = { sku, variantId, quantity: ONE };
      pieces.push({ piece: { orderId: order.externalId, invoiceId: invoice.externalId, line }, back: quantityReturned - done >= ONE });
    }
  }
  const found = pieces.find(({ back }) => back) ?? pieces[0];
  if (!found) throw new Impossible('no sale in it has a posted invoice to correct: invoice one and try again');
  return found.piece;
}

/** Sold by metre or weight: not a piece. */
function isMeasured(quantity: bigint): boolean {
  return quantity % ONE !== 0n;
}

const returnedOf = (orders: OrderRecord[], { orderId, line }: Piece): bigint =>
  orders
    .find((one) => one.externalId === orderId)
    ?.lines.reduce((sum, one) => sum + (one.sku === line.sku ? (one.quantityReturned ?? 0n) : 0n), 0n) ?? 0n;

export const returnProbe: Probe = {
  name: 'a return',
  needs: ['push.returnReceive', 'pull.orders'],
  async prepare(place, signal) {
    const piece = await shippedPiece(place, signal);
    const before = returnedOf(await place.reading.known('orders', signal), piece);
    const number = place.mark();
    const key = hubId('ret', place.now());
    const { push, find } = place.connected;
    const goods = {
      orderId: piece.orderId,
      number,
      kind: 'WITHDRAWAL' as const,
      lines: [{ ...piece.line, restock: true, reason: 'Certification' }],
    };
    return {
      send: async (stop) => (await able(push.returnReceive, 'push.returnReceive')(goods, key, stop)).externalId,
      ...(find.returned ? { find: async (stop) => (await find.returned?.(key, stop))?.externalId ?? null } : {}),
      async count(stop) {
        const back = (orders: OrderRecord[]) => returnedOf(orders, piece) - before;
        const told = await place.reading.await('orders', (orders) => back(orders) || undefined, stop);
        return Number(told ?? 0n) / Number(ONE);
      },
      async verify(id, stop) {
        if (!place.connected.pull.returns) return 'told in the order only';
        const told = await place.reading.await('returns', (all) => all.find((one) => one.externalId === id || one.hubKey === key), stop);
        insist(told, 'the returns do not tell of it');
        insist(told.state === 'RECEIVED', `it is told as ${told.state}`);
        insist(told.orderId === piece.orderId, 'it is of another sale');
        return undefined;
      },
    };
  },
};

export const creditNoteProbe: Probe = {
  name: 'a credit note',
  needs: ['push.creditNote', 'pull.orders', 'pull.invoices'],
  async prepare(place, signal) {
    const { orderId, invoiceId, line } = await invoicedPiece(place, signal);
    const key = hubId('ret', place.now());
    const { push, find, pull } = place.connected;
    const correction = { orderId, invoiceId, number: place.mark(), reason: 'Certification', lines: [line] };
    const known = (await place.reading.known('invoices', signal)).filter((one) => one.correctsId === invoiceId).length;
    return {
      async send(stop) {
        const ack = await able(push.creditNote, 'push.creditNote')(correction, key, stop);
        insist(ack.gross > 0n && ack.net + ack.tax === ack.gross, 'its amounts are not positive, or do not add up');
        return ack.externalId;
      },
      ...(find.creditNote ? { find: async (stop) => (await find.creditNote?.(key, stop))?.externalId ?? null } : {}),
      async count(stop) {
        const made = await place.reading.await(
          'invoices',
          (all) => all.filter((one) => one.kind === 'CREDIT_NOTE' && one.correctsId === invoiceId).length - known || undefined,
          stop,
        );
        return made ?? 0;
      },
      async verify(id, stop) {
        const told = (await place.reading.known('invoices', stop)).find((one) => one.externalId === id);
        insist(told, 'the invoices tell of it under another id');
        insist(told.state === 'POSTED' || told.state === 'PAID', `it is told as ${told.state}`);
        insist(told.number, 'it has no number');
        const order = await place.reading.await(
          'orders',
          (all) => all.find((one) => one.externalId === orderId && one.documents.some((paper) => paper.externalId === id)),
          stop,
        );
        insist(order, 'the papers of its sale do not name it');
        const paper = order.documents.find((one) => one.externalId === id);
        insist(paper?.kind === 'CREDIT_NOTE' && paper.correctsId === invoiceId, 'its paper does not say what it corrects');
        return pull.invoices ? told.number : undefined;
      },
    };
  },
};

export const countProbe: Probe = {
  name: 'a stock count',
  needs: ['push.stockCount', 'pull.stock', 'pull.locations', 'pull.parties'],
  async prepare(place, signal) {
    const { variant, warehouse } = await fixtureOf(place, signal);
    const { push, find } = place.connected;
    const mine = (one: { variantId: string; locationId: string }) =>
      one.variantId === variant.externalId && one.locationId === warehouse.externalId;
    const before = (await place.reading.known('stock', signal)).find(mine)?.onHand ?? 0n;
    const counted = before + ONE;
    const key = hubId('cou', place.now());
    const count = (pieces: bigint, under: string, stop: AbortSignal) =>
      able(push.stockCount, 'push.stockCount')(
        {
          locationId: warehouse.externalId,
          reference: place.mark(),
          lines: [{ sku: variant.sku, variantId: variant.externalId, counted: pieces }],
        },
        under,
        stop,
      );
    return {
      send: async (stop) => (await count(counted, key, stop)).externalId ?? '',
      ...(find.stockCount
        ? {
            find: async (stop) => {
              const found = await find.stockCount?.(key, stop);
              return found ? (found.externalId ?? '') : null;
            },
          }
        : {}),
      count: async (stop) =>
        (await place.reading.await('stock', (all) => all.find((one) => mine(one) && one.onHand === counted), stop)) ? 1 : 0,
      async undo(_id, stop) {
        await count(before, hubId('cou', place.now()), stop);
        await place.reading.await('stock', (all) => all.find((one) => mine(one) && one.onHand === before), stop);
      },
    };
  },
};

/** From an order to money given back. */
import { codeOf, expect, micros, newKey, type Trap } from './ground.ts';

export const circle: Trap = {
  name: 'order-to-cash',
  title: 'order, part payment before the invoice, shipment, invoice, return with scrap, correction, refund: each sent twice, done once',
  bound: 0,
  async run({ erp, connected, order, read, signal }) {
    const { push, find } = connected;
    const twice = async <T>(attempt: () => Promise<T> | undefined): Promise<T> => {
      await attempt();
      return (await attempt()) as T;
    };
    const wanted = await order('Jan Kowalski', 'KUC-TERM-CZARNY', 3);
    const key = newKey('circle');
    const { externalId: id, totals } = await twice(() => push.orderPlace?.(wanted, key, signal));
    const gross = Number(totals?.gross ?? 0n) / 1e6;
    const transaction = newKey('TX');
    const payment = {
      orderId: id,
      provider: 'Przelewy24',
      methodCode: 'Przelewy24',
      transactionNumber: transaction,
      amount: micros(gross),
      currency: 'PLN',
      state: 'PAID' as const,
      occurredAt: Date.now(),
    };
    await twice(() => push.paymentRecord?.(payment, newKey('pay'), signal));
    expect((await erp.payments(transaction)).length === 1, 'one payment');
    await erp.ship(id);
    const invoice = await erp.invoice(id);
    expect(
      (await erp.sale(id)).invoices[0]?.open === '0.00',
      `the payment settles the invoice by itself, open ${(await erp.sale(id)).invoices[0]?.open}`,
    );
    const line = wanted.lines[0];
    if (!line) throw new Error('no line');
    const goods = {
      orderId: id,
      number: 'R-1',
      kind: 'WITHDRAWAL' as const,
      lines: [
        { sku: line.sku, variantId: line.variantId, quantity: micros(1), restock: true },
        { sku: line.sku, variantId: line.variantId, quantity: micros(1), restock: false },
      ],
    };
    const before = await erp.stock(line.sku);
    const returnKey = newKey('return');
    const back = await twice(() => push.returnReceive?.(goods, returnKey, signal));
    expect((await find.returned?.(returnKey, signal))?.externalId === back.externalId, 'the return is found by its key');
    expect(
      (await erp.stock(line.sku)).onHand === before.onHand + 1,
      `one piece to stock, one to scrap: ${before.onHand} then ${(await erp.stock(line.sku)).onHand}`,
    );
    const more = { ...goods, lines: [{ sku: line.sku, variantId: line.variantId, quantity: micros(2), restock: true }] };
    const tooMuch = await codeOf(push.returnReceive?.(more, newKey('return'), signal) ?? Promise.resolve());
    expect(tooMuch === 'STATE_FORBIDS', tooMuch);
    const noteKey = newKey('note');
    const correction = {
      orderId: id,
      invoiceId: `invoice:${invoice.id}`,
      number: 'R-1',
      reason: 'odstąpienie',
      lines: [{ sku: line.sku, variantId: line.variantId, quantity: micros(2) }],
    };
    const note = await twice(() => push.creditNote?.(correction, noteKey, signal));
    const sale = await erp.sale(id);
    const notes = sale.invoices.filter((one) => one.kind === 'CREDIT_NOTE');
    expect(notes.length === 1 && notes[0]?.corrects === invoice.number && notes[0]?.posted === true, JSON.stringify(notes));
    expect((await find.creditNote?.(noteKey, signal))?.gross === note.gross, 'the correction is found by its key');
    const secondNote = await codeOf(
      push.creditNote?.(
        { ...correction, lines: [{ sku: line.sku, variantId: line.variantId, quantity: micros(2) }] },
        newKey('note'),
        signal,
      ) ?? Promise.resolve(),
    );
    expect(secondNote === 'STATE_FORBIDS', secondNote);
    const refund = {
      ...payment,
      state: 'REFUNDED' as const,
      transactionNumber: `${transaction}-R`,
      refundOf: transaction,
      amount: note.gross,
    };
    await twice(() => push.paymentRecord?.(refund, newKey('refund'), signal));
    const refunds = await erp.payments(`${transaction}-R`);
    expect(refunds.length === 1 && Number(refunds[0]?.amount) === -Number(note.gross) / 1e6, JSON.stringify(refunds));
    const file = await connected.file?.(`invoice:${invoice.id}`, signal);
    expect(
      Buffer.from(file?.bytes ?? [])
        .subarray(0, 5)
        .toString() === '%PDF-',
      'the invoice prints',
    );
    const told = (await read('orders')).records.find((record) => record.externalId === id);
    expect(
      told?.documents.some((paper) => paper.kind === 'CREDIT_NOTE' && paper.correctsId === `invoice:${invoice.id}`) === true,
      'the correction is told with what it corrects',
    );
    expect(told?.lines[0]?.quantityReturned === micros(2), 'what came back is told');
    const money = (await read('money')).records.find((record) => record.transactionNumber === transaction);
    expect(
      money?.invoices[0]?.invoiceId === `invoice:${invoice.id}`,
      `the money is told with its invoice ${JSON.stringify(money?.invoices.length)}`,
    );
    return 0;
  },
};

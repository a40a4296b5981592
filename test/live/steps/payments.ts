/** g: a payment notice that comes twice, and an older FAILED after it, leave one payment in the ERP and PAID everywhere. */
import { randomUUID } from 'node:crypto';
import { check, type Data, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { customerNamed, orderInput, PLACE } from './orders.ts';

const RECORD = `mutation($input: OrderPaymentRecordInput!) {
  orderPaymentRecord(input: $input) { order { status { payment } } operation { state } userErrors { code message } }
}`;

export const payments: Step = {
  letter: 'g',
  title: 'a payment told twice, and an older FAILED, is one payment',
  bound: 60,
  async run(stage) {
    const party = await customerNamed(stage, 'Anna Nowak');
    const { orderPlace } = await stage.ask(PLACE, {
      input: orderInput({ customerId: party.id, payment: { methodCode: 'transfer' }, lines: [{ sku: 'BIE-CZAP-CZARNY', quantity: '1' }] }),
    });
    same(orderPlace.userErrors, [], 'no refusal');
    const { order } = orderPlace;
    const transactionNumber = `P24-${Date.now()}`;
    const paidAt = new Date();
    const notice = (state: string, at: Date) => ({
      idempotencyKey: randomUUID(),
      orderId: order.id,
      provider: 'przelewy24',
      transactionNumber,
      amount: order.totals.gross.amount,
      currencyCode: 'PLN',
      state,
      occurredAt: at.toISOString(),
    });
    for (const input of [notice('PAID', paidAt), notice('PAID', paidAt), notice('FAILED', new Date(paidAt.getTime() - 60_000))]) {
      const { orderPaymentRecord } = await stage.ask(RECORD, { input });
      same(orderPaymentRecord.userErrors, [], 'no refusal');
      same(orderPaymentRecord.order.status.payment, 'PAID', 'payment state of the order');
    }
    const found = await until(
      'the payment is in the ERP',
      async () => {
        const inErp = await stage.erp.payments(transactionNumber);
        return inErp.length ? inErp : undefined;
      },
      20_000,
    );
    await until(
      'the ledger is empty',
      async () => {
        const { operations } = await stage.ask('query($s: ID!) { operations(first: 20, filter: { subjectId: $s }) { nodes { state } } }', {
          s: order.id,
        });
        return operations.nodes.every((operation: Data) => operation.state === 'CONFIRMED') ? true : undefined;
      },
      20_000,
    );
    same((await stage.erp.payments(transactionNumber)).length, 1, 'payments in the ERP');
    const { order: after } = await stage.ask(
      'query($id: ID!) { order(id: $id) { status { payment } payments { state transactionNumber } totals { paid { amount } due { amount } } } }',
      { id: order.id },
    );
    same(after.status.payment, 'PAID', 'state after the late FAILED');
    check(after.totals.due.amount === '0.00', 'nothing is due');
    return `one payment of ${found[0]?.amount} in the ERP after three notices`;
  },
};

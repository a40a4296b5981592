/** o: goods come back: booked in, the invoice corrected by the same amount, the money back in the shop; done twice, it is done once. */
import { randomUUID } from 'node:crypto';
import { check, type Data, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { orderUntil } from './orders.ts';
import { buyInShop } from './shopOrders.ts';

const SKU = 'BIE-REK-M';
const RETURN = 'id number state refundState refund { amount } creditNote { number kind gross { amount } corrects { number } } allowed';

export const returns: Step = {
  letter: 'o',
  title: 'a return: goods in, a correction of the invoice, the same amount back in the shop, each once',
  bound: 150,
  async run(stage) {
    const { bought, id, sale } = await buyInShop(stage, [{ sku: SKU, quantity: 2 }]);
    await stage.erp.ship(sale.id);
    const invoice = await stage.erp.invoice(sale.id);
    const order = await orderUntil(
      stage,
      id,
      'it is invoiced',
      'version status { documents fulfilment } lines { nodes { id sku } }',
      (one) => one.status.documents === 'INVOICED' && one.status.fulfilment === 'COMPLETE',
    );
    const { orderCancel } = await stage.ask('mutation($i: OrderCancelInput!) { orderCancel(input: $i) { userErrors { code } } }', {
      i: { idempotencyKey: randomUUID(), id, reason: 'CUSTOMER' },
    });
    same(orderCancel.userErrors[0]?.code, 'ALREADY_INVOICED', 'a cancellation now');
    const before = await stage.erp.stock(SKU);

    const lineId = order.lines.nodes.find((line: Data) => line.sku === SKU)?.id;
    const wish = { idempotencyKey: randomUUID(), orderId: id, kind: 'WITHDRAWAL', lines: [{ lineId, quantity: '1', reason: 'Za małe' }] };
    const ask = (name: string, type: string, input: unknown) =>
      stage
        .ask(`mutation($i: ${type}!) { ${name}(input: $i) { return { ${RETURN} } userErrors { code message } } }`, { i: input })
        .then((data) => data[name]);
    const asked: Data[] = await Promise.all([1, 2].map(() => ask('returnRequest', 'ReturnRequestInput', wish)));
    same(
      asked.flatMap((one) => one.userErrors),
      [],
      'no refusal',
    );
    same(new Set(asked.map((one) => one.return.id)).size, 1, 'returns of two sends');
    const returnId = asked[0].return.id;
    if (asked[0].return.allowed.includes('APPROVE'))
      same(
        (await ask('returnApprove', 'ReturnDecideInput', { idempotencyKey: randomUUID(), returnId })).userErrors,
        [],
        'no refusal of the approval',
      );
    const arrival = { idempotencyKey: randomUUID(), wait: 'PT30S', returnId };
    for (const answer of await Promise.all([1, 2, 3].map(() => ask('returnReceive', 'ReturnReceiveInput', arrival))))
      same(answer.userErrors, [], 'no refusal of the arrival');
    const done = await until(
      'the money is back',
      async () => {
        const { order: now } = await stage.ask(
          `query($id: ID!) { order(id: $id) { status { payment documents } returns { ${RETURN} } } }`,
          { id },
        );
        const [one] = now.returns;
        if (one?.state !== 'REFUNDED') throw new Error(JSON.stringify(now));
        return { ...one, payment: now.status.payment, documents: now.status.documents };
      },
      60_000,
    );
    same((await stage.erp.stock(SKU)).onHand, before.onHand + 1, 'pieces on hand in the ERP');
    const corrected = await stage.erp.sale(sale.id);
    const notes = corrected.invoices.filter((one) => one.kind === 'CREDIT_NOTE' && one.posted);
    same(notes.length, 1, 'corrections in the ERP');
    same(notes[0]?.corrects, invoice.number, 'the invoice it corrects');
    same(done.creditNote.corrects.number, invoice.number, 'the same, told by the hub');
    same(Math.abs(Number(notes[0]?.gross)), Number(done.refund.amount), 'corrected = refunded');
    const after = await stage.shop.order(bought.id);
    same(Number(after.refunded), Number(done.refund.amount), 'refunded in the shop');
    same(done.documents, 'CORRECTED', 'the documents axis');
    check(['PARTIALLY_REFUNDED', 'REFUNDED'].includes(done.payment), `the payment axis (${done.payment})`);
    return `${done.number}: ${done.refund.amount} PLN back, ${done.creditNote.number} corrects ${invoice.number}; ${SKU} ${before.onHand} → ${before.onHand + 1}`;
  },
};

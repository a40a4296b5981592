/** s: a complaint is decided by a person, and the same goods go out again for nothing, once. */
import { randomUUID } from 'node:crypto';
import { check, type Data, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { orderUntil } from './orders.ts';
import { buyInShop } from './shopOrders.ts';

const SKU = 'BIE-SKAR-42';
const RETURN = 'id kind state refundState refund { amount } replacement { id totals { gross { amount } } status { erp } } allowed';

export const complaint: Step = {
  letter: 's',
  title: 'a complaint: decided by a person, the same goods again for nothing, once',
  bound: 120,
  async run(stage) {
    const { bought, id, sale } = await buyInShop(stage, [{ sku: SKU, quantity: 2 }]);
    await stage.erp.ship(sale.id);
    await stage.erp.invoice(sale.id);
    const order = await orderUntil(stage, id, 'it is invoiced', 'status { documents fulfilment } lines { nodes { id sku } }', (one) => one.status.documents === 'INVOICED' && one.status.fulfilment === 'COMPLETE'); // biome-ignore format: one condition
    const ask = (name: string, type: string, input: object) =>
      stage
        .ask(`mutation($i: ${type}!) { ${name}(input: $i) { return { ${RETURN} } userErrors { code message } } }`, { i: input })
        .then((data) => data[name]);
    const lineId = order.lines.nodes.find((line: Data) => line.sku === SKU)?.id;
    const line = { lineId, quantity: '1' };
    const wish = { orderId: id, kind: 'COMPLAINT', resolution: 'REPLACEMENT' };
    const mute = await ask('returnRequest', 'ReturnRequestInput', { idempotencyKey: randomUUID(), ...wish, lines: [line] });
    same(mute.userErrors[0]?.code, 'REQUIRED', 'a complaint without a reason');
    const asked = await ask('returnRequest', 'ReturnRequestInput', { idempotencyKey: randomUUID(), ...wish, lines: [{ ...line, reason: 'Pęknięty zamek' }] }); // biome-ignore format: one input
    same([asked.userErrors, asked.return?.state], [[], 'REQUESTED'], 'somebody has to answer');
    const returnId = asked.return.id;
    const early = await ask('returnReceive', 'ReturnReceiveInput', { idempotencyKey: randomUUID(), returnId });
    same(early.userErrors[0]?.code, 'STATE_FORBIDS', 'goods before the answer');
    same((await ask('returnApprove', 'ReturnDecideInput', { idempotencyKey: randomUUID(), returnId })).userErrors, [], 'no refusal');
    const before = await stage.erp.countSales();
    const arrival = { idempotencyKey: randomUUID(), wait: 'PT30S', returnId };
    for (const answer of await Promise.all([1, 2, 3].map(() => ask('returnReceive', 'ReturnReceiveInput', arrival))))
      same(answer.userErrors, [], 'no refusal of the arrival');
    const done = await until(
      'the goods are replaced',
      async () => {
        const { order: now } = await stage.ask(`query($id: ID!) { order(id: $id) { returns { ${RETURN} } } }`, { id });
        const [one] = now.returns;
        if (one?.state === 'REPLACED' && one.replacement?.status.erp === 'CONFIRMED') return one;
        throw new Error(JSON.stringify(now));
      },
      60_000,
    );
    const sales = await stage.erp.sales(done.replacement.id);
    same([sales.length, await stage.erp.countSales()], [1, before + 1], 'sales of the replacement');
    same([Number(sales[0]?.gross), sales[0]?.lines.find((one) => one.sku === SKU)?.quantity], [0, 1], 'it costs nothing');
    same(Number((await stage.shop.order(bought.id)).refunded), 0, 'no money goes back');
    check(done.refundState === 'NONE', `the refund axis (${done.refundState})`);
    return `${sales[0]?.number}: one ${SKU} again for ${done.replacement.totals.gross.amount} PLN, no refund`;
  },
};

/** c: the same key again, once and eight times at once: one order, one sale. */
import { check, same } from '../stage.ts';
import type { Step } from '../story.ts';
import { customerNamed, orderInput, PLACE } from './orders.ts';

export const repeats: Step = {
  letter: 'c',
  title: 'one key sent again and eight times at once makes one sale',
  bound: 45,
  async run(stage) {
    const party = await customerNamed(stage, 'Hotel Bukowina S.A.');
    const input = orderInput({ customerId: party.id, lines: [{ sku: 'BIE-SKAR-38', quantity: '2' }] });
    const before = await stage.erp.countSales();
    const first = (await stage.ask(PLACE, { input })).orderPlace;
    same(first.userErrors, [], 'no refusal');
    const again = (await stage.ask(PLACE, { input })).orderPlace;
    same(again.order.id, first.order.id, 'the same order');
    same((await stage.erp.sales(first.order.id)).length, 1, 'sales of the order');

    const parallel = orderInput({ customerId: party.id, lines: [{ sku: 'BIE-SKAR-38', quantity: '1' }] });
    const answers = await Promise.all(Array.from({ length: 8 }, () => stage.ask(PLACE, { input: parallel })));
    const ids = new Set(answers.map((answer) => answer.orderPlace.order.id));
    same(ids.size, 1, 'orders of eight sends');
    same(await stage.erp.countSales(), before + 2, 'sales in the ERP');
    const other = (await stage.ask(PLACE, { input: { ...parallel, lines: [{ sku: 'BIE-SKAR-38', quantity: '5' }] } })).orderPlace;
    same(other.userErrors[0]?.code, 'KEY_REUSED', 'the key with another input');
    check(!other.order, 'no order for it');
    return 'nine sends of two keys, two sales';
  },
};

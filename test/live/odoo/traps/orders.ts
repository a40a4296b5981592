/** Orders: one a key, never more than there is, refused whole, never cancelled too late. */
import { bindProcedures, codeOf, expect, level, micros, newKey, place, type Trap, withoutProcedures } from './ground.ts';

export const single: Trap = {
  name: 'one-order-a-key',
  title: 'eight parallel sends of one key over eight connections, though client_order_ref is not unique: sales beyond one',
  bound: 0,
  async run({ erp, connect, order, signal }) {
    const key = newKey('single');
    const wanted = await order('Górski Świat sp. z o.o.', 'KUC-GAZ', 1);
    const connections = Array.from({ length: 8 }, () => connect());
    const answers = await Promise.allSettled(connections.map((own) => own.push.orderPlace?.(wanted, key, signal)));
    await Promise.all(connections.map((own) => own.close()));
    const ids = new Set(answers.flatMap((answer) => (answer.status === 'fulfilled' ? (answer.value?.externalId ?? []) : [])));
    const sales = await erp.sales(key);
    expect(
      ids.size === 1,
      `answers ${answers.map((answer) => (answer.status === 'fulfilled' ? answer.value?.externalId : String(answer.reason))).join()}`,
    );
    expect(sales[0]?.confirmed === true && sales[0].lines.length === 2, 'one confirmed sale with its line and its delivery');
    return sales.length - 1;
  },
};

export const oversell: Trap = {
  name: 'oversell',
  title: 'six orders of 4 for a stock of 10, confirmed side by side: 2 go through, 4 are refused, nothing below zero',
  bound: 0,
  async run({ erp, connect, order, signal }) {
    const sku = 'LOZ-DREW-140X200-DAB';
    await level(erp, sku, 10);
    // Six connections, so that no lane of the hub's own keeps them apart: what holds is Odoo's lock on the products.
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const own = connect();
        const wanted = await order('Hotel Bukowina S.A.', sku, 4, { warehouseId: '1' });
        const answer = await codeOf(own.push.orderPlace?.(wanted, newKey('oversell'), signal) ?? Promise.reject(new Error('no push')));
        await own.close();
        return answer;
      }),
    );
    const { free } = await erp.stock(sku);
    const went = answers.filter((answer) => answer === 'none').length;
    expect(went === 2 && answers.filter((answer) => answer === 'INSUFFICIENT_STOCK').length === 4, answers.join());
    return Math.max(0, -free) + Math.abs(free - 2);
  },
};

export const fallback: Trap = {
  name: 'oversell-without-procedures',
  title: 'the same through one connection without stored procedures: the lane and the look afterwards hold',
  bound: 0,
  async run({ erp, connect, order, signal }) {
    const sku = 'LOZ-DREW-140X200-SOSNA';
    await level(erp, sku, 10);
    const own = await withoutProcedures(erp, connect);
    const orders = await Promise.all(Array.from({ length: 6 }, () => order('Hotel Bukowina S.A.', sku, 4, { warehouseId: '1' })));
    const answers = await Promise.all(
      orders.map((wanted) => codeOf(own.push.orderPlace?.(wanted, newKey('lane'), signal) ?? Promise.reject(new Error('no push')))),
    );
    await own.close();
    await bindProcedures(erp, true);
    const { free } = await erp.stock(sku);
    expect(answers.filter((answer) => answer === 'none').length === 2, answers.join());
    return Math.abs(free - 2);
  },
};

export const loadRefuses: Trap = {
  name: 'load-refuses-with-200',
  title: 'Odoo’s load answers HTTP 200 for a refusal: an order Odoo cannot take is a refusal here, and nothing is left open',
  bound: 0,
  async run({ erp, connected, order, signal }) {
    const before = await erp.countSales();
    const wanted = await order('Anna Nowak', 'KUC-KART', 1, { taxRuleId: '999999' });
    const key = newKey('load');
    const code = await codeOf(connected.push.orderPlace?.(wanted, key, signal) ?? Promise.reject(new Error('no push')));
    expect(code === 'SOURCE_REFUSED', code);
    expect((await connected.find.order?.(key, signal)) === null, 'nothing is found under its key');
    return (await erp.countSales()) - before;
  },
};

export const noUndo: Trap = {
  name: 'cancel-after-shipping',
  title: 'Odoo cancels what was shipped and invoiced; the connector says ALREADY_SHIPPED, ALREADY_INVOICED',
  bound: 0,
  async run({ erp, connected, order, signal }) {
    const cancel = (id: string) =>
      codeOf(connected.push.orderCancel?.(id, 'trap', newKey('cancel'), signal) ?? Promise.reject(new Error('no push')));
    const shipped = await place(connected, await order('Anna Nowak', 'KUC-MEN', 2), signal);
    await erp.ship(shipped);
    const first = await cancel(shipped);
    await erp.invoice(shipped);
    const open = await place(connected, await order('Anna Nowak', 'KUC-MEN', 1), signal);
    const second = await cancel(open);
    const again = await cancel(open);
    expect(first === 'ALREADY_SHIPPED', first);
    expect(second === 'none' && again === 'none', `${second}, ${again}`);
    // And so that it is known: Odoo itself would have let it go.
    await erp.cancelSale(shipped);
    expect((await erp.sale(shipped)).cancelled, 'Odoo cancels a delivered, invoiced sale');
    return (await erp.sale(open)).cancelled ? 0 : 1;
  },
};

export const wizards: Trap = {
  name: 'wizards',
  title: 'shipping part of an order to a party with a phone: no question is left open, the rest stays open, the phase follows',
  bound: 0,
  async run({ erp, connected, order, read, signal }) {
    const { cursor } = await read('orders');
    const id = await place(connected, await order('Anna Nowak', 'BEZ-LINA', 5), signal);
    await erp.ship(id, { lines: [{ sku: 'BEZ-LINA', quantity: 2 }] });
    const part = (await read('orders', cursor)).records.find((record) => record.externalId === id);
    expect(part?.phase === 'PARTIALLY_SHIPPED', String(part?.phase));
    expect(part?.lines[0]?.quantityShipped === micros(2), String(part?.lines[0]?.quantityShipped));
    await erp.ship(id);
    const whole = (await read('orders', cursor)).records.find((record) => record.externalId === id);
    expect(whole?.phase === 'SHIPPED' && whole.fulfilments.filter((one) => one.state === 'SHIPPED').length === 2, String(whole?.phase));
    return 0;
  },
};

export const creditWarns: Trap = {
  name: 'credit-only-warns',
  title: 'beyond the credit limit Odoo confirms with a warning; the connector refuses with CREDIT_LIMIT and leaves nothing open',
  bound: 0,
  async run({ connected, order, erp, signal }) {
    const key = newKey('credit');
    const wanted = await order('Szkoła Przetrwania Ryś', 'MTR-PIAN-160X200', 3, { payment: { methodCode: 'przelew', state: 'PENDING' } });
    const code = await codeOf(connected.push.orderPlace?.(wanted, key, signal) ?? Promise.reject(new Error('no push')));
    expect(code === 'CREDIT_LIMIT', code);
    const again = await codeOf(connected.push.orderPlace?.(wanted, key, signal) ?? Promise.reject(new Error('no push')));
    expect(again === 'CREDIT_LIMIT', again);
    return (await erp.sales(key)).filter((sale) => !sale.cancelled).length;
  },
};

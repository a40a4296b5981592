/** i: with the ERP down reads go on and say their age; an order is QUEUED and arrives once when it is back. */
import { setTimeout as delay } from 'node:timers/promises';
import { check, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { customerNamed, orderInput, PLACE } from './orders.ts';

export const outage: Step = {
  letter: 'i',
  title: 'the ERP stopped: reads say their age, an order waits and arrives once',
  bound: 120,
  async run(stage) {
    const party = await customerNamed(stage, 'Górski Świat sp. z o.o.');
    await stage.erp.kill();
    await delay(3_000);
    const { variant } = await stage.ask(
      'query($c: ID!) { variant(sku: "BIE-SKAR-42") { price(for: { customerId: $c }) { unitNet { amount } } availability { status provenance { ageSeconds asOf } } } }',
      { c: party.id },
    );
    check(variant.price?.unitNet.amount, 'a price without the ERP');
    check(variant.availability.provenance.ageSeconds >= 2, `availability says its age (${variant.availability.provenance.ageSeconds} s)`);
    const { orderPlace } = await stage.ask(PLACE, {
      input: orderInput({ wait: 'PT2S', customerId: party.id, lines: [{ sku: 'BIE-SKAR-42', quantity: '4' }] }),
    });
    same(orderPlace.userErrors, [], 'no refusal');
    check(['QUEUED', 'IN_DOUBT'].includes(orderPlace.operation.state), `the operation waits (${orderPlace.operation.state})`);
    const { systems } = await stage.ask('{ systems { code state } }');
    same(systems.find((system: { code: string }) => system.code === 'erp').state, 'UNREACHABLE', 'state of the ERP');
    await stage.erp.resume();
    const back = performance.now();
    await until(
      'the order is confirmed',
      async () => {
        const { operation } = await stage.ask('query($id: ID!) { operation(id: $id) { state } }', { id: orderPlace.operation.id });
        return operation.state === 'CONFIRMED' ? true : undefined;
      },
      90_000,
    );
    const seconds = (performance.now() - back) / 1000;
    const sales = await stage.erp.sales(orderPlace.order.id);
    same(sales.length, 1, 'sales of the order');
    return `waited as ${orderPlace.operation.state}, arrived once ${seconds.toFixed(1)} s after the ERP was back`;
  },
};

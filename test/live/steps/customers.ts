/** p: a company registers once however its number is spelled, is a customer of the ERP, and its points are given when its order is invoiced. */
import { randomUUID } from 'node:crypto';
import { check, type Data, type Stage, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { aNip } from './nip.ts';
import { orderInput, orderUntil, PLACE, placed } from './orders.ts';

const CREATE =
  'mutation($i: CustomerCreateInput!) { customerCreate(input: $i) { customer { id displayName taxId } userErrors { code message } } }';

const returned = 'return { id allowed } userErrors { code message }';
const RETURN = `mutation($i: ReturnRequestInput!) { returnRequest(input: $i) { ${returned} } }`;
const APPROVE = `mutation($i: ReturnDecideInput!) { returnApprove(input: $i) { ${returned} } }`;
const RECEIVE = `mutation($i: ReturnReceiveInput!) { returnReceive(input: $i) { ${returned} } }`;

export const customers: Step = {
  letter: 'p',
  title: 'a company registers once, whatever the spelling of its NIP; its points come with the invoice, are spent once, go with a return',
  bound: 150,
  async run(stage) {
    const nip = aNip();
    const name = `Schronisko Pod Łabskim ${nip.slice(0, 4)}`;
    const input = {
      idempotencyKey: randomUUID(),
      wait: 'PT30S',
      kind: 'BUSINESS',
      name,
      email: `biuro.${nip}@example.pl`,
      taxId: `PL ${nip.slice(0, 3)}-${nip.slice(3, 6)}-${nip.slice(6, 8)}-${nip.slice(8)}`,
      address: { line1: 'ul. Turystyczna 5', postalCode: '58-580', city: 'Szklarska Poręba', country: 'PL' },
    };
    const answers: Data[] = await Promise.all([1, 2, 3].map(() => stage.ask(CREATE, { i: input })));
    for (const { customerCreate } of answers) same(customerCreate.userErrors, [], 'no refusal');
    same(new Set(answers.map((one) => one.customerCreate.customer.id)).size, 1, 'customers of three sends');
    const again = await stage.ask(CREATE, { i: { ...input, idempotencyKey: randomUUID(), taxId: nip, email: `inny.${nip}@example.pl` } });
    same(again.customerCreate.userErrors[0]?.code, 'DUPLICATE', 'the same number in another spelling');
    const inErp = await until(
      'the ERP has it',
      async () => {
        const found = (await stage.erp.parties()).filter((party) => party.name === name);
        return found.length ? found : undefined;
      },
      30_000,
    );
    same(inErp.length, 1, 'customers of that name in the ERP');

    const { id } = answers[0].customerCreate.customer;
    const order = await placed(stage, {
      customerId: id,
      lines: [{ sku: 'BIE-REK-S', quantity: '3' }],
      shippingAddress: input.address,
    });
    const [sale] = await stage.erp.sales(order.id);
    check(sale, 'its sale');
    const points = async () =>
      (await stage.ask('query($id: ID!) { customer(id: $id) { loyalty { points pending } } }', { id })).customer.loyalty;
    const waiting = await until('points are pending', async () => ((await points())?.pending ? points() : undefined), 20_000);
    same(waiting.points, 0, 'points before the invoice');
    await stage.erp.ship(sale.id);
    await stage.erp.invoice(sale.id);
    await orderUntil(stage, order.id, 'it is invoiced', 'status { documents }', (one) => one.status.documents === 'INVOICED');
    const given = await until('the points are given', async () => ((await points())?.points ? points() : undefined), 20_000);
    same([given.points, given.pending], [waiting.pending, 0], 'points after the invoice');

    const earned: number = given.points;
    const onCards = await keepsCards(stage);
    const settled = async (what: string, wanted: number) => {
      await until(
        `${what}: ${wanted} points`,
        async () => {
          const now = { hub: (await points())?.points, erp: onCards ? await stage.erp.loyalty(name) : undefined };
          if (now.hub === wanted && (!onCards || now.erp === wanted)) return true;
          throw new Error(JSON.stringify(now));
        },
        30_000,
      );
    };
    await settled('earned', earned);
    const spending = orderInput({
      customerId: id,
      lines: [{ sku: 'BIE-REK-S', quantity: '1' }],
      shippingAddress: input.address,
      loyaltyPoints: 20,
    });
    const bought: Data[] = await Promise.all([1, 2, 3].map(() => stage.ask(PLACE, { input: spending })));
    for (const { orderPlace } of bought) same(orderPlace.userErrors, [], 'no refusal of the points');
    same(new Set(bought.map((one) => one.orderPlace.order.id)).size, 1, 'orders of three sends');
    await settled('spent once', earned - 20);
    const beyond = await stage.ask(PLACE, { input: { ...spending, idempotencyKey: randomUUID(), loyaltyPoints: earned } });
    same(beyond.orderPlace.userErrors[0]?.code, 'STATE_FORBIDS', 'more than there are');

    const { lines } = await orderUntil(stage, order.id, 'it is shipped', 'status { fulfilment } lines { nodes { id sku } }', (one) => one.status.fulfilment === 'COMPLETE'); // biome-ignore format: one condition
    const lineId = lines.nodes.find((line: Data) => line.sku === 'BIE-REK-S').id;
    const back = await stage.ask(RETURN, {
      i: { idempotencyKey: randomUUID(), orderId: order.id, kind: 'WITHDRAWAL', lines: [{ lineId, quantity: '1', reason: 'Za małe' }] },
    });
    same(back.returnRequest.userErrors, [], 'no refusal of the return');
    const { id: returnId, allowed } = back.returnRequest.return;
    if (allowed.includes('APPROVE')) await stage.ask(APPROVE, { i: { idempotencyKey: randomUUID(), returnId } });
    await stage.ask(RECEIVE, { i: { idempotencyKey: randomUUID(), wait: 'PT30S', returnId } });
    const third = await until(
      'points go with what comes back',
      async () => {
        const now = (await points())?.points;
        return now !== undefined && now < earned - 20 ? earned - 20 - now : undefined;
      },
      60_000,
    );
    check(Math.abs(third - earned / 3) <= 1, `a third of the goods takes a third of ${earned} points (${third})`);
    await settled('after the return', earned - 20 - third);
    return `${name}: one customer; ${earned} points, 20 spent once, ${third} gone with a return; ${onCards ? 'on the ERP’s card' : 'kept by the hub'}`;
  },
};

/** True where the ERP takes points: then its own card must say the same. */
async function keepsCards(stage: Stage): Promise<boolean> {
  const { systems } = await stage.ask('{ systems { code capabilities { name able } } }');
  const erp = systems.find((system: Data) => system.code === 'erp');
  return erp.capabilities.some((one: Data) => one.name === 'push.loyaltyMove' && one.able);
}

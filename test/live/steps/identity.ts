/** r: a shop order whose tax number fits two customers waits for a person; a merge leaves a redirect, a split takes it back. */
import { randomUUID } from 'node:crypto';
import { check, type Data, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { aNip } from './nip.ts';
import { orderUntil } from './orders.ts';

export const identity: Step = {
  letter: 'r',
  title: 'an order that fits two customers waits for a person; merged customers are one, and can be parted again',
  bound: 120,
  async run(stage) {
    const taxId = aNip();
    const names = [`Bacówka Północ ${taxId.slice(0, 4)}`, `Bacówka Południe ${taxId.slice(0, 4)}`];
    for (const [i, name] of names.entries()) await stage.erp.createParty({ name, taxId, email: `oddzial${i}.${taxId}@example.pl` });
    const [north, south] = await Promise.all(
      names.map((name) =>
        until(
          `the hub knows ${name}`,
          async () => {
            const { customers } = await stage.ask('query($s: String!) { customers(first: 2, search: $s) { nodes { id displayName } } }', {
              s: name,
            });
            return customers.nodes.find((one: Data) => one.displayName === name);
          },
          30_000,
        ),
      ),
    );
    const bought = await stage.shop.checkout({
      lines: [{ sku: 'BIE-REK-S', quantity: 1 }],
      customer: { email: `nowa.${taxId}@example.pl`, firstName: 'Jagna', lastName: 'Halna', phone: '+48 603 222 333' },
      address: { company: 'Bacówka', nip: taxId, street: 'ul. Leśna 1', postalCode: '34-500', city: 'Zakopane' },
      payment: { method: 'blik', transactionId: `BLIK-${Date.now()}` },
    });
    const held = await until(
      'the order waits for a person',
      async () => {
        const { orders } = await stage.ask('query($e: [String!]) { orders(first: 1, filter: { externalIds: $e, originKinds: [SHOP] }) { nodes { id holds { code } } } }', { e: [bought.id] }); // biome-ignore format: one query
        const [node] = orders.nodes;
        if (node?.holds.some((hold: Data) => hold.code === 'AMBIGUOUS_PARTY')) return node;
        throw new Error(JSON.stringify(node));
      },
      30_000,
    );
    same((await stage.erp.sales(held.id)).length, 0, 'sales while it waits');
    const { customerMatches } = await stage.ask('{ customerMatches { systemId externalId orderId state rule candidates { customer { id } agreeing differing } } }'); // biome-ignore format: one query
    const match = customerMatches.find((one: Data) => one.orderId === held.id);
    check(match, 'the question is listed');
    same(match.candidates.map((one: Data) => one.customer.id).sort(), [north.id, south.id].sort(), 'who it could be');
    const write = async (name: string, type: string, input: object) => {
      const answer = await stage.ask(`mutation($i: ${type}!) { ${name}(input: $i) { customer { id } userErrors { code message } } }`, {
        i: { idempotencyKey: randomUUID(), ...input },
      });
      same(answer[name].userErrors, [], `no refusal of ${name}`);
    };
    await write('customerLink', 'CustomerLinkInput', { id: north.id, systemId: match.systemId, externalId: match.externalId });
    await orderUntil(stage, held.id, 'it goes on', 'holds { code } status { erp }', (order) => order.status.erp === 'CONFIRMED' && !order.holds.length, 30_000); // biome-ignore format: one condition
    const sales = await stage.erp.sales(held.id);
    same([sales.length, sales[0]?.partyName], [1, names[0]], 'its sale, and whose');

    await write('customerMerge', 'CustomerMergeInput', { intoId: north.id, fromIds: [south.id] });
    const look = async (id: string) => (await stage.ask('query($id: ID!) { customer(id: $id) { id } }', { id })).customer?.id;
    same(await look(south.id), north.id, 'the old id answers as the one that stays');
    await write('customerSplit', 'CustomerSplitInput', { id: north.id, externalIds: [south.id] });
    same(await look(south.id), south.id, 'after the split each is its own');
    return `${taxId} fits two (agreeing: ${match.candidates[0].agreeing.join(', ')}); chosen by a person, one sale of ${names[0]}; merged and parted`;
  },
};

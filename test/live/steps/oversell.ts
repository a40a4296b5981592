/** m: fifty buyers for ten pieces, half of them in the shop and half through the hub: ten pieces are sold, everybody else is told when more comes. */
import { check, type Data, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { customerNamed, orderInput } from './orders.ts';

const PIECES = 10;
const BUYERS = 50;
/** More of it is on its way. */
const SKU = 'LAT-RECZ';

export const oversell: Step = {
  letter: 'm',
  title: 'fifty buyers, ten pieces, half in the shop and half through the hub: ten are sold',
  bound: 240,
  async run(stage) {
    const target = SKU;
    // A part at a time: each is taken where most lies, so that no warehouse goes below zero.
    for (let { free } = await stage.erp.stock(target); free !== PIECES; { free } = await stage.erp.stock(target))
      await stage.erp.adjustStock(target, free < PIECES ? PIECES - free : -Math.ceil((free - PIECES) / 4));
    await until('the hub sees ten', async () => (await sellable(stage, target)) === PIECES, 20_000);
    await until('the shop sees ten', async () => (await stage.shop.stock(target)) === PIECES, 20_000);
    const party = await customerNamed(stage, 'Anna Nowak');
    const shop = Array.from({ length: BUYERS / 2 }, (_, i) =>
      stage.shop
        .checkout({
          lines: [{ sku: target, quantity: 1 }],
          customer: { email: `kolejka.${Date.now()}.${i}@example.pl`, firstName: 'Jan', lastName: `Kolejka ${i}` },
          address: { street: 'ul. Długa 1', postalCode: '31-146', city: 'Kraków' },
          payment: { method: 'blik', transactionId: `Q-${Date.now()}-${i}` },
        })
        .catch(() => undefined),
    );
    // A visitor fills a basket first; the hub's buyers come when the first of them has paid.
    await Promise.race(shop);
    const hub = Array.from({ length: BUYERS / 2 }, async (): Promise<Data> => {
      const { orderPlace } = await stage.ask(
        `mutation($input: OrderPlaceInput!) { orderPlace(input: $input) { order { id } operation { state }
          userErrors { code ... on InsufficientStockError { nextAvailableOn } } } }`,
        { input: orderInput({ customerId: party.id, lines: [{ sku: target, quantity: '1' }] }) },
      );
      return orderPlace;
    });
    const [answers, bought] = await Promise.all([Promise.all(hub), Promise.all(shop)]);
    const refused = answers.filter((answer) => answer.userErrors[0]?.code === 'INSUFFICIENT_STOCK');
    const taken = answers.filter((answer) => answer.order);
    same(taken.length + refused.length, BUYERS / 2, 'every answer of the hub is an order or INSUFFICIENT_STOCK');
    check(
      refused.every((answer) => answer.userErrors[0].nextAvailableOn),
      'each refusal says when more comes',
    );
    const accepted = bought.filter((order) => order !== undefined);
    const ids = accepted.map((order) => order.id);
    const known = await until(
      'the hub knows every shop order',
      async () => {
        const { orders } = await stage.ask(
          'query($e: [String!]) { orders(first: 50, filter: { externalIds: $e, originKinds: [SHOP] }) { nodes { id status { phase erp } holds { code message } } } }',
          { e: ids },
        );
        const settled = orders.nodes.every((order: Data) => order.status.erp === 'CONFIRMED' || order.holds.length > 0);
        return orders.nodes.length === ids.length && settled ? orders.nodes : undefined;
      },
      120_000,
    );
    const held = known.filter((order: Data) => order.holds.some((hold: Data) => hold.code === 'STOCK'));
    const confirmedIds = [
      ...taken.map((answer) => answer.order.id),
      ...known.filter((order: Data) => !held.includes(order)).map((order: Data) => order.id),
    ];
    const countSold = async () => {
      const sales = (await Promise.all([...confirmedIds, ...held.map((order: Data) => order.id)].map((id) => stage.erp.sales(id)))).flat();
      return sales.reduce((sum, sale) => (sale.confirmed ? sum + pieces(sale.lines, target) : sum), 0);
    };
    // Some were only accepted when their wait was over: the ERP confirms them one after another.
    await until(
      'the ERP has answered every order',
      async () => {
        const { nodes } = await stage.ask('query($i: [ID!]!) { nodes(ids: $i) { ... on Order { status { erp } } } }', { i: confirmedIds });
        return nodes.every((order: Data) => ['CONFIRMED', 'REJECTED'].includes(order.status.erp));
      },
      120_000,
    );
    // What one buyer gave up goes to an order that waits: nothing stays unsold, and nothing is sold twice.
    const sold = await until('every piece is sold', async () => ((await countSold()) >= PIECES ? countSold() : undefined), 60_000);
    same(sold, PIECES, 'pieces in confirmed sales of the ERP');
    const after = await stage.erp.stock(target);
    check(after.free >= 0, `nothing is promised twice in the ERP (free ${after.free})`);
    return `${target}: hub ${taken.length} orders and ${refused.length} refusals (${refused.filter((answer) => answer.userErrors[0].nextAvailableOn).length} with a date), shop ${accepted.length} orders of which ${held.length} wait for goods; ${sold} pieces sold`;
  },
};

const pieces = (lines: { sku: string | undefined; quantity: number }[], sku: string): number =>
  lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0);

async function sellable(stage: Parameters<Step['run']>[0], sku: string): Promise<number> {
  const { stockLevels } = await stage.ask('query($s: [String!]) { stockLevels(filter: { skus: $s }) { nodes { sellable { value } } } }', {
    s: [sku],
  });
  return stockLevels.nodes.reduce((sum: number, level: Data) => sum + Math.max(0, Number(level.sellable.value)), 0);
}

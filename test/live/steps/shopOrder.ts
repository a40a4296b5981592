/** e: an order placed in the shop's own API appears in the ERP complete; shipped and invoiced there, its status reaches a subscriber and the shop. */
import { check, same, until } from '../stage.ts';
import type { Step } from '../story.ts';

export const shopOrder: Step = {
  letter: 'e',
  title: 'a shop order goes to the ERP, is shipped and invoiced there, and its status comes back',
  bound: 90,
  async run(stage) {
    const bought = await stage.shop.checkout({
      lines: [
        { sku: 'KUR-BIESZ-L', quantity: 2 },
        { sku: 'BIE-REK-M', quantity: 1 },
      ],
      customer: { email: `zofia.${Date.now()}@example.pl`, firstName: 'Zofia', lastName: 'Kamińska', phone: '+48 601 555 111' },
      address: { street: 'ul. Mickiewicza 8/2', postalCode: '31-120', city: 'Kraków' },
      payment: { method: 'blik', transactionId: `BLIK-${Date.now()}` },
    });
    const order = await until(
      'the hub knows the shop order',
      async () => {
        const { orders } = await stage.ask(
          'query($e: [String!]) { orders(first: 1, filter: { externalIds: $e, originKinds: [SHOP] }) { nodes { id number status { phase erp payment } origin { kind externalNumber } } } }',
          {
            e: [bought.id],
          },
        );
        const [node] = orders.nodes;
        return node?.status.erp === 'CONFIRMED' ? node : undefined;
      },
      30_000,
    );
    same(order.origin.kind, 'SHOP', 'origin');
    const stream = await stage.listen(
      `subscription($ids: [ID!]) { orderChanges(filter: { orderIds: $ids }, snapshot: false) { __typename
        ... on OrderChanged { cursor order { id status { phase fulfilment documents payment } } }
        ... on StreamCheckpoint { cursor } ... on StreamGap { cursor } } }`,
      { ids: [order.id] },
    );
    try {
      const sales = await stage.erp.sales(order.id);
      same(sales.length, 1, 'sales of the shop order');
      const [sale] = sales;
      check(sale, 'the sale');
      check(sale.lines.some((line) => line.quantity === 2) && sale.lines.length >= 3, 'its lines and the delivery');
      same(sale.shipTo.city, 'Kraków', 'its delivery address');
      same(
        Number(sale.gross),
        Number(bought.gross),
        `what the customer pays is what the ERP sells for (${JSON.stringify(sale.lines)}, tax ${sale.tax})`,
      );

      await stage.erp.ship(sale.id);
      await stage.erp.invoice(sale.id);
      const shipped = await stream.next(
        (event) => event.__typename === 'OrderChanged' && ['SHIPPED', 'COMPLETED'].includes(event.order.status.phase),
        15_000,
      );
      await stream.next((event) => event.__typename === 'OrderChanged' && event.order.status.documents === 'INVOICED', 15_000);
      const shown = await until(
        'the shop shows it as shipped',
        async () => {
          const now = await stage.shop.order(bought.id);
          return now.shipped ? now : undefined;
        },
        15_000,
      );
      return `${bought.number} → ${sale.number} → ${shipped.order.status.phase} → the shop says ${shown.state}`;
    } finally {
      await stream.close();
    }
  },
};

/** e: an order placed in Vendure's own shop API appears in Tryton complete; shipped and invoiced there, its status reaches a subscriber and the shop. */
import { check, type Data, type Stage, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { SALE, salesOf } from './orders.ts';

export const shopOrder: Step = {
  letter: 'e',
  title: 'a shop order goes to Tryton, is shipped and invoiced there, and its status comes back',
  bound: 90,
  async run(stage) {
    const placed = await stage.vendure.checkout(
      [
        { sku: 'KUR-BIESZ-L', quantity: 2 },
        { sku: 'BIE-REK-M', quantity: 1 },
      ],
      { email: `zofia.${Date.now()}@example.pl`, firstName: 'Zofia', lastName: 'Kamińska', phone: '+48 601 555 111' },
      { street: 'ul. Mickiewicza 8/2', postalCode: '31-120', city: 'Kraków' },
      { method: 'blik', transactionId: `BLIK-${Date.now()}` },
    );
    const order = await until(
      'the hub knows the shop order',
      async () => {
        const { orders } = await stage.ask(
          'query($e: [String!]) { orders(first: 1, filter: { externalIds: $e, originKinds: [SHOP] }) { nodes { id number status { phase erp payment } origin { kind externalNumber } } } }',
          {
            e: [placed.id],
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
      const sales = await salesOf(stage, order.id);
      same(sales.length, 1, 'sales of the shop order');
      const [sale] = sales;
      const lines = sale['lines.'].filter((line: Data) => line.quantity);
      check(lines.some((line: Data) => line.quantity === 2) && lines.length >= 3, 'its lines and the delivery');
      const [address] = await stage.erp('party.address', [['id', '=', sale.shipment_address]], ['city', 'street']);
      same(address.city, 'Kraków', 'its delivery address');
      same(Math.round(Number(sale.total_amount) * 100), placed.totalWithTax, 'what the customer pays is what the ERP sells for');

      await shipAndInvoice(stage, sale);
      const shipped = await stream.next(
        (event) => event.__typename === 'OrderChanged' && ['SHIPPED', 'COMPLETED'].includes(event.order.status.phase),
        15_000,
      );
      await stream.next((event) => event.__typename === 'OrderChanged' && event.order.status.documents === 'INVOICED', 15_000);
      const shopState = await until(
        'the shop shows it as shipped',
        async () => {
          const { order: shop } = (await stage.vendure.admin('query($id: ID!) { order(id: $id) { state fulfillments { state } } }', {
            id: placed.id,
          })) as Data;
          return ['Shipped', 'Delivered'].includes(shop.state) ? shop.state : undefined;
        },
        15_000,
      );
      return `${placed.code} → ${sale.number} → ${shipped.order.status.phase} → the shop says ${shopState}`;
    } finally {
      await stream.close();
    }
  },
};

/** What a clerk does in Tryton: pick, pack, ship, post the invoice. */
async function shipAndInvoice(stage: Stage, sale: Data): Promise<void> {
  // Tryton processes a confirmed sale in a second transaction.
  const shipments = await until(
    'the sale has a shipment',
    async () => {
      const [now] = await stage.erp('sale.sale', [['id', '=', sale.id]], SALE);
      return now.shipments.length ? now.shipments : undefined;
    },
    10_000,
  );
  for (const button of ['assign_try', 'pick', 'pack', 'done']) await stage.tryton.rpc(`model.stock.shipment.out.${button}`, shipments);
  const invoices = await until(
    'the sale has an invoice',
    async () => {
      const [found] = await stage.erp('sale.sale', [['id', '=', sale.id]], ['invoices']);
      return found.invoices.length ? found.invoices : undefined;
    },
    10_000,
  );
  await stage.tryton.rpc('model.account.invoice.post', invoices);
}

/** Orders that begin in the shop, as several steps need them. */

import type { ErpSale, ShopOrder } from '../hands.ts';
import { check, type Stage, until } from '../stage.ts';

export interface Bought {
  bought: ShopOrder;
  /** The hub's id of it. */
  id: string;
  sale: ErpSale;
  transactionNumber: string;
}

/** A paid basket of a new visitor; ready when the ERP has confirmed it. */
export async function buyInShop(stage: Stage, lines: { sku: string; quantity: number }[]): Promise<Bought> {
  const transactionNumber = `BLIK-${Date.now()}`;
  const bought = await stage.shop.checkout({
    lines,
    customer: { email: `marta.${Date.now()}@example.pl`, firstName: 'Marta', lastName: 'Sikora', phone: '+48 602 111 222' },
    address: { street: 'ul. Krótka 4', postalCode: '31-149', city: 'Kraków' },
    payment: { method: 'blik', transactionId: transactionNumber },
  });
  const id = await until(
    'the ERP has the shop order',
    async () => {
      const { orders } = await stage.ask(
        'query($e: [String!]) { orders(first: 1, filter: { externalIds: $e, originKinds: [SHOP] }) { nodes { id status { erp } } } }',
        { e: [bought.id] },
      );
      const [node] = orders.nodes;
      return node?.status.erp === 'CONFIRMED' ? (node.id as string) : undefined;
    },
    30_000,
  );
  const [sale] = await stage.erp.sales(id);
  check(sale, 'its sale');
  return { bought, id, sale, transactionNumber };
}

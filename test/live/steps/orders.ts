/** Words the steps share: customers, an order's input, the hub's answers. */
import { randomUUID } from 'node:crypto';
import { check, type Data, type Stage, until } from '../stage.ts';

export async function customerNamed(stage: Stage, name: string): Promise<{ id: string; displayName: string; addresses: { id: string }[] }> {
  const { customers } = await stage.ask(
    'query($s: String!) { customers(first: 5, search: $s) { nodes { id displayName addresses { id } } } }',
    { s: name },
  );
  const found = customers.nodes.find((node: Data) => node.displayName === name);
  check(found, `the hub knows ${name}`);
  return found;
}

export const PLACE = `mutation($input: OrderPlaceInput!) {
  orderPlace(input: $input) {
    order { id number version
      status { phase payment erp }
      totals { net { amount } tax { amount } gross { amount } erpGross { amount } difference { amount } }
      lines { nodes { id sku quantity { value } unitNet { amount } net { amount } } }
    }
    operation { id state }
    userErrors { code message field }
  }
}`;

export const orderInput = (more: Record<string, unknown>): Record<string, unknown> => ({
  idempotencyKey: randomUUID(),
  wait: 'PT30S',
  delivery: { methodCode: 'courier' },
  payment: { methodCode: 'transfer' },
  ...more,
});

/** Places an order that must be taken, and confirmed by the ERP. */
export async function placed(stage: Stage, more: Record<string, unknown>): Promise<Data> {
  const { orderPlace } = await stage.ask(PLACE, { input: orderInput(more) });
  check(!orderPlace.userErrors.length, `the order is taken: ${JSON.stringify(orderPlace.userErrors)}`);
  check(orderPlace.operation.state === 'CONFIRMED', `the ERP has it (${orderPlace.operation.state})`);
  return orderPlace.order;
}

/** Waits until an order of the hub looks like this. `fields` is a selection of Order. */
export const orderUntil = (
  stage: Stage,
  id: string,
  what: string,
  fields: string,
  fits: (order: Data) => unknown,
  ms = 20_000,
): Promise<Data> =>
  until(
    what,
    async () => {
      const { order } = await stage.ask(`query($id: ID!) { order(id: $id) { ${fields} } }`, { id });
      if (fits(order)) return order;
      throw new Error(JSON.stringify(order));
    },
    ms,
  );

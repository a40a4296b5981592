/** Words the steps share: customers, an order's input, the sale in the ERP. */
import { randomUUID } from 'node:crypto';
import { check, type Data, type Stage } from '../stage.ts';

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
      lines { nodes { sku quantity { value } unitNet { amount } net { amount } } }
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

export const SALE = [
  'number',
  'state',
  'web_id',
  'reference',
  'party.name',
  'invoice_address',
  'shipment_address',
  'untaxed_amount',
  'tax_amount',
  'total_amount',
  'comment',
  'shipment_state',
  'invoice_state',
  'shipments',
  'invoices',
  'lines.product.code',
  'lines.quantity',
  'lines.unit_price',
  'lines.type',
];

/** Sales in the ERP that carry this order of the hub. */
export const salesOf = (stage: Stage, orderId: string): Promise<Data[]> => stage.erp('sale.sale', [['web_id', '=', orderId]], SALE);
export const countSales = async (stage: Stage): Promise<number> => (await stage.erp('sale.sale', [], ['id'])).length;

/** b: an order of a business becomes exactly one confirmed sale, complete. */
import { check, same } from '../stage.ts';
import type { Step } from '../story.ts';
import { customerNamed, orderInput, PLACE, salesOf } from './orders.ts';

export const place: Step = {
  letter: 'b',
  title: 'orderPlace for a business makes one confirmed sale',
  bound: 30,
  async run(stage) {
    const party = await customerNamed(stage, 'Górski Świat sp. z o.o.');
    const address = party.addresses[0];
    check(address, 'the party has an address');
    const { orderPlace } = await stage.ask(PLACE, {
      input: orderInput({
        customerId: party.id,
        customerReference: 'ZAM/77/2026',
        billingAddressId: address.id,
        shippingAddress: {
          name: 'Marek Górski',
          companyName: 'Górski Świat, magazyn',
          line1: 'ul. Kościeliska 5',
          postalCode: '34-500',
          city: 'Zakopane',
          country: 'PL',
          phone: '+48 600 100 200',
        },
        payment: { methodCode: 'transfer', provider: 'przelewy24', transactionNumber: 'P24-778-001', state: 'PAID' },
        lines: [
          { sku: 'KUR-BIESZ-M', quantity: '12', discounts: [{ code: 'RABAT', basis: 'NET', percent: '5' }] },
          { sku: 'BIE-SKAR-42', quantity: '3' },
        ],
        note: 'Proszę dzwonić przed dostawą',
      }),
    });
    same(orderPlace.userErrors, [], 'no refusal');
    same(orderPlace.operation.state, 'CONFIRMED', 'the ERP has it');
    const { order } = orderPlace;
    const sales = await salesOf(stage, order.id);
    same(sales.length, 1, 'sales in the ERP');
    const [sale] = sales;
    check(['confirmed', 'processing', 'done'].includes(sale.state), `the sale is confirmed (${sale.state})`);
    same(sale['party.'].name ?? sale['party.']?.rec_name, 'Górski Świat sp. z o.o.', 'party');
    check(sale.invoice_address !== sale.shipment_address && sale.shipment_address, 'its own delivery address');
    const lines = sale['lines.'].filter((line: { quantity: number | null }) => line.quantity);
    check(
      lines.some((line: { quantity: number }) => line.quantity === 12),
      'a line of 12',
    );
    check(lines.length >= 3, 'two lines of goods and one of delivery');
    const [shipTo] = await stage.erp('party.address', [['id', '=', sale.shipment_address]], ['street', 'city']);
    same(shipTo.city, 'Zakopane', 'city of delivery');
    const everything = JSON.stringify(await stage.erp('sale.sale', [['id', '=', sale.id]], ['comment', 'reference', 'description']));
    check(everything.includes('P24-778-001') || (await paymentStands(stage, 'P24-778-001')), 'the transaction number is in the ERP');
    const { totals } = order;
    const equal = Number(totals.gross.amount) === Number(sale.total_amount);
    check(equal || totals.difference, `totals agree, or the difference is a field: hub ${totals.gross.amount}, ERP ${sale.total_amount}`);
    same(Number(totals.erpGross?.amount), Number(sale.total_amount), 'the ERP’s total is on the order');
    return `${order.number} is ${sale.number}: ${sale.total_amount} PLN in both${equal ? '' : ` (difference ${totals.difference.amount})`}`;
  },
};

async function paymentStands(stage: Parameters<Step['run']>[0], number: string): Promise<boolean> {
  const payments = await stage.erp('account.payment', [['description', 'like', `%${number}%`]], ['id']).catch(() => []);
  return payments.length > 0;
}

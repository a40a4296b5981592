/** b: an order of a business becomes exactly one confirmed sale, complete. */
import { check, same } from '../stage.ts';
import type { Step } from '../story.ts';
import { customerNamed, orderInput, PLACE } from './orders.ts';

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
    const sales = await stage.erp.sales(order.id);
    same(sales.length, 1, 'sales in the ERP');
    const [sale] = sales;
    check(sale?.confirmed, 'the sale is confirmed');
    same(sale.partyName, 'Górski Świat sp. z o.o.', 'party');
    same(sale.shipTo.city, 'Zakopane', 'its own delivery address');
    check(sale.billTo.street !== sale.shipTo.street, 'billed elsewhere');
    check(
      sale.lines.some((line) => line.quantity === 12),
      'a line of 12',
    );
    check(sale.lines.length >= 3, 'two lines of goods and one of delivery');
    check(
      sale.text.includes('P24-778-001') || (await stage.erp.payments('P24-778-001')).length > 0,
      'the transaction number is in the ERP',
    );
    const { totals } = order;
    const equal = Number(totals.gross.amount) === Number(sale.gross);
    check(equal || totals.difference, `totals agree, or the difference is a field: hub ${totals.gross.amount}, ERP ${sale.gross}`);
    same(Number(totals.erpGross?.amount), Number(sale.gross), 'the ERP’s total is on the order');
    return `${order.number} is ${sale.number}: ${sale.gross} PLN in both${equal ? '' : ` (difference ${totals.difference.amount})`}`;
  },
};

/** k: an offer is asked for, priced in the ERP, accepted once, and becomes one sale; a basket that is left is seen with today's price and stock. */
import { randomUUID } from 'node:crypto';
import { check, type Data, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { customerNamed } from './orders.ts';

const QUOTE =
  'id number state validUntil totals { net { amount } gross { amount } } lines { sku quantity { value } net { amount } } order { id }';

export const offers: Step = {
  letter: 'k',
  title: 'an offer asked for and accepted is one sale; a basket left behind is seen',
  bound: 120,
  async run(stage) {
    const party = await customerNamed(stage, 'Hotel Bukowina S.A.');
    const salesBefore = await stage.erp.countSales();
    const { quoteRequest } = await stage.ask(
      `mutation($input: QuoteRequestInput!) { quoteRequest(input: $input) { quote { ${QUOTE} } operation { state } userErrors { code message } } }`,
      {
        input: {
          idempotencyKey: randomUUID(),
          wait: 'PT30S',
          customerId: party.id,
          lines: [
            { sku: 'BIE-SKAR-38', quantity: '25' },
            { sku: 'BIE-REK-M', quantity: '4' },
          ],
          note: 'Prosimy o ofertę na sezon',
        },
      },
    );
    same(quoteRequest.userErrors, [], 'no refusal');
    same(quoteRequest.operation.state, 'CONFIRMED', 'the ERP has the quotation');
    const offered = await until(
      'the offer is priced',
      async () => {
        const { quote } = await stage.ask(`query($id: ID!) { quote(id: $id) { ${QUOTE} } }`, { id: quoteRequest.quote.id });
        return quote.state === 'OFFERED' ? quote : undefined;
      },
      30_000,
    );
    const accept = {
      idempotencyKey: randomUUID(),
      wait: 'PT30S',
      quoteId: offered.id,
      delivery: { methodCode: 'courier' },
      payment: { methodCode: 'transfer' },
    };
    const ACCEPT =
      'mutation($input: QuoteAcceptInput!) { quoteAccept(input: $input) { order { id number totals { gross { amount } erpGross { amount } } } operation { state } userErrors { code message } } }';
    const answers: Data[] = await Promise.all([1, 2, 3].map(() => stage.ask(ACCEPT, { input: accept })));
    const first = answers[0].quoteAccept;
    same(first.userErrors, [], 'no refusal');
    same(new Set(answers.map((answer) => answer.quoteAccept.order.id)).size, 1, 'orders of three sends');
    same(first.operation.state, 'CONFIRMED', 'the ERP took it');
    const sales = await stage.erp.sales(first.order.id);
    same(sales.length, 1, 'sales of the accepted offer');
    check(sales[0]?.confirmed, 'the sale is confirmed');
    check((await stage.erp.countSales()) <= salesBefore + 1, 'no second sale beside the quotation');
    for (const line of offered.lines) {
      const sold = sales[0]?.lines.find((one) => one.sku === line.sku);
      check(
        sold && Math.abs(Number(sold.net) - Number(line.net.amount)) < 0.005,
        `${line.sku} sold for ${sold?.net}, offered for ${line.net.amount}`,
      );
    }
    const again = await stage.ask(ACCEPT, { input: { ...accept, idempotencyKey: randomUUID() } });
    same(again.quoteAccept.userErrors[0]?.code, 'STATE_FORBIDS', 'a second acceptance');

    const email = `koszyk.${Date.now()}@example.pl`;
    await stage.shop.abandonCart([{ sku: 'KUR-BIESZ-L', quantity: 2 }], email);
    const cart = await until(
      'the basket is seen',
      async () => {
        const { carts } = await stage.ask(
          '{ carts(first: 50) { nodes { email state gross { amount } lines { sku quantity { value } variant { price { unitGross { amount } } availability { status } } } } } }',
        );
        return carts.nodes.find((node: Data) => node.email === email);
      },
      30_000,
    );
    same(cart.lines[0].sku, 'KUR-BIESZ-L', 'what lies in it');
    check(cart.lines[0].variant.price && cart.lines[0].variant.availability, 'today’s price and stock');
    return `${offered.number}: ${offered.totals.gross.amount} PLN offered, sold as ${sales[0]?.number}; basket of ${cart.gross.amount} PLN seen (${cart.state})`;
  },
};

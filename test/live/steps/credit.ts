/** j: two orders at once that together pass the limit: one is taken, the other says by how much; a paid invoice gives room again, live. */
import { check, type Stage, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { customerNamed, orderInput } from './orders.ts';

const PARTY = 'Szkoła Przetrwania Ryś';
const SKU = 'BIE-SKAR-42';
const ACCOUNT = '{ account { credit { limit { amount } available { amount } heldInHub { amount } blocked } } }';
const PLACE = `mutation($input: OrderPlaceInput!) { orderPlace(input: $input) { order { id totals { gross { amount } } } operation { state }
  userErrors { code message ... on CreditLimitError { available { amount } required { amount } shortBy { amount } } } } }`;

export const credit: Step = {
  letter: 'j',
  title: 'two orders at once beyond the limit: one order, one CREDIT_LIMIT; a paid invoice gives room',
  bound: 90,
  async run(stage) {
    const party = await customerNamed(stage, PARTY);
    const before = await available(stage, party.id);
    const price = await grossOf(stage, party.id);
    // Each takes more than half of what is left, delivery included.
    const quantity = Math.floor((before * 0.6) / price);
    check(quantity >= 1, `there is room to begin with (${before.toFixed(2)} PLN)`);
    const order = () =>
      orderInput({ customerId: party.id, payment: { methodCode: 'terms' }, lines: [{ sku: SKU, quantity: String(quantity) }] });
    const answers = await Promise.all([order(), order()].map((input) => stage.ask(PLACE, { input })));
    const taken = answers.filter(({ orderPlace }) => orderPlace.order);
    const refused = answers.filter(({ orderPlace }) => orderPlace.userErrors[0]?.code === 'CREDIT_LIMIT');
    same([taken.length, refused.length], [1, 1], 'orders taken and refused');
    const fault = refused[0]?.orderPlace.userErrors[0];
    same(
      Number(fault.shortBy.amount).toFixed(2),
      (Number(fault.required.amount) - Number(fault.available.amount)).toFixed(2),
      'the shortfall',
    );
    const order1 = taken[0]?.orderPlace.order;
    const [sale] = await stage.erp.sales(order1.id);
    check(sale, 'the sale');
    // The hub's own hold ends with the ERP's figure: an order that nobody has shipped yet must be in that.
    await until(
      'the ERP counts the order',
      async () => {
        const { customer } = await stage.ask(`query($id: ID!) { customer(id: $id) ${ACCOUNT} }`, { id: party.id });
        return Number(customer.account.credit.heldInHub.amount) === 0;
      },
      20_000,
    );
    const third = await stage.ask(PLACE, { input: order() });
    same(third.orderPlace.userErrors[0]?.code, 'CREDIT_LIMIT', 'a third order while the first waits to be shipped');

    const stream = await stage.listen(
      `subscription($ids: [ID!]) { customerChanges(filter: { customerIds: $ids }, snapshot: true) { __typename
        ... on CustomerChanged { cursor customer ${ACCOUNT} } ... on StreamCheckpoint { cursor } ... on StreamGap { cursor } } }`,
      { ids: [party.id] },
    );
    try {
      await stage.erp.ship(sale.id);
      const invoice = await stage.erp.invoice(sale.id);
      const owed = await until(
        'the invoice counts',
        async () => {
          const now = await available(stage, party.id);
          return now <= before - Number(invoice.gross) + 0.01 ? now : undefined;
        },
        20_000,
      );
      const heardBefore = stream.count;
      await stage.erp.pay(invoice.id, { amount: invoice.open, reference: `PRZELEW ${invoice.number}` });
      const began = performance.now();
      const event = await stream.next(
        (item) =>
          item.__typename === 'CustomerChanged' &&
          Number(item.customer.account.credit.available.amount) > owed + Number(invoice.gross) - 0.02,
        20_000,
        heardBefore,
      );
      return `short by ${fault.shortBy.amount} PLN; paid: available ${owed.toFixed(2)} → ${event.customer.account.credit.available.amount}, heard after ${((performance.now() - began) / 1000).toFixed(1)} s`;
    } finally {
      await stream.close();
    }
  },
};

async function available(stage: Stage, id: string): Promise<number> {
  const { customer } = await stage.ask(`query($id: ID!) { customer(id: $id) ${ACCOUNT} }`, { id });
  check(customer.account?.credit, `${PARTY} has a credit limit`);
  return Number(customer.account.credit.available.amount);
}

async function grossOf(stage: Stage, customerId: string): Promise<number> {
  const { priceQuotes } = await stage.ask(
    'query($l: [PriceLineInput!]!, $c: ID!) { priceQuotes(lines: $l, for: { customerId: $c }) { unitGross { amount } } }',
    { l: [{ sku: SKU, quantity: '5' }], c: customerId },
  );
  return Number(priceQuotes[0].unitGross.amount);
}

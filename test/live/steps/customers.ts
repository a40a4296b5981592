/** p: a company registers once however its number is spelled, is a customer of the ERP, and its points are given when its order is invoiced. */
import { randomUUID } from 'node:crypto';
import { check, type Data, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { orderUntil, placed } from './orders.ts';

const CREATE =
  'mutation($i: CustomerCreateInput!) { customerCreate(input: $i) { customer { id displayName taxId } userErrors { code message } } }';

export const customers: Step = {
  letter: 'p',
  title: 'a company registers once, whatever the spelling of its NIP; its points come with the invoice',
  bound: 120,
  async run(stage) {
    const nip = aNip();
    const name = `Schronisko Pod Łabskim ${nip.slice(0, 4)}`;
    const input = {
      idempotencyKey: randomUUID(),
      wait: 'PT30S',
      kind: 'BUSINESS',
      name,
      email: `biuro.${nip}@example.pl`,
      taxId: `PL ${nip.slice(0, 3)}-${nip.slice(3, 6)}-${nip.slice(6, 8)}-${nip.slice(8)}`,
      address: { line1: 'ul. Turystyczna 5', postalCode: '58-580', city: 'Szklarska Poręba', country: 'PL' },
    };
    const answers: Data[] = await Promise.all([1, 2, 3].map(() => stage.ask(CREATE, { i: input })));
    for (const { customerCreate } of answers) same(customerCreate.userErrors, [], 'no refusal');
    same(new Set(answers.map((one) => one.customerCreate.customer.id)).size, 1, 'customers of three sends');
    const again = await stage.ask(CREATE, { i: { ...input, idempotencyKey: randomUUID(), taxId: nip, email: `inny.${nip}@example.pl` } });
    same(again.customerCreate.userErrors[0]?.code, 'DUPLICATE', 'the same number in another spelling');
    const inErp = await until(
      'the ERP has it',
      async () => {
        const found = (await stage.erp.parties()).filter((party) => party.name === name);
        return found.length ? found : undefined;
      },
      30_000,
    );
    same(inErp.length, 1, 'customers of that name in the ERP');

    const { id } = answers[0].customerCreate.customer;
    const order = await placed(stage, {
      customerId: id,
      lines: [{ sku: 'BIE-REK-S', quantity: '3' }],
      shippingAddress: input.address,
    });
    const [sale] = await stage.erp.sales(order.id);
    check(sale, 'its sale');
    const points = async () =>
      (await stage.ask('query($id: ID!) { customer(id: $id) { loyalty { points pending } } }', { id })).customer.loyalty;
    const waiting = await until('points are pending', async () => ((await points())?.pending ? points() : undefined), 20_000);
    same(waiting.points, 0, 'points before the invoice');
    await stage.erp.ship(sale.id);
    await stage.erp.invoice(sale.id);
    await orderUntil(stage, order.id, 'it is invoiced', 'status { documents }', (one) => one.status.documents === 'INVOICED');
    const given = await until('the points are given', async () => ((await points())?.points ? points() : undefined), 20_000);
    same([given.points, given.pending], [waiting.pending, 0], 'points after the invoice');
    const card = await stage.erp.loyalty(name);
    return `${name}: one customer; ${given.points} points${card === undefined ? ', kept by the hub' : `, ${card} on the ERP’s card`}`;
  },
};

/** Nine digits and their check digit. */
function aNip(): string {
  for (;;) {
    const digits = [5, ...Array.from({ length: 8 }, () => Math.floor(Math.random() * 10))];
    const sum = [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce((total, weight, i) => total + weight * (digits[i] ?? 0), 0);
    if (sum % 11 !== 10) return [...digits, sum % 11].join('');
  }
}

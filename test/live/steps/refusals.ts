/** h: a refused order says why in a code, changes nothing in the ERP and holds nothing. */
import { check, type Data, type Stage, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { customerNamed, orderInput, PLACE } from './orders.ts';

export const refusals: Step = {
  letter: 'h',
  title: 'credit limit, unknown SKU, too little stock: a code, no sale, no hold',
  bound: 60,
  async run(stage) {
    const salesBefore = await stage.erp.countSales();
    const school = await customerNamed(stage, 'Szkoła Przetrwania Ryś');
    const said: string[] = [];
    const refused = async (what: string, code: string, input: Record<string, unknown>) => {
      const { orderPlace } = await stage.ask(PLACE, { input: orderInput(input) });
      same(orderPlace.userErrors[0]?.code, code, `${what}: code`);
      check(
        orderPlace.userErrors[0].message && !/trytond|odoo|psycopg|Traceback|sale\./i.test(orderPlace.userErrors[0].message),
        `${what}: a message without vendor text`,
      );
      said.push(code);
    };
    await refused('credit', 'CREDIT_LIMIT', { customerId: school.id, lines: [{ sku: 'KUR-RYSY-M-GRANATOWY', quantity: '12' }] });
    await refused('unknown SKU', 'NOT_FOUND', { customerId: school.id, lines: [{ sku: 'NIE-MA-TAKIEGO', quantity: '1' }] });
    const anna = await customerNamed(stage, 'Anna Nowak');
    await refused('stock', 'INSUFFICIENT_STOCK', { customerId: anna.id, lines: [{ sku: 'BIE-REK-S', quantity: '5000' }] });
    same(await stage.erp.countSales(), salesBefore, 'sales in the ERP');
    await until(
      'nothing is held',
      async () => ((await heldFor(stage, ['KUR-RYSY-M-GRANATOWY', 'BIE-REK-S'])) === 0 ? true : undefined),
      5_000,
    );
    return said.join(', ');
  },
};

async function heldFor(stage: Stage, skus: string[]): Promise<number> {
  const { stockLevels } = await stage.ask(
    'query($s: [String!]) { stockLevels(first: 50, filter: { skus: $s }) { nodes { reservedInHub { value } } } }',
    { s: skus },
  );
  return stockLevels.nodes.reduce((sum: number, level: Data) => sum + Number(level.reservedInHub.value), 0);
}

/**
 * `npm run clerk -- WORD ORDER`: a clerk of the Odoo that `npm run live -- --erp odoo --keep` left running. ORDER is the hub's id of an order.
 *   ship       all of it leaves the warehouse
 *   invoice    what was shipped is invoiced
 *   pay        the money for its invoice has come
 */
import { attachOdoo } from './odoo.ts';

const [word = '', orderId = ''] = process.argv.slice(2);
const erp = await attachOdoo();
try {
  const [sale] = await erp.sales(orderId);
  if (!sale) throw new Error(`Odoo has no sale of ${orderId || 'nothing: name an order'}`);
  const invoice = sale.invoices.find((one) => one.kind === 'INVOICE' && one.posted);
  if (word === 'ship') console.log(`${sale.number}: ${(await erp.ship(sale.id)).number} has left`);
  else if (word === 'invoice') {
    const { number, gross } = await erp.invoice(sale.id);
    console.log(`${sale.number}: invoice ${number}, ${gross} PLN`);
  } else if (word === 'pay' && invoice) {
    await erp.pay(invoice.id, { amount: invoice.open, reference: `PRZELEW ${invoice.number}` });
    console.log(`${sale.number}: ${invoice.number} is paid`);
  } else throw new Error(word === 'pay' ? `${sale.number} has no invoice yet` : 'say ship, invoice or pay, then an order');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await erp.close();
}

/** n: two parcels, an invoice, its PDF for its viewer alone, words for the customer, and books that agree at the end of the day. */
import { check, type Data, same, until } from '../stage.ts';
import type { Step } from '../story.ts';
import { orderUntil } from './orders.ts';
import { buyInShop } from './shopOrders.ts';

const PAPERS = `status { phase fulfilment documents payment } pl: statusText(language: "pl") en: statusText(language: "en") totals { gross { amount } }
  documents { id kind number issuedOn gross { amount } paid { amount } file { url mediaType } }
  fulfilments { number state isReturn trackingNumbers lines { quantity { value } } }`;

const invoicesOf = (order: Data): Data[] => order.documents.filter((paper: Data) => paper.kind === 'INVOICE' && paper.number);

export const papers: Step = {
  letter: 'n',
  title: 'two parcels, an invoice and its PDF; money matched; the day closes without a difference',
  bound: 120,
  async run(stage) {
    const { bought, id, sale, transactionNumber } = await buyInShop(stage, [
      { sku: 'KUR-BIESZ-M', quantity: 2 },
      { sku: 'BIE-REK-S', quantity: 1 },
    ]);
    await stage.erp.ship(sale.id, { lines: [{ sku: 'KUR-BIESZ-M', quantity: 1 }] });
    const part = await orderUntil(stage, id, 'the first parcel', PAPERS, (order) => order.status.fulfilment === 'PARTIAL');
    same(part.status.phase, 'PARTIALLY_SHIPPED', 'phase after one parcel');
    check(part.pl && part.en && part.pl !== part.en, 'words for the customer in Polish and English');

    await stage.erp.ship(sale.id);
    const invoice = await stage.erp.invoice(sale.id);
    const whole = await orderUntil(
      stage,
      id,
      'both parcels and the invoice',
      PAPERS,
      (order) => order.status.fulfilment === 'COMPLETE' && invoicesOf(order).some((paper) => paper.number === invoice.number),
    );
    // What is left may go in more than one: the ERP plans it.
    const left = (await stage.erp.sale(sale.id)).deliveries.filter((one) => one.done && !one.isReturn);
    const told = whole.fulfilments.filter((one: Data) => !one.isReturn && one.state !== 'CANCELLED');
    check(left.length >= 2, 'two parcels at least');
    same(told.map((one: Data) => one.number).sort(), left.map((one) => one.number).sort(), 'parcels');
    const paper = invoicesOf(whole).find((one) => one.number === invoice.number);
    same(Number(paper.gross.amount), Number(invoice.gross), 'the invoice');
    // One for all of it, or one a parcel: as the ERP does it.
    const invoiced = invoicesOf(whole).reduce((sum, one) => sum + Number(one.gross.amount), 0);
    same(invoiced.toFixed(2), Number(bought.gross).toFixed(2), 'invoiced = paid in the shop');

    const link = new URL(paper.file.url, stage.url);
    const open = (key: string) => fetch(link, { headers: { authorization: `Bearer ${key}` }, signal: AbortSignal.timeout(30_000) });
    const printed = await until(
      'the ERP has printed it',
      async () => {
        const answer = await open(stage.keys.admin);
        return answer.status === 200 ? answer : undefined;
      },
      60_000,
    );
    const bytes = Buffer.from(await printed.arrayBuffer());
    same(bytes.subarray(0, 5).toString(), '%PDF-', 'the file');
    same((await open(stage.keys.staff)).status, 404, 'the same link for somebody else');

    await until('the shop shows both', async () => (await stage.shop.order(bought.id)).shipped, 20_000);
    const match = await until(
      'the money is matched',
      async () => {
        const { paymentMatches } = await stage.ask(
          '{ paymentMatches(first: 50) { nodes { transactionNumber state orderId documentIds amount { amount } } } }',
        );
        const told = paymentMatches.nodes.filter((one: Data) => one.transactionNumber === transactionNumber);
        const found = told.find((one: Data) => one.state === 'MATCHED' && one.documentIds.length);
        if (!found) throw new Error(JSON.stringify(told));
        return found;
      },
      30_000,
    );
    same(match.orderId, id, 'the order it pays');
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format(new Date());
    const difference = await until(
      'the books agree about this order',
      async () => {
        const { ledgerCheck } = await stage.ask(
          'query($i: LedgerCheckInput!) { ledgerCheck(input: $i) { orders differences { orderId kind amount { amount } } } }',
          { i: { period: { from: day, to: day } } },
        );
        if (ledgerCheck.differences.some((one: Data) => one.orderId === id))
          throw new Error(JSON.stringify(ledgerCheck.differences.filter((one: Data) => one.orderId === id)));
        return ledgerCheck;
      },
      30_000,
    );
    return `${told.length} parcels; ${paper.number}: ${paper.gross.amount} PLN, ${bytes.length} bytes of PDF; "${part.pl}" / "${part.en}"; ${difference.orders} orders of today checked`;
  },
};

/** Sales as Tryton itself has them, with deliveries, invoices and corrections. */
import type { ErpDelivery, ErpInvoice, ErpSale } from '../hands.ts';
import type { Clerk, Row } from './clerk.ts';

export interface Books {
  sales(domain: unknown[]): Promise<ErpSale[]>;
  deliveries(saleId: number): Promise<ErpDelivery[]>;
  invoices(ids: number[]): Promise<ErpInvoice[]>;
}

export function openBooks({ find }: Clerk): Books {
  async function invoicesOf(ids: number[]): Promise<ErpInvoice[]> {
    const corrections = await find(
      'account.invoice.line',
      [['origin.invoice', 'in', ids, 'account.invoice.line']],
      ['invoice', 'origin.invoice.number'],
    );
    const all = [...new Set([...ids, ...corrections.flatMap((line) => (line.invoice ? [line.invoice as number] : []))])];
    const found = await find(
      'account.invoice',
      [['id', 'in', all]],
      ['number', 'state', 'untaxed_amount', 'total_amount', 'amount_to_pay', 'lines.origin'],
    );
    const corrected = new Map<number, string>(corrections.map((line) => [line.invoice, line['origin.']?.['invoice.']?.number]));
    return found.map((invoice) => {
      const credit = Number(invoice.total_amount) < 0;
      const positive = (amount: string) => (credit ? amount.replace(/^-/, '') : amount);
      return {
        id: String(invoice.id),
        number: invoice.number ?? undefined,
        kind: credit ? 'CREDIT_NOTE' : 'INVOICE',
        posted: ['posted', 'paid'].includes(invoice.state),
        gross: positive(invoice.total_amount),
        net: positive(invoice.untaxed_amount),
        open: positive(invoice.amount_to_pay),
        corrects: corrected.get(invoice.id),
      };
    });
  }

  async function deliveriesOf(saleId: number): Promise<ErpDelivery[]> {
    const fields = ['shipment', 'shipment.number', 'shipment.state', 'product.code', 'quantity'];
    const sold = await find('stock.move', [['origin.sale', '=', saleId, 'sale.line']], ['id']);
    const returned = sold.map((move) => `stock.move,${move.id}`);
    const moves = await find(
      'stock.move',
      [
        'OR',
        ['id', 'in', sold.map((move) => move.id)],
        [
          ['origin', 'in', returned],
          ['from_location.type', '=', 'customer'],
        ],
      ],
      fields,
    );
    const byShipment = Map.groupBy(
      moves.filter((move) => move.shipment),
      (move) => move.shipment as string,
    );
    return [...byShipment].map(([shipment, own]) => ({
      id: shipment,
      number: own[0]['shipment.'].number ?? undefined,
      done: ['done', 'received'].includes(own[0]['shipment.'].state),
      isReturn: shipment.startsWith('stock.shipment.out.return,'),
      lines: own.map((move) => ({ sku: move['product.'].code, quantity: move.quantity })),
    }));
  }

  async function readSales(domain: unknown[]): Promise<ErpSale[]> {
    const found = await find('sale.sale', domain, [
      'number', 'state', 'reference', 'description', 'comment', 'party.name', 'untaxed_amount', 'tax_amount', 'total_amount', 'invoices',
      'invoice_address.city', 'invoice_address.street', 'shipment_address.city', 'shipment_address.street',
      'lines.type', 'lines.product.code', 'lines.quantity', 'lines.unit_price', 'lines.amount', 'lines.note',
    ]); // biome-ignore format: one list
    const place = (address: Row) => ({ city: address?.city ?? '', street: address?.street ?? '' });
    return Promise.all(
      found.map(async (sale) => {
        const [deliveries, invoices] = await Promise.all([deliveriesOf(sale.id), sale.invoices.length ? invoicesOf(sale.invoices) : []]);
        return {
          id: String(sale.id),
          number: sale.number ?? '',
          confirmed: ['confirmed', 'processing', 'done'].includes(sale.state),
          // A processed sale cannot become "cancelled" in Tryton: without shipments it is "done", with nothing sent and nothing to pay.
          cancelled: sale.state === 'cancelled' || (sale.state === 'done' && invoices.length === 0 && !deliveries.some(({ done }) => done)),
          partyName: sale['party.'].name,
          net: sale.untaxed_amount,
          tax: sale.tax_amount,
          gross: sale.total_amount,
          billTo: place(sale['invoice_address.']),
          shipTo: place(sale['shipment_address.']),
          text: [sale.reference, sale.description, sale.comment, ...sale['lines.'].map((line: Row) => line.note)]
            .filter(Boolean)
            .join('\n'),
          lines: sale['lines.']
            .filter((line: Row) => line.type === 'line')
            .map((line: Row) => ({ sku: line['product.']?.code, quantity: line.quantity, unitNet: line.unit_price, net: line.amount })),
          deliveries,
          invoices,
        };
      }),
    );
  }

  return { sales: readSales, deliveries: deliveriesOf, invoices: invoicesOf };
}

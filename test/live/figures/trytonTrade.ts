/** What a generated year of Tryton lacks: a sale that was cancelled, one with a discount, by the dozen and sent in part, and one that falls due in parts. */
import { decimal, type Tryton } from '../tryton/tryton.ts';

type Rpc = Tryton['rpc'];
type Row = Record<string, unknown> & { id: number };

export async function tradeOddly(rpc: Rpc): Promise<void> {
  const find = (model: string, domain: unknown[], fields: string[] = [], limit = 1) =>
    rpc<Row[]>(`model.${model}.search_read`, domain, 0, limit, [['id', 'ASC']], fields);
  const one = async (model: string, domain: unknown[], fields: string[] = []) => {
    const [found] = await find(model, domain, fields);
    if (!found) throw new Error(`Tryton has no ${model} ${JSON.stringify(domain)}`);
    return found;
  };
  const create = async (model: string, values: object) => (await rpc<number[]>(`model.${model}.create`, [values]))[0] ?? 0;
  const press = async (model: string, id: number, ...buttons: string[]) => {
    for (const button of buttons) await rpc(`model.${model}.${button}`, [id]);
  };
  /** Of what was sold all year there is stock; these are their products, units and taxes. */
  const sold = await find('sale.line', [['product.type', '=', 'goods']], ['product', 'unit', 'unit.category', 'taxes'], 400);
  const [first, second] = [...new Map(sold.map((line) => [line.product, line])).values()];
  if (!first || !second) throw new Error('the year has no sales');
  const earlier = await one('sale.sale', [['state', '=', 'done']], ['party', 'invoice_address', 'warehouse', 'payment_term']);
  const { party, invoice_address: address, warehouse, payment_term } = earlier;
  const dozen = await create('product.uom', {
    name: 'Tuzin',
    symbol: 'tz',
    category: (first['unit.'] as Row).category,
    factor: 12,
    rate: 0.083333333333,
    rounding: 1,
    digits: 0,
  });

  const line = ({ product, unit, taxes }: Row, more: object) => ({ type: 'line', product, unit, taxes: [['add', taxes]], ...more });
  async function sell(lines: object[], more: object = {}): Promise<number> {
    const places = { party, warehouse, payment_term, invoice_address: address, shipment_address: address };
    const id = await create('sale.sale', { ...places, lines: [['create', lines]], ...more });
    await press('sale.sale', id, 'quote');
    return id;
  }
  async function ship(sale: number, quantity?: number): Promise<void> {
    await press('sale.sale', sale, 'confirm', 'process');
    const { shipments } = (await one('sale.sale', [['id', '=', sale]], ['shipments'])) as unknown as { shipments: number[] };
    const [shipment] = shipments;
    if (shipment === undefined) throw new Error('nothing to ship');
    if (quantity !== undefined) {
      await press('stock.shipment.out', shipment, 'draft');
      const moves = await find('stock.move', [['shipment', '=', `stock.shipment.out,${shipment}`], ['to_location.type', '=', 'customer']], ['quantity'], 9); // biome-ignore format: one domain
      for (const move of moves) await rpc('model.stock.move.write', [move.id], { quantity });
      await press('stock.shipment.out', shipment, 'wait');
    }
    await press('stock.shipment.out', shipment, 'assign_force', 'pick', 'pack', 'done');
  }

  await press('sale.sale', await sell([line(first, { quantity: 3, unit_price: decimal('10.0050') })]), 'cancel');
  const odd = [
    line(first, { quantity: 5, unit_price: decimal('8.1250'), base_price: decimal('10.1250') }),
    line(second, { quantity: 2, unit: dozen, unit_price: decimal('121.9400') }),
  ];
  await ship(await sell(odd), 2);

  const term = await create('account.invoice.payment_term', {
    name: 'Zaliczka i reszta',
    lines: [
      [
        'create',
        [
          { type: 'percent', ratio: decimal('0.25'), divisor: decimal('4'), sequence: 1, relativedeltas: [['create', [{ days: -50 }]]] },
          { type: 'remainder', sequence: 2, relativedeltas: [['create', [{ days: 20 }]]] },
        ],
      ],
    ],
  });
  const inParts = await sell([line(second, { quantity: 4, unit_price: decimal('33.3300') })], { payment_term: term });
  await ship(inParts);
  const { invoices } = (await one('sale.sale', [['id', '=', inParts]], ['invoices'])) as unknown as { invoices: number[] };
  for (const invoice of invoices) await press('account.invoice', invoice, 'post');
}

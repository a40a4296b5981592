/** Tryton as the stories need it: its clerk and its bookkeeper, speaking JSON-RPC as the administrator. */
import type { Erp, HubSettings } from '../hands.ts';
import { openBooks } from './books.ts';
import { openDesk, type Row, today } from './clerk.ts';
import { fullestWarehouse, openGoods } from './goods.ts';
import { date, decimal, type Tryton } from './tryton.ts';

export function trytonErp(tryton: Tryton): Erp {
  const desk = openDesk(tryton);
  const { rpc, find, one, press, wizard, soon } = desk;
  const books = openBooks(desk);
  let killed = false;
  const hubSettings = (database: string): HubSettings => ({
    KIND: 'tryton',
    URL: tryton.url,
    DATABASE: database,
    USER: tryton.user,
    PASSWORD: tryton.password,
  });
  /** A sale's line as the ERP fills it in: unit price, taxes. */
  async function lineOf(partyName: string, sku: string, quantity: number): Promise<Row> {
    const [party, product, company] = await Promise.all([
      partyNamed(partyName, ['sale_price_list']),
      one('product.product', [['code', '=', sku]], ['id']),
      one('company.company', [], ['currency']),
    ]);
    const line = {
      type: 'line',
      product: product.id,
      quantity,
      taxes: [],
      '_parent_sale.company': company.id,
      '_parent_sale.party': party.id,
      '_parent_sale.currency': company.currency,
      '_parent_sale.price_list': party.sale_price_list,
      '_parent_sale.sale_date': date(today()),
    };
    const [answer] = await rpc<Row[]>('model.sale.line.on_change', line, ['product', 'quantity']);
    return answer;
  }
  const partyNamed = (name: string, fields: string[]) => one('party.party', [['name', '=', name]], fields);

  return {
    kind: 'tryton',
    hubSettings: hubSettings(tryton.database),
    pause: () => tryton.pause(),
    async resume() {
      if (killed) await tryton.start();
      else await tryton.resume();
      killed = false;
    },
    async kill() {
      await tryton.kill();
      killed = true;
    },
    stop: () => tryton.stop(),

    ...openGoods(desk),
    async parties() {
      const found = await find('party.party', [], ['name', 'sale_price_list', 'sale_price_list.name']);
      return found
        .filter((party) => party.sale_price_list !== null)
        .map((party) => ({ name: party.name, priceList: party['sale_price_list.'].name }));
    },
    async createParty({ name, taxId, email }) {
      const [poland, priceList] = await Promise.all([
        one('country.country', [['code', '=', 'PL']], ['id']),
        one('product.price_list', [['name', '=', 'Hurt']], ['id']),
      ]);
      const place = { street: 'ul. Długa 8', postal_code: '31-146', city: 'Kraków', country: poland.id };
      await rpc('model.party.party.create', [
        {
          name,
          sale_price_list: priceList.id,
          identifiers: [['create', [{ type: 'pl_nip', code: taxId }]]],
          contact_mechanisms: [['create', [{ type: 'email', value: email }]]],
          addresses: [['create', [place]]],
        },
      ]);
    },
    price: async (partyName, sku, quantity) => (await lineOf(partyName, sku, quantity)).unit_price,
    async sell(partyName, { sku, quantity }) {
      const [party, product, line] = await Promise.all([
        partyNamed(partyName, ['addresses']),
        one('product.product', [['code', '=', sku]], ['id', 'sale_uom']),
        lineOf(partyName, sku, quantity),
      ]);
      const warehouse = (await fullestWarehouse(desk, product.id))?.id;
      const [address] = party.addresses;
      const taxes = (line.taxes?.add ?? []).map(([, tax]: [number, { id: number }]) => tax.id);
      const filled = {
        product: product.id,
        unit: product.sale_uom,
        quantity,
        unit_price: decimal(line.unit_price),
        taxes: [['add', taxes]],
      };
      const lines = [['create', [filled]]];
      const [sale] = await rpc<[number]>('model.sale.sale.create', [{ party: party.id, warehouse, invoice_address: address, shipment_address: address, lines }]); // biome-ignore format: one record
      await press('sale.sale', ['quote', 'confirm', 'process'], [sale]);
      return String(sale);
    },
    sales: (hubKey) => books.sales([['web_id', '=', hubKey]]),
    async sale(id) {
      const [found] = await books.sales([['id', '=', Number(id)]]);
      if (!found) throw new Error(`Tryton has no sale ${id}`);
      return found;
    },
    countSales: async () => rpc<number>('model.sale.sale.search_count', []),

    async ship(saleId, part) {
      const open = ['draft', 'waiting', 'assigned', 'picked', 'packed'];
      const openShipments = async () => {
        const sale = await one('sale.sale', [['id', '=', Number(saleId)]], ['shipments', 'shipment_state']);
        const found = await find(
          'stock.shipment.out',
          [
            ['id', 'in', sale.shipments],
            ['state', 'in', open],
          ],
          ['id'],
        );
        return { ids: found.map((shipment) => shipment.id as number), left: sale.shipment_state !== 'sent' };
      };
      let last: number;
      do {
        const shipments = await soon('shipment', async () => {
          const { ids, left } = await openShipments();
          return ids.length || !left ? ids : undefined;
        });
        if (part && shipments[0] !== undefined) await keepOnly(shipments[0], part.lines);
        for (const shipment of part ? shipments.slice(0, 1) : shipments) {
          await press('stock.shipment.out', ['assign_try', 'pick', 'pack', 'done'], [shipment]);
          last = shipment;
        }
        // What one left behind is planned on another, a moment later.
      } while (!part && (await openShipments()).left);
      const delivered = (await books.deliveries(Number(saleId))).find((delivery) => delivery.id === `stock.shipment.out,${last}`);
      if (!delivered?.done) throw new Error('Tryton did not let the shipment go');
      return delivered;
    },
    async invoice(saleId) {
      const drafts = await soon('invoice', async () => {
        const sale = await one('sale.sale', [['id', '=', Number(saleId)]], ['invoices', 'shipment_state', 'total_amount']);
        const invoices = await find('account.invoice', [['id', 'in', sale.invoices]], ['state', 'total_amount']);
        const invoiced = invoices.reduce((sum, invoice) => sum + Number(invoice.total_amount), 0);
        // A parcel's invoice is made a moment after it has left.
        if (sale.shipment_state === 'sent' && invoiced < Number(sale.total_amount) - 0.05) return undefined;
        const found = invoices.filter(({ state }) => ['draft', 'validated'].includes(state));
        return found.length ? found.map((invoice) => invoice.id as number) : undefined;
      });
      await press('account.invoice', ['post'], drafts);
      const posted = await books.invoices(drafts);
      const last = posted.find((invoice) => invoice.id === String(drafts.at(-1)));
      if (!last?.posted) throw new Error('Tryton did not post the invoice');
      return last;
    },
    async pay(invoiceId, { amount, reference }) {
      const invoice = await one('account.invoice', [['id', '=', Number(invoiceId)]], ['company', 'party', 'lines_to_pay', 'currency']);
      const journal = await one(
        'account.payment.journal',
        [
          ['name', '=', 'Przelew'],
          ['company', '=', invoice.company],
        ],
        ['id'],
      );
      const ids = await rpc<number[]>('model.account.payment.create', [
        {
          company: invoice.company,
          journal: journal.id,
          kind: 'receivable',
          party: invoice.party,
          amount: decimal(amount),
          line: invoice.lines_to_pay[0],
          date: date(today()),
          description: reference,
        },
      ]);
      await press('account.payment', ['approve'], ids);
      await wizard('account.payment.process', 'account.payment', ids, [['process', { start: {} }]]);
      await press('account.payment', ['succeed'], ids);
    },
    async cancelSale(saleId) {
      const id = Number(saleId);
      const sale = await one('sale.sale', [['id', '=', id]], ['state', 'shipments']);
      if (sale.state !== 'processing') return void (await press('sale.sale', ['draft', 'cancel'], [id]));
      await press('stock.shipment.out', ['cancel'], sale.shipments);
      const asked = (await wizard('sale.handle.shipment.exception', 'sale.sale', [id], [['ask', {}]])) as Row;
      const all = asked?.view?.defaults?.domain_moves ?? [];
      await wizard(
        'sale.handle.shipment.exception',
        'sale.sale',
        [id],
        [
          ['ask', {}],
          ['handle', { ask: { recreate_moves: [], domain_moves: all } }],
        ],
      );
    },

    async payments(transactionNumber) {
      const found = await find('account.payment', [['description', 'like', `%${transactionNumber}%`]], ['amount', 'kind', 'state']);
      return found.map((payment) => ({
        amount: payment.kind === 'payable' ? `-${payment.amount}` : payment.amount,
        posted: payment.state === 'succeeded',
      }));
    },
    async credit(partyName) {
      const party = await partyNamed(partyName, ['credit_limit_amount', 'credit_amount']);
      return { limit: party.credit_limit_amount ?? undefined, used: party.credit_amount };
    },
    loyalty: async () => undefined,
    sql: (text) => tryton.sql(text),
    freshDatabase: async (name) => hubSettings(await tryton.freshDatabase(name)),
  };

  /** What is named stays on the shipment; Tryton plans the rest again, on a shipment of its own, once this one has left. */
  async function keepOnly(shipment: number, lines: { sku: string; quantity: number }[]): Promise<void> {
    await press('stock.shipment.out', ['draft'], [shipment]);
    const moves = await find(
      'stock.move',
      [
        ['shipment', '=', `stock.shipment.out,${shipment}`],
        ['to_location.type', '=', 'customer'],
      ],
      ['product.code', 'quantity', 'state'],
    );
    for (const move of moves) {
      const keep = lines.find((line) => line.sku === move['product.'].code)?.quantity ?? 0;
      if (keep >= move.quantity) continue;
      if (keep > 0) await rpc('model.stock.move.write', [move.id], { quantity: keep });
      else await rpc('model.stock.move.delete', [move.id]);
    }
    await press('stock.shipment.out', ['wait'], [shipment]);
  }
}

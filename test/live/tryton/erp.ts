/** Tryton as the stories need it: its clerk and its bookkeeper, speaking JSON-RPC as the administrator. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Erp, ErpDelivery, ErpInvoice, ErpSale, HubSettings } from '../hands.ts';
import { date, decimal, type Tryton } from './tryton.ts';

/** A record as read: decimals and days as text, what it refers to under `<field>.`; each is looked at in one place only. */
// biome-ignore lint/suspicious/noExplicitAny: answers of a foreign API.
type Row = any;

export function trytonErp(tryton: Tryton): Erp {
  const { rpc } = tryton;
  let killed = false;
  const find = (model: string, domain: unknown[], fields: string[]): Promise<Row[]> =>
    rpc<Row[]>(`model.${model}.search_read`, domain, 0, null, null, fields);
  const press = (model: string, buttons: string[], ids: number[]) =>
    buttons.reduce<Promise<unknown>>((before, button) => before.then(() => rpc(`model.${model}.${button}`, ids)), Promise.resolve());
  async function one(model: string, domain: unknown[], fields: string[]): Promise<Row> {
    const [found] = await find(model, domain, fields);
    if (!found) throw new Error(`Tryton has no ${model} ${JSON.stringify(domain)}`);
    return found;
  }
  /** Tryton processes a confirmed sale in a transaction of its own, just after. */
  async function soon<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (const deadline = performance.now() + 10_000; ; await delay(100)) {
      const found = await look();
      if (found !== undefined) return found;
      if (performance.now() > deadline) throw new Error(`Tryton made no ${what}`);
    }
  }
  async function wizard(name: string, model: string, ids: number[], steps: [string, Row][]): Promise<unknown> {
    const chosen = { active_model: model, active_id: ids[0], active_ids: ids };
    const [session] = await tryton.rpcIn<[number]>(chosen, `wizard.${name}.create`);
    let answer: unknown;
    for (const [state, forms] of steps) answer = await tryton.rpcIn(chosen, `wizard.${name}.execute`, session, forms, state);
    await tryton.rpcIn(chosen, `wizard.${name}.delete`, session);
    return answer;
  }

  const hubSettings = (database: string): HubSettings => ({
    KIND: 'tryton',
    URL: tryton.url,
    DATABASE: database,
    USER: tryton.user,
    PASSWORD: tryton.password,
  });

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

    async skus() {
      const found = await find(
        'product.product',
        [
          ['salable', '=', true],
          ['type', '=', 'goods'],
        ],
        ['code'],
      );
      return found.map((product) => product.code);
    },
    async parties() {
      const found = await find('party.party', [], ['name', 'sale_price_list', 'sale_price_list.name']);
      return found
        .filter((party) => party.sale_price_list !== null)
        .map((party) => ({ name: party.name, priceList: party['sale_price_list.'].name }));
    },
    async price(partyName, sku, quantity) {
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
        '_parent_sale.sale_date': date(new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Warsaw' })),
      };
      const [answer] = await rpc<Row[]>('model.sale.line.on_change', line, ['product', 'quantity']);
      return answer.unit_price;
    },
    sales: (hubKey) => readSales([['web_id', '=', hubKey]]),
    async sale(id) {
      const [found] = await readSales([['id', '=', Number(id)]]);
      if (!found) throw new Error(`Tryton has no sale ${id}`);
      return found;
    },
    countSales: async () => rpc<number>('model.sale.sale.search_count', []),

    async stock(sku) {
      const product = await one('product.product', [['code', '=', sku]], ['id']);
      const warehouses = await find('stock.location', [['type', '=', 'warehouse']], ['id']);
      const level = async (warehouse: number) => {
        const context = { locations: [warehouse], with_childs: true, stock_date_end: date('9999-12-31') };
        const [found] = await tryton.rpcIn<Row[]>(context, 'model.product.product.read', [product.id], ['quantity']);
        return found.quantity as number;
      };
      const levels = await Promise.all(warehouses.map((warehouse) => level(warehouse.id)));
      const onHand = levels.reduce((sum, quantity) => sum + quantity, 0);
      const leaving = await find(
        'stock.move',
        [
          ['product', '=', product.id],
          ['state', 'in', ['draft', 'assigned']],
          ['to_location.type', '=', 'customer'],
        ],
        ['internal_quantity'],
      );
      return { onHand, free: onHand - leaving.reduce((sum, move) => sum + move.internal_quantity, 0) };
    },
    async adjustStock(sku, difference) {
      const product = await one('product.product', [['code', '=', sku]], ['default_uom']);
      const [warehouses, lost, company] = await Promise.all([
        find('stock.location', [['type', '=', 'warehouse']], ['storage_location']),
        one('stock.location', [['type', '=', 'lost_found']], ['id']),
        one('company.company', [], ['currency']),
      ]);
      const held = await Promise.all(
        warehouses.map(async ({ storage_location }) => {
          const context = { locations: [storage_location], with_childs: true, stock_date_end: date('9999-12-31') };
          const [found] = await tryton.rpcIn<Row[]>(context, 'model.product.product.read', [product.id], ['quantity']);
          return { storage: storage_location as number, quantity: found.quantity as number };
        }),
      );
      const [fullest] = held.sort((a, b) => b.quantity - a.quantity);
      const way =
        difference < 0
          ? { from_location: fullest?.storage, to_location: lost.id }
          : { from_location: lost.id, to_location: fullest?.storage };
      const ids = await rpc<number[]>('model.stock.move.create', [
        {
          product: product.id,
          uom: product.default_uom,
          quantity: Math.abs(difference),
          company: company.id,
          currency: company.currency,
          ...way,
        },
      ]);
      await press('stock.move', ['do'], ids);
    },

    async createProduct({ code, name, listPrice }) {
      const model = await one(
        'product.template',
        [['code', '=', 'KUR-TATRY']],
        ['account_category', 'default_uom', 'attribute_set', 'categories', 'cost_price_method'],
      );
      const choices = ['m', 'l'].flatMap((rozmiar) => ['czerwony', 'zielony'].map((kolor) => ({ rozmiar, kolor })));
      const [made] = await rpc<number[]>('model.product.template.create', [
        {
          name,
          code,
          type: 'goods',
          default_uom: model.default_uom,
          salable: true,
          sale_uom: model.default_uom,
          list_price: decimal(listPrice),
          account_category: model.account_category,
          attribute_set: model.attribute_set,
          categories: [['add', model.categories]],
          products: [
            [
              'create',
              choices.map(({ rozmiar, kolor }) => ({ suffix_code: `-${rozmiar}-${kolor}`.toUpperCase(), attributes: { rozmiar, kolor } })),
            ],
          ],
        },
      ]);
      return String(made);
    },
    async changeProduct(id, { name, listPrice }) {
      const values = { ...(name ? { name } : {}), ...(listPrice ? { list_price: decimal(listPrice) } : {}) };
      await rpc('model.product.template.write', [Number(id)], values);
    },
    async archiveProduct(id) {
      const products = await find('product.product', [['template', '=', Number(id)]], ['id']);
      await rpc(
        'model.product.product.write',
        products.map((product) => product.id),
        { active: false },
      );
      await rpc('model.product.template.write', [Number(id)], { active: false });
    },

    async ship(saleId, part) {
      const open = ['draft', 'waiting', 'assigned', 'picked', 'packed'];
      const shipment = await soon('shipment', async () => {
        const sale = await one('sale.sale', [['id', '=', Number(saleId)]], ['shipments']);
        const [found] = await find(
          'stock.shipment.out',
          [
            ['id', 'in', sale.shipments],
            ['state', 'in', open],
          ],
          ['id'],
        );
        return found?.id as number | undefined;
      });
      if (part) await keepOnly(shipment, part.lines);
      await press('stock.shipment.out', ['assign_try', 'pick', 'pack', 'done'], [shipment]);
      const delivered = (await deliveriesOf(Number(saleId))).find((delivery) => delivery.id === `stock.shipment.out,${shipment}`);
      if (!delivered?.done) throw new Error('Tryton did not let the shipment go');
      return delivered;
    },
    async invoice(saleId) {
      const drafts = await soon('invoice', async () => {
        const sale = await one('sale.sale', [['id', '=', Number(saleId)]], ['invoices']);
        const found = await find(
          'account.invoice',
          [
            ['id', 'in', sale.invoices],
            ['state', 'in', ['draft', 'validated']],
          ],
          ['id'],
        );
        return found.length ? found.map((invoice) => invoice.id as number) : undefined;
      });
      await press('account.invoice', ['post'], drafts);
      const posted = await invoicesOf(drafts);
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
          date: date(new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Warsaw' })),
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
    async moveDelivery(sku, day) {
      const product = await one('product.product', [['code', '=', sku]], ['id']);
      const [first] = await rpc<Row[]>(
        'model.stock.move.search_read',
        [
          ['product', '=', product.id],
          ['state', '=', 'draft'],
          ['from_location.type', '=', 'supplier'],
        ],
        0,
        1,
        [['planned_date', 'ASC']],
        ['id'],
      );
      if (!first) throw new Error(`nothing is on its way for ${sku}`);
      await rpc('model.stock.move.write', [first.id], { planned_date: date(day) });
    },
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

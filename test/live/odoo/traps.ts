/**
 * `node gateway/start.js run test/live/odoo/traps.ts`: what Odoo does that nobody would expect, each shown on a real Odoo 19, and that the connector holds all the
 * same. The clerk (odoo.ts) makes the trap and looks at the result without the connector. `--only oversell,load` runs those alone; `--keep` leaves Odoo running.
 */
import { parseArgs } from 'node:util';
import { type Connected, type OrderPush, Terminal } from '#connectors/connector.ts';
import { odoo } from '#connectors/odoo/index.ts';
import { bootOdoo, type OdooErp } from './odoo.ts';

export interface Ground {
  erp: OdooErp;
  connected: Connected;
  signal: AbortSignal;
  /** Another connection, to this database or another, with other settings. */
  connect(settings?: Record<string, string>): Connected;
  /** Records of one pull. */
  read<E extends keyof Connected['pull']>(
    entity: E,
    cursor?: string | null,
    connected?: Connected,
  ): Promise<{ records: RecordOf<E>[]; cursor: string }>;
  /** An order of one line for a party, priced as Odoo prices it. */
  order(partyName: string, sku: string, quantity: number, more?: Partial<OrderPush>): Promise<OrderPush>;
}

type PullOf<E extends keyof Connected['pull']> = NonNullable<Connected['pull'][E]>;
type RecordOf<E extends keyof Connected['pull']> =
  PullOf<E> extends (...words: never[]) => AsyncIterable<{ records: (infer R)[] }> ? R : never;

export interface Trap {
  /** Of the target line: `odoo-<name>`. */
  name: string;
  title: string;
  /** What the value may be at most. */
  bound: number;
  run(ground: Ground): Promise<number>;
}

const micros = (amount: number | string) => BigInt(Math.round(Number(amount) * 1e6));
let serial = 0;
const newKey = (name: string) => {
  serial += 1;
  return `trap-${name}-${process.pid}-${serial}`;
};
const codeOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'none';
  } catch (error) {
    if (!(error instanceof Terminal)) return String(error);
    if (error.code === 'SOURCE_REFUSED') console.log(`   ${error.detail}`);
    return error.code;
  }
};
function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`does not hold: ${what}`);
}

const oversell: Trap = {
  name: 'oversell',
  title: 'six orders of 4 for a stock of 10, confirmed side by side: 2 go through, 4 are refused, nothing below zero',
  bound: 0,
  async run({ erp, connect, order, signal }) {
    const sku = 'LOZ-DREW-140X200-DAB';
    await level(erp, sku, 10);
    // Six connections, so that no lane of the hub's own keeps them apart: what holds is Odoo's lock on the products.
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const own = connect();
        const wanted = await order('Hotel Bukowina S.A.', sku, 4, { warehouseId: '1' });
        const answer = await codeOf(own.push.orderPlace?.(wanted, newKey('oversell'), signal) ?? Promise.reject(new Error('no push')));
        await own.close();
        return answer;
      }),
    );
    const { free } = await erp.stock(sku);
    const went = answers.filter((answer) => answer === 'none').length;
    expect(went === 2 && answers.filter((answer) => answer === 'INSUFFICIENT_STOCK').length === 4, answers.join());
    return Math.max(0, -free) + Math.abs(free - 2);
  },
};

const fallback: Trap = {
  name: 'oversell-without-procedures',
  title: 'the same through one connection without stored procedures: the lane and the look afterwards hold',
  bound: 0,
  async run({ erp, connect, order, signal }) {
    const sku = 'LOZ-DREW-140X200-SOSNA';
    await level(erp, sku, 10);
    const own = await withoutProcedures(erp, connect);
    const orders = await Promise.all(Array.from({ length: 6 }, () => order('Hotel Bukowina S.A.', sku, 4, { warehouseId: '1' })));
    const answers = await Promise.all(
      orders.map((wanted) => codeOf(own.push.orderPlace?.(wanted, newKey('lane'), signal) ?? Promise.reject(new Error('no push')))),
    );
    await own.close();
    await bindProcedures(erp, true);
    const { free } = await erp.stock(sku);
    expect(answers.filter((answer) => answer === 'none').length === 2, answers.join());
    return Math.abs(free - 2);
  },
};

/** Odoo shows the hub only what is bound: unbinding is taking the procedures away, without losing them. */
async function bindProcedures(erp: OdooErp, bound: boolean): Promise<void> {
  const actions = await erp.clerk.search(
    'ir.actions.server',
    [
      ['name', '=like', 'splot\\_%'],
      ['name', '!=', 'splot_settle'],
    ],
    [],
  );
  const model = await erp.clerk.one('ir.model', [['model', '=', 'res.company']], []);
  await erp.clerk.write('ir.actions.server', actions.map((action) => action.id), { binding_model_id: bound ? model.id : false }); // biome-ignore format: one call
}
async function withoutProcedures(erp: OdooErp, connect: Ground['connect']): Promise<Connected> {
  await bindProcedures(erp, false);
  return connect();
}

const single: Trap = {
  name: 'one-order-a-key',
  title: 'eight parallel sends of one key over eight connections, though client_order_ref is not unique: sales beyond one',
  bound: 0,
  async run({ erp, connect, order, signal }) {
    const key = newKey('single');
    const wanted = await order('Górski Świat sp. z o.o.', 'KUC-GAZ', 1);
    const connections = Array.from({ length: 8 }, () => connect());
    const answers = await Promise.allSettled(connections.map((own) => own.push.orderPlace?.(wanted, key, signal)));
    await Promise.all(connections.map((own) => own.close()));
    const ids = new Set(answers.flatMap((answer) => (answer.status === 'fulfilled' ? (answer.value?.externalId ?? []) : [])));
    const sales = await erp.sales(key);
    expect(
      ids.size === 1,
      `answers ${answers.map((answer) => (answer.status === 'fulfilled' ? answer.value?.externalId : String(answer.reason))).join()}`,
    );
    expect(sales[0]?.confirmed === true && sales[0].lines.length === 2, 'one confirmed sale with its line and its delivery');
    return sales.length - 1;
  },
};

const loadRefuses: Trap = {
  name: 'load-refuses-with-200',
  title: 'Odoo’s load answers HTTP 200 for a refusal: an order Odoo cannot take is a refusal here, and nothing is left open',
  bound: 0,
  async run({ erp, connected, order, signal }) {
    const before = await erp.countSales();
    const wanted = await order('Anna Nowak', 'KUC-KART', 1, { taxRuleId: '999999' });
    const key = newKey('load');
    const code = await codeOf(connected.push.orderPlace?.(wanted, key, signal) ?? Promise.reject(new Error('no push')));
    expect(code === 'SOURCE_REFUSED', code);
    expect((await connected.find.order?.(key, signal)) === null, 'nothing is found under its key');
    return (await erp.countSales()) - before;
  },
};

const noUndo: Trap = {
  name: 'cancel-after-shipping',
  title: 'Odoo cancels what was shipped and invoiced; the connector says ALREADY_SHIPPED, ALREADY_INVOICED',
  bound: 0,
  async run({ erp, connected, order, signal }) {
    const cancel = (id: string) =>
      codeOf(connected.push.orderCancel?.(id, 'trap', newKey('cancel'), signal) ?? Promise.reject(new Error('no push')));
    const shipped = await place(connected, await order('Anna Nowak', 'KUC-MEN', 2), signal);
    await erp.ship(shipped);
    const first = await cancel(shipped);
    await erp.invoice(shipped);
    const open = await place(connected, await order('Anna Nowak', 'KUC-MEN', 1), signal);
    const second = await cancel(open);
    const again = await cancel(open);
    expect(first === 'ALREADY_SHIPPED', first);
    expect(second === 'none' && again === 'none', `${second}, ${again}`);
    // And so that it is known: Odoo itself would have let it go.
    await erp.cancelSale(shipped);
    expect((await erp.sale(shipped)).cancelled, 'Odoo cancels a delivered, invoiced sale');
    return (await erp.sale(open)).cancelled ? 0 : 1;
  },
};

const wizards: Trap = {
  name: 'wizards',
  title: 'shipping part of an order to a party with a phone: no question is left open, the rest stays open, the phase follows',
  bound: 0,
  async run({ erp, connected, order, read, signal }) {
    const { cursor } = await read('orders');
    const id = await place(connected, await order('Anna Nowak', 'BEZ-LINA', 5), signal);
    await erp.ship(id, { lines: [{ sku: 'BEZ-LINA', quantity: 2 }] });
    const part = (await read('orders', cursor)).records.find((record) => record.externalId === id);
    expect(part?.phase === 'PARTIALLY_SHIPPED', String(part?.phase));
    expect(part?.lines[0]?.quantityShipped === micros(2), String(part?.lines[0]?.quantityShipped));
    await erp.ship(id);
    const whole = (await read('orders', cursor)).records.find((record) => record.externalId === id);
    expect(whole?.phase === 'SHIPPED' && whole.fulfilments.filter((one) => one.state === 'SHIPPED').length === 2, String(whole?.phase));
    return 0;
  },
};

const lateCommit: Trap = {
  name: 'late-commit',
  title: 'a change whose transaction began before the last reading and committed after it is still told',
  bound: 0,
  async run({ erp, connected: _connected, read }) {
    const [product] = await erp.clerk.search('product.template', [['attribute_line_ids.attribute_id.name', '=', 'Kolor']], ['name']);
    // A slow transaction: its stamp is that of its start, three seconds before anybody can see it.
    const slow = erp.sql(
      `begin; update product_template set write_date = now() at time zone 'utc', list_price = list_price + 1 where id = ${product?.id}; select pg_sleep(3); commit`,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const quick = await erp.clerk.one('product.template', [['name', '=', 'Apteczka turystyczna']], []);
    const { cursor } = await read('products');
    await erp.clerk.write('product.template', [quick.id], { list_price: 120 });
    const moved = await read('products', cursor);
    expect(
      moved.records.some((record) => record.externalId === String(quick.id)),
      'the quick change is told',
    );
    await slow;
    const late = await read('products', moved.cursor);
    return late.records.some((record) => record.externalId === String(product?.id)) ? 0 : 1;
  },
};

const silentStock: Trap = {
  name: 'stock-touches-no-product',
  title: 'a count, a reservation and a sold-out shelf whose row is deleted: levels told by the next reading, equal to the clerk’s',
  bound: 0,
  async run({ erp, connected, order, read, signal }) {
    const sku = 'TOR-NERKA';
    const { cursor } = await read('stock');
    const variant = String((await erp.clerk.one('product.product', [['default_code', '=', sku]], [])).id);
    const told = async (from: string) => {
      const levels = (await read('stock', from)).records.filter((record) => record.variantId === variant);
      const sum = (field: 'onHand' | 'reserved') => levels.reduce((total, record) => total + record[field], 0n);
      return { onHand: sum('onHand'), free: sum('onHand') - sum('reserved') };
    };
    const off = async () => {
      const [ours, theirs] = [await told(cursor), await erp.stock(sku)];
      return ours.onHand === micros(theirs.onHand) && ours.free === micros(theirs.free) ? 0 : 1;
    };
    let wrong = 0;
    await erp.adjustStock(sku, -7);
    wrong += await off();
    const id = await place(connected, await order('Anna Nowak', sku, 3), signal);
    wrong += await off();
    await erp.ship(id);
    wrong += await off();
    const quants = await erp.clerk.search<{ quantity: number }>(
      'stock.quant',
      [
        ['product_id', '=', Number(variant)],
        ['location_id.usage', '=', 'internal'],
      ],
      ['quantity'],
    );
    for (const quant of quants) await erp.adjustStock(sku, -quant.quantity);
    wrong += await off();
    return wrong;
  },
};

const silentLists: Trap = {
  name: 'price-lists-off',
  title: 'price lists switched off in Odoo are ignored without a word: check() says so',
  bound: 0,
  async run({ erp, connect, signal }) {
    await erp.freshDatabase('lists_off');
    const { clerk } = erp.database('lists_off');
    const settings = await clerk.create('res.config.settings', { group_product_pricelist: false });
    await clerk.call('res.config.settings', 'execute', { ids: [settings] });
    const own = connect({ database: 'lists_off' });
    const result = await own.check(signal);
    await own.close();
    expect(!result.ok && /price lists are switched off/.test(result.problem ?? ''), JSON.stringify(result));
    return 0;
  },
};

const creditWarns: Trap = {
  name: 'credit-only-warns',
  title: 'beyond the credit limit Odoo confirms with a warning; the connector refuses with CREDIT_LIMIT and leaves nothing open',
  bound: 0,
  async run({ connected, order, erp, signal }) {
    const key = newKey('credit');
    const wanted = await order('Szkoła Przetrwania Ryś', 'MTR-PIAN-160X200', 3, { payment: { methodCode: 'przelew', state: 'PENDING' } });
    const code = await codeOf(connected.push.orderPlace?.(wanted, key, signal) ?? Promise.reject(new Error('no push')));
    expect(code === 'CREDIT_LIMIT', code);
    const again = await codeOf(connected.push.orderPlace?.(wanted, key, signal) ?? Promise.reject(new Error('no push')));
    expect(again === 'CREDIT_LIMIT', again);
    return (await erp.sales(key)).filter((sale) => !sale.cancelled).length;
  },
};

const keyEnds: Trap = {
  name: 'key-ends',
  title: 'the end of an API key is silent in Odoo: check() warns beforehand, and a key that ended is a clear problem',
  bound: 0,
  async run({ erp, connect, signal }) {
    const model = await erp.clerk.one('ir.model', [['model', '=', 'res.company']], []);
    const action = await erp.clerk.create('ir.actions.server', {
      name: 'trap: a key for five days',
      state: 'code',
      model_id: model.id,
      code: `user = env['res.users'].search([('login', '=', 'hub')])
action = {'key': env['res.users.apikeys'].with_user(user).sudo()._generate('rpc', 'trap', datetime.datetime.now() + datetime.timedelta(days=5))}`,
    });
    const { key } = await erp.clerk.call<{ key: string }>('ir.actions.server', 'run', { ids: [action] });
    const own = connect({ key });
    const result = await own.check(signal);
    await own.close();
    expect(result.ok && /ends on/.test(result.problem ?? ''), JSON.stringify(result));
    await erp.sql(`update res_users_apikeys set expiration_date = now() - interval '1 day' where name = 'trap'`);
    // Odoo keeps a good key in mind; a connection of another key never used shows the same refusal.
    const ended = connect({ key: `${key.slice(0, -1)}0` });
    const refused = await ended.check(signal);
    await ended.close();
    expect(!refused.ok && /API key/.test(refused.problem ?? ''), JSON.stringify(refused));
    await erp.sql(`delete from res_users_apikeys where name = 'trap'`);
    return 0;
  },
};

const pricesAgree: Trap = {
  name: 'prices',
  title:
    'three parties of three lists, 30 articles at three quantities: prices that differ from Odoo’s own, with and without stored procedure',
  bound: 0,
  async run({ erp, connect, read, connected }) {
    const parties = (await erp.parties()).filter((party) =>
      ['Anna Nowak', 'Górski Świat sp. z o.o.', 'Katarzyna Wiśniewska'].includes(party.name),
    );
    const lists = new Map((await read('priceLists')).records.map((list) => [list.name, list.externalId]));
    const variants = await erp.clerk.search('product.product', [['is_storable', '=', true]], ['default_code']);
    const own = await withoutProcedures(erp, connect);
    const without = await read('prices', null, own);
    await bindProcedures(erp, true);
    await own.close();
    const asked = await read('prices', null, connected);
    const shape = (records: typeof asked.records) =>
      records
        .map((record) => JSON.stringify(record, (_key, value) => (typeof value === 'bigint' ? String(value) : value)))
        .sort()
        .join('\n');
    expect(shape(asked.records) === shape(without.records), 'asked and evaluated prices are the same, row by row');
    const chosen = variants
      .filter((variant, index) => index % 4 === 0 || /LAT-|NAM-|KUR-RYSY/.test(String(variant.default_code)))
      .slice(0, 30);
    let wrong = 0;
    let compared = 0;
    const today = new Date().toISOString().slice(0, 10);
    const questions = parties.flatMap((party) => chosen.flatMap((variant) => [1, 3, 10].map((quantity) => ({ party, variant, quantity }))));
    const ask = async () => {
      for (let question = questions.pop(); question; question = questions.pop()) {
        const { party, variant, quantity } = question;
        const record = asked.records.find((one) => one.listId === lists.get(party.priceList ?? '') && one.variantId === String(variant.id));
        const rows =
          record?.rows.filter(
            (row) => (row.validFrom ?? '') <= today && today <= (row.validTo ?? '9') && row.minQuantity <= micros(quantity),
          ) ?? [];
        const ours = rows.toSorted((a, b) => Number(b.minQuantity - a.minQuantity))[0]?.unitNet;
        const theirs = await erp.price(party.name, String(variant.default_code), quantity);
        compared += 1;
        if (ours === micros(theirs)) continue;
        wrong += 1;
        console.log(`   ${party.name} ${variant.default_code} × ${quantity}: ${ours} here, ${theirs} in Odoo`);
      }
    };
    await Promise.all([ask(), ask(), ask()]);
    console.log(`   ${compared} prices compared, ${asked.records.length} rows of lists evaluated both ways`);
    return wrong;
  },
};

const latency: Trap = {
  name: 'stock-latency-ms',
  title: 'from a count in Odoo to the level told by a reading every 200 ms, p95 of 20',
  bound: 2_000,
  async run({ erp, read }) {
    const sku = 'KUC-KART';
    const variant = String((await erp.clerk.one('product.product', [['default_code', '=', sku]], [])).id);
    let { cursor } = await read('stock');
    const times: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      await erp.adjustStock(sku, i % 2 ? 1 : -1);
      const began = performance.now();
      const wanted = micros((await erp.stock(sku)).onHand);
      for (;;) {
        const delta = await read('stock', cursor);
        cursor = delta.cursor;
        const levels = delta.records.filter((record) => record.variantId === variant);
        if (levels.length && levels.reduce((sum, level) => sum + level.onHand, 0n) === wanted) break;
        if (performance.now() - began > 20_000) throw new Error('not told in 20 s');
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      times.push(performance.now() - began);
    }
    return Math.round(times.toSorted((a, b) => a - b)[18] ?? 0);
  },
};

const circle: Trap = {
  name: 'order-to-cash',
  title: 'order, part payment before the invoice, shipment, invoice, return with scrap, correction, refund: each sent twice, done once',
  bound: 0,
  async run({ erp, connected, order, read, signal }) {
    const { push, find } = connected;
    const twice = async <T>(attempt: () => Promise<T> | undefined): Promise<T> => {
      await attempt();
      return (await attempt()) as T;
    };
    const wanted = await order('Jan Kowalski', 'KUC-TERM-CZARNY', 3);
    const key = newKey('circle');
    const { externalId: id, totals } = await twice(() => push.orderPlace?.(wanted, key, signal));
    const gross = Number(totals?.gross ?? 0n) / 1e6;
    const transaction = newKey('TX');
    const payment = {
      orderId: id,
      provider: 'Przelewy24',
      methodCode: 'Przelewy24',
      transactionNumber: transaction,
      amount: micros(gross),
      currency: 'PLN',
      state: 'PAID' as const,
      occurredAt: Date.now(),
    };
    await twice(() => push.paymentRecord?.(payment, newKey('pay'), signal));
    expect((await erp.payments(transaction)).length === 1, 'one payment');
    await erp.ship(id);
    const invoice = await erp.invoice(id);
    expect(
      (await erp.sale(id)).invoices[0]?.open === '0.00',
      `the payment settles the invoice by itself, open ${(await erp.sale(id)).invoices[0]?.open}`,
    );
    const line = wanted.lines[0];
    if (!line) throw new Error('no line');
    const goods = {
      orderId: id,
      number: 'R-1',
      kind: 'WITHDRAWAL' as const,
      lines: [
        { sku: line.sku, variantId: line.variantId, quantity: micros(1), restock: true },
        { sku: line.sku, variantId: line.variantId, quantity: micros(1), restock: false },
      ],
    };
    const before = await erp.stock(line.sku);
    const returnKey = newKey('return');
    const back = await twice(() => push.returnReceive?.(goods, returnKey, signal));
    expect((await find.returned?.(returnKey, signal))?.externalId === back.externalId, 'the return is found by its key');
    expect(
      (await erp.stock(line.sku)).onHand === before.onHand + 1,
      `one piece to stock, one to scrap: ${before.onHand} then ${(await erp.stock(line.sku)).onHand}`,
    );
    const more = { ...goods, lines: [{ sku: line.sku, variantId: line.variantId, quantity: micros(2), restock: true }] };
    const tooMuch = await codeOf(push.returnReceive?.(more, newKey('return'), signal) ?? Promise.resolve());
    expect(tooMuch === 'STATE_FORBIDS', tooMuch);
    const noteKey = newKey('note');
    const correction = {
      orderId: id,
      invoiceId: `invoice:${invoice.id}`,
      number: 'R-1',
      reason: 'odstąpienie',
      lines: [{ sku: line.sku, variantId: line.variantId, quantity: micros(2) }],
    };
    const note = await twice(() => push.creditNote?.(correction, noteKey, signal));
    const sale = await erp.sale(id);
    const notes = sale.invoices.filter((one) => one.kind === 'CREDIT_NOTE');
    expect(notes.length === 1 && notes[0]?.corrects === invoice.number && notes[0]?.posted === true, JSON.stringify(notes));
    expect((await find.creditNote?.(noteKey, signal))?.gross === note.gross, 'the correction is found by its key');
    const secondNote = await codeOf(
      push.creditNote?.(
        { ...correction, lines: [{ sku: line.sku, variantId: line.variantId, quantity: micros(2) }] },
        newKey('note'),
        signal,
      ) ?? Promise.resolve(),
    );
    expect(secondNote === 'STATE_FORBIDS', secondNote);
    const refund = {
      ...payment,
      state: 'REFUNDED' as const,
      transactionNumber: `${transaction}-R`,
      refundOf: transaction,
      amount: note.gross,
    };
    await twice(() => push.paymentRecord?.(refund, newKey('refund'), signal));
    const refunds = await erp.payments(`${transaction}-R`);
    expect(refunds.length === 1 && Number(refunds[0]?.amount) === -Number(note.gross) / 1e6, JSON.stringify(refunds));
    const file = await connected.file?.(`invoice:${invoice.id}`, signal);
    expect(
      Buffer.from(file?.bytes ?? [])
        .subarray(0, 5)
        .toString() === '%PDF-',
      'the invoice prints',
    );
    const told = (await read('orders')).records.find((record) => record.externalId === id);
    expect(
      told?.documents.some((paper) => paper.kind === 'CREDIT_NOTE' && paper.correctsId === `invoice:${invoice.id}`) === true,
      'the correction is told with what it corrects',
    );
    expect(told?.lines[0]?.quantityReturned === micros(2), 'what came back is told');
    const money = (await read('money')).records.find((record) => record.transactionNumber === transaction);
    expect(
      money?.invoices[0]?.invoiceId === `invoice:${invoice.id}`,
      `the money is told with its invoice ${JSON.stringify(money?.invoices.length)}`,
    );
    return 0;
  },
};

const business: Trap = {
  name: 'offers-counts-points-people',
  title: 'an offer asked and accepted, a count, loyalty points, a new company with address and contact: each sent twice, done once',
  bound: 0,
  async run({ erp, connected, read, signal }) {
    const { push, find } = connected;
    const sku = 'TEK-KOC-ZIELONY';
    const variant = await erp.clerk.one('product.product', [['default_code', '=', sku]], []);
    const partyKey = newKey('party');
    const party = {
      kind: 'BUSINESS' as const,
      name: `Schron ${partyKey}`,
      email: 'schron@example.pl',
      taxId: '5261040828',
      address: { line1: 'ul. Mała 1', postalCode: '00-100', city: 'Warszawa', country: 'PL' },
    };
    const made = await push.partyCreate?.(party, partyKey, signal);
    const again = await push.partyCreate?.(party, partyKey, signal);
    expect(made !== undefined && made.externalId === again?.externalId, 'one party a key');
    const partyId = made?.externalId ?? '';
    const address = { line1: 'ul. Nowa 2', postalCode: '00-200', city: 'Warszawa', country: 'PL', name: 'Magazyn' };
    const [first, second] = [
      await push.addressSave?.(partyId, address, 'a', signal),
      await push.addressSave?.(partyId, address, 'a', signal),
    ];
    expect(first?.externalId === second?.externalId, 'one address');
    await push.contactSave?.(partyId, { name: 'Ola', email: 'ola@example.pl', role: 'BUYER', active: true }, `${partyKey}-c`, signal);
    await push.contactSave?.(partyId, { name: 'Ola', email: 'ola@example.pl', role: 'BUYER', active: true }, `${partyKey}-c`, signal);
    await push.partyUpdate?.(partyId, { phone: '+48 600 700 800' }, 'u', signal);
    const told = (await read('parties')).records.find((record) => record.externalId === partyId);
    expect(
      told?.hubKey === partyKey &&
        told.contacts?.length === 1 &&
        told.contacts[0]?.role === 'BUYER' &&
        told.phone === '+48 600 700 800' &&
        told.taxId === '5261040828',
      JSON.stringify(told, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
    );
    const quoteKey = newKey('quote');
    const quote = {
      partyId,
      reference: 'Z-1',
      currency: 'PLN',
      documentDate: new Date().toISOString().slice(0, 10),
      lines: [
        { sku, variantId: String(variant.id), quantity: micros(4), taxPercent: '23' },
        { sku, variantId: String(variant.id), quantity: micros(2), unitNet: micros(150), taxPercent: '23' },
      ],
    };
    const offer = await push.quotePlace?.(quote, quoteKey, signal);
    expect(offer !== undefined && offer.externalId === (await push.quotePlace?.(quote, quoteKey, signal))?.externalId, 'one offer a key');
    expect((await find.quote?.(quoteKey, signal))?.externalId === offer?.externalId, 'found by its key');
    const quoted = (await read('quotes')).records.find((record) => record.externalId === offer?.externalId);
    expect(
      quoted?.state === 'OFFERED' &&
        quoted.hubKey === quoteKey &&
        quoted.lines[0]?.unitNet === micros(219) &&
        quoted.lines[1]?.unitNet === micros(150),
      String(quoted?.state),
    );
    const orderKey = newKey('accept');
    const acceptance = {
      quoteId: offer?.externalId ?? '',
      reference: 'O-1',
      delivery: { methodCode: 'DOST-DPD', methodName: 'Kurier DPD', net: micros(16.26), taxPercent: '23' },
      payment: { methodCode: 'przelew', state: 'PENDING' as const },
    };
    const sale = await push.quoteAccept?.(acceptance, orderKey, signal);
    expect((await push.quoteAccept?.(acceptance, orderKey, signal))?.externalId === sale?.externalId, 'accepted once');
    expect((await find.order?.(orderKey, signal))?.placed === true, 'the order is found by its key');
    const seen = await erp.sale(sale?.externalId ?? '');
    expect(seen.confirmed && seen.lines.length === 3, JSON.stringify(seen.lines));
    const otherKey = await codeOf(push.quoteAccept?.(acceptance, newKey('accept'), signal) ?? Promise.resolve());
    expect(otherKey === 'STATE_FORBIDS', otherKey);
    const countKey = newKey('count');
    const level = (await read('stock')).records.find((record) => record.variantId === String(variant.id) && record.locationId === '1');
    const count = {
      locationId: '1',
      reference: 'INW-1',
      lines: [{ sku, variantId: String(variant.id), counted: (level?.onHand ?? 0n) - micros(5) }],
    };
    const before = await erp.stock(sku);
    await push.stockCount?.(count, countKey, signal);
    await erp.adjustStock(sku, -1);
    await push.stockCount?.(count, countKey, signal);
    expect((await erp.stock(sku)).onHand === before.onHand - 6, 'a repeated count does not undo what happened since');
    expect((await find.stockCount?.(countKey, signal)) !== null, 'the count is found by its key');
    const jan = (await read('parties')).records.find((record) => record.name === 'Jan Kowalski')?.externalId ?? '';
    const had = (await erp.loyalty('Jan Kowalski')) ?? 0;
    const pointsKey = newKey('points');
    const move = { partyId: jan, points: 25, reason: 'opinia' };
    await push.loyaltyMove?.(move, pointsKey, signal);
    const after = await push.loyaltyMove?.(move, pointsKey, signal);
    expect(after?.points === had + 25 && (await erp.loyalty('Jan Kowalski')) === had + 25, `${had} ${after?.points}`);
    expect((await find.loyaltyMove?.(jan, pointsKey, signal))?.points === had + 25, 'found by its key');
    const spent = await codeOf(
      push.loyaltyMove?.({ partyId: jan, points: -100_000, reason: 'nagroda' }, newKey('points'), signal) ?? Promise.resolve(),
    );
    expect(spent === 'STATE_FORBIDS', spent);
    return 0;
  },
};

const companies: Trap = {
  name: 'second-company',
  title: 'a second company of the same database: its own warehouse, list and stock, nothing of the first',
  bound: 0,
  async run({ connect, read }) {
    const own = connect({ company: 'Splot Outdoor sp. z o.o.' });
    const [locations, lists, stock, orders] = [
      await read('locations', null, own),
      await read('priceLists', null, own),
      await read('stock', null, own),
      await read('orders', null, own),
    ];
    await own.close();
    expect(
      locations.records
        .filter((one) => one.kind === 'WAREHOUSE')
        .map((one) => one.code)
        .join() === 'OUTDR',
      JSON.stringify(locations.records.map((one) => one.code)),
    );
    expect(lists.records.some((one) => one.name === 'Outdoor') && !lists.records.some((one) => one.name === 'Hurt'), 'lists');
    expect(stock.records.some((one) => one.onHand === micros(8)) && stock.records.every((one) => one.onHand <= micros(8)), 'stock');
    return orders.records.length;
  },
};

export const traps: Trap[] = [
  single,
  oversell,
  fallback,
  loadRefuses,
  wizards,
  noUndo,
  lateCommit,
  silentStock,
  silentLists,
  creditWarns,
  keyEnds,
  circle,
  business,
  companies,
  pricesAgree,
  latency,
];

/** The first warehouse has exactly this many of it, the others none. */
async function level(erp: OdooErp, sku: string, pieces: number): Promise<void> {
  const quants = await erp.clerk.search<{ warehouse_id: number }>(
    'stock.quant',
    [
      ['product_id.default_code', '=', sku],
      ['location_id.usage', '=', 'internal'],
    ],
    ['warehouse_id'],
  );
  for (const quant of quants) {
    await erp.clerk.call(
      'stock.quant',
      'write',
      { ids: [quant.id], vals: { inventory_quantity: quant.warehouse_id === 1 ? pieces : 0 } },
      { inventory_mode: true },
    );
    await erp.clerk.call('stock.quant', 'action_apply_inventory', { ids: [quant.id] }, { inventory_mode: true });
  }
}

async function place(connected: Connected, order: OrderPush, signal: AbortSignal): Promise<string> {
  const made = await connected.push.orderPlace?.(order, newKey('order'), signal);
  if (!made) throw new Error('orders cannot be placed');
  return made.externalId;
}

function groundOf(erp: OdooErp): Ground {
  const signal = AbortSignal.timeout(1_200_000);
  const { URL: url = '', DATABASE: database = '', KEY: key = '' } = erp.hubSettings;
  const connect = (settings: Record<string, string> = {}) =>
    odoo.connect({ url, database, key, overlapSeconds: '60', ...settings }, { now: () => Date.now(), log: () => {} });
  const connected = connect();
  return {
    erp,
    connected,
    signal,
    connect,
    async read(entity, cursor = null, from = connected) {
      const pull = from.pull[entity] as unknown as (
        cursor: string | null,
        signal: AbortSignal,
      ) => AsyncIterable<{ records: never[]; cursor: string }>;
      const records: never[] = [];
      let last = cursor ?? '';
      for await (const page of pull(cursor, signal)) {
        records.push(...page.records);
        last = page.cursor;
      }
      return { records, cursor: last };
    },
    async order(partyName, sku, quantity, more = {}) {
      const [party, variant, price] = await Promise.all([
        erp.clerk.one('res.partner', [['name', '=', partyName], ['parent_id', '=', false]], []),
        erp.clerk.one('product.product', [['default_code', '=', sku]], []),
        erp.price(partyName, sku, quantity),
      ]); // biome-ignore format: one table a line
      return {
        partyId: String(party.id),
        contact: { name: partyName },
        reference: newKey('ref'),
        channelCode: 'web',
        currency: 'PLN',
        documentDate: new Date().toISOString().slice(0, 10),
        delivery: { methodCode: 'DOST-DPD', methodName: 'Kurier DPD', net: micros(16.26), taxPercent: '23' },
        payment: { methodCode: 'przelewy', state: 'PENDING' },
        lines: [{ variantId: String(variant.id), sku, quantity: micros(quantity), unitNet: micros(price), taxPercent: '23' }],
        ...more,
      };
    },
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, keep: { type: 'boolean' } } });
  const only = values.only?.split(',');
  const erp = await bootOdoo({ log: (line) => console.log(`   ${line}`) });
  const ground = groundOf(erp);
  const results: string[] = [];
  let missed = 0;
  for (const trap of traps) {
    if (only && !only.includes(trap.name)) continue;
    console.log(`== ${trap.title}`);
    const began = performance.now();
    let value = Number.NaN;
    try {
      value = await trap.run(ground);
    } catch (error) {
      const detail = error instanceof Terminal ? ` ${error.detail}` : '';
      console.log(`   ${error instanceof Error ? (error.stack ?? error.message) : String(error)}${detail}`);
    }
    const good = value <= trap.bound;
    if (!good) missed += 1;
    console.log(`   ${((performance.now() - began) / 1000).toFixed(1)} s`);
    results.push(`target odoo-${trap.name} ${Number.isNaN(value) ? 'failed' : value} ${trap.bound} ${good ? 'ok' : 'MISS'}`);
  }
  await ground.connected.close();
  if (!values.keep) await erp.stop();
  for (const line of results) console.log(line);
  process.exit(missed ? 1 : 0);
}

if (import.meta.main) await main();

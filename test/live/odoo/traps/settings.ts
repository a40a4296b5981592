/** What a person should set right, and what stands apart: price lists, keys, companies. */
import { expect, micros, type Trap } from './ground.ts';

export const silentLists: Trap = {
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

export const keyEnds: Trap = {
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

export const companies: Trap = {
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

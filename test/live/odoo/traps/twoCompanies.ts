/** Two companies of one Odoo behind one hub: each sees and sells its own, and its orders are its own company's in Odoo. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#gateway/config.ts';
import { createKey } from '#gateway/keys.ts';
import { startHub } from '#gateway/main.ts';
import { asker, type Data } from '../../../hub.ts';
import { ORDER_PLACE, orderInput } from '../../../wide/goods.ts';
import { systemSettings } from '../../stage.ts';
import { expect, type Trap } from './ground.ts';

const SECOND = 'Splot Outdoor sp. z o.o.';

export const twoCompanies: Trap = {
  name: 'two-companies',
  title: 'two companies of one Odoo behind one hub: an order of each is its own in Odoo, and neither sees the other’s',
  bound: 0,
  async run({ erp }) {
    const folder = mkdtempSync(join(tmpdir(), 'splot-companies-'));
    const config = readConfig({
      SPLOT_PORT: '0',
      SPLOT_DATA: folder,
      SPLOT_SANDBOX: 'true',
      SPLOT_LOG_LEVEL: 'error',
      SPLOT_COMPANIES: 'main,outdoor',
      SPLOT_COMPANY_OUTDOOR_NAME: SECOND,
      SPLOT_CHANNELS: 'online,outdoor',
      SPLOT_CHANNEL_OUTDOOR_COMPANY: 'outdoor',
      SPLOT_SYSTEMS: 'erp,erp2',
      SPLOT_SYSTEM_ERP2_CHANNEL: 'outdoor',
      ...systemSettings('erp', { ...erp.hubSettings, SANDBOX: 'true' }),
      ...systemSettings('erp2', { ...erp.hubSettings, COMPANY: SECOND, SANDBOX: 'true' }),
    });
    const hub = await startHub(config, { activate: true });
    try {
      await hub.imported;
      const open = async (channel: string) => {
        const key = async (role: 'admin' | 'staff' | 'storefront') => (await createKey(hub.ground, { name: role, role, channel })).key;
        return asker(hub.url ?? '', { admin: await key('admin'), staff: await key('staff'), storefront: await key('storefront') });
      };
      const companies = { main: await open('online'), outdoor: await open('outdoor') };
      const placed: Record<string, Data> = {};
      for (const [name, ask] of Object.entries(companies)) {
        const { data } = await ask('{ stockLevels(first: 250) { nodes { variant { sku } sellable { value } } } }', {}, { as: 'admin' });
        const sku = data.stockLevels.nodes.find((one: Data) => Number(one.sellable.value) > 2)?.variant.sku;
        const answer = await ask(ORDER_PLACE, { input: orderInput(sku, { payment: 'transfer', wait: 'PT30S' }) });
        const payload = answer.data?.orderPlace;
        expect(payload?.operation?.state === 'CONFIRMED', `${name} sells ${sku}: ${answer.text.slice(0, 400)}`);
        placed[name] = payload.order;
      }
      const sold = await Promise.all(
        // Straight from the database: the clerk's own company is the first.
        Object.values(placed).map(({ id }) =>
          erp.sql<{ name: string }>(
            `select c.name from sale_order o join res_company c on c.id = o.company_id where o.origin like '%${id}%'`,
          ),
        ),
      );
      const names = sold.map((rows) => rows.map((row) => row.name).join());
      expect(names[1] === SECOND && names[0] !== SECOND && names[0] !== '', `companies in Odoo: ${names.join(' and ')}`);
      const seen = async (name: 'main' | 'outdoor', id: string) =>
        (await companies[name]('query($id: ID!) { order(id: $id) { id } }', { id }, { as: 'admin' })).data?.order;
      expect(
        (await seen('main', placed.outdoor.id)) === null && (await seen('outdoor', placed.main.id)) === null,
        'neither sees the other’s order',
      );
      expect((await seen('outdoor', placed.outdoor.id))?.id === placed.outdoor.id, 'each sees its own');
    } finally {
      await hub.stop();
      rmSync(folder, { recursive: true, force: true });
    }
    return 0;
  },
};

/** The twin ERP as a process: `node erp.ts --port 4101 --file erp.db [--empty] [--life]`; key in TWIN_KEY. Loopback only. */
import { live, readFlags } from './child.ts';
import { type Erp, erpFeeds, openErpStore } from './erpContext.ts';
import { erpControl } from './erpControl.ts';
import { startLife } from './erpLife.ts';
import { erpRoutes } from './erpRoutes.ts';
import { seedErp } from './erpSeed.ts';
import { openFaults } from './faults.ts';
import { commonRoutes, feedRoutes, openClock } from './feed.ts';
import { serve } from './server.ts';

const flags = readFlags();
const clock = openClock();
const store = openErpStore(flags.file, clock.now);
const erp: Erp = { store, now: clock.now };
if (store.isNew && !flags.empty) seedErp(erp);
const faults = openFaults();
const routes = [...erpRoutes(erp), ...feedRoutes(store, [...erpFeeds]), ...erpControl(erp), ...commonRoutes(store, faults, clock)];
const service = await serve({ port: flags.port, key: flags.key, routes, faults, store });
const stopLife = flags.life ? startLife(erp) : () => {};
live('twin ERP', service.port, async () => {
  stopLife();
  await service.close();
  store.close();
});

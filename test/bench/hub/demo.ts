/** A hub database with the demo catalogue of the twins: imported once by a worker, then nothing drives it any more. */

import { spawnTwin } from '#connectors/twin/processes.ts';
import { createAuth } from '#gateway/auth.ts';
import { readConfig } from '#gateway/config.ts';
import { createKey } from '#gateway/keys.ts';
import { startHub } from '#gateway/main.ts';
import { packViewer } from '#hub/viewer.ts';

export interface Access {
  /** What a storefront sends. */
  key: string;
  /** Who that is to the subgraphs, packed. */
  viewer: Record<string, unknown>;
}

/** Fills the database that `place` names: SPLOT_DATA, and DATABASE_URL for PostgreSQL. */
export async function importDemo(place: Record<string, string>): Promise<Access> {
  await using erp = await spawnTwin('erp');
  await using shop = await spawnTwin('shop');
  const config = readConfig({
    ...place,
    SPLOT_LOG_LEVEL: 'error',
    SPLOT_SYSTEMS: 'erp,shop',
    SPLOT_SYSTEM_ERP_KIND: 'twin-erp',
    SPLOT_SYSTEM_ERP_URL: erp.url,
    SPLOT_SYSTEM_ERP_KEY: erp.key,
    SPLOT_SYSTEM_ERP_SANDBOX: 'true',
    SPLOT_SYSTEM_SHOP_KIND: 'twin-shop',
    SPLOT_SYSTEM_SHOP_URL: shop.url,
    SPLOT_SYSTEM_SHOP_KEY: shop.key,
    SPLOT_SYSTEM_SHOP_SANDBOX: 'true',
  });
  const worker = await startHub(config, { activate: true, roles: { gateway: false, worker: true } });
  try {
    await worker.imported;
    const { key } = await createKey(worker.ground, { name: 'bench storefront', role: 'storefront' });
    const auth = createAuth({ ground: worker.ground, tokens: { kind: 'none' } });
    return { key, viewer: packViewer(await auth.identify({ authorization: `Bearer ${key}` })) };
  } finally {
    await worker.stop();
  }
}

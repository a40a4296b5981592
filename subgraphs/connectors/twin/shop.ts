/** The twin shop as a process: `node shop.ts --port 4102 --file shop.db [--empty] [--life]`; key in TWIN_KEY. Loopback only. */
import { live, readFlags } from './child.ts';
import { openFaults } from './faults.ts';
import { commonRoutes, feedRoutes, openClock } from './feed.ts';
import { draw } from './media.ts';
import { Raw, Refusal, type Route, serve } from './server.ts';
import { collectionPush, levelsPush, pricesPush, productPush, refundPush, statusPush } from './shopApi.ts';
import { publishProduct, saveCollection, setLevels, setPrices } from './shopCatalogue.ts';
import { openShopStore, type Shop, shopFeeds } from './shopContext.ts';
import { shopControl } from './shopControl.ts';
import { startShopLife } from './shopLife.ts';
import { setStatus } from './shopOrders.ts';
import { pageRoutes } from './shopPage.ts';
import { findRefund, refundOrder } from './shopReturns.ts';
import { seedShop } from './shopSeed.ts';
import { startWebhooks } from './shopWebhooks.ts';

const flags = readFlags();
const clock = openClock();
const store = openShopStore(flags.file, clock.now);
const shop: Shop = { store, now: clock.now };
if (store.isNew && !flags.empty) seedShop(shop);
const faults = openFaults();
const { TWIN_WEBHOOK_URL: url, TWIN_WEBHOOK_SECRET: secret } = process.env;
const webhooks = startWebhooks(shop, faults, url && secret ? { url, secret } : undefined);
const routes = [
  ...shopRoutes(shop),
  ...pageRoutes(shop),
  ...feedRoutes(store, [...shopFeeds]),
  ...shopControl(shop, webhooks),
  ...commonRoutes(store, faults, clock),
];
const service = await serve({ port: flags.port, key: flags.key, routes, faults, store });
const stopLife = flags.life ? startShopLife(shop) : () => {};
live('twin shop', service.port, async () => {
  stopLife();
  webhooks.stop();
  await service.close();
  store.close();
});

function shopRoutes(shop: Shop): Route[] {
  return [
    { method: 'GET', path: '/about', handle: () => ({ product: 'Twin shop', version: '2.0', currency: 'PLN' }) },
    { method: 'GET', path: '/media/:name', open: true, handle: ({ params }) => new Raw('image/svg+xml', draw(`/media/${params.name}`)) },
    {
      method: 'PUT',
      path: '/collections/by-hub/:hubId',
      handle: ({ params, body }) => saveCollection(shop, params.hubId ?? '', collectionPush.parse(body)),
    },
    {
      method: 'PUT',
      path: '/products/by-key/:erpKey',
      handle: ({ params, body }) => publishProduct(shop, params.erpKey ?? '', productPush.parse(body)),
    },
    { method: 'POST', path: '/stock', handle: ({ body }) => setLevels(shop, levelsPush.parse(body)) },
    { method: 'POST', path: '/prices', handle: ({ body }) => setPrices(shop, pricesPush.parse(body)) },
    {
      method: 'POST',
      path: '/orders/:id/refunds',
      handle: ({ params, body, key }) => {
        if (!key) throw new Refusal('INVALID', 'Idempotency-Key is missing', 400);
        return refundOrder(shop, key, params.id ?? '', refundPush.parse(body));
      },
    },
    {
      method: 'GET',
      path: '/orders/:id/refunds/by-key/:key',
      handle: ({ params }) => findRefund(shop, params.id ?? '', params.key ?? ''),
    },
    {
      method: 'POST',
      path: '/orders/:id/status',
      handle: ({ params, body }) => ({ id: setStatus(shop, params.id ?? '', statusPush.parse(body)).id }),
    },
  ];
}

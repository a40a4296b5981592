/** The twin ERP as a process: `node erp.ts --port 4101 --file erp.db [--empty] [--life]`; key in TWIN_KEY. Loopback only. */
import { live, readFlags } from './child.ts';
import { address } from './erpApi.ts';
import { currency, type Erp, erpFeeds, need, openErpStore } from './erpContext.ts';
import { erpControl } from './erpControl.ts';
import { startLife } from './erpLife.ts';
import { newParty, newPayment, newSale, saleChange } from './erpOrderApi.ts';
import { ack, cancelSale, changeSale, placeSale } from './erpOrders.ts';
import { recordPayment } from './erpPapers.ts';
import { createParty, saveAddress } from './erpParties.ts';
import { seedErp } from './erpSeed.ts';
import { openFaults } from './faults.ts';
import { commonRoutes, feedRoutes, openClock } from './feed.ts';
import { draw } from './media.ts';
import { type Call, Raw, Refusal, type Route, serve } from './server.ts';

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

function erpRoutes(erp: Erp): Route[] {
  return [
    { method: 'GET', path: '/about', handle: () => ({ product: 'Twin ERP', version: '1.0', currency }) },
    { method: 'GET', path: '/media/:name', open: true, handle: ({ params }) => new Raw('image/svg+xml', draw(`/media/${params.name}`)) },
    { method: 'POST', path: '/orders', handle: (call) => placeSale(erp, key(call), newSale.parse(call.body)) },
    {
      method: 'GET',
      path: '/orders/by-key/:key',
      handle: ({ params }) => {
        const id = erp.store.keyed('order', params.key ?? '');
        if (!id) throw new Refusal('NOT_FOUND', 'no sale has this key', 404);
        return ack(need(erp, 'orders', id), true);
      },
    },
    { method: 'PUT', path: '/orders/:id', handle: ({ params, body }) => changeSale(erp, params.id ?? '', saleChange.parse(body)) },
    {
      method: 'POST',
      path: '/orders/:id/cancel',
      handle: ({ params, body }) => cancelSale(erp, params.id ?? '', String((body as { reason?: unknown } | undefined)?.reason ?? '')),
    },
    {
      method: 'POST',
      path: '/orders/:id/payments',
      handle: ({ params, body }) => recordPayment(erp, params.id ?? '', newPayment.parse(body)),
    },
    {
      method: 'GET',
      path: '/orders/:id/payments/:number',
      handle: ({ params }) => {
        const id = erp.store.keyed('payment', `${params.id}|${params.number}`);
        if (!id) throw new Refusal('NOT_FOUND', 'no such payment', 404);
        return { id, repeated: true };
      },
    },
    {
      method: 'POST',
      path: '/parties',
      handle: (call) => partyAck(createParty(erp, key(call), newParty.parse(call.body))),
    },
    {
      method: 'GET',
      path: '/parties/by-key/:key',
      handle: ({ params }) => {
        const id = erp.store.keyed('party', params.key ?? '');
        if (!id) throw new Refusal('NOT_FOUND', 'no party has this key', 404);
        return partyAck({ party: need(erp, 'parties', id), repeated: true });
      },
    },
    {
      method: 'POST',
      path: '/parties/:id/addresses',
      handle: (call) => ({ id: saveAddress(erp, call.params.id ?? '', address.parse(call.body), { key: key(call) }) }),
    },
    {
      method: 'PUT',
      path: '/parties/:id/addresses/:address',
      handle: ({ params, body }) => ({
        id: saveAddress(erp, params.id ?? '', address.parse(body), params.address === undefined ? {} : { id: params.address }),
      }),
    },
  ];
}

function partyAck({ party, repeated }: ReturnType<typeof createParty>): unknown {
  return { id: party.id, number: party.number, addressIds: party.addresses.map((one) => one.id), repeated };
}

function key(call: Call): string {
  if (!call.key) throw new Refusal('INVALID', 'Idempotency-Key is missing', 400);
  return call.key;
}

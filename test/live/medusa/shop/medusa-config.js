/** A headless Medusa on one process: no Redis, its own in-memory bus and locks. Everything that differs between runs comes in the environment. */
const path = require('node:path');
const { defineConfig, Modules } = require('@medusajs/framework/utils');

const { SHOP_DATABASE_URL, SHOP_URL, SHOP_SECRET = 'splot-live' } = process.env;
const cors = '*';

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: SHOP_DATABASE_URL,
    databaseDriverOptions: { ssl: false, connection: { ssl: false } },
    http: { storeCors: cors, adminCors: cors, authCors: cors, jwtSecret: SHOP_SECRET, cookieSecret: SHOP_SECRET },
  },
  admin: { disable: true },
  modules: [
    {
      key: Modules.PAYMENT,
      resolve: '@medusajs/medusa/payment',
      options: { providers: [{ resolve: path.join(__dirname, 'payment.js') }] },
    },
    {
      key: Modules.FILE,
      resolve: '@medusajs/medusa/file',
      options: {
        providers: [{ resolve: '@medusajs/medusa/file-local', id: 'local', options: { backend_url: `${SHOP_URL}/static` } }],
      },
    },
  ],
});

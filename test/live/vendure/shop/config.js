/** Vendure without a browser part: shop API, admin API, asset server, search, and our change log. */
import { createHash, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import { AssetServerPlugin } from '@vendure/asset-server-plugin';
import { DefaultLogger, DefaultSearchPlugin, defaultConfig, LanguageCode, LogLevel, RandomBytesApiKeyStrategy } from '@vendure/core';
import { HubEventsPlugin } from './hub-events.js';
import { liveProvider } from './payment.js';

export const host = '127.0.0.1';
export const port = Number(process.env.SHOP_PORT);
export const data = path.resolve(process.env.SHOP_DATA);
export const adminUser = 'admin';
export const adminPassword = 'splot-live-admin';

/** A shop that nobody prepared for the hub: no plugin, no fields of ours. */
const bare = process.env.SHOP_BARE === '1';

/**
 * Vendure checks an API key with bcrypt (12 rounds, 280 ms) on every request and writes "last used" each time. The
 * secret is 256 random bits, so one SHA-256 is enough.
 */
const digest = (text) => createHash('sha256').update(text).digest();
const hashing = {
  hash: async (text) => digest(text).toString('hex'),
  check: async (text, hash) => timingSafeEqual(digest(text), Buffer.from(hash, 'hex')),
};

const label = (value) => [{ languageCode: LanguageCode.en, value }];
const localised = (name, english) => ({ name, type: 'localeString', nullable: true, label: label(english) });
const text = (name, english) => ({ name, type: 'string', nullable: true, label: label(english) });
const erpId = { ...text('erpId', 'Key in the ERP'), unique: true };

// In memory, by default one job every 200 ms: the search index would lag a minute behind a catalogue.
const queue = defaultConfig.jobQueueOptions.jobQueueStrategy;
queue.pollInterval = 5;

export const config = {
  defaultLanguageCode: LanguageCode.pl,
  apiOptions: {
    hostname: host,
    port,
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
    adminListQueryLimit: 1000,
    shopListQueryLimit: 100,
    cors: false,
  },
  authOptions: {
    tokenMethod: ['bearer', 'api-key'],
    requireVerification: false,
    superadminCredentials: { identifier: adminUser, password: adminPassword },
    adminApiKeyStrategy: new RandomBytesApiKeyStrategy({ hashingStrategy: hashing, lastUsedAtUpdateInterval: 60_000 }),
  },
  dbConnectionOptions: {
    type: 'postgres',
    url: process.env.SHOP_DATABASE_URL,
    poolSize: 40,
    synchronize: process.env.SHOP_SYNCHRONIZE === '1',
    logging: false,
  },
  jobQueueOptions: { jobQueueStrategy: queue },
  paymentOptions: { paymentMethodHandlers: [liveProvider] },
  importExportOptions: { importAssetsDir: path.join(data, 'import') },
  logger: new DefaultLogger({ level: LogLevel.Error, timestamp: false }),
  systemOptions: { telemetry: { enabled: false } },
  customFields: bare
    ? {}
    : {
        Product: [erpId, localised('seoTitle', 'SEO title'), localised('seoDescription', 'SEO description')],
        ProductVariant: [erpId, text('ean', 'EAN')],
        Collection: [erpId],
        Customer: [
          erpId,
          text('nip', 'Tax number (NIP)'),
          { name: 'marketingConsent', type: 'boolean', nullable: true, label: label('Agreed to marketing') },
          { name: 'marketingConsentAt', type: 'datetime', nullable: true, label: label('Asked at') },
        ],
        Address: [text('nip', 'Tax number (NIP)')],
        Order: [text('erpNumber', 'Order number in the ERP'), text('erpStatus', 'Order status in the ERP')],
      },
  plugins: [
    AssetServerPlugin.init({
      route: 'assets',
      assetUploadDir: path.join(data, 'assets'),
      assetUrlPrefix: `http://${host}:${port}/assets/`,
    }),
    DefaultSearchPlugin.init({ bufferUpdates: false, indexStockStatus: true }),
    ...(bare ? [] : [HubEventsPlugin]),
  ],
};

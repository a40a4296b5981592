/** Makes Medusa's tables in an empty database. */
const migrate = require('@medusajs/medusa/commands/db/migrate').default;

migrate({ directory: process.cwd(), skipLinks: false, skipScripts: true, executeAllLinks: true, executeSafeLinks: true });

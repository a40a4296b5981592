/** One running shop in the current folder. It ends with whoever started it. */
const start = require('@medusajs/medusa/commands/start').default;

process.on('disconnect', () => process.exit(0));
start({ directory: process.cwd(), host: '127.0.0.1', port: Number(process.env.SHOP_PORT), types: false });

/** Makes the shop's first administrator: nobody can be invited before there is one. */
const makeUser = require('@medusajs/medusa/commands/user').default;

makeUser({ directory: process.cwd(), email: process.env.SHOP_ADMIN_EMAIL, password: process.env.SHOP_ADMIN_PASSWORD });

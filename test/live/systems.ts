/** The real systems a story can be told on, by kind. Loaded only when asked for: each brings packages of its own. */
import type { Erp, Shop } from './hands.ts';

export interface ShopBoot {
  webhookUrl: string;
  webhookSecret: string;
  log(line: string): void;
}

export const erps: Record<string, (log: (line: string) => void) => Promise<Erp>> = {
  async odoo(log) {
    const { bootOdoo } = await import('./odoo/odoo.ts');
    return bootOdoo({ log });
  },
  async tryton(log) {
    const { bootTryton } = await import('./tryton/tryton.ts');
    const { trytonErp } = await import('./tryton/erp.ts');
    return trytonErp(await bootTryton({ log, port: Number(process.env.TRYTON_PORT ?? 8470) }));
  },
};

export const shops: Record<string, (boot: ShopBoot) => Promise<Shop>> = {
  async medusa(boot) {
    const { bootMedusa } = await import('./medusa/medusa.ts');
    return bootMedusa(boot);
  },
  async vendure(boot) {
    const { bootVendure } = await import('./vendure/vendure.ts');
    const { vendureShop } = await import('./vendure/hands.ts');
    return vendureShop(await bootVendure(boot), boot.webhookSecret);
  },
};

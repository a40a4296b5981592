/** A generated year of each ERP: what the hub is told about it, and its own database. Loaded only when asked for: each brings packages of its own. */
import { Client } from 'pg';
import type { HubSettings } from '../hands.ts';
import type { Row } from './figure.ts';

export interface Year {
  hubSettings: HubSettings;
  /** For `statements.ts`. */
  books: string;
  sql(text: string): Promise<Row[]>;
  stop(): Promise<void>;
}

type Boot = (count: number, log: (line: string) => void) => Promise<Year>;
export type ErpKind = 'odoo' | 'tryton';

const years: Record<ErpKind, Boot> = {
  async tryton(count, log) {
    const { bootTryton, openClerk } = await import('../tryton/tryton.ts');
    const { trytonBooks } = await import('./tryton.ts');
    const { tradeOddly } = await import('./trytonTrade.ts');
    const port = Number(process.env.TRYTON_PORT ?? 8740);
    const tryton = await bootTryton({ log, port });
    const database = await tryton.year(count);
    const call = openClerk(`${tryton.url}/${database}/`);
    await tradeOddly((method, ...params) => call({}, method, params));
    return {
      hubSettings: { KIND: 'tryton', URL: tryton.url, DATABASE: database, USER: tryton.user, PASSWORD: tryton.password },
      books: trytonBooks,
      async sql(text) {
        const client = new Client({ host: '127.0.0.1', port: port + 17_000, database, user: 'tryton' });
        await client.connect();
        try {
          return (await client.query(text)).rows;
        } finally {
          await client.end();
        }
      },
      stop: () => tryton.stop(),
    };
  },
  async odoo(count, log) {
    const { bootOdoo } = await import('../odoo/odoo.ts');
    const { odooBooks } = await import('./odoo.ts');
    const { tradeOddly } = await import('./odooTrade.ts');
    const odoo = await bootOdoo({ log, port: Number(process.env.ODOO_PORT ?? 8540) });
    const hubSettings = await odoo.year(count);
    const { clerk, sql } = odoo.database(hubSettings.DATABASE ?? '');
    await tradeOddly(clerk, sql);
    return {
      hubSettings,
      books: odooBooks,
      sql: (text) => sql<Row>(text),
      stop: () => odoo.stop(),
    };
  },
};

export const isErpKind = (name: string): name is ErpKind => name in years;
export const bootYear = (erp: ErpKind, ...boot: Parameters<Boot>): Promise<Year> => years[erp](...boot);

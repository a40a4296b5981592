/** Promotions, tax rules, exchange rates, what a channel sells by, secrets that tokens are signed with. */
import type { Kysely } from 'kysely';
import { addColumns, createTable } from './table.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(
    db,
    'promotion',
    {
      id: 'text',
      company_id: 'text',
      code: 'text',
      title: 'text',
      active: 'flag',
      starts_on: 'day?',
      ends_on: 'day?',
      coupon_codes: 'json',
      conditions: 'json',
      effect: 'json?',
      system_id: 'text',
      updated_at: 'at',
      as_of: 'at',
    },
    { key: ['id'], index: [['company_id', 'code', 'id']] },
  );
  await createTable(
    db,
    'tax_rule',
    {
      id: 'text',
      company_id: 'text',
      code: 'text',
      name: 'text',
      active: 'flag',
      automatic: 'flag',
      tax_id_required: 'flag',
      countries: 'json',
      reason: 'text',
      position: 'int',
      rates: 'json',
      system_id: 'text',
      updated_at: 'at',
    },
    { key: ['id'], index: [['company_id', 'position']] },
  );
  await createTable(
    db,
    'exchange_rate',
    { company_id: 'text', currency: 'text', day: 'day', rate: 'text', source: 'text', system_id: 'text' },
    { key: ['company_id', 'currency', 'day'] },
  );
  await addColumns(db, 'price', { rule_kind: 'text?' });
  // What a visitor of the channel buys by, where goods leave from, what it is written in; null = the company's own.
  await addColumns(db, 'channel', { price_list_code: 'text?', warehouse_codes: 'json?', languages: 'json?' });
  // The lowest price of a product on a channel's list: what lists are filtered and sorted by there. The default list's stands at the product.
  await createTable(
    db,
    'product_price',
    { price_list_id: 'text', product_id: 'text', lowest_micros: 'micros' },
    { key: ['price_list_id', 'product_id'], index: [['product_id']] },
  );
  await addColumns(db, 'system', { capabilities: 'json?' });
  await addColumns(db, 'company', { code: 'text?' });
  await createTable(db, 'secret', { name: 'text', value: 'text', created_at: 'at' }, { key: ['name'] });
}

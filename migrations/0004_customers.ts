/** Customers, their terms and credit, addresses. */
import type { Kysely } from 'kysely';
import { createTable } from './table.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(
    db,
    'customer',
    {
      id: 'text',
      company_id: 'text',
      number: 'text?',
      kind: 'text',
      name: 'text',
      email: 'text?',
      phone: 'text?',
      tax_id: 'text?',
      active: 'flag',
      groups: 'json',
      price_list_id: 'text?',
      discount_percent: 'text?',
      terms_code: 'text?',
      terms_name: 'text?',
      terms_days: 'int?',
      credit_limit_micros: 'micros?',
      credit_used_micros: 'micros',
      credit_overdue_micros: 'micros',
      credit_held_micros: 'micros',
      credit_currency: 'text?',
      credit_blocked: 'flag',
      credit_as_of: 'at?',
      search: 'text',
      sort_name: 'text',
      system_id: 'text?',
      version: 'int',
      created_at: 'at',
      updated_at: 'at',
      as_of: 'at',
    },
    {
      key: ['id'],
      index: [
        ['company_id', 'sort_name', 'id'],
        ['company_id', 'tax_id'],
        ['company_id', 'email'],
        ['company_id', 'updated_at', 'id'],
        ['company_id', 'number'],
      ],
    },
  );
  await createTable(
    db,
    'customer_address',
    {
      id: 'text',
      customer_id: 'text',
      label: 'text?',
      address: 'json',
      is_default_billing: 'flag',
      is_default_shipping: 'flag',
      active: 'flag',
      updated_at: 'at',
    },
    { key: ['id'], index: [['customer_id']] },
  );
}

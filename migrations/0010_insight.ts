/** Facts of what was sold and of what came back, rebuilt order by order as orders change; and how far that is. */
import type { Kysely } from 'kysely';
import { addColumns, createTable } from './table.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  // JSON of decimal texts in the company's currency: what handling an order, a line, a return costs.
  // And its loyalty programme.
  await addColumns(db, 'company', { handling: 'json?', loyalty: 'json?' });
  await createTable(
    db,
    'order_fact',
    {
      order_id: 'text',
      company_id: 'text',
      channel_id: 'text',
      origin: 'text',
      customer_id: 'text?',
      day: 'day',
      currency: 'text',
      cancelled: 'flag',
      lines: 'int',
      net_micros: 'micros',
      placed_at: 'at',
      shipped_at: 'at?',
      promised_on: 'day?',
    },
    {
      key: ['order_id'],
      index: [
        ['company_id', 'day', 'order_id'],
        ['customer_id', 'day', 'order_id'],
      ],
    },
  );
  await createTable(
    db,
    'sale_fact',
    {
      line_id: 'text',
      order_id: 'text',
      company_id: 'text',
      channel_id: 'text',
      origin: 'text',
      customer_id: 'text?',
      variant_id: 'text?',
      product_id: 'text?',
      sku: 'text',
      day: 'day',
      currency: 'text',
      units_micros: 'micros',
      net_micros: 'micros',
      discount_micros: 'micros',
      cost_micros: 'micros?',
      promotions: 'json?',
    },
    {
      key: ['line_id'],
      index: [['order_id'], ['company_id', 'day', 'line_id'], ['customer_id', 'day']],
    },
  );
  await createTable(
    db,
    'return_fact',
    {
      invoice_id: 'text',
      position: 'int',
      company_id: 'text',
      channel_id: 'text?',
      origin: 'text?',
      customer_id: 'text?',
      variant_id: 'text?',
      product_id: 'text?',
      sku: 'text?',
      day: 'day',
      currency: 'text',
      units_micros: 'micros',
      net_micros: 'micros',
    },
    {
      key: ['invoice_id', 'position'],
      index: [
        ['company_id', 'day', 'invoice_id'],
        ['customer_id', 'day'],
      ],
    },
  );
  // Everything that changed up to `reached_at` is in the facts; `built_at` is when they were last seen to be complete.
  await createTable(
    db,
    'fact_state',
    { company_id: 'text', fact: 'text', reached_at: 'at', reached_id: 'text', built_at: 'at' },
    { key: ['company_id', 'fact'] },
  );
}

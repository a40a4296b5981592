/** Suppliers, storage places, counts, alerts. */
import type { Kysely } from 'kysely';
import { addColumns, createTable } from './table.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'location', { parent_id: 'text?' });
  await addColumns(db, 'stock_level', { bins: 'json?' });
  await addColumns(db, 'incoming_delivery', { supplier_id: 'text?' });
  await createTable(
    db,
    'supplier',
    { id: 'text', company_id: 'text', name: 'text', sort_name: 'text', system_id: 'text', updated_at: 'at' },
    { key: ['id'], index: [['company_id', 'sort_name', 'id']] },
  );
  await createTable(
    db,
    'supplier_item',
    {
      id: 'text',
      supplier_id: 'text',
      variant_id: 'text',
      supplier_sku: 'text?',
      lead_time_days: 'int',
      min_quantity_micros: 'micros?',
      unit_net_micros: 'micros?',
      currency: 'text?',
      position: 'int',
      active: 'flag',
      updated_at: 'at',
    },
    { key: ['id'], index: [['variant_id', 'position'], ['supplier_id']] },
  );
  await createTable(
    db,
    'stock_alert',
    {
      id: 'text',
      company_id: 'text',
      kind: 'text',
      variant_id: 'text',
      location_id: 'text?',
      expected_on: 'day?',
      state: 'text',
      raised_at: 'at',
      closed_at: 'at?',
    },
    {
      key: ['id'],
      index: [
        ['company_id', 'state', 'raised_at', 'id'],
        ['variant_id', 'kind'],
      ],
    },
  );
  await createTable(
    db,
    'stock_count',
    {
      id: 'text',
      company_id: 'text',
      location_id: 'text',
      number: 'text',
      application: 'text',
      state: 'text',
      lines: 'json',
      counted_at: 'at',
      booked_at: 'at?',
    },
    { key: ['id'], index: [['company_id', 'counted_at', 'id']] },
  );
}

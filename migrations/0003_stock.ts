/** Locations, levels, holds, movements, expected deliveries. */
import type { Kysely } from 'kysely';
import { createTable } from './table.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(
    db,
    'location',
    {
      id: 'text',
      company_id: 'text',
      code: 'text',
      name: 'text',
      kind: 'text',
      active: 'flag',
      address: 'json?',
      system_id: 'text',
      updated_at: 'at',
    },
    { key: ['id'], unique: [['company_id', 'code']] },
  );
  // sellable = on_hand - reserved_in_erp - reserved_in_hub - safety_buffer; reserved_in_hub is the sum of the HELD reservation lines.
  await createTable(
    db,
    'stock_level',
    {
      id: 'text',
      variant_id: 'text',
      location_id: 'text',
      on_hand_micros: 'micros',
      reserved_in_erp_micros: 'micros',
      reserved_in_hub_micros: 'micros',
      safety_buffer_micros: 'micros',
      minimum_micros: 'micros?',
      maximum_micros: 'micros?',
      system_id: 'text',
      version: 'int',
      changed_at: 'at',
      as_of: 'at',
    },
    {
      key: ['id'],
      unique: [['variant_id', 'location_id']],
      index: [
        ['location_id', 'variant_id'],
        ['changed_at', 'id'],
      ],
    },
  );
  await createTable(
    db,
    'shop_stock',
    { system_id: 'text', variant_id: 'text', shown_micros: 'micros', held_micros: 'micros', as_of: 'at' },
    { key: ['system_id', 'variant_id'] },
  );
  await createTable(
    db,
    'reservation',
    {
      id: 'text',
      company_id: 'text',
      channel_id: 'text',
      application: 'text',
      idempotency_key: 'text',
      fingerprint: 'text',
      customer_id: 'text?',
      order_id: 'text?',
      state: 'text',
      expires_at: 'at?',
      version: 'int',
      created_at: 'at',
      updated_at: 'at',
    },
    { key: ['id'], unique: [['application', 'idempotency_key']], index: [['state', 'expires_at'], ['order_id'], ['created_at', 'id']] },
  );
  await createTable(
    db,
    'reservation_line',
    {
      id: 'text',
      reservation_id: 'text',
      variant_id: 'text',
      location_id: 'text?',
      requested_micros: 'micros',
      held_micros: 'micros',
      state: 'text',
      acknowledged_at: 'at?',
    },
    { key: ['id'], index: [['reservation_id'], ['variant_id', 'state'], ['state', 'acknowledged_at']] },
  );
  await createTable(
    db,
    'stock_movement',
    {
      id: 'text',
      company_id: 'text',
      variant_id: 'text',
      from_location_id: 'text?',
      to_location_id: 'text?',
      quantity_micros: 'micros',
      kind: 'text',
      document_number: 'text?',
      order_id: 'text?',
      occurred_at: 'at',
      recorded_at: 'at',
    },
    {
      key: ['id'],
      index: [
        ['variant_id', 'occurred_at', 'id'],
        ['occurred_at', 'id'],
      ],
    },
  );
  await createTable(
    db,
    'incoming_delivery',
    {
      id: 'text',
      variant_id: 'text',
      location_id: 'text',
      document_number: 'text',
      supplier_name: 'text?',
      quantity_micros: 'micros',
      expected_on: 'day?',
      originally_expected_on: 'day?',
      confidence: 'text',
      open: 'flag',
      updated_at: 'at',
    },
    {
      key: ['id'],
      index: [
        ['variant_id', 'open'],
        ['expected_on', 'id'],
      ],
    },
  );
}

/** What a company has beyond its terms: contacts, consents, loyalty, matches, merges. */
import type { Kysely } from 'kysely';
import { addColumns, createTable } from './table.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'customer', {
    tax_rule_id: 'text?',
    language: 'text?',
    sales_rep: 'json?',
    parent_id: 'text?',
    credit_open_orders_micros: 'micros?',
    credit_open_invoices_micros: 'micros?',
    merged_into_id: 'text?',
    // What the rules say of it, and on which day they were last asked.
    segments: 'json?',
    segmented_on: 'day?',
    erased_at: 'at?',
  });
  await createTable(
    db,
    'customer_contact',
    {
      id: 'text',
      customer_id: 'text',
      name: 'text',
      email: 'text?',
      phone: 'text?',
      role: 'text',
      order_limit_micros: 'micros?',
      order_limit_currency: 'text?',
      active: 'flag',
      updated_at: 'at',
    },
    { key: ['id'], index: [['customer_id'], ['email']] },
  );
  await createTable(
    db,
    'consent',
    { id: 'text', customer_id: 'text', purpose: 'text', granted: 'flag', source: 'text', occurred_at: 'at' },
    { key: ['id'], index: [['customer_id', 'purpose', 'occurred_at']] },
  );
  // Points in the ERP's card, or in the hub's own where the ERP keeps none (system_id null).
  await createTable(
    db,
    'loyalty_card',
    { id: 'text', customer_id: 'text', system_id: 'text?', points: 'int', expires_on: 'day?', as_of: 'at' },
    { key: ['id'], unique: [['customer_id']], index: [['expires_on']] },
  );
  // One entry a cause: `cause` is e.g. "earned <invoice>", so that what repeats changes nothing. PENDING until the invoice, then BOOKED, or CANCELLED.
  await createTable(
    db,
    'loyalty_entry',
    {
      id: 'text',
      customer_id: 'text',
      order_id: 'text?',
      cause: 'text',
      points: 'int',
      reason: 'text',
      state: 'text',
      operation_id: 'text?',
      comment: 'text?',
      occurred_at: 'at',
      updated_at: 'at',
    },
    { key: ['id'], unique: [['customer_id', 'cause']], index: [['customer_id', 'occurred_at', 'id'], ['order_id']] },
  );
  // How an account of a system was matched to a customer, and what else it could have been.
  await createTable(
    db,
    'customer_match',
    {
      company_id: 'text',
      customer_id: 'text?',
      system_id: 'text',
      external_id: 'text',
      account_external_id: 'text?',
      order_id: 'text?',
      state: 'text',
      rule: 'text',
      confidence: 'text',
      candidates: 'json',
      decided_at: 'at',
    },
    {
      key: ['system_id', 'external_id'],
      index: [['customer_id'], ['company_id', 'state', 'decided_at'], ['system_id', 'account_external_id']],
    },
  );
  await createTable(
    db,
    'customer_history',
    {
      id: 'text',
      customer_id: 'text',
      action: 'text',
      detail: 'json',
      actor: 'text',
      idempotency_key: 'text?',
      fingerprint: 'text?',
      occurred_at: 'at',
    },
    { key: ['id'], unique: [['actor', 'idempotency_key']], index: [['customer_id', 'occurred_at']] },
  );
}

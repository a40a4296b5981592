/** The ground: companies, channels, linked systems, bindings, cursors, the ledger, the outbox, the event log, leases, keys. */
import { type Kysely, sql } from 'kysely';
import { createTable } from './table.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'company', { id: 'text', name: 'text', country: 'text', currency: 'text', zone: 'text' }, { key: ['id'] });
  await createTable(
    db,
    'channel',
    { id: 'text', company_id: 'text', code: 'text', name: 'text', currency: 'text', language: 'text', prices_include_tax: 'flag' },
    { key: ['id'], unique: [['code']] },
  );
  await createTable(
    db,
    'system',
    {
      id: 'text',
      company_id: 'text',
      channel_id: 'text',
      code: 'text',
      role: 'text',
      kind: 'text',
      product: 'text',
      version: 'text?',
      write_class: 'text',
      zone: 'text',
      mode: 'text',
      state: 'text',
      problem: 'text?',
      sandbox: 'flag',
      go_live_at: 'at?',
      activated_at: 'at?',
      last_success_at: 'at?',
      created_at: 'at',
    },
    { key: ['id'], unique: [['code']] },
  );
  await createTable(
    db,
    'binding',
    {
      system_id: 'text',
      entity: 'text',
      external_id: 'text',
      id: 'text',
      content: 'text?',
      published: 'json?',
      created_at: 'at',
      seen_at: 'at',
    },
    { key: ['system_id', 'entity', 'external_id'], index: [['id', 'system_id']] },
  );
  await createTable(db, 'redirect', { id: 'text', into_id: 'text', created_at: 'at' }, { key: ['id'] });
  await createTable(
    db,
    'cursor',
    { system_id: 'text', entity: 'text', cursor: 'text?', pulled_at: 'at', swept_at: 'at?' },
    { key: ['system_id', 'entity'] },
  );
  await createTable(
    db,
    'sync_run',
    {
      id: 'text',
      system_id: 'text',
      entity: 'text',
      kind: 'text',
      state: 'text',
      started_at: 'at',
      finished_at: 'at?',
      read: 'int',
      changed: 'int',
      failed: 'int',
      total: 'int?',
      message: 'text?',
    },
    {
      key: ['id'],
      index: [
        ['started_at', 'id'],
        ['system_id', 'entity', 'started_at'],
      ],
    },
  );
  await createTable(
    db,
    'operation',
    {
      id: 'text',
      company_id: 'text',
      system_id: 'text?',
      kind: 'text',
      lane: 'text',
      application: 'text',
      mutation: 'text',
      idempotency_key: 'text',
      fingerprint: 'text',
      customer_id: 'text?',
      subject_id: 'text?',
      payload: 'json',
      state: 'text',
      attempts: 'int',
      accepted_at: 'at',
      sent_at: 'at?',
      acknowledged_at: 'at?',
      settled_at: 'at?',
      retry_at: 'at?',
      failure: 'text?',
      code: 'text?',
      message: 'text?',
      detail: 'text?',
      result: 'json?',
    },
    {
      key: ['id'],
      unique: [['application', 'mutation', 'idempotency_key']],
      index: [
        ['system_id', 'state', 'accepted_at'],
        ['accepted_at', 'id'],
        ['subject_id', 'accepted_at'],
        ['application', 'idempotency_key'],
      ],
    },
  );
  await createTable(
    db,
    'delivery',
    {
      id: 'text',
      system_id: 'text',
      kind: 'text',
      subject_id: 'text',
      state: 'text',
      attempts: 'int',
      version: 'int',
      sent_version: 'int',
      next_attempt_at: 'at?',
      first_failed_at: 'at?',
      failure: 'text?',
      message: 'text?',
      created_at: 'at',
      updated_at: 'at',
    },
    {
      key: ['id'],
      unique: [['system_id', 'kind', 'subject_id']],
      index: [
        ['system_id', 'state', 'next_attempt_at'],
        ['created_at', 'id'],
      ],
    },
  );
  await createTable(db, 'event_head', { id: 'int', epoch: 'text', position: 'at' }, { key: ['id'] });
  await createTable(
    db,
    'event',
    { position: 'at', topic: 'text', subject_id: 'text', company_id: 'text', customer_id: 'text?', payload: 'json', occurred_at: 'at' },
    { key: ['position'], index: [['topic', 'position'], ['occurred_at']] },
  );
  await createTable(db, 'lease', { name: 'text', holder: 'text', fence: 'int', until_at: 'at' }, { key: ['name'] });
  await createTable(
    db,
    'api_key',
    {
      id: 'text',
      name: 'text',
      role: 'text',
      hash: 'text',
      hint: 'text',
      scopes: 'json',
      company_id: 'text',
      channel_id: 'text',
      created_at: 'at',
      revoked_at: 'at?',
    },
    { key: ['id'], unique: [['hash']] },
  );
  await createTable(
    db,
    'delivery_method',
    {
      code: 'text',
      company_id: 'text',
      name: 'text',
      carrier: 'text?',
      net_micros: 'micros',
      tax_percent: 'text',
      pickup: 'flag',
      days_from: 'int',
      days_to: 'int',
      position: 'int',
    },
    { key: ['company_id', 'code'] },
  );
  await createTable(
    db,
    'payment_method',
    { code: 'text', company_id: 'text', name: 'text', terms: 'flag', position: 'int' },
    { key: ['company_id', 'code'] },
  );
  // The epoch changes with the database: a cursor of another database is refused, never misread.
  await sql`insert into event_head (id, epoch, position) values (1, ${crypto.randomUUID()}, 0)`.execute(db);
}

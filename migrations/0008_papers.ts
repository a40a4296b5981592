/** Papers and money: documents with files, invoices, payments received, payouts, returns, quotes, carts. */
import { type Kysely, sql } from 'kysely';
import { addColumns, createTable } from './table.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(
    db,
    'erp_paper',
    {
      id: 'text',
      company_id: 'text',
      order_id: 'text?',
      customer_id: 'text?',
      system_id: 'text',
      kind: 'text',
      number: 'text?',
      issued_on: 'day?',
      due_on: 'day?',
      net_micros: 'micros?',
      gross_micros: 'micros?',
      paid_micros: 'micros?',
      currency: 'text',
      corrects_id: 'text?',
      government_number: 'text?',
      has_file: 'flag',
      state: 'text',
      updated_at: 'at',
    },
    { key: ['id'], index: [['order_id'], ['customer_id', 'issued_on', 'id']] },
  );
  await sql`insert into erp_paper (id, company_id, order_id, customer_id, system_id, kind, number, issued_on, due_on, net_micros, gross_micros, paid_micros, currency, has_file, state, updated_at)
    select d.id, o.company_id, d.order_id, o.customer_id, coalesce((select min(b.system_id) from binding b where b.id = d.id and b.entity = 'documents'), ''), d.kind, d.number, d.issued_on, d.due_on, d.net_micros, d.gross_micros, d.paid_micros, d.currency, 0, d.state, d.updated_at
    from erp_document d join sales_order o on o.id = d.order_id`.execute(db);
  await db.schema.dropTable('erp_document').execute();
  await db.schema.alterTable('erp_paper').renameTo('erp_document').execute();
  // A printed paper is fetched by the worker when somebody asks, kept for a while, and let go. `content` is base64.
  await createTable(
    db,
    'document_file',
    {
      document_id: 'text',
      system_id: 'text',
      state: 'text',
      media_type: 'text?',
      name: 'text?',
      content: 'text?',
      message: 'text?',
      requested_at: 'at',
      fetched_at: 'at?',
    },
    { key: ['document_id'], index: [['system_id', 'state', 'requested_at']] },
  );
  await createTable(
    db,
    'invoice',
    {
      id: 'text',
      company_id: 'text',
      system_id: 'text',
      document_id: 'text',
      kind: 'text',
      side: 'text',
      number: 'text?',
      government_number: 'text?',
      customer_id: 'text?',
      party_name: 'text',
      corrects_id: 'text?',
      currency: 'text',
      issued_on: 'day?',
      due_on: 'day?',
      // Its parts where it falls due in several: [{ dueOn, gross, open }], amounts in micros as text.
      instalments: 'json?',
      net_micros: 'micros',
      tax_micros: 'micros',
      gross_micros: 'micros',
      open_micros: 'micros',
      state: 'text',
      version: 'int',
      updated_at: 'at',
      as_of: 'at',
    },
    {
      key: ['id'],
      unique: [['document_id']],
      index: [
        ['company_id', 'side', 'issued_on', 'id'],
        ['customer_id', 'issued_on', 'id'],
        ['company_id', 'number'],
      ],
    },
  );
  await createTable(
    db,
    'invoice_order',
    { invoice_id: 'text', order_id: 'text' },
    { key: ['invoice_id', 'order_id'], index: [['order_id']] },
  );
  await createTable(
    db,
    'invoice_line',
    {
      invoice_id: 'text',
      position: 'int',
      variant_id: 'text?',
      sku: 'text?',
      quantity_micros: 'micros',
      net_micros: 'micros',
      tax_micros: 'micros',
      tax_percent: 'text',
    },
    { key: ['invoice_id', 'position'] },
  );
  await createTable(
    db,
    'money_entry',
    {
      id: 'text',
      company_id: 'text',
      system_id: 'text',
      direction: 'text',
      customer_id: 'text?',
      day: 'day',
      amount_micros: 'micros',
      currency: 'text',
      reference: 'text',
      transaction_number: 'text?',
      state: 'text',
      match_state: 'text',
      order_id: 'text?',
      updated_at: 'at',
      as_of: 'at',
    },
    { key: ['id'], index: [['company_id', 'day', 'id'], ['company_id', 'match_state', 'day', 'id'], ['transaction_number']] },
  );
  await createTable(
    db,
    'money_match',
    { money_id: 'text', invoice_id: 'text', amount_micros: 'micros' },
    { key: ['money_id', 'invoice_id'], index: [['invoice_id']] },
  );
  await createTable(
    db,
    'payout',
    {
      id: 'text',
      company_id: 'text',
      provider: 'text',
      number: 'text',
      paid_on: 'day',
      amount_micros: 'micros',
      fee_micros: 'micros',
      currency: 'text',
      recorded_at: 'at',
    },
    { key: ['id'], unique: [['company_id', 'provider', 'number']], index: [['company_id', 'paid_on', 'id']] },
  );
  await createTable(
    db,
    'payout_item',
    {
      payout_id: 'text',
      transaction_number: 'text',
      amount_micros: 'micros',
      fee_micros: 'micros',
      order_id: 'text?',
      payment_id: 'text?',
      state: 'text',
    },
    { key: ['payout_id', 'transaction_number'], index: [['transaction_number']] },
  );
  await addColumns(db, 'fulfilment', { tracking_url: 'text?', is_return: 'flag' }, { is_return: 0 });
  // An order stands in this index only while the ERP’s figures do not contain its claim on credit.
  await sql`update sales_order set credit_acknowledged_at = null where credit_held_micros = 0`.execute(db);
  await db.schema.createIndex('sales_order_credit_acknowledged_at_index').on('sales_order').column('credit_acknowledged_at').execute();
  await addColumns(db, 'order_payment', { refund_of: 'text?' });
  // A cart that nobody touched for so long is abandoned; null = an hour.
  await addColumns(db, 'channel', { cart_idle_ms: 'at?' });
  await addColumns(
    db,
    'sales_order',
    {
      tax_rule_id: 'text?',
      tax_reason: 'text?',
      estimated: 'flag',
      discounts: 'json?',
      quote_id: 'text?',
      replaces_order_id: 'text?',
      reporting_currency: 'text?',
      reporting_rate: 'text?',
      reporting_source: 'text?',
      reporting_net_micros: 'micros?',
      reporting_gross_micros: 'micros?',
    },
    { estimated: 0 },
  );
  await createTable(
    db,
    'goods_return',
    {
      id: 'text',
      company_id: 'text',
      number: 'text',
      order_id: 'text',
      customer_id: 'text?',
      application: 'text?',
      idempotency_key: 'text?',
      fingerprint: 'text?',
      kind: 'text',
      state: 'text',
      comment: 'text?',
      answer: 'text?',
      resolution: 'text?',
      refund_micros: 'micros?',
      currency: 'text',
      credit_note_id: 'text?',
      credit_state: 'text',
      refund_state: 'text',
      replacement_order_id: 'text?',
      requested_at: 'at',
      decided_at: 'at?',
      received_at: 'at?',
      refunded_at: 'at?',
      version: 'int',
      updated_at: 'at',
    },
    {
      key: ['id'],
      unique: [['application', 'idempotency_key']],
      index: [['company_id', 'requested_at', 'id'], ['order_id'], ['customer_id', 'requested_at', 'id']],
    },
  );
  await createTable(
    db,
    'goods_return_line',
    {
      id: 'text',
      return_id: 'text',
      order_line_id: 'text',
      quantity_micros: 'micros',
      received_micros: 'micros',
      reason: 'text?',
      restocked: 'flag?',
    },
    { key: ['id'], index: [['return_id'], ['order_line_id']] },
  );
  await createTable(
    db,
    'quote',
    {
      id: 'text',
      company_id: 'text',
      channel_id: 'text',
      number: 'text?',
      application: 'text?',
      customer_id: 'text?',
      state: 'text',
      currency: 'text',
      valid_until: 'day?',
      note: 'text?',
      net_micros: 'micros',
      tax_micros: 'micros',
      gross_micros: 'micros',
      order_id: 'text?',
      order_external_id: 'text?',
      system_id: 'text?',
      version: 'int',
      requested_at: 'at',
      updated_at: 'at',
      as_of: 'at',
    },
    {
      key: ['id'],
      index: [
        ['company_id', 'requested_at', 'id'],
        ['customer_id', 'requested_at', 'id'],
        ['system_id', 'order_external_id'],
      ],
    },
  );
  await createTable(
    db,
    'quote_line',
    {
      id: 'text',
      quote_id: 'text',
      position: 'int',
      variant_id: 'text?',
      sku: 'text',
      title: 'text',
      quantity_micros: 'micros',
      unit_code: 'text',
      unit_net_micros: 'micros',
      unit_gross_micros: 'micros',
      discounts: 'json',
      tax_percent: 'text',
      net_micros: 'micros',
      tax_micros: 'micros',
      gross_micros: 'micros',
    },
    { key: ['id'], index: [['quote_id', 'position']] },
  );
  await createTable(
    db,
    'cart',
    {
      id: 'text',
      company_id: 'text',
      channel_id: 'text',
      system_id: 'text',
      customer_id: 'text?',
      email: 'text?',
      currency: 'text',
      lines: 'json',
      gross_micros: 'micros',
      state: 'text',
      order_id: 'text?',
      order_external_id: 'text?',
      created_at: 'at',
      updated_at: 'at',
      as_of: 'at',
    },
    { key: ['id'], index: [['company_id', 'updated_at', 'id'], ['customer_id'], ['system_id', 'order_external_id']] },
  );
}

/** Catalogue, localised text, price lists, prices and their history. */
import type { Kysely } from 'kysely';
import { createTable } from './table.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(
    db,
    'category',
    { id: 'text', company_id: 'text', parent_id: 'text?', slug: 'text', active: 'flag', updated_at: 'at' },
    { key: ['id'], unique: [['company_id', 'slug']], index: [['parent_id']] },
  );
  // The same field may be told by the ERP and by the shop; authority decides which one is served, the other stays as a shadow.
  await createTable(
    db,
    'localized_text',
    { entity_id: 'text', field: 'text', locale: 'text', source: 'text', value: 'text' },
    { key: ['entity_id', 'field', 'locale', 'source'] },
  );
  await createTable(
    db,
    'product',
    {
      id: 'text',
      company_id: 'text',
      slug: 'text',
      shop_slug: 'text?',
      brand: 'text?',
      kind: 'text',
      lifecycle: 'text',
      axes: 'json',
      search: 'text',
      sort_title: 'text',
      sort_price_micros: 'micros?',
      system_id: 'text',
      version: 'int',
      created_at: 'at',
      updated_at: 'at',
      as_of: 'at',
    },
    {
      key: ['id'],
      unique: [['company_id', 'slug']],
      index: [
        ['company_id', 'lifecycle', 'sort_title', 'id'],
        ['company_id', 'updated_at', 'id'],
        ['company_id', 'created_at', 'id'],
        ['company_id', 'shop_slug'],
        ['company_id', 'sort_price_micros', 'id'],
      ],
    },
  );
  await createTable(
    db,
    'product_category',
    { product_id: 'text', category_id: 'text' },
    { key: ['product_id', 'category_id'], index: [['category_id', 'product_id']] },
  );
  await createTable(
    db,
    'media',
    { owner_id: 'text', source: 'text', position: 'int', url: 'text', alt: 'text?', content_hash: 'text' },
    { key: ['owner_id', 'source', 'position'] },
  );
  await createTable(
    db,
    'parameter',
    {
      owner_id: 'text',
      product_id: 'text',
      code: 'text',
      position: 'int',
      label: 'json',
      kind: 'text',
      value: 'text',
      number_micros: 'micros?',
      unit_code: 'text?',
      display: 'text',
    },
    { key: ['owner_id', 'code'], index: [['code', 'value'], ['product_id']] },
  );
  await createTable(
    db,
    'variant',
    {
      id: 'text',
      product_id: 'text',
      company_id: 'text',
      sku: 'text',
      position: 'int',
      active: 'flag',
      unit_code: 'text',
      min_quantity_micros: 'micros',
      step_micros: 'micros',
      options: 'json',
      sales_units: 'json',
      tax_percent: 'text',
      system_id: 'text',
      version: 'int',
      updated_at: 'at',
      as_of: 'at',
    },
    { key: ['id'], unique: [['company_id', 'sku']], index: [['product_id', 'position']] },
  );
  await createTable(db, 'gtin', { gtin: 'text', variant_id: 'text' }, { key: ['gtin', 'variant_id'], index: [['variant_id']] });
  await createTable(
    db,
    'variant_cost',
    { variant_id: 'text', unit_micros: 'micros', currency: 'text', method: 'text', as_of: 'at' },
    { key: ['variant_id'] },
  );
  await createTable(
    db,
    'price_list',
    { id: 'text', company_id: 'text', code: 'text', name: 'text', currency: 'text', is_default: 'flag', active: 'flag', updated_at: 'at' },
    { key: ['id'] },
  );
  // valid_from and valid_to are '' when open, so that they can stand in the key.
  await createTable(
    db,
    'price',
    {
      variant_id: 'text',
      price_list_id: 'text',
      min_quantity_micros: 'micros',
      valid_from: 'day',
      valid_to: 'day',
      unit_net_micros: 'micros',
      rule: 'text?',
      as_of: 'at',
    },
    { key: ['variant_id', 'price_list_id', 'min_quantity_micros', 'valid_from', 'valid_to'] },
  );
  // What was asked of a customer and when: the lowest price of 30 days cannot be found out later.
  await createTable(
    db,
    'price_history',
    {
      variant_id: 'text',
      price_list_id: 'text',
      min_quantity_micros: 'micros',
      valid_from: 'day',
      valid_to: 'day',
      from_at: 'at',
      until_at: 'at?',
      unit_net_micros: 'micros',
    },
    { key: ['variant_id', 'price_list_id', 'min_quantity_micros', 'valid_from', 'valid_to', 'from_at'] },
  );
}

/** The order of a product in each of its categories, so that a page of one is read from an index however many products there are. */
import { type Kysely, sql } from 'kysely';
import { addColumns } from './table.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'product_category', { sort_title: 'text?', sort_price_micros: 'micros?' });
  await sql`update product_category set
    sort_title = (select product.sort_title from product where product.id = product_category.product_id),
    sort_price_micros = (select product.sort_price_micros from product where product.id = product_category.product_id)`.execute(db);
  for (const column of ['sort_title', 'sort_price_micros'])
    await db.schema
      .createIndex(`product_category_${column}_index`)
      .on('product_category')
      .columns(['category_id', column, 'product_id'])
      .execute();
}

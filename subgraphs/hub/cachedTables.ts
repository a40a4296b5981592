/**
 * Tables whose rows an answer may be kept with, and the columns that name whose row it is. What is read of any other table keeps an answer from
 * being remembered; what is written to these is told in the event log (`touched`), by the statement itself, so no store can forget it.
 *
 * Names are the database's own. A key column's value never changes in a row that stands; an update that sets one drops every key of that column.
 */
export const cachedTables: Readonly<Record<string, readonly string[]>> = {
  cart: ['id'],
  category: ['id'],
  channel: [],
  company: ['id'],
  consent: ['customer_id'],
  customer: ['id'],
  customer_address: ['customer_id'],
  customer_contact: ['customer_id', 'id'],
  delivery_method: [],
  erp_document: ['order_id', 'customer_id', 'id'],
  exchange_rate: [],
  fulfilment: ['order_id'],
  goods_return: ['order_id', 'id'],
  goods_return_line: ['return_id'],
  gtin: ['variant_id'],
  incoming_delivery: ['variant_id', 'id'],
  invoice: ['id', 'customer_id'],
  invoice_line: ['invoice_id'],
  invoice_order: ['invoice_id', 'order_id'],
  localized_text: ['entity_id'],
  location: ['id'],
  loyalty_card: ['customer_id'],
  loyalty_entry: ['customer_id'],
  media: ['owner_id'],
  order_event: ['order_id'],
  order_line: ['order_id'],
  order_payment: ['order_id'],
  parameter: ['product_id', 'owner_id'],
  payment_method: [],
  price: ['variant_id'],
  price_history: ['variant_id'],
  price_list: [],
  product: ['id'],
  product_category: ['product_id'],
  product_price: ['product_id'],
  promise: ['order_id'],
  promotion: [],
  quote: ['id'],
  quote_line: ['quote_id'],
  redirect: ['id'],
  reservation: ['id'],
  reservation_line: ['reservation_id', 'variant_id'],
  sales_order: ['id', 'customer_id'],
  stock_level: ['variant_id', 'id'],
  stock_movement: [],
  supplier: ['id'],
  supplier_item: ['variant_id'],
  tax_rule: [],
  variant: ['id', 'product_id', 'sku'],
  variant_cost: ['variant_id'],
};

/**
 * Tables that only say how fresh a copy is. They are written every few seconds without anything to tell; an answer made of them may say for so
 * long that it is older than it is, never younger.
 */
export const freshnessTables: Readonly<Record<string, number>> = { cursor: 30_000 };

/** More values of one column than this, in one statement or transaction, stand for the whole column. */
export const MOST_KEYS = 500;

/** An answer that read the table in a way no key describes. */
export const tableTag = (table: string): string => table;
/** Every answer that read rows of the table by this column. */
export const columnTag = (table: string, column: string): string => `${table}.${column}`;
/** Answers that read the rows of one key. */
export const rowTag = (table: string, column: string, value: string): string => `${table}.${column}=${value}`;

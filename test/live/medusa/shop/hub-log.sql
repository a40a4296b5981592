-- What a hub needs and Medusa lacks: a change log written in the shop's own transaction. Medusa's events live in memory, come after the commit and are lost
-- with the process; its updated_at stays where an image, a price of a price list, a capture or a refund changes. Rows do not lie: triggers write them down.
-- Installed once, by the shop's database owner; `drop schema hub cascade` takes all of it away again.
create schema hub;

-- The name of this history. Whoever restores or copies the database gives it a new one.
create table hub.epoch (
  name text not null default gen_random_uuid()::text,
  -- Changes below were forgotten: a reader from before must sweep.
  kept_from xid8 not null default pg_current_xact_id()
);
insert into hub.epoch default values;

-- One row a transaction and subject, however often it wrote. No names, no addresses: the log is not another copy of the shop.
create table hub.change (
  xid xid8 not null default pg_current_xact_id(),
  topic text not null,
  id text not null,
  at timestamptz not null default now(),
  primary key (xid, topic, id)
);
create index on hub.change (at);

-- Arguments: topic, the column that names the subject, and, where it names it indirectly, a query from $2 to the subject.
create function hub.note() returns trigger language plpgsql as $$
declare
  written jsonb;
  key text;
begin
  -- Both sides of an update: what moves from one parent to another touches two.
  foreach written in array case tg_op
    when 'INSERT' then array[to_jsonb(new)]
    when 'DELETE' then array[to_jsonb(old)]
    else array[to_jsonb(old), to_jsonb(new)]
  end
  loop
    key := written ->> tg_argv[1];
    continue when key is null;
    if tg_nargs = 2 then
      insert into hub.change (topic, id) values (tg_argv[0], key) on conflict do nothing;
    else
      execute format(
        'insert into hub.change (topic, id) select distinct $1, subject from (%s) found (subject) where subject is not null on conflict do nothing',
        tg_argv[2]) using tg_argv[0], key;
    end if;
  end loop;
  return null;
end $$;

create function hub.watch(watched text, topic text, key text, subject text default null) returns void language plpgsql as $$
begin
  execute format(
    'create trigger %I after insert or update or delete on %I for each row execute function hub.note(%s)',
    'hub_' || topic, watched,
    concat_ws(', ', quote_literal(topic), quote_literal(key), quote_literal(subject)));
end $$;

select hub.watch('product', 'product', 'id');
select hub.watch('product_variant', 'product', 'product_id');
select hub.watch('image', 'product', 'product_id');
select hub.watch('product_category_product', 'product', 'product_id');
select hub.watch('product_sales_channel', 'product', 'product_id');
select hub.watch('product_product_option', 'product', 'product_id');
select hub.watch('product_option', 'product', 'id', 'select product_id from product_product_option where product_option_id = $2');
select hub.watch('product_option_value', 'product', 'option_id', 'select product_id from product_product_option where product_option_id = $2');
select hub.watch('price', 'product', 'price_set_id',
  'select v.product_id from product_variant_price_set s join product_variant v on v.id = s.variant_id where s.price_set_id = $2');

select hub.watch('product_category', 'category', 'id');

select hub.watch('inventory_level', 'stock', 'inventory_item_id',
  'select variant_id from product_variant_inventory_item where inventory_item_id = $2');
select hub.watch('product_variant_inventory_item', 'stock', 'variant_id');

select hub.watch('customer', 'customer', 'id');
select hub.watch('customer_address', 'customer', 'customer_id');
select hub.watch('customer_group_customer', 'customer', 'customer_id');

select hub.watch('order', 'order', 'id');
select hub.watch('order_item', 'order', 'order_id');
select hub.watch('order_shipping', 'order', 'order_id');
select hub.watch('order_summary', 'order', 'order_id');
select hub.watch('order_transaction', 'order', 'order_id');
select hub.watch('order_fulfillment', 'order', 'order_id');
select hub.watch('fulfillment', 'order', 'id', 'select order_id from order_fulfillment where fulfillment_id = $2');
select hub.watch('fulfillment_label', 'order', 'fulfillment_id', 'select order_id from order_fulfillment where fulfillment_id = $2');
select hub.watch('order_address', 'order', 'id', 'select id from "order" where shipping_address_id = $2 or billing_address_id = $2');
select hub.watch('order_payment_collection', 'order', 'order_id');
select hub.watch('payment_collection', 'order', 'id', 'select order_id from order_payment_collection where payment_collection_id = $2');
select hub.watch('payment', 'order', 'payment_collection_id', 'select order_id from order_payment_collection where payment_collection_id = $2');
select hub.watch('capture', 'order', 'payment_id',
  'select o.order_id from payment p join order_payment_collection o on o.payment_collection_id = p.payment_collection_id where p.id = $2');
select hub.watch('refund', 'order', 'payment_id',
  'select o.order_id from payment p join order_payment_collection o on o.payment_collection_id = p.payment_collection_id where p.id = $2');

select hub.watch('return', 'return', 'id');
select hub.watch('return_item', 'return', 'return_id');

select hub.watch('cart', 'cart', 'id');
select hub.watch('cart_line_item', 'cart', 'cart_id');
select hub.watch('order_cart', 'cart', 'cart_id');

-- A kept seed ages: what lay in the future when it was made lies as far ahead again.
do $$
declare aged interval := current_date - (select value from ir_config_parameter where key = 'splot.seeded')::date;
begin
  update purchase_order_line set date_planned = date_planned + aged where qty_received < product_qty;
  update stock_move set date = date + aged where state not in ('done', 'cancel');
  update stock_picking set scheduled_date = scheduled_date + aged where state not in ('done', 'cancel');
  update product_pricelist_item set date_start = date_start + aged, date_end = date_end + aged where date_end is not null;
  update loyalty_program set date_from = date_from + aged, date_to = date_to + aged where date_to is not null;
  update sale_order set validity_date = validity_date + aged::interval where state in ('draft', 'sent') and validity_date is not null;
end $$;

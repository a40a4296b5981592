-- A dump carries the dates of the day it was made (the day of its first purchase). Whatever lies ahead moves by the days gone since.
do $$
declare age integer := (select current_date - min(purchase_date) from purchase_purchase);
begin
  if age > 0 then
    update stock_move set planned_date = planned_date + age where state in ('draft', 'assigned') and planned_date is not null;
    update stock_shipment_out set planned_date = planned_date + age where state in ('draft', 'waiting', 'assigned') and planned_date is not null;
    update purchase_line set delivery_date_store = delivery_date_store + age where delivery_date_store is not null;
    update product_price_list_line set start_date = start_date + age, end_date = end_date + age;
    update sale_promotion set start_date = start_date + age, end_date = end_date + age;
  end if;
end $$;

/** Stock levels by variant: Medusa lists them only item by item. By variant and location, after a place, so that a page never repeats or skips. */
const most = 1000;

module.exports.GET = async (req, res) => {
  const take = Math.min(Math.max(1, Number(req.query.limit) || most), most);
  const wanted = [req.query.variant_id ?? []].flat().map(String);
  const database = req.scope.resolve('__pg_connection__');
  const { rows } = await database.raw(
    `select p.variant_id, l.location_id, l.inventory_item_id, l.stocked_quantity::text as stocked, l.reserved_quantity::text as reserved
       from inventory_level l
       join product_variant_inventory_item p on p.inventory_item_id = l.inventory_item_id and p.deleted_at is null and p.required_quantity = 1
       join product_variant v on v.id = p.variant_id and v.deleted_at is null
      where l.deleted_at is null and (cardinality(?::text[]) = 0 or p.variant_id = any(?::text[]))
        and not exists (select from product_variant_inventory_item o where o.variant_id = p.variant_id and o.deleted_at is null and o.id <> p.id)
        and (p.variant_id, l.location_id) > (?::text, ?::text)
      order by p.variant_id, l.location_id limit ?`,
    [wanted, wanted, String(req.query.after_variant ?? ''), String(req.query.after_location ?? ''), take],
  );
  res.json({ inventory_levels: rows });
};

/**
 * Stock levels of these variants: Medusa lists them item by item only. Of variants that take one piece of one item each; a set of several has no level of its own.
 */
module.exports.GET = async (req, res) => {
  const database = req.scope.resolve('__pg_connection__');
  const { rows } = await database.raw(
    `select p.variant_id, l.location_id, l.inventory_item_id, l.stocked_quantity::text as stocked, l.reserved_quantity::text as reserved
       from inventory_level l
       join product_variant_inventory_item p on p.inventory_item_id = l.inventory_item_id and p.deleted_at is null and p.required_quantity = 1
       join product_variant v on v.id = p.variant_id and v.deleted_at is null
      where l.deleted_at is null and p.variant_id = any(?::text[])
        and not exists (select from product_variant_inventory_item o where o.variant_id = p.variant_id and o.deleted_at is null and o.id <> p.id)
      order by p.variant_id, l.location_id`,
    [[req.query.variant_id ?? []].flat().map(String)],
  );
  res.json({ inventory_levels: rows });
};

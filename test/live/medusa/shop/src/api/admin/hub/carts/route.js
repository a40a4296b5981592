/** Carts with their lines, open or bought: Medusa's Admin API has none. By id, after a place. */
const most = 500;
const fields = [
  ...['id', 'customer_id', 'email', 'currency_code', 'created_at', 'updated_at', 'completed_at', 'total', 'order.id'],
  ...['items.id', 'items.variant_sku', 'items.product_title', 'items.variant_title', 'items.quantity', 'items.total'],
];

module.exports.GET = async (req, res) => {
  const query = req.scope.resolve('query');
  const ids = [req.query.id ?? []].flat().map(String);
  const { data } = await query.graph({
    entity: 'cart',
    fields,
    filters: { id: ids.length > 0 ? ids : { $gt: String(req.query.after ?? '') } },
    pagination: { take: Math.min(Math.max(1, Number(req.query.limit) || most), most), skip: 0, order: { id: 'ASC' } },
  });
  res.json({ carts: data });
};

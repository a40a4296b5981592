/** Carts with their lines, open or bought: Medusa's Admin API has none. Of these ids, or all by id. */
const most = 500;
/** Totals come out right only where all they are made of is asked for. */
const fields = [
  ...['id', 'customer_id', 'email', 'currency_code', 'created_at', 'updated_at', 'total', 'order.id'],
  ...[
    'items.*',
    'items.tax_lines.*',
    'items.adjustments.*',
    'shipping_methods.*',
    'shipping_methods.tax_lines.*',
    'shipping_methods.adjustments.*',
  ],
];

module.exports.GET = async (req, res) => {
  const query = req.scope.resolve('query');
  const ids = [req.query.id ?? []].flat().map(String);
  const channels = [req.query.sales_channel_id ?? []].flat().map(String);
  const { data, metadata } = await query.graph({
    entity: 'cart',
    fields,
    filters: { ...(ids.length > 0 ? { id: ids } : {}), ...(channels.length > 0 ? { sales_channel_id: channels } : {}) },
    pagination: {
      take: Math.min(Math.max(1, Number(req.query.limit) || most), most),
      skip: Math.max(0, Number(req.query.offset) || 0),
      order: { id: 'ASC' },
    },
  });
  res.json({
    count: metadata?.count,
    carts: data.map(({ items, order, customer_id, email, currency_code, created_at, updated_at, id }) => ({
      ...{ id, customer_id, email, currency_code, created_at, updated_at },
      order_id: order?.id ?? null,
      items: items.map((item) => ({
        id: item.id,
        sku: item.variant_sku,
        title: item.product_title ?? item.title,
        quantity: item.raw_quantity ?? item.quantity,
        total: item.raw_total ?? item.total,
        updated_at: item.updated_at,
      })),
    })),
  });
};

/** The answers without any engine: what one writes by hand for exactly these three questions. */
import { levelsBySku, orderById, type ProductRow, priceBySku, productBySku, products, warehouses } from './data.ts';

interface Asked {
  operationName: string;
  variables: { first: number; offset: number; sku: string; id: string };
}

export function answerByHand({ operationName, variables }: Asked): unknown {
  if (operationName === 'List') {
    const { first, offset } = variables;
    return { data: { products: products.slice(offset, offset + first).map(cardOf) } };
  }
  if (operationName === 'Page') {
    const product = productBySku.get(variables.sku);
    return { data: { product: product ? pageOf(product) : null } };
  }
  const order = orderById.get(variables.id);
  return { data: { order: order ? orderOf(order) : null } };
}

const cardOf = (product: ProductRow) => ({
  sku: product.sku,
  title: product.title,
  images: product.images.map(({ url }) => ({ url })),
  price: priceBySku.get(product.sku) ?? null,
  stock: (levelsBySku.get(product.sku) ?? []).map(({ warehouse, available }) => ({ warehouse: { code: warehouse }, available })),
});

const pageOf = (product: ProductRow) => ({
  sku: product.sku,
  title: product.title,
  brand: product.brand,
  description: product.description,
  images: product.images.map(({ url, alt }) => ({ url, alt })),
  attributes: product.attributes.map(({ name, value }) => ({ name, value })),
  price: priceBySku.get(product.sku) ?? null,
  stock: (levelsBySku.get(product.sku) ?? []).map(({ warehouse: code, available }) => ({
    warehouse: { code, name: warehouses.get(code)?.name },
    available,
  })),
});

function orderOf(order: NonNullable<ReturnType<typeof orderById.get>>) {
  const { id, number, placedAt, status, customer, total } = order;
  return {
    id,
    number,
    placedAt,
    status,
    customer: { name: customer.name, email: customer.email },
    total,
    lines: order.lines.map(({ position, quantity, unitPrice, sku }) => {
      const product = productBySku.get(sku);
      return { position, quantity, unitPrice, product: product ? cardOf(product) : null };
    }),
  };
}

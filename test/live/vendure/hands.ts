/** Vendure as the stories need it: its visitor, through the shop's own API, and its administrator. */
import type { Shop, ShopAddress, ShopOrder } from '../hands.ts';
import pinned from './package.json' with { type: 'json' };
import type { Vendure } from './vendure.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers of a foreign API, each looked at in one place only.
type Data = any;

const gross = (cents: number) => (cents / 100).toFixed(2);

const ORDER = `id code state totalWithTax
  payments { state refunds { state total } }
  fulfillments { state trackingCode }`;

export function vendureShop(vendure: Vendure, webhookSecret: string): Shop {
  const ask = (query: string, variables?: Record<string, unknown>): Promise<Data> => vendure.admin(query, variables);

  async function order(id: string): Promise<ShopOrder> {
    const { order: found } = await ask(`query($id: ID!) { order(id: $id) { ${ORDER} } }`, { id });
    if (!found) throw new Error(`the shop has no order ${id}`);
    const payments: Data[] = found.payments ?? [];
    const parcels: Data[] = (found.fulfillments ?? []).filter((parcel: Data) => parcel.state !== 'Cancelled');
    const refunds = payments.flatMap((payment) => payment.refunds).filter((refund) => refund.state === 'Settled');
    return {
      id: found.id,
      number: found.code,
      gross: gross(found.totalWithTax),
      state: found.state,
      paid: payments.some((payment) => payment.state === 'Settled'),
      shipped: ['Shipped', 'PartiallyDelivered', 'Delivered'].includes(found.state),
      cancelled: found.state === 'Cancelled',
      refunded: gross(refunds.reduce((sum, refund) => sum + refund.total, 0)),
      trackingNumbers: parcels.flatMap((parcel) => parcel.trackingCode?.split(/[,;]\s*/).filter(Boolean) ?? []),
    };
  }

  async function variantsOf(skus: string[]): Promise<Data[]> {
    const { productVariants } = await ask(
      `query($s: [String!]!) { productVariants(options: { take: 1000, filter: { sku: { in: $s } } }) { items {
        id sku enabled priceWithTax options { code } stockLevels { stockOnHand stockAllocated } product { id enabled name } } } }`,
      { s: skus },
    );
    return productVariants.items;
  }

  return {
    kind: 'vendure',
    version: pinned.dependencies['@vendure/core'],
    hubSettings: { KIND: 'vendure', URL: vendure.adminApi, API_KEY: vendure.apiKey, WEBHOOK_SECRET: webhookSecret },
    // Nothing freezes it: a shop that hangs and one that is gone are the same to the hub here.
    pause: () => vendure.halt(),
    resume: () => vendure.resume(),
    kill: () => vendure.halt(),
    stop: () => vendure.stop(),

    async titles() {
      const { productVariants } = await ask('{ productVariants(options: { take: 1000 }) { items { sku product { name } } } }');
      return new Map(productVariants.items.map((item: Data) => [item.sku, item.product.name]));
    },
    async checkout({ lines, customer, address, payment, delivery, coupon }) {
      const more = { ...(delivery ? { delivery } : {}), ...(coupon ? { coupon } : {}) };
      return order((await vendure.checkout(lines, customer, address, payment, more)).id);
    },
    order,
    async stock(sku) {
      const [variant] = await variantsOf([sku]);
      if (!variant) throw new Error(`the shop does not have ${sku}`);
      return variant.stockLevels.reduce((sum: number, level: Data) => sum + level.stockOnHand - level.stockAllocated, 0);
    },
    async onSale(skus) {
      const shown = new Map<string, { title: string; axes: number; gross: string }>();
      const visitor = vendure.shopper();
      for (const variant of await variantsOf(skus)) {
        if (!variant.enabled || !variant.product.enabled) continue;
        const { product } = (await visitor.query('query($id: ID!) { product(id: $id) { variants { sku } } }', {
          id: variant.product.id,
        })) as Data;
        if (!product?.variants.some((one: Data) => one.sku === variant.sku)) continue;
        shown.set(variant.sku, { title: variant.product.name, axes: variant.options.length, gross: gross(variant.priceWithTax) });
      }
      return shown;
    },
    async abandonCart(lines, email) {
      const variants = new Map((await variantsOf(lines.map((line) => line.sku))).map((variant) => [variant.sku, variant.id]));
      const visitor = vendure.shopper();
      const { addItemsToOrder } = (await visitor.query(
        `mutation($i: [AddItemInput!]!) { addItemsToOrder(inputs: $i) { order { id } errorResults { ... on ErrorResult { message } } } }`,
        { i: lines.map(({ sku, quantity }) => ({ productVariantId: variants.get(sku), quantity })) },
      )) as Data;
      if (addItemsToOrder.errorResults.length) throw new Error(JSON.stringify(addItemsToOrder.errorResults));
      const { setCustomerForOrder } = (await visitor.query(
        `mutation($i: CreateCustomerInput!) { setCustomerForOrder(input: $i) { __typename ... on ErrorResult { message } } }`,
        { i: { firstName: 'Gość', lastName: 'Sklepu', emailAddress: email } },
      )) as Data;
      if (setCustomerForOrder.message) throw new Error(setCustomerForOrder.message);
      return addItemsToOrder.order.id;
    },
    async register({ email, firstName, lastName, phone, company, nip, address }) {
      const { createCustomer } = await ask(
        `mutation($i: CreateCustomerInput!) { createCustomer(input: $i, password: "splot-live") { ... on Customer { id } ... on ErrorResult { message } } }`,
        { i: { emailAddress: email, firstName, lastName, phoneNumber: phone, customFields: nip ? { nip } : {} } },
      );
      if (!createCustomer.id) throw new Error(createCustomer.message);
      const place: ShopAddress | undefined =
        address ?? (company ? { street: 'ul. Nowa 1', postalCode: '00-001', city: 'Warszawa' } : undefined);
      if (place)
        await ask('mutation($c: ID!, $i: CreateAddressInput!) { createCustomerAddress(customerId: $c, input: $i) { id } }', {
          c: createCustomer.id,
          i: {
            fullName: place.name ?? `${firstName} ${lastName}`,
            company: company ?? place.company ?? '',
            streetLine1: place.street,
            postalCode: place.postalCode,
            city: place.city,
            countryCode: 'PL',
            phoneNumber: place.phone ?? phone,
            defaultBillingAddress: true,
            defaultShippingAddress: true,
            ...(nip ? { customFields: { nip } } : {}),
          },
        });
      return createCustomer.id;
    },
  };
}

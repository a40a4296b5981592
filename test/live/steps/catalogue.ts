/** a: both catalogues are read and matched by SKU; the buy-box answers from the hub's own copy; prices are Tryton's own. */
import { check, type Data, same } from '../stage.ts';
import type { Step } from '../story.ts';
import { customerNamed } from './orders.ts';

const BUY_BOX = `query($sku: String!, $customer: ID!) {
  variant(sku: $sku) {
    sku
    product { title media(first: 1) { url } }
    price(for: { customerId: $customer, quantity: "12" }) { unitNet { amount } unitGross { amount } priceLevel provenance { servedFrom } }
    availability { status sellable { value } provenance { ageSeconds } }
    stockLevels { nodes { location { code } onHand { value } sellable { value } incoming { quantity { value } expectedOn } } }
  }
}`;

export const catalogue: Step = {
  letter: 'a',
  title: 'full import, buy-box without a call, 200 prices equal the ERP’s own',
  bound: 180,
  async run(stage) {
    await stage.hub.imported;
    const erpVariants = (await stage.erp(
      'product.product',
      [
        ['salable', '=', true],
        ['code', 'not like', 'DOST-%'],
      ],
      ['code'],
    )) as { id: number; code: string }[];
    const { productVariants } = (await stage.vendure.admin(
      '{ productVariants(options: { take: 1000 }) { items { sku product { name } } } }',
    )) as Data;
    const shopSkus = new Map<string, string>(productVariants.items.map((item: Data) => [item.sku, item.product.name]));
    const codes = erpVariants.map((variant) => variant.code);
    let known = 0;
    for (let i = 0; i < codes.length; i += 100) {
      const { variants } = await stage.ask(
        'query($s: [String!]) { variants(skus: $s) { sku product { title externalIds { systemId } } } }',
        { s: codes.slice(i, i + 100) },
      );
      for (const [j, variant] of variants.entries()) {
        check(variant?.sku === codes[i + j], `the hub knows ${codes[i + j]}`);
        known += 1;
      }
    }
    const shared = codes.find((code) => shopSkus.has(code) && code.startsWith('KUR'));
    check(shared, 'a jacket is in both systems');
    const party = await customerNamed(stage, 'Górski Świat sp. z o.o.');

    // With the ERP frozen and the shop down an answer can only come from the hub's own copy.
    await stage.tryton.pause();
    await stage.vendure.halt();
    const began = performance.now();
    const { variant } = await stage.ask(BUY_BOX, { sku: shared, customer: party.id });
    const alone = performance.now() - began;
    await stage.tryton.resume();
    await stage.vendure.resume();
    same(variant.product.title, shopSkus.get(shared), 'the title is the shop’s');
    check(variant.product.media[0]?.url, 'the image is the shop’s');
    check(variant.price.provenance.servedFrom === 'COPY' && variant.price.unitNet, 'the price comes from the hub’s copy');
    check(variant.stockLevels.nodes.length >= 2, 'availability by warehouse');

    const { incomingDeliveries } = await stage.ask(
      '{ incomingDeliveries(first: 5) { nodes { variant { sku } quantity { value } expectedOn location { code } } } }',
    );
    check(incomingDeliveries.nodes.length > 0 && incomingDeliveries.nodes[0].expectedOn, 'an incoming delivery with its day');
    const prices = await comparePrices(stage, erpVariants, 200);
    return `${known} variants of the ERP, ${shopSkus.size} of the shop; ${prices} prices equal; buy-box in ${alone.toFixed(0)} ms with both systems away`;
  },
};

async function comparePrices(stage: Parameters<Step['run']>[0], variants: { id: number; code: string }[], count: number): Promise<number> {
  const everybody = (await stage.erp('party.party', [], ['name', 'sale_price_list'])) as {
    id: number;
    name: string;
    sale_price_list: number | null;
  }[];
  const parties = everybody.filter((party) => party.sale_price_list !== null);
  const [company] = (await stage.erp('company.company', [], ['currency'])) as { id: number; currency: number }[];
  check(company && parties.length > 3, 'parties with price lists');
  const quantities = [1, 2, 5, 9, 10, 11, 24, 49, 50, 51, 99, 100, 250];
  const ids = new Map<string, string>();
  const today = new Date();
  let compared = 0;
  for (let i = 0; i < count; i += 1) {
    const party = parties[(i * 7 + 3) % parties.length];
    const variant = variants[(i * 31 + 5) % variants.length];
    const quantity = quantities[(i * 5 + 1) % quantities.length];
    if (!party || !variant || !quantity) continue;
    const customerId = ids.get(party.name) ?? (await customerNamed(stage, party.name)).id;
    ids.set(party.name, customerId);
    const [line] = await stage.tryton.rpc<Data[]>(
      'model.sale.line.on_change',
      {
        type: 'line',
        product: variant.id,
        quantity,
        taxes: [],
        '_parent_sale.company': company.id,
        '_parent_sale.party': party.id,
        '_parent_sale.currency': company.currency,
        '_parent_sale.price_list': party.sale_price_list,
        '_parent_sale.sale_date': { __class__: 'date', year: today.getFullYear(), month: today.getMonth() + 1, day: today.getDate() },
      },
      ['product', 'quantity'],
    );
    const { priceQuotes } = await stage.ask(
      'query($l: [PriceLineInput!]!, $c: ID!) { priceQuotes(lines: $l, for: { customerId: $c }) { unitNet { amount } } }',
      {
        l: [{ sku: variant.code, quantity: String(quantity) }],
        c: customerId,
      },
    );
    const ours = priceQuotes[0]?.unitNet.amount;
    const theirs = line?.unit_price;
    check(ours !== undefined && theirs != null, `${variant.code} has a price for ${party.name}`);
    check(Math.abs(Number(ours) - Number(theirs)) <= 1e-6, `${party.name}, ${quantity} × ${variant.code}: hub ${ours}, Tryton ${theirs}`);
    compared += 1;
  }
  return compared;
}

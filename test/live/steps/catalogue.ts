/** a: both catalogues are read and matched by SKU; the buy-box answers from the hub's own copy; prices are Tryton's own. */
import { check, type Stage, same } from '../stage.ts';
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
    const start = performance.now();
    await stage.hub.imported;
    const imported = (performance.now() - start) / 1000;
    const codes = await stage.erp.skus();
    const titles = await stage.shop.titles();
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
    const shared = codes.find((code) => titles.has(code) && code.startsWith('KUR'));
    check(shared, 'a jacket is in both systems');
    const party = await customerNamed(stage, 'Górski Świat sp. z o.o.');

    // With the ERP frozen and the shop down an answer can only come from the hub's own copy.
    await stage.erp.pause();
    await stage.shop.pause();
    const began = performance.now();
    const { variant } = await stage.ask(BUY_BOX, { sku: shared, customer: party.id });
    const alone = performance.now() - began;
    await stage.erp.resume();
    await stage.shop.resume();
    same(variant.product.title, titles.get(shared), 'the title is the shop’s');
    check(variant.product.media[0]?.url, 'the image is the shop’s');
    check(variant.price.provenance.servedFrom === 'COPY' && variant.price.unitNet, 'the price comes from the hub’s copy');
    check(variant.stockLevels.nodes.length >= 2, 'availability by warehouse');

    const { incomingDeliveries } = await stage.ask(
      '{ incomingDeliveries(first: 5) { nodes { variant { sku } quantity { value } expectedOn location { code } } } }',
    );
    check(incomingDeliveries.nodes.length > 0 && incomingDeliveries.nodes[0].expectedOn, 'an incoming delivery with its day');
    const prices = await comparePrices(stage, codes, 200);
    return `imported in ${imported.toFixed(0)} s; ${known} variants of the ERP, ${titles.size} of the shop; ${prices} prices equal; buy-box in ${alone.toFixed(0)} ms with both systems away`;
  },
};

/** What the hub asks equals what the ERP charges, for parties, variants and quantities spread over all of them. */
async function comparePrices(stage: Stage, skus: string[], count: number): Promise<number> {
  const parties = (await stage.erp.parties()).filter((party) => party.priceList !== undefined);
  check(parties.length > 3, 'parties with price lists');
  const quantities = [1, 2, 5, 9, 10, 11, 24, 49, 50, 51, 99, 100, 250];
  const ids = new Map<string, string>();
  for (let i = 0; i < count; i += 1) {
    const party = parties[(i * 7 + 3) % parties.length];
    const sku = skus[(i * 31 + 5) % skus.length];
    const quantity = quantities[(i * 5 + 1) % quantities.length];
    if (!party || !sku || !quantity) continue;
    const customerId = ids.get(party.name) ?? (await customerNamed(stage, party.name)).id;
    ids.set(party.name, customerId);
    const theirs = await stage.erp.price(party.name, sku, quantity);
    const { priceQuotes } = await stage.ask(
      'query($l: [PriceLineInput!]!, $c: ID!) { priceQuotes(lines: $l, for: { customerId: $c }) { regularNet { amount } } }',
      { l: [{ sku, quantity: String(quantity) }], c: customerId },
    );
    // Before promotions: the ERP applies those to an order, not to a price.
    const ours = priceQuotes[0]?.regularNet.amount;
    check(ours !== undefined, `${sku} has a price for ${party.name}`);
    check(Math.abs(Number(ours) - Number(theirs)) <= 1e-6, `${party.name}, ${quantity} × ${sku}: hub ${ours}, ERP ${theirs}`);
  }
  return count;
}

/** What a clerk sees and does in the catalogue. */
import type { Erp } from '../hands.ts';
import type { Clerk } from './client.ts';

type Hands = Pick<Erp, 'skus' | 'parties' | 'createParty' | 'price' | 'createProduct' | 'changeProduct' | 'archiveProduct'>;

export function catalogueHands(clerk: Clerk): Hands {
  const started = new Date().toISOString().slice(0, 19).replace('T', ' ');
  const partyId = async (name: string) => (await clerk.one('res.partner', [['name', '=', name], ['parent_id', '=', false]], [])).id; // biome-ignore format: one domain
  return {
    async skus() {
      const found = await clerk.search('product.product', [['is_storable', '=', true], ['sale_ok', '=', true], ['active', '=', true], ['default_code', '!=', false]], ['default_code']); // biome-ignore format: one domain
      return found.map((variant) => String(variant.default_code));
    },
    async parties() {
      // The seed's customers by their number, and whoever came since.
      const found = await clerk.search('res.partner', [['parent_id', '=', false], '|', ['ref', '=like', 'K0%'], ['create_date', '>', started]], ['name', 'property_product_pricelist']); // biome-ignore format: one domain
      const lists = new Map((await clerk.search('product.pricelist', [], ['name'])).map((list) => [list.id, String(list.name)]));
      return found.map((party) => ({ name: String(party.name), priceList: lists.get(Number(party.property_product_pricelist)) }));
    },
    async createParty({ name, taxId, email }) {
      const poland = await clerk.one('res.country', [['code', '=', 'PL']], []);
      const place = { street: 'ul. Długa 8', zip: '31-146', city: 'Kraków', country_id: poland.id };
      await clerk.create('res.partner', { name, email, vat: `PL${taxId}`, is_company: true, ...place });
    },
    /** As a sales person would see it: a new line in a sale that is not saved. */
    async price(partyName, sku, quantity) {
      const [partner, variant] = await Promise.all([partyId(partyName), clerk.one('product.product', [['default_code', '=', sku]], [])]);
      const [party] = await clerk.search('res.partner', [['id', '=', partner]], ['property_product_pricelist']);
      const answer = await clerk.call<{ value: { price_unit: number; discount?: number } }>('sale.order.line', 'onchange', {
        ids: [],
        values: { order_id: { partner_id: partner, pricelist_id: party?.property_product_pricelist, company_id: 1 }, product_id: variant.id, product_uom_qty: quantity },
        field_names: ['product_id', 'product_uom_qty'],
        fields_spec: { price_unit: {}, discount: {} },
      }); // biome-ignore format: one call
      // A field that stays as it is is not in the answer. Two numbers of two decimals: their product has four, and is exact in whole numbers.
      const [unit, percent] = [Math.round(answer.value.price_unit * 100), Math.round((answer.value.discount ?? 0) * 100)];
      return ((unit * (10_000 - percent)) / 1_000_000).toFixed(6).replace(/0{1,4}$/, '');
    },
    async createProduct({ code, name, listPrice }) {
      const attribute = async (label: string) => (await clerk.one('product.attribute', [['name', '=', label]], [])).id;
      const value = async (label: string, text: string) =>
        (await clerk.one('product.attribute.value', [['attribute_id.name', '=', label], ['name', '=', text]], [])).id; // biome-ignore format: one domain
      const line = async (label: string, ...texts: string[]) => [
        0,
        0,
        { attribute_id: await attribute(label), value_ids: [[6, 0, await Promise.all(texts.map((text) => value(label, text)))]] },
      ];
      const [tax] = await clerk.search('product.template', [['sale_ok', '=', true], ['is_storable', '=', true]], ['taxes_id', 'categ_id']); // biome-ignore format: one domain
      const id = await clerk.create('product.template', {
        name,
        type: 'consu',
        is_storable: true,
        list_price: Number(listPrice),
        taxes_id: [[6, 0, tax?.taxes_id]],
        categ_id: tax?.categ_id,
        invoice_policy: 'delivery',
        attribute_line_ids: [await line('Rozmiar', 'M', 'L'), await line('Kolor', 'Czerwony', 'Zielony')],
      });
      const variants = await clerk.search('product.product', [['product_tmpl_id', '=', id]], ['product_template_attribute_value_ids']);
      for (const variant of variants) {
        const chosen = await clerk.search(
          'product.template.attribute.value',
          [['id', 'in', variant.product_template_attribute_value_ids]],
          ['name', 'attribute_id'],
        );
        const words = chosen.map((one) => String(one.name).toUpperCase()).sort((a, b) => a.length - b.length);
        await clerk.write('product.product', [variant.id], { default_code: [code, ...words].join('-') });
      }
      return String(id);
    },
    async changeProduct(id, { name, listPrice }) {
      await clerk.write('product.template', [Number(id)], {
        ...(name === undefined ? {} : { name }),
        ...(listPrice === undefined ? {} : { list_price: Number(listPrice) }),
      });
    },
    async archiveProduct(id) {
      await clerk.call('product.template', 'action_archive', { ids: [Number(id)] });
    },
  };
}

/** Products and stock inside Tryton. */
import type { Erp } from '../hands.ts';
import type { Clerk, Row } from './clerk.ts';
import { date, decimal } from './tryton.ts';

type Goods = Pick<Erp, 'skus' | 'stock' | 'adjustStock' | 'createProduct' | 'changeProduct' | 'archiveProduct' | 'moveDelivery'>;

/** The warehouse that has, or will have, most of a product, and where goods lie in it. */
export async function fullestWarehouse(
  { find, rpcIn }: Pick<Clerk, 'find' | 'rpcIn'>,
  product: number,
): Promise<{ id: number; storage: number } | undefined> {
  const warehouses = await find('stock.location', [['type', '=', 'warehouse']], ['storage_location']);
  const held = await Promise.all(
    warehouses.map(async ({ id, storage_location }) => {
      const context = { locations: [storage_location], with_childs: true, stock_date_end: date('9999-12-31') };
      const [found] = await rpcIn<Row[]>(context, 'model.product.product.read', [product], ['quantity']);
      return { id: id as number, storage: storage_location as number, quantity: found.quantity as number };
    }),
  );
  return held.sort((a, b) => b.quantity - a.quantity)[0];
}

export function openGoods({ rpc, rpcIn, find, one, press }: Clerk): Goods {
  return {
    async skus() {
      const found = await find(
        'product.product',
        [
          ['salable', '=', true],
          ['type', '=', 'goods'],
        ],
        ['code'],
      );
      return found.map((product) => product.code);
    },
    async stock(sku) {
      const product = await one('product.product', [['code', '=', sku]], ['id']);
      const warehouses = await find('stock.location', [['type', '=', 'warehouse']], ['id']);
      const level = async (warehouse: number) => {
        const context = { locations: [warehouse], with_childs: true, stock_date_end: date('9999-12-31') };
        const [found] = await rpcIn<Row[]>(context, 'model.product.product.read', [product.id], ['quantity']);
        return found.quantity as number;
      };
      const levels = await Promise.all(warehouses.map((warehouse) => level(warehouse.id)));
      const onHand = levels.reduce((sum, quantity) => sum + quantity, 0);
      const leaving = await find(
        'stock.move',
        [
          ['product', '=', product.id],
          ['state', 'in', ['draft', 'assigned']],
          ['to_location.type', '=', 'customer'],
        ],
        ['internal_quantity'],
      );
      return { onHand, free: onHand - leaving.reduce((sum, move) => sum + move.internal_quantity, 0) };
    },
    async adjustStock(sku, difference) {
      const product = await one('product.product', [['code', '=', sku]], ['default_uom']);
      const [fullest, lost, company] = await Promise.all([
        fullestWarehouse({ find, rpcIn }, product.id),
        one('stock.location', [['type', '=', 'lost_found']], ['id']),
        one('company.company', [], ['currency']),
      ]);
      const way =
        difference < 0
          ? { from_location: fullest?.storage, to_location: lost.id }
          : { from_location: lost.id, to_location: fullest?.storage };
      const ids = await rpc<number[]>('model.stock.move.create', [
        {
          product: product.id,
          uom: product.default_uom,
          quantity: Math.abs(difference),
          company: company.id,
          currency: company.currency,
          ...way,
        },
      ]);
      await press('stock.move', ['do'], ids);
    },

    async createProduct({ code, name, listPrice }) {
      const model = await one(
        'product.template',
        [['code', '=', 'KUR-TATRY']],
        ['account_category', 'default_uom', 'attribute_set', 'categories', 'cost_price_method'],
      );
      const choices = ['m', 'l'].flatMap((rozmiar) => ['czerwony', 'zielony'].map((kolor) => ({ rozmiar, kolor })));
      const [made] = await rpc<number[]>('model.product.template.create', [
        {
          name,
          code,
          type: 'goods',
          default_uom: model.default_uom,
          salable: true,
          sale_uom: model.default_uom,
          list_price: decimal(listPrice),
          account_category: model.account_category,
          attribute_set: model.attribute_set,
          categories: [['add', model.categories]],
          products: [
            [
              'create',
              choices.map(({ rozmiar, kolor }) => ({ suffix_code: `-${rozmiar}-${kolor}`.toUpperCase(), attributes: { rozmiar, kolor } })),
            ],
          ],
        },
      ]);
      return String(made);
    },
    async changeProduct(id, { name, listPrice }) {
      const values = { ...(name ? { name } : {}), ...(listPrice ? { list_price: decimal(listPrice) } : {}) };
      await rpc('model.product.template.write', [Number(id)], values);
    },
    async archiveProduct(id) {
      const products = await find('product.product', [['template', '=', Number(id)]], ['id']);
      await rpc(
        'model.product.product.write',
        products.map((product) => product.id),
        { active: false },
      );
      await rpc('model.product.template.write', [Number(id)], { active: false });
    },
    async moveDelivery(sku, day) {
      const product = await one('product.product', [['code', '=', sku]], ['id']);
      const [first] = await rpc<Row[]>(
        'model.stock.move.search_read',
        [
          ['product', '=', product.id],
          ['state', '=', 'draft'],
          ['from_location.type', '=', 'supplier'],
        ],
        0,
        1,
        [['planned_date', 'ASC']],
        ['id'],
      );
      if (!first) throw new Error(`nothing is on its way for ${sku}`);
      await rpc('model.stock.move.write', [first.id], { planned_date: date(day) });
    },
  };
}

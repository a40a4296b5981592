/** What the three subgraphs and the hand-written handler read: 2,000 goods and 400 orders in memory, the same in every process. */
export interface Image {
  url: string;
  alt: string;
}
export interface ProductRow {
  sku: string;
  title: string;
  brand: string;
  description: string;
  images: Image[];
  attributes: { name: string; value: string }[];
}
export interface Money {
  amount: string;
  currency: string;
}
export interface LevelRow {
  warehouse: string;
  available: number;
}
export interface LineRow {
  position: number;
  sku: string;
  quantity: number;
  unitPrice: Money;
}
export interface OrderRow {
  id: string;
  number: string;
  placedAt: string;
  status: string;
  customer: { name: string; email: string };
  total: Money;
  lines: LineRow[];
}

export const PRODUCTS = 2_000;
export const ORDERS = 400;
export const LINES = 10;
const LEVELS = 5;

const nouns = ['Wiertarka udarowa', 'Szlifierka kątowa', 'Lampa biurkowa', 'Wkrętak akumulatorowy', 'Krzesło ogrodowe', 'Młotek ślusarski'];
const brands = ['Dębowiec', 'Wichura', 'Iskra', 'Gryf'];
const colours = ['czarny', 'zielony', 'żółty', 'grafitowy', 'czerwony'];
const cities = ['Warszawa', 'Łódź', 'Poznań', 'Gdańsk', 'Wrocław'];
const statuses = ['CONFIRMED', 'PICKING', 'SHIPPED'];

const pick = <T>(items: readonly T[], at: number): T => items[at % items.length] as T;
const zloty = (grosze: number): Money => ({ amount: (grosze / 100).toFixed(2), currency: 'PLN' });
const groszeOf = (product: number): number => 1_990 + ((product * 7_919) % 240_000);

export const skuOf = (product: number): string => `SKU-${String(product).padStart(5, '0')}`;
export const orderIdOf = (order: number): string => `ord_${String(order).padStart(5, '0')}`;

export const products: readonly ProductRow[] = Array.from({ length: PRODUCTS }, (_, i) => {
  const title = `${pick(nouns, i)} ${pick(brands, i * 3)} ${200 + ((i * 37) % 900)} W`;
  return {
    sku: skuOf(i),
    title,
    brand: pick(brands, i * 3),
    description: `${title}, kolor ${pick(colours, i)}. Do domu i warsztatu, dwa lata gwarancji, serwis w całej Polsce.`,
    images: [1, 2].map((n) => ({ url: `https://img.example/${skuOf(i).toLowerCase()}/${n}.webp`, alt: `${title}, zdjęcie ${n}` })),
    attributes: [
      { name: 'Kolor', value: pick(colours, i) },
      { name: 'Masa', value: `${1 + (i % 40) / 10} kg` },
      { name: 'Gwarancja', value: '24 miesiące' },
    ],
  };
});

export const productBySku: ReadonlyMap<string, ProductRow> = new Map(products.map((row) => [row.sku, row]));
export const priceBySku: ReadonlyMap<string, Money> = new Map(products.map(({ sku }, i) => [sku, zloty(groszeOf(i))]));
export const warehouses: ReadonlyMap<string, { code: string; name: string }> = new Map(
  cities.map((city, i) => [`W${i + 1}`, { code: `W${i + 1}`, name: `Magazyn ${city}` }]),
);
export const levelsBySku: ReadonlyMap<string, LevelRow[]> = new Map(
  products.map(({ sku }, i) => [
    sku,
    Array.from({ length: LEVELS }, (_, n) => ({ warehouse: `W${((i + n) % cities.length) + 1}`, available: (i * 13 + n * 29) % 120 })),
  ]),
);

export const orderById: ReadonlyMap<string, OrderRow> = new Map(
  Array.from({ length: ORDERS }, (_, i) => {
    const wanted = Array.from({ length: LINES }, (_line, n) => ({ product: (i * 31 + n * 173) % PRODUCTS, quantity: 1 + ((i + n) % 5) }));
    const order: OrderRow = {
      id: orderIdOf(i),
      number: `ZS/${2026}/${String(i + 1).padStart(5, '0')}`,
      placedAt: new Date(Date.UTC(2026, 0, 1 + (i % 300), i % 24)).toISOString(),
      status: pick(statuses, i),
      customer: { name: `Klient ${i + 1} sp. z o.o.`, email: `zakupy${i + 1}@klient.example` },
      total: zloty(wanted.reduce((sum, { product, quantity }) => sum + groszeOf(product) * quantity, 0)),
      lines: wanted.map(({ product, quantity }, n) => ({
        position: n + 1,
        sku: skuOf(product),
        quantity,
        unitPrice: zloty(groszeOf(product)),
      })),
    };
    return [order.id, order];
  }),
);

/** The goods the shop sells: four fifths of the ERP's, under the ERP's SKUs. The rest is for the hub to publish. */
import { readFileSync } from 'node:fs';

export interface SeedProduct {
  sku: string;
  name: string;
  nameEn?: string;
  /** Variants that share it are one product; without it the product has one variant. */
  group?: string;
  groupName?: string;
  groupNameEn?: string;
  /** Axis label → value label. */
  options?: Record<string, string>;
  category?: string;
  /** Percent: 23, 8, 5 or 0. */
  vat?: number;
  /** Gross, in grosz. */
  price?: number;
  stock?: number;
  ean?: string;
}

export function readProducts(): SeedProduct[] {
  const text = readFileSync(new URL('products.tsv', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((row) => row && !row.startsWith('#'));
  return rows.flatMap((row) => {
    const [code = '', name = '', nameEn = '', category = '', vat = '', price = '', axes = ''] = row.split('\t');
    const shared = { category, vat: Number(vat), price: Number(price) };
    if (!axes) return [{ sku: code, name, nameEn, ...shared }];
    return combinations(axes).map(({ codes, options }) => {
      const labels = Object.values(options).join(' ');
      const own = { sku: [code, ...codes].join('-'), name: `${name} ${labels}`, nameEn: `${nameEn} ${labels}` };
      return { ...own, group: code, groupName: name, groupNameEn: nameEn, options, ...shared };
    });
  });
}

/** `Rozmiar: M, L; Kolor: ZOLTY=Żółty` → every pair, as the end of the SKU and as labels. */
function combinations(axes: string): { codes: string[]; options: Record<string, string> }[] {
  let rows: { codes: string[]; options: Record<string, string> }[] = [{ codes: [], options: {} }];
  for (const axis of axes.split('; ')) {
    const [label = '', values = ''] = axis.split(': ');
    rows = rows.flatMap((row) =>
      values.split(', ').map((value) => {
        const [code = '', name = code] = value.split('=');
        return { codes: [...row.codes, code], options: { ...row.options, [label]: name } };
      }),
    );
  }
  return rows;
}

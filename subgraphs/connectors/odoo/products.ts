/** The catalogue: templates as products, their variants, choices as axes, single-valued attributes as technical parameters. */
import type { AxisRecord, LocalText, MediaRecord, ParameterRecord, ProductRecord, VariantRecord } from '../connector.ts';
import { idsIn, type Source } from './poll.ts';
import { type Reference, type ReferenceStore, rateOf } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { byId, flag, groupBy, id, idsOf, micros, number, numbers, present, type Row, some, someId, text } from './values.ts';

const templateFields = [
  'name',
  'active',
  'type',
  'is_storable',
  'sale_ok',
  'categ_id',
  'uom_id',
  'taxes_id',
  'description_sale',
  'attribute_line_ids',
  'product_variant_ids',
];
const variantFields = [
  'product_tmpl_id',
  'default_code',
  'barcode',
  'active',
  'lst_price',
  'standard_price',
  'product_template_attribute_value_ids',
  'combination_indices',
];

export interface CatalogueSettings {
  /** Language of the names, BCP 47; and the further ones of Odoo that are read too (`en=en_US`). */
  locale: string;
  languages: Map<string, string>;
  /** Name of the attribute that is the brand. */
  brandAttribute: string;
  /** Addresses of pictures by template id, when the stored procedure gives them. */
  pictures(templates: number[], signal: AbortSignal): Promise<Map<number, MediaRecord>>;
}

export function products(rpc: Rpc, references: ReferenceStore, settings: CatalogueSettings): Source<ProductRecord> {
  const ofLines = async (changed: Row[], signal: AbortSignal) =>
    idsOf(
      await rpc.search('product.template.attribute.line', [['attribute_id', 'in', idsIn('id')(changed)]], ['product_tmpl_id'], { signal }),
      'product_tmpl_id',
    );
  return {
    model: 'product.template',
    domain: async (signal) => [
      ['company_id', 'in', [false, (await references.get(signal)).company.id]],
      ['sale_ok', '=', true],
    ],
    pageSize: 200,
    watch: [
      { model: 'product.template', affects: idsIn('id') },
      { model: 'product.product', fields: ['product_tmpl_id'], affects: idsIn('product_tmpl_id') },
      { model: 'product.template.attribute.line', fields: ['product_tmpl_id'], affects: idsIn('product_tmpl_id') },
      { model: 'product.template.attribute.value', fields: ['product_tmpl_id'], affects: idsIn('product_tmpl_id') },
      { model: 'product.attribute', affects: ofLines },
    ],
    async load(ids, signal) {
      const reference = await references.get(signal);
      const inCompany = [
        ['id', 'in', ids],
        ['company_id', 'in', [false, reference.company.id]],
      ];
      const [templates, variants, lines, pictures, ...translated] = await Promise.all([
        rpc.search('product.template', inCompany, templateFields, { signal, order: 'id' }),
        rpc.search('product.product', [['product_tmpl_id', 'in', ids]], variantFields, { signal, order: 'id' }),
        rpc.search('product.template.attribute.line', [['product_tmpl_id', 'in', ids], ['active', '=', true]], ['product_tmpl_id', 'attribute_id', 'value_ids', 'product_template_value_ids'], { signal, order: 'sequence, id' }),
        settings.pictures(ids, signal),
        ...[...settings.languages].map(async ([locale, lang]) => ({
          locale,
          names: byId(await rpc.search('product.template', inCompany, ['name', 'description_sale'], { signal, context: { lang } })),
        })),
      ]); // biome-ignore format: one table a line
      const [attributes, values, chosen] = await Promise.all([
        rpc.read('product.attribute', idsOf(lines, 'attribute_id'), ['name', 'create_variant'], { signal }),
        rpc.read('product.attribute.value', idsOf(lines, 'value_ids'), ['name', 'html_color'], { signal }),
        rpc.read('product.template.attribute.value', idsOf(variants, 'product_template_attribute_value_ids'), ['attribute_id', 'product_attribute_value_id'], { signal }),
      ]); // biome-ignore format: one table a line
      const kin: Kin = { attributes: byId(attributes), values: byId(values), chosen: byId(chosen), reference, settings };
      const [linesOf, variantsOf] = [groupBy(lines, 'product_tmpl_id'), groupBy(variants, 'product_tmpl_id')];
      // A product none of whose variants has a code (a gift card, a deposit) is nothing to link.
      const coded = templates.filter((template) =>
        (variantsOf.get(number(template.id)) ?? []).some((variant) => some(variant.default_code)),
      );
      return coded.map((template) => {
        const key = number(template.id);
        const texts = (field: string): LocalText[] => [
          ...(some(template[field]) ? [{ locale: settings.locale, value: text(template[field]) }] : []),
          ...translated.flatMap(({ locale, names }) => {
            const value = some(names.get(key)?.[field]);
            return value ? [{ locale, value }] : [];
          }),
        ];
        return productOf(template, texts, linesOf.get(key) ?? [], variantsOf.get(key) ?? [], pictures.get(key), kin);
      });
    },
  };
}

interface Kin {
  attributes: Map<number, Row>;
  values: Map<number, Row>;
  chosen: Map<number, Row>;
  reference: Reference;
  settings: CatalogueSettings;
}

/** Odoo names its attributes for people: a stable code is made of the name. */
export const codeOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/g, 'l')
    .replace(/Ł/g, 'L')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

function productOf(
  template: Row,
  texts: (field: string) => LocalText[],
  lines: Row[],
  variants: Row[],
  picture: MediaRecord | undefined,
  kin: Kin,
): ProductRecord {
  const { attributes, settings } = kin;
  // What tells variants apart; everything else says how the thing is.
  const isAxis = (line: Row) =>
    attributes.get(number(line.attribute_id))?.create_variant !== 'no_variant' && numbers(line.value_ids).length > 1;
  const axes = lines.filter(isAxis).map((line) => axisOf(line, kin));
  const parameters = lines.filter((line) => !isAxis(line)).map((line) => parameterOf(line, kin));
  const brand = parameters.find((parameter) => parameter.code === codeOf(settings.brandAttribute))?.value;
  const onSale = flag(template.active) && flag(template.sale_ok);
  const axisIds = new Set(lines.filter(isAxis).map((line) => number(line.attribute_id)));
  return {
    externalId: id(template.id),
    active: onSale,
    kind: template.type === 'service' ? 'SERVICE' : template.type === 'combo' ? 'KIT' : axes.length ? 'VARIANTS' : 'SIMPLE',
    title: texts('name'),
    description: texts('description_sale'),
    categoryIds: someId(template.categ_id) ? [id(template.categ_id)] : [],
    axes,
    media: picture ? [picture] : [],
    parameters,
    variants: variants.flatMap((variant) => variantOf(template, variant, axisIds, onSale, kin)),
    ...present({ brand: brand?.kind === 'CHOICE' ? brand.label : brand?.kind === 'TEXT' ? brand.text : undefined }),
  };
}

function axisOf(line: Row, { attributes, values }: Kin): AxisRecord {
  const name = text(attributes.get(number(line.attribute_id))?.name);
  return {
    code: codeOf(name),
    name,
    values: numbers(line.value_ids).flatMap((key) => {
      const value = values.get(key);
      if (!value) return [];
      const label = text(value.name);
      return [{ code: codeOf(label), name: label, ...present({ swatch: some(value.html_color) }) }];
    }),
  };
}

function parameterOf(line: Row, { attributes, values, settings }: Kin): ParameterRecord {
  const name = text(attributes.get(number(line.attribute_id))?.name);
  const words = numbers(line.value_ids).map((key) => text(values.get(key)?.name));
  const value = words.join(', ');
  const label = [{ locale: settings.locale, value: name }];
  // "Waga (g)": what stands in brackets is the unit.
  const unit = /\(([^)]+)\)\s*$/.exec(name)?.[1];
  const plain = value.replace(',', '.');
  if (words.length === 1 && /^-?\d+(\.\d+)?$/.test(plain))
    return { code: codeOf(name), label, value: { kind: 'NUMBER', number: plain, ...present({ unitCode: unit }) } };
  if (/^(tak|nie)$/i.test(value)) return { code: codeOf(name), label, value: { kind: 'BOOLEAN', flag: /^tak$/i.test(value) } };
  return { code: codeOf(name), label, value: { kind: 'TEXT', text: value } };
}

function variantOf(template: Row, variant: Row, axisIds: Set<number>, onSale: boolean, kin: Kin): VariantRecord[] {
  const { reference, values, chosen, attributes } = kin;
  const sku = text(variant.default_code).trim();
  // Without a code there is nothing to link it by.
  if (!sku) return [];
  const options = numbers(variant.product_template_attribute_value_ids).flatMap((key) => {
    const choice = chosen.get(key);
    if (!choice || !axisIds.has(number(choice.attribute_id))) return [];
    return [{
      axis: codeOf(text(attributes.get(number(choice.attribute_id))?.name)),
      value: codeOf(text(values.get(number(choice.product_attribute_value_id))?.name)),
    }];
  }); // biome-ignore format: one option
  const { currency } = reference.company;
  return [
    {
      externalId: id(variant.id),
      sku,
      active: flag(variant.active) && onSale,
      gtins: some(variant.barcode) ? [text(variant.barcode)] : [],
      options,
      parameters: [],
      unitCode: reference.units.get(number(template.uom_id))?.code ?? 'PCE',
      salesUnits: [],
      cost: { unit: micros(variant.standard_price), currency, method: 'STANDARD' },
      listPrice: { unitNet: micros(variant.lst_price), currency },
      taxPercent: taxText(rateOf(reference, template.taxes_id)),
    },
  ];
}

const taxText = (rate: bigint) => (Number(rate) / 1e6).toString();

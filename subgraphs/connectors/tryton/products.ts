/** Products (templates) with their variants, axes, parameters, codes and images. */
import { createHash } from 'node:crypto';
import type { AxisRecord, MediaRecord, ParameterRecord, ProductRecord, VariantRecord } from '../connector.ts';
import { idsIn, type Source } from './poll.ts';
import { type Attribute, type Reference, type ReferenceStore, taxRate } from './reference.ts';
import type { Company, Rpc } from './rpc.ts';
import { flag, groupBy, id, micros, number, numbers, percent, present, type Row, row, rows, some, text } from './values.ts';

export interface CatalogueSettings {
  locale: string;
  /** Attributes that tell variants apart; empty = every choice attribute that differs within a product. */
  axes: string[];
  imageAttribute: string;
  brandAttribute: string;
}

const templateFields = [
  'name',
  'code',
  'active',
  'type',
  'salable',
  'categories',
  'default_uom',
  'sale_uom',
  'list_prices.list_price',
  'list_prices.company',
  'account_category',
  'cost_price_method',
];
const variantFields = [
  'template',
  'code',
  'active',
  'description',
  'attributes',
  'identifiers.type',
  'identifiers.code',
  'cost_prices.cost_price',
  'cost_prices.company',
];

export function products(rpc: Rpc, references: ReferenceStore, settings: CatalogueSettings): Source<ProductRecord> {
  const everything = () => {
    references.forget();
    return 'all' as const;
  };
  return {
    model: 'product.template',
    pageSize: 100,
    watch: [
      { model: 'product.template', affects: idsIn('id') },
      { model: 'product.product', fields: ['template'], affects: idsIn('template') },
      {
        model: 'product.identifier',
        fields: ['product.template'],
        affects: (changed) => numbers(changed.map((found) => row(found['product.']).template)),
      },
      { model: 'product.attribute', affects: everything },
      { model: 'account.tax', affects: everything },
    ],
    async load(ids, signal) {
      const [reference, company, templates, variants] = await Promise.all([
        references.get(signal),
        rpc.company(signal),
        rpc.read('product.template', ids, templateFields, { signal }),
        rpc.search('product.product', [['template', 'in', ids]], variantFields, { signal, order: [['id', 'ASC']] }),
      ]);
      const byTemplate = groupBy(variants, (variant) => number(variant.template));
      return templates.map((template) => product(template, byTemplate.get(number(template.id)) ?? [], reference, company, settings));
    },
  };
}

function product(template: Row, variants: Row[], reference: Reference, company: Company, settings: CatalogueSettings): ProductRecord {
  const { locale } = settings;
  const axes = findAxes(variants, reference, settings);
  const axisCodes = new Set(axes.map((axis) => axis.code));
  const records = variants.map((variant) => variantOf(variant, template, axisCodes, reference, company, settings));
  const [first] = variants;
  const description = some(variants.map((variant) => variant.description).find(some));
  return {
    externalId: id(template.id),
    active: flag(template.active) && flag(template.salable),
    kind: template.type === 'service' ? 'SERVICE' : variants.length > 1 ? 'VARIANTS' : 'SIMPLE',
    title: [{ locale, value: text(template.name) }],
    description: description ? [{ locale, value: description }] : [],
    categoryIds: numbers(template.categories).map(String),
    axes,
    media: [...new Map(records.flatMap((variant) => (variant.image ? [[variant.image.url, variant.image]] : []))).values()],
    parameters: shared(records),
    variants: records,
    ...present({ brand: first && some(row(first.attributes)[settings.brandAttribute]) }),
  };
}

function variantOf(
  variant: Row,
  template: Row,
  axes: Set<string>,
  reference: Reference,
  company: Company,
  settings: CatalogueSettings,
): VariantRecord {
  const { currency } = company;
  const unit = reference.units.get(number(template.default_uom));
  const salesUnit = reference.units.get(number(template.sale_uom));
  const attributes = Object.entries(row(variant.attributes)).filter(([, value]) => value !== null && value !== '');
  const named = new Set([settings.imageAttribute, settings.brandAttribute, ...axes]);
  const listPrice = own(rows(template['list_prices.']), company)?.list_price;
  const cost = own(rows(variant['cost_prices.']), company)?.cost_price;
  const image = media(row(variant.attributes)[settings.imageAttribute], text(template.name));
  const rate = taxRate(reference, reference.categoryTaxes.get(number(template.account_category)) ?? []);
  return {
    externalId: id(variant.id),
    sku: text(variant.code).trim(),
    active: flag(variant.active) && flag(template.active) && flag(template.salable),
    gtins: rows(variant['identifiers.'])
      .filter((found) => found.type === 'ean')
      .map((found) => text(found.code)),
    options: attributes.filter(([name]) => axes.has(name)).map(([axis, value]) => ({ axis, value: String(value) })),
    parameters: attributes
      .filter(([name]) => !named.has(name))
      .flatMap(([name, value]) => parameter(reference.attributes.get(name), value, settings.locale) ?? []),
    unitCode: unit?.code ?? 'PCE',
    salesUnits:
      unit && salesUnit && unit.id !== salesUnit.id
        ? [{ code: salesUnit.code, name: salesUnit.name, factor: String(Number((salesUnit.factor / unit.factor).toPrecision(12))) }]
        : [],
    ...present({
      image,
      quantityStep: unit ? micros(unit.rounding) : undefined,
      cost:
        cost === undefined || cost === null
          ? undefined
          : { unit: micros(cost), currency, method: text(template.cost_price_method).toUpperCase() },
      listPrice: listPrice === undefined || listPrice === null ? undefined : { unitNet: micros(listPrice), currency },
      taxPercent: rate === undefined ? undefined : percent(rate),
    }),
  };
}

/** Values by company; one without a company is everybody's. */
const own = (values: Row[], { id }: Company): Row | undefined =>
  values.find((value) => value.company === id) ?? values.find((value) => value.company === null);

/** An axis is a choice attribute whose value differs between the variants of one product, or what the settings name. */
function findAxes(variants: Row[], reference: Reference, settings: CatalogueSettings): AxisRecord[] {
  return [...reference.attributes.values()].flatMap((attribute) => {
    const values = [...new Set(variants.flatMap((variant) => some(row(variant.attributes)[attribute.name]) ?? []))];
    const chosen = settings.axes.length
      ? settings.axes.includes(attribute.name) && values.length > 0
      : attribute.kind === 'selection' && values.length > 1;
    if (!chosen) return [];
    const order = [...attribute.choices.keys()];
    values.sort((a, b) => order.indexOf(a) - order.indexOf(b));
    return [
      { code: attribute.name, name: attribute.label, values: values.map((code) => ({ code, name: attribute.choices.get(code) ?? code })) },
    ];
  });
}

function parameter(attribute: Attribute | undefined, value: unknown, locale: string): ParameterRecord | undefined {
  if (!attribute) return undefined;
  const named = { code: attribute.name, label: [{ locale, value: attribute.label }] };
  if (typeof value === 'boolean') return { ...named, value: { kind: 'BOOLEAN', flag: value } };
  if (attribute.kind === 'selection') {
    const code = String(value);
    return { ...named, value: { kind: 'CHOICE', code, label: attribute.choices.get(code) ?? code } };
  }
  if (typeof value === 'number' || attribute.kind === 'numeric') {
    const unitCode = /_(g|kg|l|ml|cm|mm|m|lm|c|mies|w|v)$/.exec(attribute.name)?.[1];
    return { ...named, value: { kind: 'NUMBER', number: String(value), ...present({ unitCode }) } };
  }
  return { ...named, value: { kind: 'TEXT', text: Array.isArray(value) ? value.join(', ') : String(value) } };
}

/** What all variants have in common says something about the product. */
function shared(variants: VariantRecord[]): ParameterRecord[] {
  const [first, ...others] = variants;
  const texts = others.map((variant) => new Set(variant.parameters.map((found) => JSON.stringify(found))));
  return (first?.parameters ?? []).filter((found) => texts.every((set) => set.has(JSON.stringify(found))));
}

function media(url: unknown, alt: string): MediaRecord | undefined {
  const found = some(url);
  if (!found || !/^https?:\/\//.test(found)) return undefined;
  return { url: found, alt, contentHash: createHash('sha256').update(found).digest('hex').slice(0, 32) };
}

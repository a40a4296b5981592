/** What resolvers get as their parent, one type for a GraphQL type. */

import type { Micros } from '#hub/money.ts';
import type { Connection } from '#hub/paging.ts';
import type { PriceQuote } from '#hub/pricing.ts';
import type {
  CategoryTable,
  ChannelTable,
  MediaTable,
  ParameterTable,
  ProductTable,
  PromotionTable,
  VariantCostTable,
  VariantTable,
} from '#hub/tables.ts';
import type { Search } from './search.ts';
import type { PriceContext } from './types.ts';

/** The `for` of the list a row was found through; used where a price inside has none of its own. */
interface ForBuyer {
  buyer?: PriceContext | undefined;
}

export type ChannelRow = ChannelTable;
export type CategoryRow = CategoryTable;
export type ProductRow = Omit<ProductTable, 'search'> & ForBuyer;
export type VariantRow = VariantTable & ForBuyer;
export type MediaRow = Omit<MediaTable, 'ownerId' | 'source'>;
export type ProductParameterRow = ParameterTable;
export type ParameterValueRow = ParameterTable;
export type TextValueRow = ParameterTable;
export type NumberValueRow = ParameterTable;
export type BooleanValueRow = ParameterTable;
export type ChoiceValueRow = ParameterTable;
export type VariantCostRow = VariantCostTable;
export type PriceQuoteRow = PriceQuote;

export interface PriceRangeRow {
  from: PriceQuote;
  to: PriceQuote;
}

export type ProductConnectionRow = Connection<ProductRow> & { search: Search };
export type VariantConnectionRow = Connection<VariantRow> & { totalCount: number };

export type PromotionRow = PromotionTable;
export type PromotionConnectionRow = Connection<PromotionRow> & { totalCount: number };

/** `row` is the variant as it was when the stream began. */
export interface PriceChangedRow {
  __typename: 'PriceChanged';
  row: VariantRow;
  price: PriceQuote | null;
  previous: { unitNet: Micros; currency: string } | null;
  occurredAt: number;
  cursor?: string;
}

export interface LocalLabel {
  locale: string;
  value: string;
}

export interface FacetRow {
  code: string;
  labels: LocalLabel[];
  kind: 'CATEGORY' | 'BRAND' | 'PRICE' | 'AVAILABILITY' | 'PARAMETER';
  values: { value: string; label: string; count: number; selected: boolean }[];
  min: string | null;
  max: string | null;
}

/** Lines as a client names them, matched to variants: for an order, a preview and a question for an offer alike. Every mistake is told with its path. */
import type { Db } from '#hub/database.ts';
import { type UserErrorBody, userError } from '#hub/errors.ts';
import { formatQuantity, type Micros, micros, ONE, times } from '#hub/money.ts';
import { findOrderedVariants, type OrderedVariant } from './draftStore.ts';
import type { LineInput } from './types.ts';

/** More lines than this are a file, not an order. */
export const MOST_LINES = 500;

export interface WantedLine<I extends LineInput> {
  index: number;
  input: I;
  /** Absent when it is unknown or off sale; then there is an error. */
  variant: OrderedVariant | undefined;
  /** Stock units; units as given while the variant is unknown. */
  quantity: Micros;
  errors: UserErrorBody[];
}

/** In the order of the input. */
export async function matchLines<I extends LineInput>(db: Db, companyId: string, lines: readonly I[]): Promise<WantedLine<I>[]> {
  const variants = await findOrderedVariants(db, companyId, {
    ids: lines.flatMap((line) => line.variantId ?? []),
    skus: lines.flatMap((line) => (line.variantId == null && line.sku ? [line.sku] : [])),
  });
  const byId = new Map(variants.map((variant) => [variant.id, variant]));
  const bySku = new Map(variants.map((variant) => [variant.sku, variant]));
  return lines.map((input, index) => {
    const variant = input.variantId != null ? byId.get(input.variantId) : input.sku ? bySku.get(input.sku) : undefined;
    return checkLine(input, variant, index);
  });
}

function checkLine<I extends LineInput>(input: I, variant: OrderedVariant | undefined, index: number): WantedLine<I> {
  const path = ['input', 'lines', String(index)];
  const errors: UserErrorBody[] = [];
  const complain = (...parameters: Parameters<typeof userError>) => errors.push(userError(...parameters));
  const name = input.variantId == null ? 'sku' : 'variantId';
  if (input.variantId == null && !input.sku) complain('REQUIRED', 'A line names a sku or a variantId.', [...path, 'sku']);
  else if (!variant) complain('NOT_FOUND', `No product with this ${name}.`, [...path, name]);
  else if (!variant.active) complain('NOT_SOLD_TO_YOU', `${variant.sku} is not on sale.`, [...path, name]);
  const factor = variant?.factors.get(input.unitCode ?? variant.unitCode);
  if (variant && factor === undefined) complain('INVALID', `${variant.sku} is not sold in this unit.`, [...path, 'unitCode']);
  const quantity = times(micros(input.quantity), factor ?? ONE);
  const field = [...path, 'quantity'];
  if (quantity <= 0n) complain('INVALID', 'A quantity must be above zero.', field);
  else if (variant && quantity < variant.minQuantity)
    complain('BELOW_MINIMUM', `At least ${formatQuantity(variant.minQuantity)} of ${variant.sku}.`, field);
  else if (variant && variant.step > 0n && quantity % variant.step !== 0n)
    complain('WRONG_MULTIPLE', `Only multiples of ${formatQuantity(variant.step)} of ${variant.sku}.`, field);
  return { index, input, variant: variant?.active ? variant : undefined, quantity, errors };
}

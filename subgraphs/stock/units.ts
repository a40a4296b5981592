/** Quantities as clients write them, in stock units. */
import { failure } from '#hub/errors.ts';
import { type Micros, micros, ONE, times } from '#hub/money.ts';
import type { RequestContext } from './context.ts';
import type { AvailabilityRow } from './mappers.ts';
import type { VariantInfo } from './store.ts';
import type { AvailabilityContext } from './types.ts';

/** Undefined when the variant is not counted in this unit. */
export function inStockUnits(variant: VariantInfo, quantity: Micros, unitCode: string | null | undefined): Micros | undefined {
  if (unitCode == null || unitCode === variant.unitCode) return quantity;
  const units = JSON.parse(variant.salesUnits) as { code: string; factor: string }[];
  const factor = units.find((unit) => unit.code === unitCode)?.factor;
  return factor === undefined ? undefined : times(quantity, micros(factor));
}

/** The availability of a variant in a context; null for a variant that is not there. */
export async function availabilityFor(
  { loaders }: RequestContext,
  variantId: string,
  asked: AvailabilityContext | null | undefined,
  locationId: string | null | undefined = asked?.locationId,
): Promise<AvailabilityRow | null> {
  const variant = await loaders.variant.load(variantId);
  if (!variant) return null;
  const quantity = asked?.quantity == null ? ONE : micros(asked.quantity);
  if (quantity <= 0n) throw failure('BAD_USER_INPUT', 'A quantity must be above zero.');
  const wanted = inStockUnits(variant, quantity, asked?.unitCode);
  if (wanted === undefined) throw failure('BAD_USER_INPUT', `This variant is not sold by the unit ${asked?.unitCode}.`);
  const availability = await loaders.availability(locationId ?? undefined).load(variantId);
  return availability && { ...availability, wanted };
}

/** Their articles to our variants. */
import { bind, resolveIds } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';

/** Stock may be told before its product is: then the id is minted now, and the product takes it when it comes. */
export async function variantIdsOf(trx: Trx, systemId: string, externalIds: readonly string[], now: number): Promise<Map<string, string>> {
  const known = await resolveIds(trx, systemId, 'variants', externalIds);
  const minted = [...new Set(externalIds)]
    .filter((externalId) => !known.has(externalId))
    .map((externalId) => ({ externalId, id: newId('variant') }));
  await bind(trx, systemId, 'variants', minted, now);
  for (const { externalId, id } of minted) known.set(externalId, id);
  return known;
}

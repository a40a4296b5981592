/** Small answers that several types give alike. */
import type { RequestContext } from './context.ts';
import type { MediaRow } from './mappers.ts';
import type { Provenance } from './types.ts';

export function provenanceOf(row: { systemId: string; asOf: number }, context: RequestContext): Provenance {
  const { systemId, asOf } = row;
  return { systemId, asOf, ageSeconds: context.reads.age(asOf), servedFrom: 'COPY' };
}

/** The shop's pictures when it has its own, else the ERP's. */
export async function mediaOf(ownerId: string, context: RequestContext): Promise<MediaRow[]> {
  const rows = await context.loaders.media.load(ownerId);
  const shops = rows.filter((row) => row.source === 'shop');
  return shops.length ? shops : rows;
}

export async function externalIdsOf(id: string, context: RequestContext) {
  const rows = await context.loaders.externalIds.load(id);
  return rows.map(({ systemId, kind, value }) => ({ systemId, kind: kindOf[kind] ?? kind, value }));
}

const kindOf: Record<string, string> = { products: 'product', variants: 'variant', categories: 'category' };

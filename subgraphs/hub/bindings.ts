/** Their id ↔ ours. Minted at the first sight of a thing; survives a rebuild. */
import type { Entity } from '#connectors/connector.ts';
import type { Db, Trx } from './database.ts';
import { type IdKind, newId } from './id.ts';

/** What a binding is of; wider than what can be pulled, because a product page carries variants and a party addresses. */
export type BoundEntity = Entity | 'variants' | 'addresses' | 'fulfilments' | 'documents' | 'payments' | 'supplierParties' | 'contacts';

export interface Binding {
  externalId: string;
  id: string;
  /** Fingerprint of the record last applied: an unchanged record is skipped. */
  content: string | null;
  /** JSON of what the hub last wrote there, by field: tells our echo from their change. */
  published: string | null;
}

export async function findBindings(
  db: Db,
  systemId: string,
  entity: BoundEntity,
  externalIds: readonly string[],
): Promise<Map<string, Binding>> {
  const found = new Map<string, Binding>();
  for (let i = 0; i < externalIds.length; i += 500) {
    const rows = await db
      .selectFrom('binding')
      .select(['externalId', 'id', 'content', 'published'])
      .where('systemId', '=', systemId)
      .where('entity', '=', entity)
      .where('externalId', 'in', externalIds.slice(i, i + 500))
      .execute();
    for (const row of rows) found.set(row.externalId, row);
  }
  return found;
}

/** Our ids of their ids; an unknown one is left out, a customer that was merged is the one that stays. */
export async function resolveIds(
  db: Db,
  systemId: string,
  entity: BoundEntity,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const bindings = await findBindings(db, systemId, entity, [...new Set(externalIds)]);
  const ids = new Map([...bindings].map(([externalId, binding]) => [externalId, binding.id]));
  if (entity !== 'parties' || !ids.size) return ids;
  const into = await redirectsOf(db, [...ids.values()]);
  return new Map([...ids].map(([externalId, id]) => [externalId, into.get(id) ?? id]));
}

/** Ids that were merged, and what they answer as now. */
export async function redirectsOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let i = 0; i < ids.length; i += 500) {
    const rows = await db
      .selectFrom('redirect')
      .select(['id', 'intoId'])
      .where('id', 'in', ids.slice(i, i + 500))
      .execute();
    for (const row of rows) found.set(row.id, row.intoId);
  }
  return found;
}

/** Their ids of our ids in one system. */
export async function externalIdsOf(db: Db, systemId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let i = 0; i < ids.length; i += 500) {
    const rows = await db
      .selectFrom('binding')
      .select(['id', 'externalId'])
      .where('systemId', '=', systemId)
      .where('id', 'in', ids.slice(i, i + 500))
      .execute();
    for (const row of rows) found.set(row.id, row.externalId);
  }
  return found;
}

/** Every binding of the given ids, for `externalIds` fields. */
export async function bindingsOf(db: Db, ids: readonly string[]): Promise<{ id: string; systemId: string; kind: string; value: string }[]> {
  if (!ids.length) return [];
  const rows = await db
    .selectFrom('binding')
    .select(['id', 'systemId', 'entity', 'externalId'])
    .where('id', 'in', ids)
    .orderBy('createdAt')
    .execute();
  return rows.map((row) => ({ id: row.id, systemId: row.systemId, kind: row.entity, value: row.externalId }));
}

/** Binds, or notes that the record was seen with this content. */
export async function bind(
  trx: Trx,
  systemId: string,
  entity: BoundEntity,
  rows: readonly { externalId: string; id: string; content?: string | null; published?: string | null }[],
  at: number,
): Promise<void> {
  for (let i = 0; i < rows.length; i += 100)
    await trx
      .insertInto('binding')
      .values(
        rows.slice(i, i + 100).map((row) => ({
          systemId,
          entity,
          externalId: row.externalId,
          id: row.id,
          content: row.content ?? null,
          published: row.published ?? null,
          createdAt: at,
          seenAt: at,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['systemId', 'entity', 'externalId']).doUpdateSet((eb) => ({
          id: eb.ref('excluded.id'),
          content: eb.fn.coalesce('excluded.content', 'binding.content'),
          published: eb.fn.coalesce('excluded.published', 'binding.published'),
          seenAt: eb.ref('excluded.seenAt'),
        })),
      )
      .execute();
}

/** Our id for their id: the bound one, or a new one (not bound yet: call {@link bind} in the same transaction). */
export const idFor = (bindings: Map<string, Binding>, externalId: string, kind: IdKind): string =>
  bindings.get(externalId)?.id ?? newId(kind);

/** A fingerprint of a record, stable over key order; bigint as text. */
export function contentOf(record: unknown): string {
  return JSON.stringify(record, (_key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    if (value && typeof value === 'object' && !Array.isArray(value))
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    return value;
  });
}

/** SQL of a shop order's buyer. */
import type { OrderRecord } from '#connectors/connector.ts';
import type { Db, Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';
import { normalEmail, normalTaxId } from '#hub/matching.ts';
import { fold, sortKey } from '#hub/text.ts';

/** A guest who has bought before under the same name and e-mail: guests must not multiply. */
export async function findGuest(db: Db, companyId: string, { name, ...contact }: OrderRecord['contact']): Promise<string | undefined> {
  const email = normalEmail(contact.email);
  if (!name || !email) return undefined;
  const row = await db
    .selectFrom('customer')
    .select('id')
    .where('companyId', '=', companyId)
    .where('email', '=', email)
    .where('kind', '=', 'GUEST')
    .where('name', '=', name)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** A visitor without an account is a customer of kind GUEST, so that the ERP gets somebody. */
export async function insertGuest(trx: Trx, companyId: string, contact: OrderRecord['contact'], now: number): Promise<string> {
  const id = newId('customer');
  const name = contact.name ?? contact.email ?? 'Gość';
  await trx
    .insertInto('customer')
    .values({
      id,
      companyId,
      kind: 'GUEST',
      name,
      email: normalEmail(contact.email) ?? null,
      phone: contact.phone ?? null,
      taxId: normalTaxId(contact.taxId) ?? null,
      active: 1,
      groups: '[]',
      creditUsedMicros: 0n,
      creditOverdueMicros: 0n,
      creditHeldMicros: 0n,
      creditBlocked: 0,
      search: fold(`${name} ${contact.email ?? ''} ${contact.taxId ?? ''}`),
      sortName: sortKey(name),
      version: 1,
      createdAt: now,
      updatedAt: now,
      asOf: now,
    })
    .execute();
  return id;
}

/** PERSON, BUSINESS, GUEST or OTHER. */
export async function findBuyerKind(db: Db, customerId: string): Promise<string | undefined> {
  return (await db.selectFrom('customer').select('kind').where('id', '=', customerId).executeTakeFirst())?.kind;
}

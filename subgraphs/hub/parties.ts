/** The ERP's party of a customer: the bound one, or one that is made for the first order. */
import type { AddressRecord, Connected, ExternalId } from '#connectors/connector.ts';
import { Terminal } from '#connectors/connector.ts';
import { bind, externalIdsOf } from './bindings.ts';
import type { Trx } from './database.ts';
import type { HandlerTools } from './writer.ts';

/**
 * Makes those who look for a customer of a company and make one when there is none wait for each other, so that two systems that tell of one new person at the
 * same instant do not make two. An update that changes nothing locks the row on PostgreSQL and is free on SQLite.
 */
export async function takeCustomerTurn(trx: Trx, companyId: string): Promise<void> {
  await trx
    .updateTable('company')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', companyId)
    .execute();
}

/** Found by its key first, so that a party whose creation got no answer is not made twice. */
export async function ensureParty(
  connected: Connected,
  customerId: string,
  address: AddressRecord | undefined,
  tools: HandlerTools,
): Promise<ExternalId> {
  const { db, systemId, signal, now } = tools;
  const bound = (await externalIdsOf(db.read, systemId, [customerId])).get(customerId);
  if (bound) return bound;
  const customer = await db.read.selectFrom('customer').selectAll().where('id', '=', customerId).executeTakeFirst();
  if (!customer || !connected.push.partyCreate) throw new Terminal('NOT_FOUND', 'The ERP has no such customer.');
  const found = await connected.find.party?.(customerId, signal);
  const party =
    found ??
    (await connected.push.partyCreate(
      {
        kind: customer.kind === 'BUSINESS' ? 'BUSINESS' : 'PERSON',
        name: customer.name,
        ...(customer.email ? { email: customer.email } : {}),
        ...(customer.phone ? { phone: customer.phone } : {}),
        ...(customer.taxId ? { taxId: customer.taxId } : {}),
        ...(address ? { address } : {}),
      },
      customerId,
      signal,
    ));
  await db.write((trx) => bind(trx, systemId, 'parties', [{ externalId: party.externalId, id: customerId }], now()));
  return party.externalId;
}

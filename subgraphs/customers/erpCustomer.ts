/** A customer's way into the ERP: what the worker does with PARTY_CREATE and ADDRESS_SAVE. */
import { type AddressRecord, Terminal } from '#connectors/connector.ts';
import { bind, externalIdsOf } from '#hub/bindings.ts';
import { ensureParty } from '#hub/parties.ts';
import type { HandlerTools, OperationHandler } from '#hub/writer.ts';

/** Payload of both kinds: the address as the ERP is to hold it, and our id of it. */
interface Payload {
  address?: AddressRecord;
  addressId?: string;
}

const payloadOf = (operation: { payload: string }): Payload => JSON.parse(operation.payload) as Payload;

const creating: OperationHandler = {
  async send(connected, operation, tools) {
    const externalId = await ensureParty(connected, String(operation.subjectId), payloadOf(operation).address, tools);
    return { externalId };
  },
  async confirm() {
    // ensureParty has bound it; the next pull brings the number that the ERP gave it.
  },
  async reject() {
    // The customer stays in the hub; the operation carries why the ERP would not have it.
  },
};

const saving: OperationHandler = {
  async send(connected, operation, tools) {
    const { address, addressId } = payloadOf(operation);
    if (!connected.push.addressSave || !address) throw new Terminal('SOURCE_REFUSED', 'This ERP takes no addresses from the hub.');
    const partyId = await partyOf(operation.subjectId, tools);
    const bound = addressId ? (await externalIdsOf(tools.db.read, tools.systemId, [addressId])).get(addressId) : undefined;
    const saved = await connected.push.addressSave(
      partyId,
      { ...address, ...(bound ? { externalId: bound } : {}) },
      addressId ?? operation.id,
      tools.signal,
    );
    return { externalId: saved.externalId };
  },
  async confirm(trx, operation, result, { now }) {
    const { addressId } = payloadOf(operation);
    if (addressId && operation.systemId)
      await bind(trx, operation.systemId, 'addresses', [{ externalId: String(result.externalId), id: addressId }], now);
  },
  async reject() {
    // The address stays in the hub; the operation carries why the ERP would not have it.
  },
};

async function partyOf(customerId: string | null, tools: HandlerTools): Promise<string> {
  const id = customerId ? (await externalIdsOf(tools.db.read, tools.systemId, [customerId])).get(customerId) : undefined;
  if (!id) throw new Terminal('NOT_FOUND', 'The ERP has no such customer.');
  return id;
}

export const customerHandlers: Record<'PARTY_CREATE' | 'ADDRESS_SAVE', OperationHandler> = { PARTY_CREATE: creating, ADDRESS_SAVE: saving };

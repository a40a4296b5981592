/** A customer's way into the ERP: what the worker does with its operations. */
import { type AddressRecord, type ContactPush, type PartyUpdatePush, Terminal } from '#connectors/connector.ts';
import { bind, externalIdsOf } from '#hub/bindings.ts';
import { tellPoints } from '#hub/loyalty.ts';
import { ensureParty } from '#hub/parties.ts';
import type { HandlerTools, OperationHandler } from '#hub/writer.ts';
import { cancelEntry } from './loyaltyStore.ts';

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

/** Payload: what is to change; what is not there stays. */
const updating: OperationHandler = {
  async send(connected, operation, tools) {
    if (!connected.push.partyUpdate) throw new Terminal('SOURCE_REFUSED', 'This ERP takes no changes of customers from the hub.');
    const change = JSON.parse(operation.payload) as PartyUpdatePush;
    await connected.push.partyUpdate(await partyOf(operation.subjectId, tools), change, operation.id, tools.signal);
    return {};
  },
  async confirm() {
    // The hub has the values already; the next pull tells them again.
  },
  async reject() {
    // The next change of the party in the ERP puts the ERP's own values back; the operation carries why.
  },
};

const savingContact: OperationHandler = {
  async send(connected, operation, tools) {
    if (!connected.push.contactSave) throw new Terminal('SOURCE_REFUSED', 'This ERP takes no contacts from the hub.');
    const { contactId, contact } = JSON.parse(operation.payload) as { contactId: string; contact: ContactPush };
    const bound = (await externalIdsOf(tools.db.read, tools.systemId, [contactId])).get(contactId);
    const partyId = await partyOf(operation.subjectId, tools);
    const saved = await connected.push.contactSave(
      partyId,
      { ...contact, ...(bound ? { externalId: bound } : {}) },
      contactId,
      tools.signal,
    );
    return { externalId: saved.externalId };
  },
  async confirm(trx, operation, result, { now }) {
    const { contactId } = JSON.parse(operation.payload) as { contactId: string };
    if (operation.systemId)
      await bind(trx, operation.systemId, 'contacts', [{ externalId: String(result.externalId), id: contactId }], now);
  },
  async reject() {
    // The contact stays in the hub; the operation carries why the ERP would not have it.
  },
};

interface Points {
  entryId: string;
  points: number;
  reason: string;
}

/** The key is the entry, so that it moves points once. */
const movingPoints: OperationHandler = {
  async send(connected, operation, tools) {
    if (!connected.push.loyaltyMove) throw new Terminal('SOURCE_REFUSED', 'This ERP takes no points from the hub.');
    const { entryId, points, reason } = JSON.parse(operation.payload) as Points;
    const partyId = await ensureParty(connected, String(operation.subjectId), undefined, tools);
    return { ...(await connected.push.loyaltyMove({ partyId, points, reason }, entryId, tools.signal)) };
  },
  async find(connected, operation, tools) {
    const { entryId } = JSON.parse(operation.payload) as Points;
    const partyId = await partyOf(operation.subjectId, tools);
    const found = await connected.find.loyaltyMove?.(partyId, entryId, tools.signal);
    return found ? { ...found } : null;
  },
  async confirm() {
    // The card is moved already; the next pull tells the ERP's figure.
  },
  async reject(trx, operation, _refusal, now) {
    const { entryId } = JSON.parse(operation.payload) as Points;
    const entry = await cancelEntry(trx, entryId, now);
    if (entry) tellPoints(trx, operation.companyId, entry.customerId, now);
  },
};

export const customerHandlers = {
  PARTY_CREATE: creating,
  PARTY_UPDATE: updating,
  ADDRESS_SAVE: saving,
  CONTACT_SAVE: savingContact,
  LOYALTY_MOVE: movingPoints,
} satisfies Record<string, OperationHandler>;

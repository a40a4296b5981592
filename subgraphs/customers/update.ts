/** customerUpdate and customerContactSave: checked here, written through the ledger to the ERP. */
import type { ContactPush, PartyUpdatePush } from '#connectors/connector.ts';
import { refuse, type UserErrorBody, UserFault, userError } from '#hub/errors.ts';
import { newId } from '#hub/id.ts';
import { normalEmail, normalTaxId } from '#hub/matching.ts';
import { micros } from '#hub/money.ts';
import { may, seesAnyCustomer } from '#hub/viewer.ts';
import { linkedErp, type Written, writeOnce } from '#hub/writeOnce.ts';
import { mayChange } from './access.ts';
import { findContact, recordConsent, saveContactRow } from './contactStore.ts';
import type { RequestContext } from './context.ts';
import type { CustomerPayloadRow, CustomerRow } from './mappers.ts';
import type { CustomerContactSaveInput, CustomerUpdateInput } from './types.ts';
import { lockCustomer, searchOf, setCustomer, sortNameOf } from './writeStore.ts';
import { EMAIL, isTaxId, LONGEST, PHONE, tell } from './writes.ts';

export async function updateCustomer(context: RequestContext, input: CustomerUpdateInput): Promise<CustomerPayloadRow> {
  const written = await writeOnce(context, 'customerUpdate', input, async ({ application, accept }) => {
    const { viewer, now } = context;
    const customer = await changeable(context, input.id, 'id');
    const change = checkChange(input, customer.kind);
    // Accounts are told apart by these two: nobody gives oneself somebody else's.
    if ((change.email || change.taxId) && !(may(viewer, 'customers:write') && seesAnyCustomer(viewer)))
      throw refuse('NOT_ALLOWED', 'E-mail address and tax number are changed by the seller: ask there.', [
        'input',
        change.email ? 'email' : 'taxId',
      ]);
    const erp = await linkedErp(context);
    return context.ground.db.write(async (trx) => {
      const { operation, replay } = await accept(trx, {
        systemId: erp.id,
        kind: 'PARTY_UPDATE',
        lane: `customer:${customer.id}`,
        subjectId: customer.id,
        customerId: customer.id,
        payload: { ...change },
      });
      if (replay) return operation;
      const current = await lockCustomer(trx, customer.id);
      if (input.expectedVersion != null && current.version !== input.expectedVersion)
        throw refuse('VERSION_CONFLICT', `It has moved on to version ${current.version}: read it again.`, ['input', 'expectedVersion']);
      const after = { ...current, ...change };
      await setCustomer(trx, customer.id, {
        ...change,
        search: searchOf(after.name, after.number),
        sortName: sortNameOf(after.name),
        updatedAt: now,
      });
      const source = viewer.customerId === customer.id ? 'customer' : application;
      let agreed = false;
      for (const { purpose, granted } of input.consents ?? [])
        agreed = (await recordConsent(trx, { customerId: customer.id, purpose: purpose.trim(), granted, source, at: now })) || agreed;
      tell(trx, viewer.companyId, customer.id, [...Object.keys(change), ...(agreed ? ['consents'] : [])], now);
      return operation;
    });
  });
  return answer(context, written);
}

export async function saveContact(context: RequestContext, input: CustomerContactSaveInput): Promise<CustomerPayloadRow> {
  const written = await writeOnce(context, 'customerContactSave', input, async ({ accept }) => {
    const { viewer, now, db } = context;
    const customer = await changeable(context, input.customerId, 'customerId');
    if (customer.kind !== 'BUSINESS')
      throw refuse('STATE_FORBIDS', 'Only a company has contacts: this customer is a person.', ['input', 'customerId']);
    // A company's own persons may not raise their own limits.
    if (viewer.contactId !== undefined && (await findContact(db, viewer.contactId))?.role !== 'ADMIN')
      throw refuse('NOT_ALLOWED', 'Ask an administrator of your company to change its contacts.', ['input', 'customerId']);
    const known = input.contactId == null ? undefined : await findContact(db, input.contactId);
    if (input.contactId != null && known?.customerId !== customer.id)
      throw refuse('NOT_FOUND', 'There is no such contact.', ['input', 'contactId']);
    const { contact, limit } = checkContact(input);
    const erp = await linkedErp(context);
    const contactId = known?.id ?? newId('contact');
    return context.ground.db.write(async (trx) => {
      const { operation, replay } = await accept(trx, {
        systemId: erp.id,
        kind: 'CONTACT_SAVE',
        lane: `customer:${customer.id}`,
        subjectId: customer.id,
        customerId: customer.id,
        payload: { contactId, contact },
      });
      if (replay) return operation;
      await saveContactRow(trx, {
        id: contactId,
        customerId: customer.id,
        name: contact.name,
        email: contact.email ?? null,
        phone: contact.phone ?? null,
        role: contact.role,
        orderLimitMicros: limit,
        orderLimitCurrency: limit === null ? null : viewer.currency,
        active: contact.active ? 1 : 0,
        updatedAt: now,
      });
      tell(trx, viewer.companyId, customer.id, ['contacts'], now);
      return operation;
    });
  });
  return answer(context, written);
}

async function changeable({ viewer, loaders }: RequestContext, id: string, field: string): Promise<CustomerRow> {
  const customer = await loaders.customer.load(id);
  if (!customer || !mayChange(viewer, customer.id)) throw refuse('NOT_FOUND', 'There is no such customer.', ['input', field]);
  return customer;
}

export function answer({ loaders }: RequestContext, { operation, userErrors }: Written): CustomerPayloadRow {
  if (operation?.subjectId) loaders.customer.clear(operation.subjectId);
  return {
    ...(operation?.subjectId ? { customerId: operation.subjectId } : {}),
    ...(operation ? { operationId: operation.id } : {}),
    userErrors,
  };
}

type Fault = (code: 'REQUIRED' | 'INVALID', message: string, field: string) => void;

function collect(): { fault: Fault; end(): void } {
  const errors: UserErrorBody[] = [];
  return {
    fault: (code, message, field) => errors.push(userError(code, message, ['input', field])),
    end() {
      if (errors.length) throw new UserFault(errors);
    },
  };
}

/** Everything that is wrong, at once. */
function checkChange(input: CustomerUpdateInput, kind: string): PartyUpdatePush {
  const { fault, end } = collect();
  const { name, email, phone, taxId } = { ...checkReach(input, fault), taxId: normalTaxId(input.taxId) };
  if (input.name != null && !name) fault('REQUIRED', 'A name is needed.', 'name');
  if (kind === 'PERSON' && input.email != null && !email) fault('REQUIRED', 'A person needs an e-mail address.', 'email');
  if (input.taxId != null && (taxId === undefined || !isTaxId(taxId))) fault('INVALID', 'This is no valid tax number.', 'taxId');
  if ((input.consents ?? []).some(({ purpose }) => !purpose.trim() || purpose.length > 100))
    fault('INVALID', 'A purpose has 1 to 100 characters.', 'consents');
  if (!name && !email && !phone && !taxId && !input.consents?.length) fault('REQUIRED', 'Say what is to change.', 'name');
  end();
  return { ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}), ...(taxId ? { taxId } : {}) };
}

function checkContact(input: CustomerContactSaveInput): { contact: ContactPush; limit: bigint | null } {
  const { fault, end } = collect();
  const { name, email, phone } = checkReach(input, fault);
  if (!name) fault('REQUIRED', 'A name is needed.', 'name');
  const limit = input.orderLimit == null ? null : micros(input.orderLimit);
  if (limit !== null && limit < 0n) fault('INVALID', 'A limit is zero or more.', 'orderLimit');
  end();
  const contact = {
    name: name ?? '',
    role: input.role,
    active: input.active !== false,
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
  };
  return { contact, limit };
}

interface Reach {
  name?: string | null;
  email?: string | null;
  phone?: string | null;
}

function checkReach(input: Reach, fault: Fault): { name: string | undefined; email: string | undefined; phone: string | undefined } {
  const name = input.name?.trim() || undefined;
  const email = normalEmail(input.email);
  const phone = input.phone?.trim() || undefined;
  if (name && name.length > LONGEST) fault('INVALID', `A name has at most ${LONGEST} characters.`, 'name');
  if (email !== undefined && (email.length > 254 || !EMAIL.test(email))) fault('INVALID', 'This is no e-mail address.', 'email');
  if (phone !== undefined && !PHONE.test(phone)) fault('INVALID', 'This is no phone number.', 'phone');
  return { name, email, phone };
}

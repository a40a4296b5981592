/** customerCreate, customerAddressSave: checked here, written through the ledger to the ERP. */
import type { AddressRecord } from '#connectors/connector.ts';
import type { Trx } from '#hub/database.ts';
import { failure, refuse, type UserErrorBody, UserFault, userError } from '#hub/errors.ts';
import { emit } from '#hub/events.ts';
import { newId } from '#hub/id.ts';
import { isNip, matchCustomer, normalEmail, normalTaxId } from '#hub/matching.ts';
import {
  acceptOperation,
  checkSameInput,
  findByKey,
  type NewOperation,
  type Operation,
  operationErrors,
  waitForOperation,
} from '#hub/operations.ts';
import { takeCustomerTurn } from '#hub/parties.ts';
import { durationMs } from '#hub/scalars.ts';
import { erpOf, type System } from '#hub/systems.ts';
import { mayChange } from './access.ts';
import type { RequestContext } from './context.ts';
import type { CustomerPayloadRow } from './mappers.ts';
import { findAddressesByIds } from './store.ts';
import type { AddressInput, CustomerAddressSaveInput, CustomerCreateInput } from './types.ts';
import { addressText, blankCustomer, clearDefault, insertCustomer, saveAddressRow, searchOf, sortNameOf } from './writeStore.ts';

/** A client may wait this long for the ERP's verdict; then it gets the operation's state. */
const LONGEST_WAIT = 30_000;

export function createCustomer(context: RequestContext, input: CustomerCreateInput): Promise<CustomerPayloadRow> {
  return through(context, 'customerCreate', input, async (erp, accept) => {
    const person = checkPerson(input);
    const { viewer, now } = context;
    const id = newId('customer');
    const payload = input.address ? { address: toAddress(input.address) } : {};
    return context.ground.db.write(async (trx) => {
      const accepted = await accept(trx, { kind: 'PARTY_CREATE', lane: `customer:${id}`, subjectId: id, customerId: id, payload });
      if (accepted.replay) return accepted.operation;
      // Two sign-ups at once must not make two.
      await takeCustomerTurn(trx, viewer.companyId);
      const match = await matchCustomer(trx, viewer.companyId, person);
      if (match.state !== 'UNLINKED')
        throw refuse('DUPLICATE', 'There is such a customer already.', ['input', person.taxId ? 'taxId' : 'email']);
      await insertCustomer(trx, {
        ...blankCustomer(id, erp.companyId, now),
        kind: input.kind,
        name: person.name,
        email: person.email ?? null,
        phone: person.phone ?? null,
        taxId: person.taxId ?? null,
        search: searchOf(person.name, null),
        sortName: sortNameOf(person.name),
      });
      tell(trx, viewer.companyId, id, ['name', 'kind'], now);
      return accepted.operation;
    });
  });
}

export function saveAddress(context: RequestContext, input: CustomerAddressSaveInput): Promise<CustomerPayloadRow> {
  return through(context, 'customerAddressSave', input, async (_erp, accept) => {
    const { viewer, loaders, now, db } = context;
    const customer = mayChange(viewer, input.customerId) ? await loaders.customer.load(input.customerId) : null;
    if (!customer) throw refuse('NOT_FOUND', 'There is no such customer.', ['input', 'customerId']);
    const known = input.addressId == null ? undefined : (await findAddressesByIds(db, [input.addressId]))[0];
    if (input.addressId != null && (known?.customerId !== customer.id || known.active === 0))
      throw refuse('NOT_FOUND', 'There is no such address.', ['input', 'addressId']);
    const errors = checkAddress(input.address, ['input', 'address']);
    if (errors.length) throw new UserFault(errors);
    const addressId = known?.id ?? newId('customerAddress');
    const address = toAddress(input.address);
    return context.ground.db.write(async (trx) => {
      const accepted = await accept(trx, {
        kind: 'ADDRESS_SAVE',
        lane: `customer:${customer.id}`,
        subjectId: customer.id,
        customerId: customer.id,
        payload: { address, addressId },
      });
      if (accepted.replay) return accepted.operation;
      const billing = input.defaultBilling ?? known?.isDefaultBilling === 1;
      const shipping = input.defaultShipping ?? known?.isDefaultShipping === 1;
      if (billing) await clearDefault(trx, customer.id, 'isDefaultBilling', now);
      if (shipping) await clearDefault(trx, customer.id, 'isDefaultShipping', now);
      await saveAddressRow(trx, {
        id: addressId,
        customerId: customer.id,
        label: input.label === undefined ? (known?.label ?? null) : input.label,
        address: addressText(address),
        isDefaultBilling: billing ? 1 : 0,
        isDefaultShipping: shipping ? 1 : 0,
        active: 1,
        updatedAt: now,
      });
      tell(trx, viewer.companyId, customer.id, ['addresses'], now);
      return accepted.operation;
    });
  });
}

type Accept = (
  trx: Trx,
  operation: Pick<NewOperation, 'kind' | 'lane' | 'subjectId' | 'payload'> & { customerId: string },
) => Promise<{ operation: Operation; replay: boolean }>;

/** What every write does: known key first, then the ERP, the work, the verdict. */
async function through(
  context: RequestContext,
  mutation: string,
  input: CustomerCreateInput | CustomerAddressSaveInput,
  work: (erp: System, accept: Accept) => Promise<Operation>,
): Promise<CustomerPayloadRow> {
  const { viewer, ground, now } = context;
  const { application } = viewer;
  if (!application) throw failure('UNAUTHENTICATED', 'Send an API key as Authorization: Bearer.');
  if (ground.db.readOnly) throw failure('READ_ONLY', 'This process may only read: send writes to the process that owns the database.');
  // How long the client stays does not make another write; whose address it is does, as a storefront's key is shared by its visitors.
  const { wait, ...rest } = input;
  const sent = { ...rest, viewer: viewer.customerId };
  try {
    const known = await findByKey(context.db, application, mutation, input.idempotencyKey);
    if (known) return await verdict(context, checkSameInput(known, sent), wait);
    const erp = await erpOf(context.db, viewer.companyId);
    if (!erp) throw refuse('SOURCE_UNAVAILABLE', 'No ERP is linked: ask whoever runs this hub.');
    if (erp.mode !== 'ACTIVE')
      throw refuse('STATE_FORBIDS', 'The ERP is only observed so far; nothing is written to it until systemActivate.');
    const { companyId } = viewer;
    const operation = await work(erp, (trx, more) =>
      acceptOperation(trx, {
        ...more,
        companyId,
        systemId: erp.id,
        application,
        mutation,
        idempotencyKey: input.idempotencyKey,
        input: sent,
        now,
      }),
    );
    ground.wake();
    return await verdict(context, operation, wait);
  } catch (error) {
    if (error instanceof UserFault) return { userErrors: error.errors };
    throw error;
  }
}

async function verdict(context: RequestContext, operation: Operation, wait: string | null | undefined): Promise<CustomerPayloadRow> {
  const waitMs = Math.min(durationMs(wait ?? 'PT5S') ?? 0, LONGEST_WAIT);
  const settled = await waitForOperation(context.ground, operation.id, waitMs);
  if (settled.subjectId) context.loaders.customer.clear(settled.subjectId);
  return { ...(settled.subjectId ? { customerId: settled.subjectId } : {}), operationId: settled.id, userErrors: operationErrors(settled) };
}

/** No personal data in the log: the names of the fields alone. */
export function tell(trx: Trx, companyId: string, customerId: string, changedFields: string[], now: number): void {
  emit(trx, { topic: 'customer', subjectId: customerId, companyId, customerId, payload: { changedFields }, occurredAt: now });
}

interface Person {
  name: string;
  email: string | undefined;
  phone: string | undefined;
  taxId: string | undefined;
}

export const EMAIL = /^[^\s@,;<>"]{1,64}@[^\s@,;<>".]+(\.[^\s@,;<>".]+)+$/;
export const PHONE = /^\+?[\d ()./-]{5,30}$/;
export const LONGEST = 200;

/** Everything that is wrong, at once. */
function checkPerson(input: CustomerCreateInput): Person {
  const errors: UserErrorBody[] = [];
  const fault = (code: 'REQUIRED' | 'INVALID', message: string, field: string) => errors.push(userError(code, message, ['input', field]));
  const name = input.name.trim();
  const email = normalEmail(input.email);
  const phone = input.phone?.trim() || undefined;
  const taxId = normalTaxId(input.taxId);
  if (!name) fault('REQUIRED', 'A name is needed.', 'name');
  if (name.length > LONGEST) fault('INVALID', `A name has at most ${LONGEST} characters.`, 'name');
  if (email !== undefined && (email.length > 254 || !EMAIL.test(email))) fault('INVALID', 'This is no e-mail address.', 'email');
  if (phone !== undefined && !PHONE.test(phone)) fault('INVALID', 'This is no phone number.', 'phone');
  if (input.kind === 'PERSON' && email === undefined) fault('REQUIRED', 'A person needs an e-mail address.', 'email');
  if (input.kind === 'BUSINESS' && taxId === undefined) fault('REQUIRED', 'A company needs a tax number.', 'taxId');
  if (taxId !== undefined && !isTaxId(taxId)) fault('INVALID', 'This is no valid tax number.', 'taxId');
  if (input.address) errors.push(...checkAddress(input.address, ['input', 'address']));
  if (errors.length) throw new UserFault(errors);
  return { name, email, phone, taxId };
}

/** A Polish one by its check digit, any other by its prefix. */
export const isTaxId = (taxId: string): boolean => isNip(taxId) || (/^[A-Z]{2}[A-Z0-9]{4,14}$/.test(taxId) && !taxId.startsWith('PL'));

function checkAddress(address: AddressInput, path: string[]): UserErrorBody[] {
  const errors: UserErrorBody[] = [];
  for (const field of ['line1', 'city'] as const)
    if (!address[field].trim()) errors.push(userError('REQUIRED', 'This part of the address is needed.', [...path, field]));
  for (const [field, value] of Object.entries(address))
    if (typeof value === 'string' && value.length > LONGEST)
      errors.push(userError('INVALID', `At most ${LONGEST} characters.`, [...path, field]));
  if (address.country === 'PL' && address.postalCode != null && !/^\d{2}-\d{3}$/.test(address.postalCode.trim()))
    errors.push(userError('INVALID', 'A Polish postal code looks like 00-001.', [...path, 'postalCode']));
  return errors;
}

function toAddress(input: AddressInput): AddressRecord {
  const given = Object.entries(input).flatMap(([field, value]) =>
    typeof value === 'string' && value.trim() ? [[field, value.trim()]] : [],
  );
  return Object.fromEntries(given) as AddressRecord;
}

/** Where an order goes, how it is delivered and how it is paid, as a client asks for it. Every mistake is told at once; nothing is written. */
import type { AddressRecord } from '#connectors/connector.ts';
import type { Db } from '#hub/database.ts';
import { type UserErrorBody, userError } from '#hub/errors.ts';
import { companyCurrency, convert } from '#hub/exchange.ts';
import { type Micros, micros } from '#hub/money.ts';
import type { CustomerTable } from '#hub/tables.ts';
import { may } from '#hub/viewer.ts';
import type { RequestContext } from './context.ts';
import { type BuyerAddress, findDeliveryMethod, findPaymentMethod, findPickupLocation, listBuyerAddresses } from './draftStore.ts';
import type { AddressInput, ContactInput, DeliveryInput, OrderPlaceInput, PaymentInput } from './types.ts';

export type ConditionsInput = Pick<
  OrderPlaceInput,
  | 'billingAddress'
  | 'billingAddressId'
  | 'shippingAddress'
  | 'shippingAddressId'
  | 'delivery'
  | 'payment'
  | 'contact'
  | 'customerReference'
  | 'note'
>;

type Buyer = CustomerTable | undefined;

export interface Conditions {
  contact: { name?: string; email?: string; phone?: string };
  customerReference: string | undefined;
  billingAddress: AddressRecord | undefined;
  billingAddressId: string | undefined;
  shippingAddress: AddressRecord | undefined;
  shippingAddressId: string | undefined;
  delivery: Awaited<ReturnType<typeof readDelivery>>;
  payment: Awaited<ReturnType<typeof readPayment>>;
  /** Name of the payment terms, when it is bought on account. */
  terms: string | undefined;
  termsCode: string | undefined;
  dueOn: string | undefined;
  promisedOn: string;
  note: string | undefined;
}

export async function readConditions(
  context: RequestContext,
  input: ConditionsInput,
  buyer: Buyer,
  documentDate: string,
  problems: UserErrorBody[],
  guest?: ContactInput | null,
): Promise<Conditions> {
  const addresses = buyer ? await listBuyerAddresses(context.db, buyer.id) : [];
  const billing = chooseAddress('billing', input.billingAddress, input.billingAddressId, addresses, problems);
  const shipping = chooseAddress('shipping', input.shippingAddress, input.shippingAddressId, addresses, problems);
  const delivery = await readDelivery(context, input.delivery, problems);
  if (!delivery.pickup && !shipping && !billing)
    problems.push(userError('REQUIRED', 'Where should it go? Give shippingAddress.', ['input', 'shippingAddress']));
  const payment = await readPayment(context, input.payment, buyer, problems);
  return {
    contact: contactOf(input.contact ?? guest, buyer),
    customerReference: input.customerReference ?? undefined,
    billingAddress: (billing ?? shipping)?.address,
    billingAddressId: (billing ?? shipping)?.id,
    shippingAddress: (shipping ?? billing)?.address,
    shippingAddressId: (shipping ?? billing)?.id,
    delivery,
    payment,
    terms: payment.terms ? (buyer?.termsName ?? undefined) : undefined,
    termsCode: payment.terms ? (buyer?.termsCode ?? undefined) : undefined,
    dueOn: payment.terms ? addDays(documentDate, buyer?.termsDays ?? 0) : undefined,
    promisedOn: addDays(documentDate, delivery.daysTo),
    note: input.note ?? undefined,
  };
}

function contactOf(given: ContactInput | null | undefined, buyer: Buyer): Conditions['contact'] {
  const name = given?.name ?? buyer?.name;
  const email = given?.email ?? buyer?.email;
  const phone = given?.phone ?? buyer?.phone;
  return { ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}) };
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

function chooseAddress(
  use: 'billing' | 'shipping',
  given: AddressInput | null | undefined,
  id: string | null | undefined,
  known: BuyerAddress[],
  problems: UserErrorBody[],
): { id: string | undefined; address: AddressRecord } | undefined {
  if (id != null) {
    const found = known.find((address) => address.id === id);
    if (!found) problems.push(userError('NOT_FOUND', 'The customer has no such address.', ['input', `${use}AddressId`]));
    return found;
  }
  if (given) {
    for (const part of ['line1', 'city'] as const)
      if (!given[part].trim())
        problems.push(userError('REQUIRED', 'An address needs a street and a city.', ['input', `${use}Address`, part]));
    return { id: undefined, address: addressOf(given) };
  }
  return known.find((address) => (use === 'billing' ? address.isDefaultBilling : address.isDefaultShipping)) ?? known[0];
}

/** What was left out is not there; null is what a client writes for it. */
export const addressOf = (given: AddressInput): AddressRecord =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value != null)) as unknown as AddressRecord;

async function readDelivery({ db, viewer }: RequestContext, delivery: DeliveryInput, problems: UserErrorBody[]) {
  const method = await findDeliveryMethod(db, viewer.companyId, delivery.methodCode);
  if (!method) problems.push(userError('INVALID', 'No such delivery method: ask deliveryOptions.', ['input', 'delivery', 'methodCode']));
  if (delivery.pickupLocationId != null && !(await findPickupLocation(db, viewer.companyId, delivery.pickupLocationId)))
    problems.push(userError('NOT_FOUND', 'No such pickup point.', ['input', 'delivery', 'pickupLocationId']));
  return {
    code: delivery.methodCode,
    name: method?.name ?? delivery.methodCode,
    carrier: method?.carrier ?? null,
    net: method?.netMicros ?? 0n,
    taxPercent: method?.taxPercent ?? '0',
    pickup: method?.pickup === 1,
    daysTo: method?.daysTo ?? 0,
    pickupLocationId: delivery.pickupLocationId ?? undefined,
    pickupPointCode: delivery.pickupPointCode ?? undefined,
    requestedOn: delivery.requestedOn ?? undefined,
    partialAllowed: delivery.partialAllowed ?? true,
  };
}

async function readPayment({ db, viewer }: RequestContext, payment: PaymentInput, buyer: Buyer, problems: UserErrorBody[]) {
  const field = ['input', 'payment'];
  const method = await findPaymentMethod(db, viewer.companyId, payment.methodCode);
  if (!method) problems.push(userError('INVALID', 'No such payment method: ask orderPreview.', [...field, 'methodCode']));
  const reason = method && termsReason(method, buyer);
  // A blocked credit has a code of its own, and is found where the credit is taken.
  if (reason && buyer?.creditBlocked !== 1) problems.push(userError('NOT_ALLOWED', reason, [...field, 'methodCode']));
  if (payment.state !== 'PENDING' && !may(viewer, 'payments:write'))
    problems.push(
      userError('NOT_ALLOWED', 'Only a key with the scope payments:write may say that a payment went through.', [...field, 'state']),
    );
  if (payment.state === 'PAID' && !payment.transactionNumber)
    problems.push(userError('REQUIRED', 'A payment that went through has a transaction number.', [...field, 'transactionNumber']));
  const amount = payment.amount == null ? undefined : micros(payment.amount);
  if (amount !== undefined && amount <= 0n) problems.push(userError('INVALID', 'The amount must be above zero.', [...field, 'amount']));
  return {
    methodCode: payment.methodCode,
    provider: payment.provider ?? undefined,
    transactionNumber: payment.transactionNumber ?? undefined,
    amount,
    state: payment.state as string,
    terms: method?.terms === 1,
  };
}

/** Why a buyer may not pay later; null when the method asks for no terms, or the buyer has them. */
export function termsReason(method: { terms: number }, buyer: Buyer): string | null {
  if (method.terms === 0) return null;
  if (!buyer?.termsDays) return 'This buyer has no payment terms.';
  return buyer.creditBlocked === 1 ? 'This buyer’s credit is blocked.' : null;
}

/** What of an order still has to be trusted: all that is not paid, and not reserved at the payer's bank. */
export function unsecured(gross: Micros, payment: { state: string; amount: Micros }): Micros {
  const secured = payment.state === 'PAID' || payment.state === 'AUTHORISED' ? payment.amount : 0n;
  return secured >= gross ? 0n : gross - secured;
}

/** A delivery's net charge in the order's currency; methods are charged in the company's own. Undefined when no rate tells. */
export async function chargeOf(
  db: Db,
  companyId: string,
  net: Micros,
  order: { currency: string; date: string },
): Promise<Micros | undefined> {
  if (net === 0n) return net;

  return convert(db, companyId, { value: net, from: await companyCurrency(db, companyId), to: order.currency }, order.date);
}

export const noRate = (currency: string): UserErrorBody =>
  userError('INVALID', `No rate says what delivery costs in ${currency}.`, ['input', 'currencyCode']);

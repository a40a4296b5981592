/** An order in the making: every name looked up, every price the hub's own, every mistake found at once. Nothing is written here. */
import type { AddressRecord } from '#connectors/connector.ts';
import { companyDay } from '#hub/availability.ts';
import { type UserErrorBody, UserFault, userError } from '#hub/errors.ts';
import { formatQuantity, type Micros, micros, times } from '#hub/money.ts';
import { quotePrices } from '#hub/pricing.ts';
import { may } from '#hub/viewer.ts';
import { checkTotals } from './checkTotals.ts';
import type { RequestContext } from './context.ts';
import {
  type BuyerAddress,
  findBuyer,
  findChannel,
  findDeliveryMethod,
  findLocationForAll,
  findOrderedVariants,
  findPaymentMethod,
  findPickupLocation,
  listBuyerAddresses,
  type OrderedVariant,
} from './draftStore.ts';
import { type ComputedLine, type ComputedOrder, computeTotals, type DiscountRequest } from './totals.ts';
import type { AddressInput, OrderPlaceInput, OrderPlaceLineInput } from './types.ts';

/** More lines than this are a file, not an order. */
const MOST_LINES = 500;

export interface DraftLine {
  variantId: string;
  sku: string;
  title: string;
  unitCode: string;
  quantity: Micros;
  taxPercent: string;
  amounts: ComputedLine;
  locationId?: string | undefined;
  promisedOn?: string | undefined;
  note?: string | undefined;
}

export interface OrderDraft {
  companyId: string;
  channelId: string;
  customerId: string | undefined;
  currency: string;
  pricesIncludeTax: boolean;
  documentDate: string;
  contact: { name?: string; email?: string; phone?: string };
  customerReference: string | undefined;
  billingAddress: AddressRecord | undefined;
  billingAddressId: string | undefined;
  shippingAddress: AddressRecord | undefined;
  shippingAddressId: string | undefined;
  delivery: {
    code: string;
    name: string;
    carrier: string | null;
    net: Micros;
    taxPercent: string;
    pickupLocationId: string | undefined;
    pickupPointCode: string | undefined;
    requestedOn: string | undefined;
    partialAllowed: boolean;
  };
  payment: { methodCode: string; provider: string | undefined; transactionNumber: string | undefined; amount: Micros; state: string };
  paid: boolean;
  terms: string | undefined;
  dueOn: string | undefined;
  promisedOn: string | undefined;
  note: string | undefined;
  lines: DraftLine[];
  stockLines: { variantId: string; locationId?: string | undefined; quantity: Micros }[];
  totals: ComputedOrder;
}

/** Throws one {@link UserFault} with every mistake of the input. */
export async function readDraft(context: RequestContext, input: OrderPlaceInput, customerId: string | undefined): Promise<OrderDraft> {
  const { db, viewer, now } = context;
  const { companyId } = viewer;
  const problems: UserErrorBody[] = [];
  const channel = await findChannel(db, companyId, input.channelId ?? viewer.channelId);
  if (!channel) throw new UserFault([userError('NOT_FOUND', 'No channel with this id.', ['input', 'channelId'])]);
  const currency = input.currencyCode ?? channel.currency;
  if (currency !== channel.currency)
    problems.push(userError('INVALID', `This channel sells in ${channel.currency}.`, ['input', 'currencyCode']));
  const buyer = customerId ? await findBuyer(db, companyId, customerId) : undefined;
  if (customerId && !buyer) throw new UserFault([userError('NOT_FOUND', 'No customer with this id.', ['input', 'customerId'])]);
  if (!buyer && !(input.guest?.email || input.guest?.phone))
    problems.push(userError('REQUIRED', 'An order without a customer needs the guest’s e-mail or phone.', ['input', 'guest']));

  const addresses = buyer ? await listBuyerAddresses(db, buyer.id) : [];
  const billing = chooseAddress('billing', input.billingAddress, input.billingAddressId, addresses, problems);
  const shipping = chooseAddress('shipping', input.shippingAddress, input.shippingAddressId, addresses, problems);
  const delivery = await readDelivery(context, input, problems);
  if (!delivery.pickup && !shipping && !billing)
    problems.push(userError('REQUIRED', 'Where should it go? Give shippingAddress.', ['input', 'shippingAddress']));
  const documentDate = await companyDay(db, companyId, now);
  const payment = await readPayment(context, input, buyer?.termsDays ?? 0, problems);
  const priced = await readLines(context, input, { customerId, channelId: channel.id, date: documentDate, currency }, problems);
  if (problems.length) throw new UserFault(problems);

  const computed = computeTotals({ lines: priced, delivery: { net: delivery.net, taxPercent: delivery.taxPercent } });
  checkTotals(input.expectedGross, input.tolerance, computed.totals.gross, currency);
  const locationId = await findLocationForAll(db, priced);
  const paid = payment.state === 'PAID';
  const terms = payment.terms ? (buyer?.termsName ?? undefined) : undefined;
  return {
    companyId,
    channelId: channel.id,
    customerId,
    currency,
    pricesIncludeTax: channel.pricesIncludeTax === 1,
    documentDate,
    contact: contactOf(input, buyer),
    customerReference: input.customerReference ?? undefined,
    billingAddress: (billing ?? shipping)?.address,
    billingAddressId: (billing ?? shipping)?.id,
    shippingAddress: (shipping ?? billing)?.address,
    shippingAddressId: (shipping ?? billing)?.id,
    delivery,
    payment: { ...payment, amount: payment.amount ?? computed.totals.gross },
    paid,
    terms,
    dueOn: payment.terms ? addDays(documentDate, buyer?.termsDays ?? 0) : undefined,
    promisedOn: addDays(documentDate, delivery.daysTo),
    note: input.note ?? undefined,
    lines: priced.map((line, index) => ({
      ...line.row,
      quantity: line.quantity,
      amounts: computed.lines[index] as ComputedLine,
      locationId: line.locationId ?? locationId,
      promisedOn: addDays(documentDate, delivery.daysTo),
    })),
    stockLines: priced.map((line) => ({ variantId: line.variantId, locationId: line.locationId ?? locationId, quantity: line.quantity })),
    totals: computed.totals,
  };
}

function contactOf(
  input: OrderPlaceInput,
  buyer: { name: string; email: string | null; phone: string | null } | undefined,
): OrderDraft['contact'] {
  const given = input.contact ?? input.guest;
  const name = given?.name ?? buyer?.name;
  const email = given?.email ?? buyer?.email;
  const phone = given?.phone ?? buyer?.phone;
  return { ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}) };
}

function addDays(day: string, days: number): string {
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
    return {
      id: undefined,
      address: Object.fromEntries(Object.entries(given).filter(([, value]) => value != null)) as unknown as AddressRecord,
    };
  }
  return known.find((address) => (use === 'billing' ? address.isDefaultBilling : address.isDefaultShipping)) ?? known[0];
}

async function readDelivery({ db, viewer }: RequestContext, input: OrderPlaceInput, problems: UserErrorBody[]) {
  const { delivery } = input;
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

async function readPayment({ db, viewer }: RequestContext, input: OrderPlaceInput, termsDays: number, problems: UserErrorBody[]) {
  const { payment } = input;
  const field = ['input', 'payment'];
  const method = await findPaymentMethod(db, viewer.companyId, payment.methodCode);
  if (!method) problems.push(userError('INVALID', 'No such payment method: ask orderPreview.', [...field, 'methodCode']));
  if (method?.terms && termsDays === 0)
    problems.push(userError('NOT_ALLOWED', 'This customer has no payment terms.', [...field, 'methodCode']));
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

interface PricedLine {
  variantId: string;
  quantity: Micros;
  unitNet: Micros;
  unitGross: Micros | undefined;
  taxPercent: string;
  discounts: DiscountRequest[];
  locationId: string | undefined;
  row: { variantId: string; sku: string; title: string; unitCode: string; taxPercent: string; note: string | undefined };
}

async function readLines(
  context: RequestContext,
  input: OrderPlaceInput,
  price: { customerId: string | undefined; channelId: string; date: string; currency: string },
  problems: UserErrorBody[],
): Promise<PricedLine[]> {
  const { db, viewer, now } = context;
  if (!input.lines.length) problems.push(userError('REQUIRED', 'An order needs a line.', ['input', 'lines']));
  if (input.lines.length > MOST_LINES)
    throw new UserFault([userError('INVALID', `At most ${MOST_LINES} lines an order.`, ['input', 'lines'])]);
  const variants = await findOrderedVariants(db, viewer.companyId, {
    ids: input.lines.flatMap((line) => line.variantId ?? []),
    skus: input.lines.flatMap((line) => line.sku ?? []),
  });
  const wanted = input.lines.map((line, index) => readLine(line, index, variants, viewer, problems));
  const known = wanted.filter((line) => line !== undefined);
  const quotes = await quotePrices(
    db,
    known.map((line) => ({ variantId: line.variant.id, quantity: line.quantity })),
    { companyId: viewer.companyId, now, ...price },
  );
  return known.flatMap((line, i) => {
    const quote = quotes[i];
    const path = ['input', 'lines', String(line.index), 'sku'];
    if (line.unitNet === undefined && !quote) {
      problems.push(userError('NOT_SOLD_TO_YOU', `${line.variant.sku} has no price for this buyer.`, path));
      return [];
    }
    const { variant } = line;
    return [
      {
        variantId: variant.id,
        quantity: line.quantity,
        unitNet: line.unitNet ?? quote?.unitNet ?? 0n,
        unitGross: line.unitNet === undefined ? quote?.unitGross : undefined,
        taxPercent: variant.taxPercent,
        discounts: line.discounts,
        locationId: line.input.sourceLocationId ?? undefined,
        row: {
          variantId: variant.id,
          sku: variant.sku,
          title: variant.title,
          unitCode: variant.unitCode,
          taxPercent: variant.taxPercent,
          note: line.input.note ?? undefined,
        },
      },
    ];
  });
}

function readLine(
  line: OrderPlaceLineInput,
  index: number,
  variants: OrderedVariant[],
  viewer: RequestContext['viewer'],
  problems: UserErrorBody[],
) {
  const path = ['input', 'lines', String(index)];
  const before = problems.length;
  const complain = (...parameters: Parameters<typeof userError>) => problems.push(userError(...parameters));
  const named = line.variantId == null ? 'sku' : 'variantId';
  const variant = variants.find((candidate) => (line.variantId == null ? candidate.sku === line.sku : candidate.id === line.variantId));
  if (line.variantId == null && !line.sku) complain('REQUIRED', 'A line names a sku or a variantId.', [...path, 'sku']);
  else if (!variant) complain('NOT_FOUND', `No product with this ${named}.`, [...path, named]);
  else if (!variant.active) complain('NOT_SOLD_TO_YOU', `${variant.sku} is not on sale.`, [...path, named]);
  if ((line.unitPrice != null || line.discounts?.length) && !may(viewer, 'orders:price'))
    complain('NOT_ALLOWED', 'Only a key with the scope orders:price may set prices or discounts.', [
      ...path,
      line.unitPrice != null ? 'unitPrice' : 'discounts',
    ]);
  const unitNet = line.unitPrice == null ? undefined : micros(line.unitPrice);
  if (unitNet !== undefined && unitNet < 0n) complain('INVALID', 'A price cannot be negative.', [...path, 'unitPrice']);
  const factor = variant?.factors.get(line.unitCode ?? variant.unitCode);
  if (variant && factor === undefined) complain('INVALID', `${variant.sku} is not sold in this unit.`, [...path, 'unitCode']);
  const quantity = times(micros(line.quantity), factor ?? 1_000_000n);
  if (quantity <= 0n) complain('INVALID', 'A quantity must be above zero.', [...path, 'quantity']);
  else if (variant && quantity < variant.minQuantity)
    complain('BELOW_MINIMUM', `At least ${formatQuantity(variant.minQuantity)} of ${variant.sku}.`, [...path, 'quantity']);
  else if (variant && variant.step > 0n && quantity % variant.step !== 0n)
    complain('WRONG_MULTIPLE', `Only multiples of ${formatQuantity(variant.step)} of ${variant.sku}.`, [...path, 'quantity']);
  if (!variant || problems.length > before) return undefined;
  const discounts: DiscountRequest[] = (line.discounts ?? []).map((discount) => ({
    code: discount.code,
    basis: discount.basis,
    amount: discount.amount == null ? undefined : micros(discount.amount),
    percent: discount.percent ?? undefined,
  }));
  return { index, input: line, variant, quantity, unitNet, discounts };
}

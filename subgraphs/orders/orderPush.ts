/** An order of ours as its ERP is told it: every id the ERP's own. */
import { type OrderPush, type QuoteAcceptPush, Terminal } from '#connectors/connector.ts';
import { externalIdsOf } from '#hub/bindings.ts';
import type { Operation } from '#hub/operations.ts';
import type { HandlerTools } from '#hub/writer.ts';
import { listWriteLines, listWritePayments, type WriteOrder } from './writeStore.ts';

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
export const payloadOf = (operation: Operation): Record<string, unknown> => JSON.parse(operation.payload) as Record<string, unknown>;

type WriteLine = Awaited<ReturnType<typeof listWriteLines>>[number];

export async function orderPush(operation: Operation, order: WriteOrder, partyId: string, tools: HandlerTools): Promise<OrderPush> {
  const lines = await listWriteLines(tools.db.read, order.id);
  const { external, conditions } = await readConditions(operation, order, lines, tools);
  const taxRuleId = external(order.taxRuleId);
  const termsCode = textOf(payloadOf(operation).termsCode);
  return {
    ...conditions,
    partyId,
    contact: order.contact ?? {},
    channelCode: order.channelCode,
    currency: order.currency,
    documentDate: order.documentDate,
    ...(order.requestedOn ? { requestedOn: order.requestedOn } : {}),
    ...(termsCode ? { paymentTermsCode: termsCode } : {}),
    ...(taxRuleId ? { taxRuleId } : {}),
    origin: order.originKind,
    lines: lines.map((line) => {
      const variantId = external(line.variantId);
      if (!variantId) throw new Terminal('NOT_FOUND', `The ERP has no product ${line.sku}.`);
      return {
        variantId,
        sku: line.sku,
        quantity: line.quantityMicros,
        unitNet: line.soldNetMicros,
        ...(line.discountPercent ? { discountPercent: line.discountPercent } : {}),
        taxPercent: line.taxPercent,
        ...(line.note ? { note: line.note } : {}),
      };
    }),
    ...(order.note ? { note: order.note } : {}),
  };
}

/** What was open of an offer; its lines and prices are the ERP's. */
export async function acceptPush(operation: Operation, order: WriteOrder, quoteId: string, tools: HandlerTools): Promise<QuoteAcceptPush> {
  const lines = await listWriteLines(tools.db.read, order.id);
  return { quoteId, ...(await readConditions(operation, order, lines, tools)).conditions };
}

/** Where it goes and how it is paid, and the ERP's ids of what the order names. */
async function readConditions(operation: Operation, order: WriteOrder, lines: readonly WriteLine[], tools: HandlerTools) {
  const db = tools.db.read;
  const payments = await listWritePayments(db, order.id);
  const payload = payloadOf(operation);
  const wanted = [
    ...lines.flatMap((line) => [line.variantId, line.locationId]),
    textOf(payload.billingAddressId),
    textOf(payload.shippingAddressId),
    order.taxRuleId,
  ];
  const ids = await externalIdsOf(db, tools.systemId, [...new Set(wanted.filter((id) => id != null))]);
  const external = (id: unknown) => (typeof id === 'string' ? ids.get(id) : undefined);
  const billingAddressId = external(payload.billingAddressId);
  const shippingAddressId = external(payload.shippingAddressId);
  const payment = payments[0];
  const warehouseId = external(lines[0]?.locationId);
  const conditions = {
    ...(billingAddressId ? { billingAddressId } : order.billingAddress ? { billingAddress: order.billingAddress } : {}),
    ...(shippingAddressId ? { shippingAddressId } : order.shippingAddress ? { shippingAddress: order.shippingAddress } : {}),
    reference: order.originNumber ?? order.number ?? order.id,
    ...(order.customerReference ? { customerReference: order.customerReference } : {}),
    ...(warehouseId ? { warehouseId } : {}),
    delivery: {
      methodCode: order.deliveryMethod ?? 'courier',
      methodName: order.deliveryName ?? order.deliveryMethod ?? 'Dostawa',
      net: order.deliveryNetMicros,
      taxPercent: order.deliveryTaxPercent,
      ...(order.pickupPointCode ? { pickupPointCode: order.pickupPointCode } : {}),
    },
    payment: {
      methodCode: order.paymentMethod ?? payment?.methodCode ?? 'transfer',
      ...(payment?.provider ? { provider: payment.provider } : {}),
      ...(payment?.transactionNumber ? { transactionNumber: payment.transactionNumber } : {}),
      state: (payment?.state as OrderPush['payment']['state'] | undefined) ?? 'PENDING',
      ...(payment ? { amount: payment.amountMicros } : {}),
    },
  };
  return { external, conditions };
}

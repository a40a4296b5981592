/** An order's status and history in words that a customer understands, Polish and English. */
import type { OrderEventTable, SalesOrderTable } from '#hub/tables.ts';

type Language = 'pl' | 'en';
type Text = Record<Language, string>;

/** Polish unless English is wanted: the company sells in Poland. */
export const languageOf = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.split('-')[0]).find((tag): tag is Language => tag === 'pl' || tag === 'en') ?? 'pl';

const phases: Record<string, Text> = {
  RECEIVED: { pl: 'Przyjęliśmy zamówienie.', en: 'We have received your order.' },
  AWAITING_PAYMENT: { pl: 'Czekamy na płatność.', en: 'We are waiting for your payment.' },
  ON_HOLD: { pl: 'Wyjaśniamy szczegóły zamówienia; odezwiemy się.', en: 'We are checking a detail of your order and will be in touch.' },
  PROCESSING: { pl: 'Przygotowujemy zamówienie.', en: 'We are preparing your order.' },
  READY_FOR_PICKUP: { pl: 'Zamówienie czeka na odbiór.', en: 'Your order is ready for pickup.' },
  PARTIALLY_SHIPPED: { pl: 'Część zamówienia jest w drodze.', en: 'A part of your order is on its way.' },
  SHIPPED: { pl: 'Zamówienie jest w drodze.', en: 'Your order is on its way.' },
  COMPLETED: { pl: 'Zamówienie zrealizowane.', en: 'Your order is complete.' },
  CANCELLED: { pl: 'Zamówienie anulowane.', en: 'Your order is cancelled.' },
  UNKNOWN: { pl: 'Sprawdzamy stan zamówienia.', en: 'We are checking the state of your order.' },
};

const paidFirst: Text = { pl: 'Mamy płatność i przyjęliśmy zamówienie.', en: 'We have your payment and have received your order.' };
const failed: Text = { pl: 'Płatność się nie powiodła; można spróbować ponownie.', en: 'The payment did not succeed; you can try again.' };
const refunded: Text = { pl: 'Zamówienie anulowane, zwróciliśmy płatność.', en: 'Your order is cancelled and your payment is refunded.' };

export function statusText(order: Pick<SalesOrderTable, 'phase' | 'paymentState'>, language: Language): string {
  if (order.phase === 'CANCELLED' && order.paymentState === 'REFUNDED') return refunded[language];
  if (order.phase === 'AWAITING_PAYMENT' && order.paymentState === 'FAILED') return failed[language];
  if (order.phase === 'RECEIVED' && order.paymentState === 'PAID') return paidFirst[language];
  return (phases[order.phase] ?? phases.UNKNOWN)?.[language] ?? '';
}

const payments: Record<string, Text> = {
  PENDING: { pl: 'Oczekujemy płatności', en: 'Payment expected' },
  AUTHORISED: { pl: 'Płatność autoryzowana', en: 'Payment authorised' },
  PAID: { pl: 'Zapłacono', en: 'Paid' },
  PARTIALLY_PAID: { pl: 'Zapłacono część', en: 'Paid in part' },
  PARTIALLY_REFUNDED: { pl: 'Zwrócono część płatności', en: 'Refunded in part' },
  REFUNDED: { pl: 'Zwrócono płatność', en: 'Refunded' },
  FAILED: { pl: 'Płatność nie powiodła się', en: 'Payment failed' },
  UNKNOWN: { pl: 'Stan płatności nieznany', en: 'Payment state unknown' },
};

const titles: Record<string, Record<string, Text>> = {
  PHASE: {
    RECEIVED: { pl: 'Zamówienie przyjęte', en: 'Order received' },
    AWAITING_PAYMENT: { pl: 'Oczekiwanie na płatność', en: 'Waiting for payment' },
    ON_HOLD: { pl: 'Zamówienie wstrzymane', en: 'Order on hold' },
    PROCESSING: { pl: 'Zamówienie w przygotowaniu', en: 'Order being prepared' },
    READY_FOR_PICKUP: { pl: 'Gotowe do odbioru', en: 'Ready for pickup' },
    PARTIALLY_SHIPPED: { pl: 'Wysłano część', en: 'Shipped in part' },
    SHIPPED: { pl: 'Wysłano', en: 'Shipped' },
    COMPLETED: { pl: 'Zrealizowano', en: 'Completed' },
    CANCELLED: { pl: 'Anulowano', en: 'Cancelled' },
    UNKNOWN: { pl: 'Stan nieznany', en: 'State unknown' },
  },
  PAYMENT: payments,
  FULFILMENT: {
    NONE: { pl: 'Jeszcze nie wysłano', en: 'Not shipped yet' },
    PARTIAL: { pl: 'Wydano część towaru', en: 'A part of the goods has left' },
    COMPLETE: { pl: 'Wydano cały towar', en: 'All goods have left' },
    RETURNED: { pl: 'Towar wrócił', en: 'Goods returned' },
    UNKNOWN: { pl: 'Stan wysyłki nieznany', en: 'Shipping state unknown' },
  },
  DOCUMENTS: {
    NONE: { pl: 'Brak dokumentów', en: 'No documents' },
    ORDER_ONLY: { pl: 'Wystawiono dokument zamówienia', en: 'Sales order issued' },
    WAREHOUSE_ISSUED: { pl: 'Wystawiono dokument wydania', en: 'Delivery note issued' },
    INVOICED: { pl: 'Wystawiono fakturę lub paragon', en: 'Invoice or receipt issued' },
    CORRECTED: { pl: 'Wystawiono korektę', en: 'Credit note issued' },
    UNKNOWN: { pl: 'Stan dokumentów nieznany', en: 'Document state unknown' },
  },
  ERP: {
    NONE: { pl: 'Nie wysłano do ERP', en: 'Not sent to the ERP' },
    QUEUED: { pl: 'Czeka na wysłanie do ERP', en: 'Waiting to be sent to the ERP' },
    SENT: { pl: 'Wysłano do ERP', en: 'Sent to the ERP' },
    CONFIRMED: { pl: 'ERP przyjął zamówienie', en: 'The ERP has the order' },
    REJECTED: { pl: 'ERP odrzucił zamówienie', en: 'The ERP refused the order' },
    IN_DOUBT: { pl: 'Sprawdzamy, czy ERP przyjął zamówienie', en: 'Checking whether the ERP has the order' },
  },
  HOLD: {
    NONE: { pl: 'Blokada zdjęta', en: 'Hold lifted' },
    CREDIT: { pl: 'Blokada: limit kredytowy', en: 'On hold: credit limit' },
    PAYMENT: { pl: 'Blokada: płatność', en: 'On hold: payment' },
    STOCK: { pl: 'Blokada: brak towaru', en: 'On hold: stock' },
    UNKNOWN_SKU: { pl: 'Blokada: nieznany towar', en: 'On hold: unknown product' },
    AMBIGUOUS_PARTY: { pl: 'Blokada: niejednoznaczny klient', en: 'On hold: more than one customer fits' },
    TOTALS: { pl: 'Blokada: różnica kwot', en: 'On hold: totals differ' },
    MANUAL: { pl: 'Wstrzymane ręcznie', en: 'Held by a person' },
    OTHER: { pl: 'Zamówienie wstrzymane', en: 'On hold' },
  },
};

export function eventTitle(event: Pick<OrderEventTable, 'axis' | 'toValue'>, language: Language): string {
  const value = event.toValue ?? 'NONE';
  if (event.axis === 'PROMISE')
    return event.toValue === null
      ? { pl: 'Termin dostawy odwołany', en: 'Delivery day withdrawn' }[language]
      : { pl: `Termin dostawy: ${value}`, en: `Delivery promised for ${value}` }[language];
  return titles[event.axis]?.[value]?.[language] ?? value;
}

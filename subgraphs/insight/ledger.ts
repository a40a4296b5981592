/** The close of a day: the same order in four books, and where they differ. Pure arithmetic. */
import type { Micros } from '#hub/money.ts';

export interface OrderBooks {
  orderId: string;
  /** Born in a shop. */
  fromShop: boolean;
  /** What the shop took; null for an order that was not born in one. */
  shopGross: Micros | null;
  hubGross: Micros;
  /** The ERP's sale; null while it has none. */
  erpGross: Micros | null;
  /** Invoices less corrections. */
  invoiced: Micros;
  /** Of those, paid in the ERP's books. */
  paidInErp: Micros;
  /** What the shop or the provider said is paid, refunds taken off. */
  paidInHub: Micros;
  shipped: boolean;
  hasInvoice: boolean;
  corrected: boolean;
}

export type DifferenceKind = 'SHOP_HUB' | 'HUB_ERP' | 'NOT_INVOICED' | 'INVOICED_MORE' | 'NOT_PAID' | 'PAID_MORE';
export interface Difference {
  orderId: string;
  kind: DifferenceKind;
  amount: Micros;
}

export function differencesOf(books: OrderBooks): Difference[] {
  const found: Difference[] = [];
  const differ = (kind: DifferenceKind, amount: Micros) => {
    if (amount !== 0n) found.push({ orderId: books.orderId, kind, amount });
  };
  const { shopGross, hubGross, erpGross, invoiced, paidInErp, paidInHub } = books;
  if (shopGross !== null) differ('SHOP_HUB', hubGross - shopGross);
  if (erpGross !== null) differ('HUB_ERP', erpGross - hubGross);
  const sold = erpGross ?? hubGross;
  if (books.shipped && invoiced < sold && !books.corrected) differ('NOT_INVOICED', invoiced - sold);
  if (invoiced > sold) differ('INVOICED_MORE', invoiced - sold);
  if (books.hasInvoice && paidInHub > paidInErp) differ('NOT_PAID', paidInErp - paidInHub);
  if (paidInErp > invoiced) differ('PAID_MORE', paidInErp - invoiced);
  return found;
}

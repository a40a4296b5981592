/** What stands on a paper that the hub prints, in Polish and English. */
import type { languageOf } from './statusText.ts';

export type PaperLanguage = ReturnType<typeof languageOf>;
type Text = Record<PaperLanguage, string>;

/** A label or a waybill is only good as the carrier made it: those the hub cannot print. */
const titles: Record<string, Text> = {
  QUOTATION: { pl: 'Oferta', en: 'Quotation' },
  SALES_ORDER: { pl: 'Zamówienie', en: 'Sales order' },
  PROFORMA: { pl: 'Faktura pro forma', en: 'Pro forma invoice' },
  DELIVERY_NOTE: { pl: 'Dokument wydania', en: 'Delivery note' },
  INVOICE: { pl: 'Faktura', en: 'Invoice' },
  RECEIPT: { pl: 'Paragon', en: 'Receipt' },
  CREDIT_NOTE: { pl: 'Faktura korygująca', en: 'Credit note' },
};

export const isPrintable = (kind: string): boolean => Object.hasOwn(titles, kind);
export const titleOf = (kind: string, language: PaperLanguage): string => titles[kind]?.[language] ?? kind;

const words = {
  seller: { pl: 'Sprzedawca', en: 'Seller' },
  buyer: { pl: 'Nabywca', en: 'Buyer' },
  shipTo: { pl: 'Adres dostawy', en: 'Ship to' },
  taxId: { pl: 'NIP', en: 'Tax ID' },
  issuedOn: { pl: 'Data wystawienia', en: 'Issued on' },
  dueOn: { pl: 'Termin płatności', en: 'Due on' },
  order: { pl: 'Zamówienie', en: 'Order' },
  reference: { pl: 'Numer u nabywcy', en: 'Your reference' },
  corrects: { pl: 'Koryguje', en: 'Corrects' },
  governmentNumber: { pl: 'Numer KSeF', en: 'Government number' },
  position: { pl: 'Lp.', en: 'No.' },
  item: { pl: 'Towar lub usługa', en: 'Item' },
  quantity: { pl: 'Ilość', en: 'Quantity' },
  unitNet: { pl: 'Cena netto', en: 'Unit net' },
  discount: { pl: 'Rabat', en: 'Discount' },
  tax: { pl: 'VAT', en: 'Tax' },
  net: { pl: 'Netto', en: 'Net' },
  gross: { pl: 'Brutto', en: 'Gross' },
  delivery: { pl: 'Dostawa', en: 'Delivery' },
  total: { pl: 'Razem', en: 'Total' },
  paid: { pl: 'Zapłacono', en: 'Paid' },
  due: { pl: 'Do zapłaty', en: 'To be paid' },
  noLines: { pl: 'Pozycje są na dokumencie w systemie sprzedawcy.', en: 'The items are on the document in the seller’s system.' },
} satisfies Record<string, Text>;
export type Word = keyof typeof words;
export const wordOf = (word: Word, language: PaperLanguage): string => words[word][language];

export const footerOf = (name: string, day: string, page: string, language: PaperLanguage): string =>
  language === 'pl'
    ? `Wydruk z huba, kopia dokumentu ${name} · wydrukowano ${day} · strona ${page}`
    : `Printed by the hub, copy of document ${name} · printed on ${day} · page ${page}`;

const units: Record<string, Text> = {
  PCE: { pl: 'szt.', en: 'pcs' },
  C62: { pl: 'szt.', en: 'pcs' },
  H87: { pl: 'szt.', en: 'pcs' },
  KGM: { pl: 'kg', en: 'kg' },
  MTR: { pl: 'm', en: 'm' },
  LTR: { pl: 'l', en: 'l' },
  SET: { pl: 'kpl.', en: 'sets' },
};
export const unitOf = (code: string, language: PaperLanguage): string => units[code]?.[language] ?? code;

/** "1234.50" → "1 234,50" or "1,234.50". */
export function numberOf(decimal: string, language: PaperLanguage): string {
  const [whole = '', fraction] = decimal.split('.');
  // Spaces that do not break, as Polish writes thousands.
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, language === 'pl' ? '\u00a0' : ',');
  return fraction === undefined ? grouped : `${grouped}${language === 'pl' ? ',' : '.'}${fraction}`;
}

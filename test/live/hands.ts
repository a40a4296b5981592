/**
 * What the stories need of a real system, whatever its kind: what a clerk does inside the ERP, what a visitor does in the shop, and what each system itself
 * says stands there. Each implementation speaks to its system on a client of its own, without the connector, so that a mistake of the connector cannot hide itself.
 * Amounts are decimal text in the company's currency ("12.30"); quantities are numbers of stock units; days are `YYYY-MM-DD`.
 */

/** What a hub is told about one system: keys of `SPLOT_SYSTEM_<CODE>_…` without that prefix, e.g. `KIND`, `URL`. */
export type HubSettings = Record<string, string>;

export interface Machine {
  /** As in configuration: `odoo`, `tryton`, `vendure`, `medusa`. */
  readonly kind: string;
  readonly hubSettings: HubSettings;
  /** Where the system tells nobody. */
  readonly version?: string;
  /** Frozen: connections are accepted, nothing answers. A system that cannot be frozen is killed. */
  pause(): Promise<void>;
  /** After `pause` or `kill`: it answers again, its data as it was. */
  resume(): Promise<void>;
  /** Down at once; the data stays. */
  kill(): Promise<void>;
  /** Ends everything and removes what this run wrote. */
  stop(): Promise<void>;
}

export interface ErpSale {
  id: string;
  number: string;
  confirmed: boolean;
  cancelled: boolean;
  partyName: string;
  net: string;
  tax: string;
  gross: string;
  billTo: { city: string; street: string };
  shipTo: { city: string; street: string };
  /** Every text a person reads on it: notes, references, descriptions. */
  text: string;
  /** Lines of goods and the delivery line, notes left out. */
  lines: { sku: string | undefined; quantity: number; unitNet: string; net: string }[];
  deliveries: ErpDelivery[];
  invoices: ErpInvoice[];
}

export interface ErpDelivery {
  id: string;
  number: string | undefined;
  done: boolean;
  /** True for goods that come back. */
  isReturn: boolean;
  lines: { sku: string; quantity: number }[];
}

export interface ErpInvoice {
  id: string;
  number: string | undefined;
  kind: 'INVOICE' | 'CREDIT_NOTE';
  posted: boolean;
  gross: string;
  net: string;
  /** What is still to be paid. */
  open: string;
  /** Number of the invoice a credit note corrects. */
  corrects: string | undefined;
}

/** A clerk and a bookkeeper of the ERP. */
export interface Erp extends Machine {
  /** Salable SKUs of stored goods; services such as delivery left out. */
  skus(): Promise<string[]>;
  /** Names of active customers; `priceList` is what they buy by. */
  parties(): Promise<{ name: string; priceList: string | undefined }[]>;
  /** A company a clerk enters by hand, at an address in Kraków. Nothing keeps a clerk from entering one twice. */
  createParty(party: { name: string; taxId: string; email: string }): Promise<void>;
  /** What the ERP itself charges this party for one piece at this quantity, net, unrounded as the ERP tells it. `coupon` applies where the ERP has it. */
  price(partyName: string, sku: string, quantity: number): Promise<string>;
  /** Sales that carry this key of the hub (see `OrderPush`): the order's id. */
  sales(hubKey: string): Promise<ErpSale[]>;
  sale(id: string): Promise<ErpSale>;
  countSales(): Promise<number>;
  /** Over all internal locations. `free` is on hand less what is taken by confirmed sales. */
  stock(sku: string): Promise<{ onHand: number; free: number }>;
  /** Pieces leave (negative) or are found (positive) at the warehouse that has most of them, booked at once. */
  adjustStock(sku: string, difference: number): Promise<void>;
  /** A storable product with two axes (`rozmiar` m, l; `kolor` czerwony, zielony): SKUs `<code>-M-CZERWONY` and so on. Answers its id. */
  createProduct(product: { code: string; name: string; listPrice: string }): Promise<string>;
  changeProduct(id: string, change: { name?: string; listPrice?: string }): Promise<void>;
  archiveProduct(id: string): Promise<void>;
  /** A sales person's own sale at the ERP's own price, confirmed. Answers its id. */
  sell(partyName: string, line: { sku: string; quantity: number }): Promise<string>;
  /** Ships what is open, or only these quantities (the rest stays open). Answers the delivery. */
  ship(saleId: string, part?: { lines: { sku: string; quantity: number }[] }): Promise<ErpDelivery>;
  /** Invoices what was shipped, and posts it. */
  invoice(saleId: string): Promise<ErpInvoice>;
  /** A bookkeeper registers money for an invoice. */
  pay(invoiceId: string, payment: { amount: string; reference: string }): Promise<void>;
  /** A clerk cancels a sale that is not shipped. */
  cancelSale(saleId: string): Promise<void>;
  /** Payments whose reference holds this transaction number, refunds with a negative amount. */
  payments(transactionNumber: string): Promise<{ amount: string; posted: boolean }[]>;
  /** What the ERP itself says of a party's credit. */
  credit(partyName: string): Promise<{ limit: string | undefined; used: string }>;
  /** Points the ERP keeps for a party; undefined where the ERP keeps none. */
  loyalty(partyName: string): Promise<number | undefined>;
  /** Moves the day of the open delivery of a SKU that is expected first. */
  moveDelivery(sku: string, day: string): Promise<void>;
  /** Rows straight from the ERP's own database, for figures computed without us. */
  sql<T extends Record<string, unknown>>(text: string): Promise<T[]>;
  /** A fresh copy of the seed under this name on the same server: a second company's ERP, or a test of its own. Answers its settings. */
  freshDatabase(name: string): Promise<HubSettings>;
}

export interface ShopCustomer {
  email: string;
  firstName: string;
  lastName: string;
  phone?: string;
}

export interface ShopAddress {
  name?: string;
  company?: string;
  nip?: string;
  street: string;
  postalCode: string;
  city: string;
  phone?: string;
}

export interface ShopBasket {
  lines: { sku: string; quantity: number }[];
  customer: ShopCustomer;
  address: ShopAddress;
  payment: { /** `przelewy` (authorised, settled later) or `blik` (settled at once). */ method?: string; transactionId: string };
  /** `kurier`, `paczkomat` or `odbior`. */
  delivery?: string;
  coupon?: string;
}

export interface ShopOrder {
  id: string;
  /** What its customer knows it by. */
  number: string;
  gross: string;
  /** The shop's own words, for messages. */
  state: string;
  paid: boolean;
  shipped: boolean;
  cancelled: boolean;
  refunded: string;
  trackingNumbers: string[];
}

/** A visitor of the shop, and its administrator. */
export interface Shop extends Machine {
  /** SKUs on sale with the shop's own titles. */
  titles(): Promise<Map<string, string>>;
  checkout(basket: ShopBasket): Promise<ShopOrder>;
  order(id: string): Promise<ShopOrder>;
  /** Pieces the shop would sell now. */
  stock(sku: string): Promise<number>;
  /** Of these SKUs, the ones a visitor could buy now. `axes`: how many options tell the variant apart. */
  onSale(skus: string[]): Promise<Map<string, { title: string; axes: number; gross: string }>>;
  /** A basket that is left behind; answers its id. */
  abandonCart(lines: { sku: string; quantity: number }[], email: string): Promise<string>;
  /** An account; a company when `nip` is given. Answers its id. */
  register(account: ShopCustomer & { company?: string; nip?: string; address?: ShopAddress }): Promise<string>;
}

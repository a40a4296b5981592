/** SQL of what a printed paper needs, from the hub's own copy. */
import type { Db } from '#hub/database.ts';
import type {
  CompanyTable,
  CustomerTable,
  ErpDocumentTable,
  FulfilmentTable,
  InvoiceLineTable,
  InvoiceTable,
  OrderLineTable,
  SalesOrderTable,
} from '#hub/tables.ts';
import { findPaper } from './store.ts';

/** Everything that is known around one paper. */
export interface PaperRows {
  document: ErpDocumentTable;
  company: CompanyTable;
  customer: Pick<CustomerTable, 'name' | 'taxId'> | undefined;
  order: SalesOrderTable | undefined;
  orderLines: OrderLineTable[];
  invoice: InvoiceTable | undefined;
  invoiceLines: InvoiceLineTable[];
  fulfilments: FulfilmentTable[];
  /** Number of the paper it corrects. */
  correctsNumber: string | null;
}

export async function readPaper(db: Db, document: ErpDocumentTable): Promise<PaperRows> {
  const company = await db.selectFrom('company').selectAll().where('id', '=', document.companyId).executeTakeFirstOrThrow();
  const { orderId } = document;
  const ofOrder = <T>(read: (id: string) => Promise<T[]>) => (orderId === null ? Promise.resolve([]) : read(orderId));
  const [order] = await ofOrder((id) => db.selectFrom('salesOrder').selectAll().where('id', '=', id).execute());
  const invoice = await db.selectFrom('invoice').selectAll().where('documentId', '=', document.id).executeTakeFirst();
  const customerId = order?.customerId ?? document.customerId;
  const customer =
    customerId === null
      ? undefined
      : await db.selectFrom('customer').select(['name', 'taxId']).where('id', '=', customerId).executeTakeFirst();
  const corrected = document.correctsId === null ? undefined : await findPaper(db, document.correctsId);
  return {
    document,
    company,
    customer,
    order,
    orderLines: await ofOrder((id) => db.selectFrom('orderLine').selectAll().where('orderId', '=', id).orderBy('position').execute()),
    invoice,
    invoiceLines: invoice
      ? await db.selectFrom('invoiceLine').selectAll().where('invoiceId', '=', invoice.id).orderBy('position').execute()
      : [],
    fulfilments: await ofOrder((id) => db.selectFrom('fulfilment').selectAll().where('orderId', '=', id).orderBy('id').execute()),
    correctsNumber: corrected?.number ?? null,
  };
}

/** Resolvers of invoices. */
import { companyZone } from '#hub/availability.ts';
import { failure } from '#hub/errors.ts';
import { money } from '#hub/money.ts';
import { readWindow, toConnection } from '#hub/paging.ts';
import { todayOf } from '#hub/reads.ts';
import { allowedCustomer, may, type Viewer } from '#hub/viewer.ts';
import type { RequestContext } from './context.ts';
import { countInvoices, issuedKey, listInvoices, sumOpen } from './invoiceStore.ts';
import type { InvoiceRow } from './mappers.ts';
import { maySeeOrder, seesAnyOrder } from './rules.ts';
import type { QueryInvoicesArgs, Resolvers } from './types.ts';

/** `customerId` undefined: of all whom the viewer may see. */
export async function invoices(
  { db, viewer, reads }: RequestContext,
  { filter, ...page }: Partial<QueryInvoicesArgs>,
  customerId?: string,
) {
  if (filter?.side === 'PAYABLE' && !may(viewer, 'finance:read'))
    throw failure('FORBIDDEN', 'What the company owes needs the scope finance:read.');
  const asked = allowedCustomer(viewer, customerId ?? filter?.customerId);
  const query = {
    companyId: viewer.companyId,
    // Nobody's invoices are seen by a visitor.
    customerId: seesAnyOrder(viewer) ? asked : (viewer.customerId ?? ''),
    filter,
    today: todayOf(reads, await companyZone(db, viewer.companyId)),
  };
  const window = readWindow(page);
  const rows = await listInvoices(db, query, window);
  return { ...toConnection(rows, window, (row) => [issuedKey(row), row.id]), query };
}

export const maySeeInvoice = (viewer: Viewer, row: InvoiceRow): boolean =>
  row.side === 'PAYABLE' ? row.companyId === viewer.companyId && may(viewer, 'finance:read') : maySeeOrder(viewer, row);

export const invoiceFields: Resolvers = {
  Invoice: {
    __resolveReference: async ({ id }, { loaders }) => {
      const row = await loaders.invoice.load(id);
      return row && { ...row };
    },
    document: async (row, _, { loaders }) => {
      const document = await loaders.document.load(row.documentId);
      if (!document) throw new Error('an invoice has no paper');
      return document;
    },
    side: (row) => (row.side === 'PAYABLE' ? 'PAYABLE' : 'RECEIVABLE'),
    customer: (row) => (row.customerId === null ? null : { id: row.customerId }),
    orders: async (row, _, { loaders }) => {
      const ids = await loaders.orderIdsOfInvoice.load(row.id);
      return (await Promise.all(ids.map((id) => loaders.order.load(id)))).filter((order) => order !== null);
    },
    net: (row) => money(row.netMicros, row.currency),
    tax: (row) => money(row.taxMicros, row.currency),
    gross: (row) => money(row.grossMicros, row.currency),
    open: (row) => money(row.openMicros, row.currency),
    state: (row) => row.state as 'POSTED',
    overdueDays: async (row, _, { db, viewer, reads }) => {
      if (row.dueOn === null || row.state !== 'POSTED' || row.openMicros <= 0n || row.kind === 'CREDIT_NOTE') return 0;
      const today = todayOf(reads, await companyZone(db, viewer.companyId));
      return Math.max(0, (Date.parse(today) - Date.parse(row.dueOn)) / 86_400_000);
    },
    corrects: (row, _, { loaders }) => (row.correctsId === null ? null : loaders.document.load(row.correctsId)),
    provenance: (row, _, { reads }) => ({
      systemId: row.systemId,
      asOf: row.asOf,
      ageSeconds: reads.age(row.asOf),
      servedFrom: 'COPY' as const,
    }),
  },
  InvoiceConnection: {
    totalCount: ({ query }, _, { db }) => countInvoices(db, query),
    openTotal: async ({ query }, _, { db }) => (await sumOpen(db, query)).map(({ currency, openMicros }) => money(openMicros, currency)),
  },
};

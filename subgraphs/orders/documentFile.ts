/** A paper's link: for the viewer who asked, good for ten minutes. The paper itself is fetched when the link is. */
import type { Database } from '#hub/database.ts';
import { failure } from '#hub/errors.ts';
import { type Link, openLink, signLink } from '#hub/links.ts';
import type { ErpDocumentTable } from '#hub/tables.ts';
import type { RequestContext } from './context.ts';
import { isPrintable } from './paperWords.ts';
import { seesPersonalData } from './rules.ts';

export interface FileLink extends Link {
  documentId: string;
  companyId: string;
  application: string;
  /** The customer who was signed in; another one's link is not there. */
  customerId?: string;
}

const PURPOSE = 'file link';
const FILE_LINK_MS = 10 * 60_000;

/** Null where nobody can print it, and for viewers who may not read whom it is made out to: a PDF hides no names. */
export async function documentFile({ ground, viewer, loaders, now }: RequestContext, document: ErpDocumentTable) {
  const { application, customerId } = viewer;
  if (!application || !(document.hasFile || isPrintable(document.kind))) return null;
  const owner = document.orderId === null ? document : await loaders.order.load(document.orderId);
  if (!owner || !seesPersonalData(viewer, owner)) return null;
  const link: FileLink = {
    documentId: document.id,
    companyId: document.companyId,
    application,
    ...(customerId ? { customerId } : {}),
    expiresAt: now + FILE_LINK_MS,
  };
  const token = await signLink(ground.db, PURPOSE, link, now);
  if (token === null) throw failure('READ_ONLY', 'This process may only read: ask the process that owns the database once.');
  return { url: `/files/${token}`, expiresAt: link.expiresAt, mediaType: 'application/pdf' } as never;
}

export const openFileLink = (database: Database, token: string, now: number): Promise<FileLink | undefined> =>
  openLink<FileLink>(database, PURPOSE, token, now);

/** Links to exports: for the application that asked, good for a quarter of an hour. */
import type { Database } from '#hub/database.ts';
import { type Link, openLink, signLink } from '#hub/links.ts';
import type { ExportKind } from './types.ts';

export interface ExportOrder extends Link {
  kind: ExportKind;
  companyId: string;
  application: string;
  from: string;
  to: string;
  channelIds?: string[];
  /** Cost and margin are in it. */
  costs: boolean;
}

const PURPOSE = 'export link';
export const EXPORT_LINK_MS = 15 * 60_000;

export const signExport = (database: Database, order: ExportOrder, now: number): Promise<string | null> =>
  signLink(database, PURPOSE, order, now);

export const openExport = (database: Database, token: string, now: number): Promise<ExportOrder | undefined> =>
  openLink<ExportOrder>(database, PURPOSE, token, now);

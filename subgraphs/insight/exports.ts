/** exportStart: a link to a file that is written while it is fetched. */
import { dayAt } from '#hub/days.ts';
import { failure, refuse, UserFault } from '#hub/errors.ts';
import { may } from '#hub/viewer.ts';
import type { RequestContext } from './context.ts';
import { EXPORT_LINK_MS, signExport } from './exportLink.ts';
import { readPeriod } from './period.ts';
import { findCompany } from './reportStore.ts';
import type { ExportPayload, ExportStartInput } from './types.ts';

export async function startExport({ ground, db, viewer, now }: RequestContext, input: ExportStartInput): Promise<ExportPayload> {
  const { application, companyId } = viewer;
  if (!application) throw failure('UNAUTHENTICATED', 'Send an API key as Authorization: Bearer.');
  try {
    const finance = input.kind === 'INVOICES' || input.kind === 'MONEY';
    if (finance && !may(viewer, 'finance:read'))
      throw refuse('NOT_ALLOWED', 'Documents and payments need the scope finance:read.', ['input', 'kind']);
    if (input.kind !== 'STOCK' && !input.period) throw refuse('REQUIRED', 'Say which days.', ['input', 'period']);
    const { zone } = await findCompany(db, companyId);
    const today = dayAt(now, zone);
    const { from, to, channelIds } = input.period ? readPeriod(input.period) : { from: today, to: today, channelIds: undefined };
    const expiresAt = now + EXPORT_LINK_MS;
    const token = await signExport(
      ground.db,
      {
        kind: input.kind,
        companyId,
        application,
        from,
        to,
        ...(channelIds ? { channelIds } : {}),
        costs: may(viewer, 'costs:read'),
        expiresAt,
      },
      now,
    );
    if (token === null) throw failure('READ_ONLY', 'This process may only read: ask the process that owns the database once.');
    return { export: { kind: input.kind, url: `/exports/${token}`, expiresAt }, userErrors: [] } as unknown as ExportPayload;
  } catch (error) {
    if (error instanceof UserFault) return { export: null, userErrors: error.errors } as unknown as ExportPayload;
    throw error;
  }
}

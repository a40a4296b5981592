/**
 * Printed papers on their way: a request for one is a row, the worker that holds the system's lease fetches it, whoever waits is told by the feed. A printed
 * paper is kept for a day, so that a repeated look costs the ERP nothing.
 */
import type { Connected } from '#connectors/connector.ts';
import { Terminal } from '#connectors/connector.ts';
import { externalIdsOf } from './bindings.ts';
import type { Database, Db, Trx } from './database.ts';
import { emit } from './events.ts';
import { assertLease, type Lease } from './lease.ts';
import type { Ground } from './subgraph.ts';
import type { DocumentFileTable, ErpDocumentTable } from './tables.ts';

/** A paper is no book. */
const MOST_BYTES = 10 * 1024 * 1024;
/** Who waits gives up after ten seconds and is to hear why. */
const FETCH_MS = 8_000;
/** Printed papers are let go after a day. */
export const FILE_RETENTION = 86_400_000;

export const findFile = (db: Db, documentId: string): Promise<DocumentFileTable | undefined> =>
  db.selectFrom('documentFile').selectAll().where('documentId', '=', documentId).executeTakeFirst();

/** What a system said of a paper holds until the paper changes. FAILED: it gave no answer, and is asked again. */
export const isCurrent = (file: DocumentFileTable | undefined, document: ErpDocumentTable): boolean =>
  file !== undefined && file.state !== 'FAILED' && file.requestedAt >= document.updatedAt;

/** Asks for a paper, unless somebody did so meanwhile: they wait for the same one. */
export async function requestFile(trx: Trx, { id: documentId, systemId, updatedAt }: ErpDocumentTable, now: number): Promise<void> {
  const columns = { state: 'REQUESTED', message: null, requestedAt: now };
  await trx
    .insertInto('documentFile')
    .values({ documentId, systemId, mediaType: null, name: null, content: null, fetchedAt: null, ...columns })
    .onConflict((conflict) =>
      conflict
        .column('documentId')
        .doUpdateSet(columns)
        .where((eb) => eb.or([eb('documentFile.state', '=', 'FAILED'), eb('documentFile.requestedAt', '<', updatedAt)])),
    )
    .execute();
}

/** The paper, once it is READY, REFUSED or FAILED; as it stands after `ms`. */
export async function waitForFile(ground: Ground, documentId: string, ms: number): Promise<DocumentFileTable | undefined> {
  const deadline = performance.now() + ms;
  for (;;) {
    // Listening begins before the look at the database, so that an answer in between is not missed.
    const next = ground.feed.next(
      (event) => event.topic === 'file' && event.subjectId === documentId,
      Math.max(1, deadline - performance.now()),
    );
    const file = await findFile(ground.db.read, documentId);
    if (file?.state !== 'REQUESTED' || performance.now() >= deadline) return file;
    await next;
  }
}

export interface FetcherOptions {
  db: Database;
  systemId: string;
  companyId: string;
  connected: Connected;
  lease(): Lease;
  signal: AbortSignal;
  now(): number;
  log(message: string, detail: Record<string, unknown>): void;
}

/** Fetches the paper asked for last: its asker still waits. False when nobody waits for one. */
export async function fetchNextFile(options: FetcherOptions): Promise<boolean> {
  const { db, systemId, connected, now, log } = options;
  const wanted = await db.read
    .selectFrom('documentFile')
    .select(['documentId', 'requestedAt'])
    .where('systemId', '=', systemId)
    .where('state', '=', 'REQUESTED')
    .orderBy('requestedAt', 'desc')
    .orderBy('documentId')
    .limit(1)
    .executeTakeFirst();
  if (!wanted) return false;
  try {
    const externalId = (await externalIdsOf(db.read, systemId, [wanted.documentId])).get(wanted.documentId);
    if (!externalId || !connected.file) throw new Terminal('NOT_FOUND', 'The ERP does not know this paper.');
    const file = await connected.file(externalId, AbortSignal.any([options.signal, AbortSignal.timeout(FETCH_MS)]));
    if (file.bytes.byteLength > MOST_BYTES) throw new Terminal('SOURCE_REFUSED', 'This paper is too large.');
    const content = Buffer.from(file.bytes).toString('base64');
    await settle(options, wanted, {
      state: 'READY',
      mediaType: file.mediaType,
      name: file.name,
      content,
      message: null,
      fetchedAt: now(),
    });
  } catch (error) {
    if (options.signal.aborted) throw error;
    log('a paper cannot be fetched', { documentId: wanted.documentId, error: String(error) });
    // REFUSED: asking again changes nothing, and the hub prints its own copy.
    const state = error instanceof Terminal ? 'REFUSED' : 'FAILED';
    await settle(options, wanted, { state, message: String(error), fetchedAt: now() });
  }
  return true;
}

async function settle(
  options: FetcherOptions,
  { documentId, requestedAt }: Pick<DocumentFileTable, 'documentId' | 'requestedAt'>,
  columns: Partial<DocumentFileTable>,
): Promise<void> {
  const { db, companyId, now } = options;
  await db.write(async (trx) => {
    await assertLease(trx, options.lease());
    await trx
      .updateTable('documentFile')
      .set(columns)
      .where('documentId', '=', documentId)
      // The paper changed meanwhile and was asked for again: that one is printed next.
      .where('requestedAt', '=', requestedAt)
      .execute();
    emit(trx, { topic: 'file', subjectId: documentId, companyId, payload: { state: columns.state }, occurredAt: now() });
  });
}

/** Papers printed before this are let go; so are requests nobody fetched. */
export async function dropFiles(trx: Trx, before: number): Promise<void> {
  await trx.deleteFrom('documentFile').where('requestedAt', '<', before).execute();
}

export const hasFilesBefore = async (db: Db, before: number): Promise<boolean> =>
  (await db.selectFrom('documentFile').select('documentId').where('requestedAt', '<', before).limit(1).executeTakeFirst()) !== undefined;

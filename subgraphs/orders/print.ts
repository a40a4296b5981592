/**
 * Prints a paper from the hub's own copy, for an ERP that cannot: a plain A4 sheet that says what it is a copy of. The library and its font are loaded when
 * somebody asks for the first time; it runs in a thread of its own, so that nobody waits for it.
 */
import { Worker } from 'node:worker_threads';
import type { Db } from '#hub/database.ts';
import type { ErpDocumentTable } from '#hub/tables.ts';
import { paperOf } from './paper.ts';
import { isPrintable, titleOf } from './paperWords.ts';
import { readPaper } from './printStore.ts';
import type { PrintJob } from './printThread.ts';
import { languageOf } from './statusText.ts';

/** A sheet that takes longer than this has gone wrong. */
const LIMIT_MS = 20_000;

/** `languages` in order of preference. Undefined for kinds the hub has no form for, such as a carrier's label. */
export async function printDocument(
  db: Db,
  document: ErpDocumentTable,
  languages: readonly string[],
  now: number,
): Promise<{ bytes: Buffer; name: string } | undefined> {
  if (!isPrintable(document.kind)) return undefined;
  const language = languageOf(languages);
  const paper = paperOf(await readPaper(db, document), now);
  const name = [titleOf(paper.kind, language), paper.number].filter(Boolean).join(' ');
  return { bytes: await setSheet({ paper, name, language, now }), name: `${name}.pdf` };
}

function setSheet(job: PrintJob): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('printThread.ts', import.meta.url), { workerData: job });
    const timer = setTimeout(() => {
      void worker.terminate();
      reject(new Error('the sheet was not set in time'));
    }, LIMIT_MS);
    worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
    worker.once('error', reject);
    worker.once('exit', () => clearTimeout(timer));
  });
}

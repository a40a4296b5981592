/** Papers as Tryton's own reports print them. */
import { type DocumentFile, Terminal } from '../connector.ts';
import { Refusal, type Rpc } from './rpc.ts';
import { flag, text } from './values.ts';

const reports: Record<string, string> = {
  'sale.sale': 'sale.sale',
  'stock.shipment.out': 'stock.shipment.out.delivery_note',
  'account.invoice': 'account.invoice',
};
const mediaTypes: Record<string, string> = {
  pdf: 'application/pdf',
  odt: 'application/vnd.oasis.opendocument.text',
  html: 'text/html',
  txt: 'text/plain',
};

/** `documentId` is a document's external id: `account.invoice,7`. */
export async function printDocument(rpc: Rpc, documentId: string, signal: AbortSignal): Promise<DocumentFile> {
  const [model = '', key = ''] = documentId.split(',');
  const report = reports[model];
  if (!report || !/^\d+$/.test(key)) throw new Terminal('NOT_FOUND', 'the ERP does not print this paper');
  const id = Number(key);
  try {
    const answer = await rpc.call(`report.${report}.execute`, [[id], { action_id: null, model, id, ids: [id] }], {
      signal,
      timeoutMs: 60_000,
    });
    const [extension, content, printed, name] = Array.isArray(answer) ? answer : [];
    if (typeof content !== 'string' || flag(printed)) throw new Terminal('NOT_FOUND', 'the ERP sends this paper to its own printer');
    const mediaType = mediaTypes[text(extension)] ?? 'application/octet-stream';
    return { bytes: Buffer.from(content, 'base64'), mediaType, name: `${text(name)}.${text(extension)}` };
  } catch (error) {
    if (error instanceof Refusal) throw new Terminal('NOT_FOUND', 'the ERP does not print this paper', error.detail);
    throw error;
  }
}

/** Runs as a thread: sets one sheet as a PDF and ends. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import PDFDocument from 'pdfkit';
import type { Sheet } from './print.ts';

const fonts = createRequire(import.meta.url);
const regular = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf');
const bold = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf');

/** Points; A4 is 595 × 842. */
const MARGIN = 48;
const BOTTOM = 780;
const widths = [24, 104, 172, 58, 62, 34, 62];

function set(sheet: Sheet): PDFKit.PDFDocument {
  const pdf = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: sheet.title, Creator: 'Splot' } });
  pdf.font(bold).fontSize(9).text(sheet.company);
  pdf.moveDown(1.5).fontSize(18).text(sheet.title).moveDown(0.5);
  pdf.font(regular).fontSize(9);
  for (const [name, value] of sheet.facts) pdf.text(`${name}: ${value}`);
  pdf.moveDown(0.8).font(bold).text('Nabywca').font(regular);
  for (const line of sheet.buyer) pdf.text(line);
  pdf.moveDown(1);
  row(pdf, sheet.columns, true);
  for (const cells of sheet.rows) row(pdf, cells, false);
  pdf.moveDown(1);
  for (const [name, value] of sheet.totals) pdf.font(bold).text(`${name}: ${value}`, MARGIN, pdf.y, { align: 'right' });
  pdf.font(regular).fontSize(7).moveDown(2).text(sheet.footer, MARGIN);
  return pdf;
}

function row(pdf: PDFKit.PDFDocument, cells: readonly string[], head: boolean): void {
  pdf.font(head ? bold : regular).fontSize(8);
  const height = Math.max(...cells.map((cell, i) => pdf.heightOfString(cell, { width: (widths[i] ?? 60) - 6 }))) + 5;
  if (pdf.y + height > BOTTOM) pdf.addPage();
  const top = pdf.y;
  let left = MARGIN;
  for (const [i, cell] of cells.entries()) {
    pdf.text(cell, left, top, { width: (widths[i] ?? 60) - 6, align: i > 2 ? 'right' : 'left' });
    left += widths[i] ?? 60;
  }
  pdf.y = top + height;
  pdf
    .moveTo(MARGIN, pdf.y - 3)
    .lineTo(left, pdf.y - 3)
    .lineWidth(head ? 0.8 : 0.2)
    .stroke();
}

const parts: Buffer[] = [];
const pdf = set(workerData as Sheet);
pdf.on('data', (part: Buffer) => parts.push(part));
pdf.on('end', () => parentPort?.postMessage(new Uint8Array(Buffer.concat(parts))));
pdf.end();

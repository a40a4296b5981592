/** Runs as a thread: sets one paper as a PDF and ends. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import PDFDocument from 'pdfkit';
import { formatMicros, formatQuantity, type Micros, toCents } from '#hub/money.ts';
import type { Paper, PaperLine } from './paper.ts';
import { footerOf, numberOf, type PaperLanguage, unitOf, type Word, wordOf } from './paperWords.ts';

export interface PrintJob {
  paper: Paper;
  /** What people call it: its title and number. */
  name: string;
  language: PaperLanguage;
  now: number;
}

const { resolve } = createRequire(import.meta.url);
/** Polish letters need a font that travels with the paper. */
const REGULAR = resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf');
const BOLD = resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf');

const MARGIN = 42;
const WIDTH = 595.28 - 2 * MARGIN;
const BOTTOM = 841.89 - MARGIN - 24;
const LINE = 13;

type Pdf = InstanceType<typeof PDFDocument>;

function draw({ paper, name, language, now }: PrintJob): Pdf {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    font: REGULAR,
    lang: language,
    info: { Title: name, Producer: 'Splot', Creator: 'Splot', CreationDate: new Date(now) },
  });
  const sheet: Sheet = { pdf, paper, language, say: (word) => wordOf(word, language) };
  drawHead(sheet, name);
  drawLines(sheet);
  drawTotals(sheet);
  drawFooters(sheet, name);
  return pdf;
}

interface Sheet {
  pdf: Pdf;
  paper: Paper;
  language: PaperLanguage;
  say(word: Word): string;
}

function drawHead({ pdf, paper, say }: Sheet, name: string): void {
  pdf.font(BOLD).fontSize(16).text(name, MARGIN, MARGIN, { width: WIDTH });
  const facts: [Word, string | null][] = [
    ['issuedOn', paper.issuedOn],
    ['dueOn', paper.dueOn],
    ['corrects', paper.correctsNumber],
    ['governmentNumber', paper.governmentNumber],
    ['order', paper.kind === 'SALES_ORDER' ? null : paper.orderNumber],
    ['reference', paper.customerReference],
  ];
  pdf.font(REGULAR).fontSize(9).moveDown(0.4);
  for (const [word, value] of facts) if (value) pdf.text(`${say(word)}: ${value}`, { width: WIDTH });
  pdf.moveDown(1);
  const parties: [Word, string[]][] = [
    ['seller', paper.seller],
    ['buyer', paper.taxId ? [...paper.buyer, `${say('taxId')}: ${paper.taxId}`] : paper.buyer],
    ['shipTo', paper.shipTo],
  ];
  const top = pdf.y;
  const column = WIDTH / parties.length;
  let lowest = top;
  for (const [at, [word, lines]] of parties.entries()) {
    if (!lines.length) continue;
    const x = MARGIN + at * column;
    pdf.font(BOLD).text(say(word), x, top, { width: column - 10 });
    pdf.font(REGULAR);
    for (const line of lines) pdf.text(line, x, pdf.y, { width: column - 10 });
    lowest = Math.max(lowest, pdf.y);
  }
  pdf.y = lowest + LINE;
}

interface Column {
  word: Word;
  width: number;
  right: boolean;
  of(line: PaperLine, at: number): string;
}

function columnsOf({ paper, language }: Sheet): Column[] {
  const amount = (value: Micros) => numberOf(formatMicros(toCents(value)), language);
  const priced = (word: Word, width: number, of: (amounts: NonNullable<PaperLine['amounts']>) => string): Column => ({
    word,
    width,
    right: true,
    of: ({ amounts }) => (amounts ? of(amounts) : ''),
  });
  const prices = [
    priced('unitNet', 62, ({ unitNet }) => amount(unitNet)),
    ...(paper.lines.some(({ amounts }) => amounts && toCents(amounts.discount) !== 0n)
      ? [priced('discount', 50, ({ discount }) => amount(discount))]
      : []),
    priced('tax', 36, ({ taxPercent }) => `${numberOf(taxPercent, language)}%`),
    priced('net', 64, ({ net }) => amount(net)),
    priced('gross', 64, ({ gross }) => amount(gross)),
  ];
  const rest: Column[] = [
    {
      word: 'quantity',
      width: 62,
      right: true,
      of: ({ quantity, unitCode }) => `${numberOf(formatQuantity(quantity), language)} ${unitOf(unitCode, language)}`,
    },
    ...(paper.lines.some(({ amounts }) => amounts) ? prices : []),
  ];
  const taken = rest.reduce((sum, { width }) => sum + width, 28);
  return [
    { word: 'position', width: 28, right: false, of: (_, at) => String(at + 1) },
    {
      word: 'item',
      width: WIDTH - taken,
      right: false,
      of: ({ sku, title }) => (sku && sku !== title ? `${title} (${sku})` : title || (sku ?? '')),
    },
    ...rest,
  ];
}

function drawLines(sheet: Sheet): void {
  const { pdf, paper, say } = sheet;
  if (!paper.lines.length) {
    if (paper.totals) pdf.font(REGULAR).text(say('noLines'), MARGIN, pdf.y, { width: WIDTH }).moveDown(1);
    return;
  }
  const columns = columnsOf(sheet);
  drawRow(
    pdf,
    columns,
    columns.map(({ word }) => say(word)),
    true,
  );
  for (const [at, line] of paper.lines.entries()) {
    const cells = columns.map((column) => column.of(line, at) || (column.word === 'item' ? say('delivery') : ''));
    if (pdf.y + heightOf(pdf, columns, cells) > BOTTOM) {
      pdf.addPage();
      drawRow(
        pdf,
        columns,
        columns.map(({ word }) => say(word)),
        true,
      );
    }
    drawRow(pdf, columns, cells, false);
  }
  pdf.moveDown(1);
}

/** Only the item's column may need several lines. */
const heightOf = (pdf: Pdf, columns: readonly Column[], cells: readonly string[]): number =>
  Math.max(
    LINE,
    ...columns.flatMap(({ word, width }, at) => (word === 'item' ? [pdf.heightOfString(cells[at] ?? '', { width: width - 6 }) + 3] : [])),
  );

function drawRow(pdf: Pdf, columns: readonly Column[], cells: readonly string[], bold: boolean): void {
  pdf.font(bold ? BOLD : REGULAR).fontSize(8.5);
  const top = pdf.y;
  const height = heightOf(pdf, columns, cells);
  let x = MARGIN;
  for (const [at, { width, right }] of columns.entries()) {
    pdf.text(cells[at] ?? '', x, top, { width: width - 6, align: right ? 'right' : 'left' });
    x += width;
  }
  pdf.y = top + height;
  pdf
    .moveTo(MARGIN, pdf.y - 2)
    .lineTo(MARGIN + WIDTH, pdf.y - 2)
    .lineWidth(bold ? 0.8 : 0.3)
    .strokeColor(bold ? '#333333' : '#bbbbbb')
    .stroke();
}

function drawTotals({ pdf, paper, language, say }: Sheet): void {
  const { totals, currency, lines } = paper;
  if (!totals) return;
  const amount = (value: Micros) => numberOf(formatMicros(toCents(value)), language);
  const { net, gross, paid } = totals;
  const rows: [string, string][] = [];
  const rates = new Map<string, { net: Micros; tax: Micros }>();
  for (const { amounts } of lines)
    if (amounts) {
      const sum = rates.get(amounts.taxPercent) ?? { net: 0n, tax: 0n };
      rates.set(amounts.taxPercent, { net: sum.net + amounts.net, tax: sum.tax + amounts.tax });
    }
  for (const [percent, sum] of rates)
    rows.push([`${say('tax')} ${numberOf(percent, language)}%`, `${amount(sum.net)} + ${amount(sum.tax)}`]);
  if (net !== null) rows.push([say('net'), amount(net)], [say('tax'), amount(gross - net)]);
  rows.push([say('total'), `${amount(gross)} ${currency}`]);
  if (paid !== null) rows.push([say('paid'), `${amount(paid)} ${currency}`], [say('due'), `${amount(gross - paid)} ${currency}`]);
  if (pdf.y + rows.length * LINE > BOTTOM) pdf.addPage();
  pdf.fontSize(9);
  for (const [label, value] of rows) {
    const y = pdf.y;
    pdf.font(label === say('total') || label === say('due') ? BOLD : REGULAR);
    pdf.text(label, MARGIN + WIDTH / 2, y, { width: WIDTH / 4 });
    pdf.text(value, MARGIN + (3 * WIDTH) / 4, y, { width: WIDTH / 4, align: 'right' });
    pdf.y = y + LINE;
  }
}

function drawFooters({ pdf, paper, language }: Sheet, name: string): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    // Below the margin pdfkit would begin another page.
    pdf.page.margins.bottom = 0;
    pdf
      .font(REGULAR)
      .fontSize(7.5)
      .text(footerOf(name, paper.printedOn, `${page + 1}/${count}`, language), MARGIN, 841.89 - MARGIN, {
        width: WIDTH,
        align: 'center',
        lineBreak: false,
      });
  }
}

const parts: Buffer[] = [];
const pdf = draw(workerData as PrintJob);
pdf.on('data', (part: Buffer) => parts.push(part));
pdf.on('end', () => parentPort?.postMessage(new Uint8Array(Buffer.concat(parts))));
pdf.end();

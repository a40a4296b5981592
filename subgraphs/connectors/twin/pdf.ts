/** A one-page PDF of text lines, written by hand: enough for a paper that opens in any viewer, Polish letters included. */

/** Letters that the standard encoding lacks take the places of its rarest signs. */
const polish = [
  ['ą', 'aogonek'],
  ['ć', 'cacute'],
  ['ę', 'eogonek'],
  ['ł', 'lslash'],
  ['ń', 'nacute'],
  ['ś', 'sacute'],
  ['ź', 'zacute'],
  ['ż', 'zdotaccent'],
  ['Ą', 'Aogonek'],
  ['Ć', 'Cacute'],
  ['Ę', 'Eogonek'],
  ['Ł', 'Lslash'],
  ['Ń', 'Nacute'],
  ['Ś', 'Sacute'],
  ['Ź', 'Zacute'],
  ['Ż', 'Zdotaccent'],
] as const;
const firstPlace = 128;
const places = new Map<string, number>(polish.map(([letter], index) => [letter, firstPlace + index]));

export interface TextLine {
  text: string;
  /** Points; default 10. */
  size?: number;
  bold?: boolean;
}

/** A4, one column, from the top. Lines below the page's end are left out. */
export function printPdf(title: string, lines: readonly TextLine[]): Uint8Array {
  let y = 800;
  const parts: string[] = ['BT'];
  for (const { text, size = 10, bold = false } of lines) {
    y -= size * 1.5;
    if (y < 40) break;
    parts.push(`/${bold ? 'B' : 'R'} ${size} Tf 1 0 0 1 50 ${y.toFixed(1)} Tm (${encoded(text)}) Tj`);
  }
  parts.push('ET');
  const content = parts.join('\n');
  const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding 6 0 R >>`;
  const names = polish.map(([, name]) => `/${name}`).join(' ');
  return assembled([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /R 4 0 R /B 5 0 R >> >> /Contents 7 0 R >>',
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [${firstPlace} ${names}] >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    `<< /Title (${encoded(title)}) /Producer (Twin ERP) >>`,
  ]);
}

/** Objects in their order, the table of where each begins, the trailer. One character is one byte. */
function assembled(objects: readonly string[]): Uint8Array {
  let text = '%PDF-1.4\n';
  const begins = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${begins.join('')}`;
  return Buffer.from(
    `${text}${table}trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}

function encoded(text: string): string {
  return [...text]
    .map((letter) => {
      const code = places.get(letter) ?? letter.charCodeAt(0);
      if (code > 255 || code < 32) return '?';
      const sign = String.fromCharCode(code);
      return '()\\'.includes(sign) ? `\\${sign}` : sign;
    })
    .join('');
}

/** Product pictures of the twins: drawn as SVG from the file's name alone, so nothing has to be stored. */
import { createHash } from 'node:crypto';

/** Raise when the drawing changes. */
const drawing = '1';

/** The content's fingerprint, without drawing it. */
export function fingerprint(path: string): string {
  return createHash('sha256').update(`${drawing}:${path}`).digest('hex').slice(0, 32);
}

/** Draws `lozko-mazury-1.svg`: a colour field, a hill line, the words. */
export function draw(path: string): string {
  const hash = createHash('sha256').update(path).digest();
  const at = (index: number) => hash[index] ?? 0;
  const hue = Math.round((at(0) / 255) * 360);
  const name = path.replace(/^.*\//, '').replace(/\.svg$/, '');
  const words = name.replace(/-(\d+|erp)$/, '').replaceAll('-', ' ');
  const hill = (index: number) => 300 + (at(index) % 140);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" role="img">
<rect width="600" height="600" fill="hsl(${hue} 38% 90%)"/>
<circle cx="${120 + (at(1) % 360)}" cy="${110 + (at(2) % 90)}" r="${40 + (at(3) % 40)}" fill="hsl(${(hue + 40) % 360} 70% 70%)"/>
<path d="M0 ${hill(4)} Q150 ${hill(5)} 300 ${hill(6)} T600 ${hill(7)} V600 H0 Z" fill="hsl(${hue} 34% 58%)"/>
<path d="M0 ${hill(8) + 90} Q200 ${hill(9) + 60} 600 ${hill(10) + 90} V600 H0 Z" fill="hsl(${hue} 38% 38%)"/>
<text x="300" y="560" text-anchor="middle" font-family="sans-serif" font-size="34" fill="#fff">${escapeXml(words)}</text>
</svg>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

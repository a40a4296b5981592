/** Which text is served: the shop's in a language where it has one, else the ERP's; then the nearest language to the viewer's. */
import type { LocalizedTextTable, ParameterTable } from '#hub/tables.ts';
import { pickLocale } from '#hub/text.ts';
import type { RequestContext } from './context.ts';
import type { LocalLabel } from './mappers.ts';

export const languagesOf = (context: RequestContext, asked: string | null | undefined): readonly string[] =>
  asked ? [asked, ...context.viewer.languages] : context.viewer.languages;

export function servedText(rows: readonly LocalizedTextTable[], field: string, languages: readonly string[]): string | undefined {
  const byLocale = new Map<string, LocalizedTextTable>();
  for (const row of rows) if (row.field === field && (row.source === 'shop' || !byLocale.has(row.locale))) byLocale.set(row.locale, row);
  return pickLocale([...byLocale.values()], languages)?.value;
}

/** Names and labels that stand as JSON beside what they name. */
export const labelOf = (json: string, languages: readonly string[], otherwise: string): string =>
  pickLocale(JSON.parse(json) as LocalLabel[], languages)?.value ?? otherwise;

const yesNo: Record<string, [string, string]> = { pl: ['tak', 'nie'], en: ['yes', 'no'] };

export function displayOf(parameter: Pick<ParameterTable, 'kind' | 'value' | 'display'>, languages: readonly string[]): string {
  if (parameter.kind !== 'BOOLEAN') return parameter.display;
  const [yes, no] = yesNo[languages.map((language) => language.split('-')[0] ?? '').find((language) => language in yesNo) ?? 'en'] ?? [
    'yes',
    'no',
  ];
  return parameter.value === 'true' ? yes : no;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** A text without its markup: paragraphs and line breaks become line ends. */
export function plainText(html: string): string {
  return html
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(?:br|\/p|\/div|\/li|\/h[1-6]|\/tr)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi, (all, decimal?: string, hex?: string, name?: string) => {
      if (name) return entities[name.toLowerCase()] ?? all;
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    })
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

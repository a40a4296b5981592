/** Search and sort keys, made by us so that SQLite and PostgreSQL answer alike. */

/** "Łóżko  Dębowe" → "lozko debowe". */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łŁ]/g, 'l')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim();
}

const polish: Record<string, string> = { ą: 'a~', ć: 'c~', ę: 'e~', ł: 'l~', ń: 'n~', ó: 'o~', ś: 's~', ź: 'z~', ż: 'z~~' };

/** A key whose bytewise order is the Polish alphabet's: ą after a, ł after l, ż after ź. */
export function sortKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ąćęłńóśźż]/g, (letter) => polish[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim();
}

/** For URLs: "Łóżko dębowe 140×200" → "lozko-debowe-140-200". */
export const slugify = (text: string): string => fold(text).replaceAll(/[ .]+/g, '-').slice(0, 80) || 'x';

/** Escapes % and _ for LIKE … ESCAPE '\'. */
export const likePattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** The first of `wanted` that is there, then Polish, then English, then any. */
export function pickLocale<T extends { locale: string }>(texts: readonly T[], wanted: readonly string[]): T | undefined {
  for (const locale of [...wanted, 'pl', 'en']) {
    const found = texts.find((text) => text.locale === locale || text.locale.split('-')[0] === locale.split('-')[0]);
    if (found) return found;
  }
  return texts[0];
}

/** Dates of the demo company, which lives in Poland. */
export const DAY = 86_400_000;

const warsaw = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw', year: 'numeric', month: '2-digit', day: '2-digit' });

/** `YYYY-MM-DD` in the company's zone. */
export function localDate(instant: number): string {
  return warsaw.format(instant);
}

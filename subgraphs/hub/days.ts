/** Days on the clock of a zone: prices begin and end with a day, documents bear one, history is kept in instants. */

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day it is at an instant, as YYYY-MM-DD. */
export function dayAt(at: number, zone: string): string {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(zone, formatter);
  }
  return formatter.format(at);
}

/** The instant a day begins. */
export const dayStart = (day: string, zone: string): number => Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;

/** The last millisecond of a day. */
export const dayEnd = (day: string, zone: string): number =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1;

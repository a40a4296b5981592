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

/** Prices ask for the same few days again and again, and a zone's clock is slow to read. */
const starts = new Map<string, number>();

/** The instant a day begins. */
export function dayStart(day: string, zone: string): number {
  const name = `${zone} ${day}`;
  let start = starts.get(name);
  if (start === undefined) {
    start = Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
    if (starts.size >= 10_000) starts.clear();
    starts.set(name, start);
  }
  return start;
}

/** The last millisecond of a day. */
export const dayEnd = (day: string, zone: string): number => dayStart(dayAfter(day), zone) - 1;

export const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

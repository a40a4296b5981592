/** Periods as clients ask for them. */
import { failure } from '#hub/errors.ts';
import type { PeriodInput } from './types.ts';

export interface Period {
  from: string;
  to: string;
  channelIds: string[] | undefined;
}

/** Ten years: more is no report but an archive. */
const LONGEST = 3_660;
const MOST_CHANNELS = 100;

export function readPeriod(input: PeriodInput): Period {
  const { from, to } = input;
  if (to < from) throw failure('BAD_USER_INPUT', 'A period ends on or after the day it begins.');
  if (daysOf({ from, to }) > LONGEST) throw failure('BAD_USER_INPUT', `A period has at most ${LONGEST} days.`);
  if (input.channelIds && input.channelIds.length > MOST_CHANNELS) throw failure('BAD_USER_INPUT', `At most ${MOST_CHANNELS} channels.`);
  return { from, to, channelIds: input.channelIds ?? undefined };
}

export const daysOf = ({ from, to }: { from: string; to: string }): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

export const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The last year up to a day. */
export const yearTo = (day: string): Period => ({ from: addDays(day, -364), to: day, channelIds: undefined });

/** `2026-03-02` → `2026-W10`, by ISO 8601. */
export function isoWeek(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const weekday = date.getUTCDay() || 7;
  date.setUTCDate(date.getUTCDate() + 4 - weekday);
  const year = date.getUTCFullYear();
  const week = Math.ceil(((date.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}

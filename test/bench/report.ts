/** Figures as text: tables and the lines a script can read. */
import type { Round, Trial } from './measure.ts';

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export const medianOf = ({ rounds }: Trial, figure: (round: Round) => number): number => median(rounds.map(figure));
export const totalMicros = (trial: Trial): number =>
  medianOf(trial, (round) => round.gatewayMicros + round.subgraphMicros + round.databaseMicros);
export const gatewayMicros = (trial: Trial): number => medianOf(trial, (round) => round.gatewayMicros);

/** The first column to the left, the others to the right. */
export function align(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}

/** `target NAME VALUE BOUND ok|MISS`: the line for scripts. */
export interface Target {
  name: string;
  value: number;
  bound: { atLeast: number } | { atMost: number };
}

export const isMet = ({ value, bound }: Target): boolean => ('atLeast' in bound ? value >= bound.atLeast : value <= bound.atMost);

export function targetLine(target: Target): string {
  const bound = 'atLeast' in target.bound ? `>=${target.bound.atLeast}` : `<=${target.bound.atMost}`;
  return `target ${target.name} ${target.value.toFixed(2)} ${bound} ${isMet(target) ? 'ok' : 'MISS'}`;
}

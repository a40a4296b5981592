/** Figures as text: the table and the line a script can read. */
export interface Round {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** CPU of one request. */
  gatewayMicros: number;
  subgraphMicros: number;
}

export interface Result {
  name: string;
  processes: number;
  rounds: Round[];
  /** Of all its processes, after the last round. */
  rssBytes: number;
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

const columns = ['candidate', 'processes', 'req/s', 'p50 ms', 'p99 ms', 'gateway µs', 'subgraphs µs', 'total µs', 'x', 'RSS MB'];

/** The first result is 1 x. CPU is µs a request. */
export function tableOf(results: Result[]): string {
  const totals = results.map(({ rounds }) => median(rounds.map(({ gatewayMicros, subgraphMicros }) => gatewayMicros + subgraphMicros)));
  const rows = results.map(({ name, processes, rounds, rssBytes }, i) => {
    const of = (figure: keyof Round) => median(rounds.map((round) => round[figure]));
    const total = totals[i] ?? Number.NaN;
    return [
      name,
      String(processes),
      of('perSecond').toFixed(0),
      of('p50').toFixed(1),
      of('p99').toFixed(1),
      of('gatewayMicros').toFixed(0),
      processes === 1 ? 'inside' : of('subgraphMicros').toFixed(0),
      total.toFixed(0),
      (total / (totals[0] ?? Number.NaN)).toFixed(2),
      (rssBytes / 1e6).toFixed(0),
    ];
  });
  const all = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}

export const targetLine = (name: string, value: number, atLeast: number): string =>
  `target ${name} ${value.toFixed(2)} >=${atLeast} ${value >= atLeast ? 'ok' : 'MISS'}`;

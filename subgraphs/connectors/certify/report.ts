/** The certificate as a page for people, in Markdown. */
import type { Certificate } from './certify.ts';
import { groups, type Result } from './check.ts';

export interface ReportHead {
  kind: string;
  role: string;
  /** `YYYY-MM-DD`. */
  day: string;
  write: boolean;
  node: string;
}

const titles = {
  reads: 'Reads',
  writes: 'Writes',
  repeats: 'Repeats',
  races: 'Races',
  faults: 'Faults',
  capabilities: 'Capabilities',
} as const;

export function reportOf({ product, version, results }: Certificate, head: ReportHead): string {
  const parts = groups.flatMap((group) => {
    const rows = results.filter((result) => result.group === group);
    return rows.length ? ['', `## ${titles[group]}`, '', '| | Check | Seconds | |', '|---|---|---:|---|', ...rows.map(row)] : [];
  });
  return [
    `# ${product}${version ? ` ${version}` : ''}`,
    '',
    `Certified ${head.day} as \`${head.kind}\` (${head.role}) on Node ${head.node}${head.write ? '' : ', without writing'}: **${summaryOf(results)}**.`,
    '',
    'Made by `splot systems certify`. “cannot” is no failure: the system has no such thing, or nothing in it to try it on; the reason stands beside it.',
    ...parts,
    '',
  ].join('\n');
}

export function summaryOf(results: readonly Result[]): string {
  const count = (state: Result['state']) => results.filter((result) => result.state === state).length;
  return `${count('ok')} passed, ${count('failed')} failed, ${count('cannot')} cannot`;
}

function row({ name, state, seconds, reason }: Result): string {
  const safe = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
  return `| ${state === 'failed' ? '**failed**' : state} | ${safe(name)} | ${seconds.toFixed(1)} | ${safe(reason ?? '')} |`;
}

/** `splot systems`: the linked systems of the configuration, and the certification of one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { certify } from '#connectors/certify/certify.ts';
import { type Group, groups } from '#connectors/certify/check.ts';
import type { Wishes } from '#connectors/certify/fixture.ts';
import { reportOf, summaryOf } from '#connectors/certify/report.ts';
import { capabilities, isAble } from '#connectors/connector.ts';
import { connectorKinds } from '#connectors/index.ts';
import type { SystemConfig } from '../config.ts';
import { type Command, configured, textOption, UsageError, type Words } from './command.ts';

const kindOf = ({ kind }: SystemConfig) => {
  const found = connectorKinds.find((candidate) => candidate.name === kind);
  if (!found) throw new UsageError(`there is no kind of system "${kind}"`);
  return found;
};

export const systemsList: Command = {
  name: 'systems list',
  summary: 'the configured linked systems, and how much of the contract each can do',
  usage: '',
  options: {},
  async run() {
    const { systems } = configured();
    if (!systems.length) throw new UsageError('no system is configured: set SPLOT_SYSTEMS (see .env.example)');
    for (const system of systems) {
      const kind = kindOf(system);
      const connected = kind.connect(system.settings, { now: Date.now, log: () => {} });
      const all = capabilities[kind.role];
      const able = all.filter((name) => isAble(connected, name)).length;
      await connected.close();
      const columns = [system.code.padEnd(12), kind.product.padEnd(14), kind.role.padEnd(5), `channel ${system.channel}`.padEnd(18)];
      process.stdout.write(`${columns.join(' ')} ${able} of ${all.length} capabilities${system.sandbox ? '  sandbox' : ''}\n`);
    }
    return 0;
  },
};

export const systemsCertify: Command = {
  name: 'systems certify',
  summary: 'try every promise of the connector contract on one linked system, and report',
  usage: 'CODE [--write] [--only GROUPS] [--report FILE] [--version TEXT]',
  options: {
    write: { type: 'boolean', description: 'also write to it; only to a system with SPLOT_SYSTEM_<CODE>_SANDBOX=true' },
    only: { type: 'string', description: `only these, by commas: ${groups.join(', ')}` },
    report: { type: 'string', description: 'write the certificate to this Markdown file' },
    version: { type: 'string', description: 'its version, where the system does not tell it' },
    sku: { type: 'string', description: 'the variant to order (default: a cheap one with stock)' },
    party: { type: 'string', description: 'number of the party that orders (default: a business with room on account)' },
    warehouse: { type: 'string', description: 'code of the warehouse it leaves from' },
    delivery: { type: 'string', description: 'code of the delivery method (default: courier)' },
    payment: { type: 'string', description: 'code of the payment method (default: transfer)' },
  },
  positionals: 1,
  async run(words) {
    const [code] = words.positionals;
    if (!code) throw new UsageError('systems certify needs the code of a linked system: see splot systems list');
    const system = configured().systems.find((candidate) => candidate.code === code);
    if (!system) throw new UsageError(`no system "${code}" in SPLOT_SYSTEMS`);
    const write = words.values.write === true;
    if (write && !system.sandbox)
      throw new UsageError(
        `"${code}" is not marked as a sandbox, and is not written to: set SPLOT_SYSTEM_${code.toUpperCase()}_SANDBOX=true`,
      );
    const kind = kindOf(system);
    const print = printer(process.stdout);
    const tried = await certify({
      kind,
      settings: system.settings,
      write,
      only: groupsOf(words),
      wishes: wishesOf(words),
      zone: system.zone,
      now: Date.now,
      progress: (line) => print.now(line),
      began: ({ group, name }, at) => print.now(`${at.number}/${at.of}  ${group}: ${name}`),
      ended: ({ group, name, state, seconds, reason }, at) =>
        print.line(
          `${`${at.number}/${at.of}`.padStart(7)}  ${state.padEnd(6)}  ${group.padEnd(12)} ${name}  ${seconds.toFixed(1)} s${reason ? `  ${reason}` : ''}`,
        ),
    });
    const certificate = { ...tried, version: tried.version ?? textOption(words, 'version') };
    const summary = summaryOf(certificate.results);
    const file = textOption(words, 'report');
    if (file) {
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: system.zone }).format(Date.now());
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, reportOf(certificate, { kind: kind.name, role: kind.role, day, write, node: process.versions.node }));
      print.line(`The certificate is in ${file}`);
    }
    print.line(`${certificate.product}${certificate.version ? ` ${certificate.version}` : ''}: ${summary}`);
    return certificate.results.some(({ state }) => state === 'failed') ? 1 : 0;
  },
};

function groupsOf(words: Words): Group[] {
  const text = textOption(words, 'only');
  if (text === undefined) return [...groups];
  const named = text.split(',').map((one) => one.trim());
  const wrong = named.find((one) => !groups.includes(one as Group));
  if (wrong !== undefined) throw new UsageError(`--only takes ${groups.join(', ')}, not "${wrong}"`);
  return named as Group[];
}

function wishesOf(words: Words): Wishes {
  const names = ['sku', 'party', 'warehouse', 'delivery', 'payment'] as const;
  return Object.fromEntries(names.flatMap((name) => (textOption(words, name) === undefined ? [] : [[name, textOption(words, name)]])));
}

/** Finished lines stay; on a terminal what is going on now stands below them. */
function printer(out: NodeJS.WriteStream) {
  const clear = out.isTTY ? '\r\x1b[2K' : '';
  return {
    now(line: string) {
      if (out.isTTY) out.write(`${clear}${line.slice(0, Math.max(20, (out.columns ?? 80) - 1))}`);
    },
    line: (line: string) => void out.write(`${clear}${line}\n`),
  };
}

import { connectorKinds } from '#connectors/index.ts';
import { type Command, configured, UsageError } from './command.ts';

/** A system that does not answer by then is not there. */
const LIMIT = 20_000;

export const connectionsCheck: Command = {
  name: 'connections check',
  summary: 'try every configured linked system',
  usage: '[CODE]',
  options: {},
  positionals: 1,
  async run({ positionals: [only] }) {
    const config = configured();
    const systems = config.systems.filter((system) => !only || system.code === only);
    if (!systems.length)
      throw new UsageError(only ? `no system "${only}" in SPLOT_SYSTEMS` : 'no system is configured: set SPLOT_SYSTEMS (see .env.example)');
    let bad = 0;
    for (const system of systems) {
      const kind = connectorKinds.find((candidate) => candidate.name === system.kind);
      const connected = kind?.connect(system.settings, { now: Date.now, log: () => {} });
      const began = performance.now();
      const found = await connected?.check(AbortSignal.timeout(LIMIT)).catch(() => undefined);
      const ms = Math.round(performance.now() - began);
      const verdict = found?.ok
        ? `ok, ${found.product} ${found.version ?? ''}`.trimEnd()
        : (found?.problem ?? 'does not answer: check its URL and that it runs');
      process.stdout.write(`${system.code.padEnd(12)} ${system.kind.padEnd(12)} ${String(ms).padStart(6)} ms  ${verdict}\n`);
      if (!found?.ok) bad += 1;
      await connected?.close();
    }
    return bad ? 1 : 0;
  },
};

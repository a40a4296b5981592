/** The two that are compared: the hub in one process, and Apollo Gateway over the same subgraphs as processes of their own. */
import { randomBytes } from 'node:crypto';
import { subgraphNames } from '#hub/sdl.ts';
import type { Catalogue } from './catalogue.ts';
import { type Process, startProcess } from './processes.ts';

export interface Candidate {
  name: string;
  gateway: Process;
  /** None when they run inside the gateway's process. */
  subgraphs: Process[];
  headers: Record<string, string>;
}

const headers = { 'content-type': 'application/json', accept: 'application/json' };
const cli = 'gateway/cli.ts';

/** `splot serve --role gateway`: it answers, and no worker drives any system. */
export async function startHubCandidate(
  stack: AsyncDisposableStack,
  folder: string,
  catalogue: Catalogue,
  profile?: string,
): Promise<Candidate> {
  const env = { SPLOT_DATA: folder, SPLOT_LOG_LEVEL: 'error' };
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const gateway = await startProcess(stack, 'hub', [...profiling, cli, 'serve', '--role', 'gateway', '--port', '0'], env);
  return { name: 'splot', gateway, subgraphs: [], headers: { ...headers, authorization: `Bearer ${catalogue.key}` } };
}

export async function startApolloCandidate(stack: AsyncDisposableStack, folder: string, catalogue: Catalogue): Promise<Candidate> {
  const secret = randomBytes(24).toString('hex');
  const env = { SPLOT_DATA: folder, SPLOT_LOG_LEVEL: 'error', SPLOT_VIEWER_SECRET: secret };
  const subgraphs = await Promise.all(
    subgraphNames.map((name) =>
      startProcess(stack, `subgraph ${name}`, [cli, 'serve', '--role', 'subgraph', '--name', name, '--port', '0'], env),
    ),
  );
  const gateway = await startProcess(stack, 'Apollo Gateway', ['test/bench/peers/apolloGateway.js'], {
    SPLOT_VIEWER_SECRET: secret,
    BENCH_VIEWER: JSON.stringify(catalogue.viewer),
    BENCH_SUBGRAPHS: JSON.stringify(Object.fromEntries(subgraphNames.map((name, i) => [name, subgraphs[i]?.url]))),
  });
  return { name: 'apollo gateway', gateway, subgraphs, headers };
}

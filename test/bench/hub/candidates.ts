/** What is compared over one catalogue: the hub in one process, a handler by hand, Apollo Gateway over the same subgraphs as processes of their own. */
import { randomBytes } from 'node:crypto';
import { subgraphNames } from '#hub/sdl.ts';
import type { Candidate } from '../measure.ts';
import { startProcess } from '../processes.ts';
import type { Catalogue } from './catalogue.ts';

const headers = { 'content-type': 'application/json', accept: 'application/json' };
const cli = 'gateway/cli.ts';
const keyed = ({ key }: Catalogue) => ({ ...headers, authorization: `Bearer ${key}` });
const quiet = ({ place }: Catalogue) => ({ ...place, SPLOT_LOG_LEVEL: 'error' });

/** `splot serve --role gateway`: it answers, and no worker drives any system. Without `cache` each answer is made anew. */
export async function startHubCandidate(
  stack: AsyncDisposableStack,
  catalogue: Catalogue,
  { name, cache = false, profile }: { name: string; cache?: boolean; profile?: string | undefined },
): Promise<Candidate> {
  const env = { ...quiet(catalogue), ...(cache ? {} : { SPLOT_CACHE_MB: '0' }) };
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const gateway = await startProcess(stack, name, [...profiling, cli, 'serve', '--role', 'gateway', '--port', '0'], env);
  return { name, gateway, subgraphs: [], headers: keyed(catalogue) };
}

export async function startHandCandidate(stack: AsyncDisposableStack, catalogue: Catalogue): Promise<Candidate> {
  const name = 'hand-written';
  const gateway = await startProcess(stack, name, ['test/bench/hub/handWritten.ts'], {
    ...catalogue.place,
    BENCH_KEY: catalogue.key,
    BENCH_VIEWER: JSON.stringify(catalogue.viewer),
  });
  return { name, gateway, subgraphs: [], headers: keyed(catalogue) };
}

/** What Fastify costs for the same bytes again and again. */
export async function startRawCandidate(stack: AsyncDisposableStack, bytesFile: string): Promise<Candidate> {
  const name = 'raw fastify';
  const gateway = await startProcess(stack, name, ['test/bench/engine/baseline.ts', 'bytes', bytesFile], {});
  return { name, gateway, subgraphs: [], headers };
}

export async function startApolloCandidate(stack: AsyncDisposableStack, catalogue: Catalogue): Promise<Candidate> {
  const secret = randomBytes(24).toString('hex');
  const env = { ...quiet(catalogue), SPLOT_VIEWER_SECRET: secret };
  const subgraphs = await Promise.all(
    subgraphNames.map((name) =>
      startProcess(stack, `subgraph ${name}`, [cli, 'serve', '--role', 'subgraph', '--name', name, '--port', '0'], env),
    ),
  );
  const name = 'apollo gateway';
  const gateway = await startProcess(stack, name, ['test/bench/peers/apolloGateway.js'], {
    SPLOT_VIEWER_SECRET: secret,
    BENCH_VIEWER: JSON.stringify(catalogue.viewer),
    BENCH_SUBGRAPHS: JSON.stringify(Object.fromEntries(subgraphNames.map((subgraph, i) => [subgraph, subgraphs[i]?.url]))),
  });
  return { name, gateway, subgraphs, headers };
}

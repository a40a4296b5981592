/** Everything that is measured, started: baselines, the engine, the peers. The three Apollo subgraphs serve all who ask over HTTP. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import type { Candidate } from '../measure.ts';
import { type Process, startProcess } from '../processes.ts';
import { sdl, subgraphNames } from './graph.ts';

const headers = { 'content-type': 'application/json', accept: 'application/json' };
const here = 'test/bench/engine';
const peers = 'test/bench/peers/engine';

export const candidateNames = {
  raw: 'raw fastify',
  cache: 'cache hit, fastify',
  hand: 'hand-written',
  local: 'splot engine',
  remote: 'splot engine, remote',
  mercurius: 'mercurius, stitched',
  hiveLocal: 'hive, in process',
  hiveRemote: 'hive, remote',
  apollo: 'apollo gateway, remote',
};
export type CandidateKey = keyof typeof candidateNames;

export async function startCandidates(
  stack: AsyncDisposableStack,
  folder: string,
  only: ReadonlySet<CandidateKey>,
  profile?: string,
): Promise<Map<CandidateKey, Candidate>> {
  const remotes = (['remote', 'hiveRemote', 'apollo'] as const).some((key) => only.has(key));
  const subgraphs = remotes
    ? await Promise.all(subgraphNames.map((name) => startProcess(stack, `subgraph ${name}`, [`${here}/apolloSubgraph.ts`, name], {})))
    : [];
  const urls = Object.fromEntries(subgraphNames.map((name, i) => [name, subgraphs[i]?.url ?? `http://${name}.invalid/graphql`]));
  const env = { BENCH_SUPERGRAPH: writeSupergraph(folder, urls) };
  const files: Record<CandidateKey, { words: string[]; env?: Record<string, string>; remote?: true }> = {
    raw: { words: [`${here}/baseline.ts`, 'raw'] },
    cache: { words: [`${here}/baseline.ts`, 'cache'] },
    hand: { words: [`${here}/baseline.ts`, 'hand'] },
    local: { words: [...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []), `${here}/splot.ts`] },
    remote: { words: [`${here}/splot.ts`], env: { BENCH_SUBGRAPHS: JSON.stringify(urls) }, remote: true },
    mercurius: { words: [`${peers}/mercurius.js`] },
    hiveLocal: { words: [`${peers}/hive.js`, 'local'] },
    hiveRemote: { words: [`${peers}/hive.js`, 'remote'], remote: true },
    apollo: { words: [`${peers}/apolloGateway.js`], remote: true },
  };
  const started = new Map<CandidateKey, Candidate>();
  for (const key of only) {
    const { words, env: more, remote } = files[key];
    const gateway: Process = await startProcess(stack, candidateNames[key], words, { ...env, ...more });
    started.set(key, { name: candidateNames[key], gateway, subgraphs: remote ? subgraphs : [], headers });
  }
  return started;
}

function writeSupergraph(folder: string, urls: Record<string, string>): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphNames.map((name) => ({ name, typeDefs: parse(sdl[name]), url: urls[name] ?? '' })),
  );
  if (!supergraphSdl) throw new Error(`the benchmark's subgraphs do not compose: ${errors?.map(({ message }) => message).join(' ')}`);
  const path = join(folder, 'supergraph.graphql');
  writeFileSync(path, supergraphSdl);
  return path;
}

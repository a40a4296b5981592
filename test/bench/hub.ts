/** CPU of the 20-product storefront query: the hub against the same subgraphs behind Apollo Gateway over HTTP, round by round in one run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '#gateway/commands/command.ts';
import type { Bench } from './bench.ts';
import { type Candidate, startApolloCandidate, startHubCandidate } from './candidates.ts';
import { fillDatabase } from './catalogue.ts';
import { type Loader, startLoader } from './loader.ts';
import { installPeers, peerVersion } from './peers.ts';
import { cpuMicros, type Process, rssBytes } from './processes.ts';
import { PAGE, send, writeQuestions } from './questions.ts';
import { median, type Round, tableOf, targetLine } from './report.ts';

const CONNECTIONS = 8;
const ROUNDS = 4;
const SECONDS = 6;
const FEWEST_QUESTIONS = 60;
/** The peer's CPU over the hub's, at least. */
const BOUND = 1;

export const storefront: Bench = {
  summary: 'CPU of the 20-product storefront query, hub and Apollo Gateway side by side',
  options: {
    rounds: { type: 'string', description: `of ${SECONDS} s for each candidate; default ${ROUNDS}, at least 3` },
    'cpu-prof': { type: 'string', description: "folder for the hub's CPU profile; the figures of such a run do not count" },
  },
  async run(values) {
    const rounds = Number(values.rounds ?? ROUNDS);
    if (!Number.isInteger(rounds) || rounds < 3 || rounds > 100) throw new UsageError('--rounds takes a number from 3 to 100');
    if (process.platform !== 'linux') throw new Error('CPU per process is read from /proc: this benchmark needs Linux');
    const before = loadavg()[0] ?? 0;
    const began = performance.now();
    const say = (line: string) => process.stderr.write(`[${((performance.now() - began) / 1000).toFixed(0).padStart(3)} s] ${line}\n`);
    installPeers(say);
    await using stack = new AsyncDisposableStack();
    const folder = temporaryFolder(stack);
    say('importing the demo catalogue of the twins …');
    const catalogue = await fillDatabase(folder);
    const hub = await startHubCandidate(stack, folder, catalogue, values['cpu-prof']);
    const peer = await startApolloCandidate(stack, folder, catalogue);
    const bodies = await writeQuestions(hub);
    if (bodies.length < FEWEST_QUESTIONS)
      throw new Error(`only ${bodies.length} full pages in the catalogue, ${FEWEST_QUESTIONS} are needed`);
    say(`comparing the answers to ${bodies.length} sets of variables …`);
    const lengths = await compareAnswers(hub, peer, bodies);
    const loader = startLoader();
    stack.defer(() => loader.stop());
    const results = await measure([hub, peer], { loader, bodies, lengths, rounds, say });
    for (const line of method(bodies.length, rounds, lengths.get(hub) ?? [], before)) process.stdout.write(`${line}\n`);
    process.stdout.write(`\n${tableOf(results)}\n\n`);
    const ratio = totalOf(results[1]?.rounds) / totalOf(results[0]?.rounds);
    process.stdout.write(`${targetLine('bench-storefront-cpu-ratio', ratio, BOUND)}\n`);
    return ratio >= BOUND;
  },
};

const totalOf = (rounds: Round[] = []): number => median(rounds.map(({ gatewayMicros, subgraphMicros }) => gatewayMicros + subgraphMicros));

function temporaryFolder(stack: AsyncDisposableStack): string {
  const folder = mkdtempSync(join(tmpdir(), 'splot-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  stack.defer(remove);
  return folder;
}

/** Who answers something else is not measured. Gives the lengths of the right answers: the load client checks them again. */
async function compareAnswers(hub: Candidate, peer: Candidate, bodies: string[]): Promise<Map<Candidate, number[]>> {
  const lengths = new Map<Candidate, number[]>([hub, peer].map((candidate) => [candidate, []]));
  for (const body of bodies) {
    const answers = await Promise.all([hub, peer].map((candidate) => send(candidate, body)));
    for (const [i, candidate] of [hub, peer].entries()) {
      const answer = answers[i];
      const nodes = (answer?.body.data?.products as { nodes?: unknown[] } | undefined)?.nodes;
      if (answer?.status !== 200 || answer.body.errors || nodes?.length !== PAGE)
        throw new Error(`${candidate.name} does not answer ${body}: ${answer?.status} ${JSON.stringify(answer?.body).slice(0, 1_000)}`);
      lengths.get(candidate)?.push(answer.bytes);
    }
    const [ours, theirs] = answers;
    if (!isDeepStrictEqual(ours?.body.data, theirs?.body.data))
      throw new Error(
        `the answers differ, so there is nothing to compare.\nasked:   ${body}\n${hub.name}: ${JSON.stringify(ours?.body)}\n${peer.name}: ${JSON.stringify(theirs?.body)}`,
      );
  }
  return lengths;
}

interface Run {
  loader: Loader;
  bodies: string[];
  lengths: Map<Candidate, number[]>;
  rounds: number;
  say(line: string): void;
}

/** One warm-up each, then round by round in turn, so that what else the machine does falls on both. */
async function measure(candidates: Candidate[], { loader, bodies, lengths, rounds, say }: Run) {
  const results = candidates.map((candidate) => ({ candidate, rounds: [] as Round[], rssBytes: 0 }));
  for (let round = 0; round <= rounds; round++)
    for (const result of results) {
      const { candidate } = result;
      const order = { url: candidate.gateway.url, headers: candidate.headers, bodies, lengths: lengths.get(candidate) ?? [] };
      const before = cpuOf(candidate);
      const { requests, seconds, p50, p99 } = await loader.run({ ...order, seconds: SECONDS, connections: CONNECTIONS });
      const after = cpuOf(candidate);
      const gatewayMicros = (after.gateway - before.gateway) / requests;
      const subgraphMicros = (after.subgraphs - before.subgraphs) / requests;
      const title = round === 0 ? 'warm-up' : `round ${round}`;
      say(`${title.padEnd(8)} ${candidate.name.padEnd(15)} ${(gatewayMicros + subgraphMicros).toFixed(0)} µs/request`);
      if (round > 0) result.rounds.push({ perSecond: requests / seconds, p50, p99, gatewayMicros, subgraphMicros });
      result.rssBytes = [candidate.gateway, ...candidate.subgraphs].reduce((sum, one) => sum + rssBytes(one), 0);
    }
  return results.map(({ candidate, ...rest }) => ({ name: candidate.name, processes: 1 + candidate.subgraphs.length, ...rest }));
}

const sumCpu = (processes: Process[]): number => processes.reduce((sum, one) => sum + cpuMicros(one), 0);
const cpuOf = ({ gateway, subgraphs }: Candidate) => ({ gateway: cpuMicros(gateway), subgraphs: sumCpu(subgraphs) });

function method(questions: number, rounds: number, lengths: number[], restLoad: number): string[] {
  const kilobytes = lengths.reduce((sum, bytes) => sum + bytes, 0) / lengths.length / 1000;
  return [
    `storefront: ${PAGE} products a page with title, picture, 2 variants, price with tiers, availability; ${kilobytes.toFixed(1)} kB an answer`,
    `data: the demo catalogue of the twins in one SQLite file; ${questions} sets of variables, answers found alike before measuring`,
    `splot: serve --role gateway, subgraphs in process, API key checked`,
    `apollo gateway: @apollo/gateway ${peerVersion('@apollo/gateway')} in @apollo/server ${peerVersion('@apollo/server')} (Fastify), subgraphs as Apollo Servers over HTTP, viewer signed beforehand`,
    `load: ${CONNECTIONS} connections, closed loop, own process; warm-up, then ${rounds} rounds of ${SECONDS} s each in turn; medians of the rounds`,
    `machine: Node ${process.version.slice(1)}, ${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}; CPU is user + system from /proc/<pid>/stat`,
    `load average before measuring ${restLoad.toFixed(1)}, after ${(loadavg()[0] ?? 0).toFixed(1)}: the less else is running, the better the figures`,
  ];
}

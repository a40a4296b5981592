/** CPU of three federated questions: raw bytes, a hand-written handler, the engine, the peers; all in one run, round by round in turn. */
import { UsageError } from '#gateway/commands/command.ts';
import type { Bench } from './bench.ts';
import { type CandidateKey, candidateNames, startCandidates } from './engine/candidates.ts';
import { bodiesOf, type Question, questionNames } from './engine/graph.ts';
import { startLoader } from './loader.ts';
import { compareAnswers, measure, type Trial, trialOf } from './measure.ts';
import { installPeers, peerVersion } from './peers.ts';
import { align, gatewayMicros, isMet, type Target, targetLine, totalMicros } from './report.ts';
import { loadAverage, machineLine, mustBeLinux, narrator, roundsOf, temporaryFolder } from './setting.ts';

const CONNECTIONS = 16;
const ROUNDS = 3;
const SECONDS = 1.5;
const allKeys = Object.keys(candidateNames) as CandidateKey[];
/** They answer over the same subgraph processes. */
const peerKeys: ReadonlySet<CandidateKey> = new Set(['mercurius', 'hiveLocal', 'hiveRemote', 'apollo']);

export const engine: Bench = {
  summary: 'CPU of federated questions: the engine between raw Fastify, a handler by hand, Mercurius, Hive and Apollo Gateway',
  options: {
    rounds: { type: 'string', description: `of ${SECONDS} s for each candidate and question; default ${ROUNDS}` },
    'cpu-prof': { type: 'string', description: "folder for a CPU profile of the engine in process; such a run's figures do not count" },
    only: { type: 'string', description: `some candidates, by comma: ${allKeys.join(', ')}` },
  },
  async run(values) {
    const rounds = roundsOf(values.rounds, ROUNDS);
    const keys = keysOf(values.only);
    mustBeLinux();
    const before = loadAverage();
    const say = narrator();
    if ([...keys].some((key) => peerKeys.has(key))) installPeers(say);
    await using stack = new AsyncDisposableStack();
    say('starting the candidates …');
    const candidates = await startCandidates(stack, temporaryFolder(stack), keys, values['cpu-prof']);
    const trials: Record<Question, Map<CandidateKey, Trial>> = { list: new Map(), page: new Map(), order: new Map() };
    for (const question of questionNames) {
      const bodies = bodiesOf(question);
      // Raw bytes are the same whatever is asked.
      for (const [key, candidate] of candidates)
        trials[question].set(
          key,
          trialOf(candidate, question, urlOf(key, candidate.gateway.url, question), key === 'raw' ? bodies.slice(0, 1) : bodies),
        );
    }
    say('comparing the answers …');
    for (const question of questionNames) {
      const asked = trials[question];
      const raw = asked.get('raw');
      if (raw) await compareAnswers([raw], isWhole);
      await compareAnswers(
        [...asked].flatMap(([key, trial]) => (key === 'raw' ? [] : [trial])),
        isWhole,
      );
    }
    const loader = startLoader();
    stack.defer(() => loader.stop());
    const all = questionNames.flatMap((question) => [...trials[question].values()]);
    await measure(all, { loader, rounds, seconds: SECONDS, connections: CONNECTIONS, say });
    const write = (line: string) => process.stdout.write(`${line}\n`);
    for (const line of method(trials, rounds, before)) write(line);
    write(`\n${tableOf(trials)}\n`);
    const targets = targetsOf(trials);
    for (const target of targets) write(targetLine(target));
    return targets.every(isMet);
  },
};

function keysOf(only: string | undefined): ReadonlySet<CandidateKey> {
  if (only === undefined) return new Set(allKeys);
  const wanted = only.split(',');
  const unknown = wanted.find((key) => !Object.hasOwn(candidateNames, key));
  if (unknown !== undefined) throw new UsageError(`--only: there is no candidate "${unknown}", only: ${allKeys.join(', ')}`);
  return new Set(allKeys.filter((key) => wanted.includes(key)));
}

/** Ours take any path; raw bytes are chosen by it, because that candidate reads no body. */
const urlOf = (key: CandidateKey, url: string, question: Question): string => (peerKeys.has(key) ? url : `${url}${question}`);
const isWhole = (data: Record<string, unknown>): boolean => Object.values(data).every((value) => value !== null);

type Trials = Record<Question, Map<CandidateKey, Trial>>;

/** A question a column of three: gateway, subgraphs, how many times the engine in process. */
function tableOf(trials: Trials): string {
  const head = ['CPU µs a request', ...questionNames.flatMap((name) => [name, 'subgraphs', 'x']), 'RSS MB'];
  const rows = [...trials.list].map(([key, { candidate, rssBytes }]) => [
    candidate.name,
    ...questionNames.flatMap((question) => {
      const trial = trials[question].get(key);
      const own = trials[question].get('local');
      if (!trial) return ['', '', ''];
      const total = totalMicros(trial);
      const subgraphs = candidate.subgraphs.length ? (total - gatewayMicros(trial)).toFixed(0) : '';
      return [gatewayMicros(trial).toFixed(0), subgraphs, own ? (total / totalMicros(own)).toFixed(2) : ''];
    }),
    (rssBytes / 1e6).toFixed(0),
  ]);
  return align([head, ...rows]);
}

const hiveBounds: Record<Question, number> = { list: 15, page: 12, order: 8 };

/** Only those whose both sides were measured. */
function targetsOf(trials: Trials): Target[] {
  const targets: Target[] = [];
  const compare = (
    name: string,
    question: Question,
    [above, below]: [CandidateKey, CandidateKey],
    bound: Target['bound'],
    of = totalMicros,
  ) => {
    const [over, under] = [trials[question].get(above), trials[question].get(below)];
    if (over && under) targets.push({ name: `bench-engine-${name}-${question}`, value: of(over) / of(under), bound });
  };
  compare('hand-by-raw', 'list', ['hand', 'raw'], { atMost: 3 });
  for (const question of questionNames) compare('local-by-hand', question, ['local', 'hand'], { atMost: 1.6 });
  for (const question of questionNames) compare('hive-by-local', question, ['hiveLocal', 'local'], { atLeast: hiveBounds[question] });
  for (const question of questionNames) compare('apollo-by-local', question, ['apollo', 'local'], { atLeast: 40 });
  for (const question of questionNames)
    compare('hive-by-remote-gateway', question, ['hiveRemote', 'remote'], { atLeast: 4 }, gatewayMicros);
  for (const question of questionNames) compare('cache-by-raw', question, ['cache', 'raw'], { atMost: 1.5 });
  return targets;
}

function method(trials: Trials, rounds: number, restLoad: number): string[] {
  const sizes = questionNames.map((question) => {
    const lengths = (trials[question].get('hand') ?? trials[question].values().next().value)?.lengths ?? [];
    return `${question} ${(lengths.reduce((sum, bytes) => sum + bytes, 0) / lengths.length / 1000).toFixed(1)} kB`;
  });
  const versions = [
    'mercurius',
    '@graphql-tools/federation',
    '@graphql-hive/gateway-runtime',
    '@graphql-hive/router-runtime',
    '@apollo/gateway',
    '@apollo/server',
  ];
  return [
    `engine: ${sizes.join(', ')} an answer; ${bodiesOf('list').length} sets of variables each, answers found alike before measuring`,
    `peers: ${versions.map((name) => `${name} ${peerVersion(name)}`).join(', ')}`,
    `load: ${CONNECTIONS} connections, closed loop, own process; warm-up, then ${rounds} rounds of ${SECONDS} s each in turn; medians of the rounds`,
    machineLine(),
    `load average before measuring ${restLoad.toFixed(1)}, after ${loadAverage().toFixed(1)}: the less else is running, the better the figures`,
  ];
}

/** CPU of the storefront's list over a real store: the hub, a handler by hand, the same subgraphs behind Apollo Gateway; and the hub on smaller and larger catalogues. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { UsageError } from '#gateway/commands/command.ts';
import type { Bench } from './bench.ts';
import { startApolloCandidate, startHandCandidate, startHubCandidate, startRawCandidate } from './hub/candidates.ts';
import { type Catalogue, postgresCatalogues, type Store, sqliteCatalogue } from './hub/catalogue.ts';
import { isFullPage, PAGE, writeQuestions } from './hub/storefront.ts';
import { startLoader } from './loader.ts';
import { type Candidate, compareAnswers, measure, type Trial, trialOf } from './measure.ts';
import { installPeers, peerVersion } from './peers.ts';
import type { Process } from './processes.ts';
import { align, gatewayMicros, isMet, medianOf, type Target, targetLine, totalMicros } from './report.ts';
import { loadAverage, machineLine, mustBeLinux, narrator, roundsOf, temporaryFolder } from './setting.ts';

const CONNECTIONS = 8;
const ROUNDS = 3;
const SECONDS = 3;
/** Questions the hub with its cache is asked: few, because an answer that tells stock is remembered for half a minute only. */
const REMEMBERED = 40;
const VARIANTS = 100_000;
const SMALLEST = 10_000;
const LARGEST = 1_000_000;
const stores: readonly Store[] = ['SQLite', 'PostgreSQL'];

export const hub: Bench = {
  summary: 'CPU of the 20-product storefront list over 100,000 variants: the hub, a handler by hand, Apollo Gateway',
  options: {
    rounds: { type: 'string', description: `of ${SECONDS} s for each candidate; default ${ROUNDS}` },
    store: { type: 'string', description: 'SQLite or PostgreSQL; default both' },
    variants: { type: 'string', description: `in the catalogue; default ${VARIANTS}` },
    growth: { type: 'string', description: `two sizes the hub is compared on, by comma; default ${SMALLEST},${LARGEST}; 0 = none` },
    'cpu-prof': { type: 'string', description: "folder for the hub's CPU profile; the figures of such a run do not count" },
  },
  async run(values) {
    const rounds = roundsOf(values.rounds, ROUNDS);
    const wanted = stores.filter((store) => values.store === undefined || store.toLowerCase() === values.store.toLowerCase());
    if (!wanted.length) throw new UsageError('--store takes SQLite or PostgreSQL');
    const variants = sizeOf('variants', values.variants ?? String(VARIANTS));
    const growth =
      values.growth === '0' ? [] : (values.growth ?? `${SMALLEST},${LARGEST}`).split(',').map((text) => sizeOf('growth', text));
    if (growth.length !== 0 && growth.length !== 2) throw new UsageError('--growth takes two sizes');
    mustBeLinux();
    const say = narrator();
    installPeers(say);
    const targets: Target[] = [];
    for (const store of wanted) {
      const before = loadAverage();
      const trials = await measureStore(store, { variants, growth, rounds, profile: values['cpu-prof'], say });
      for (const line of method(store, trials, rounds, before)) process.stdout.write(`${line}\n`);
      process.stdout.write(`\n${tableOf(trials)}\n`);
      for (const target of targetsOf(store, trials)) {
        targets.push(target);
        process.stdout.write(`${targetLine(target)}\n`);
      }
      process.stdout.write('\n');
    }
    return targets.every(isMet);
  },
};

function sizeOf(option: string, text: string): number {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1_000 || size > 10_000_000) throw new UsageError(`--${option} takes sizes from 1000 to 10000000`);
  return size;
}

/** Of one store; the two of growth are there unless none was wanted. */
interface Trials {
  raw: Trial;
  splot: Trial;
  cached: Trial;
  hand: Trial;
  apollo: Trial;
  small?: Trial | undefined;
  large?: Trial | undefined;
}

interface Wanted {
  variants: number;
  growth: number[];
  rounds: number;
  profile: string | undefined;
  say(line: string): void;
}

async function measureStore(store: Store, { variants, growth, rounds, profile, say }: Wanted): Promise<Trials> {
  await using stack = new AsyncDisposableStack();
  const { catalogues, database } = await openCatalogues(stack, store, [variants, ...growth], say);
  const [catalogue, ...others] = catalogues;
  if (!catalogue) throw new Error('no catalogue');
  say(`starting the candidates on ${store} …`);
  const withDatabase = <C extends object>(candidate: C) => (database ? { ...candidate, database } : candidate);
  const cached = withDatabase(await startHubCandidate(stack, ownFolder(stack, catalogue), { name: 'splot, cache on', cache: true }));
  const splot = withDatabase(await startHubCandidate(stack, catalogue, { name: 'splot', profile }));
  const hand = withDatabase(await startHandCandidate(stack, catalogue));
  const apollo = withDatabase(await startApolloCandidate(stack, catalogue));
  const bodies = await writeQuestions(splot);
  const trial = (candidate: typeof splot, texts = bodies) => trialOf(candidate, store, candidate.gateway.url, texts);
  const raw = trial(await startRawCandidate(stack, await keepAnswer(stack, splot, bodies[0] ?? '')), bodies.slice(0, 1));
  const same = [trial(splot), trial(hand), trial(apollo)] as const;
  const known = trial(cached, bodies.slice(0, REMEMBERED));
  say(`comparing the answers to ${bodies.length} sets of variables …`);
  await compareAnswers([raw], isFullPage);
  await compareAnswers([...same], isFullPage);
  await compareAnswers([known], isFullPage);
  const grown: Trial[] = [];
  for (const other of others) {
    const candidate = withDatabase(await startHubCandidate(stack, other, { name: `splot, ${other.variants} variants` }));
    const own = trial(candidate, await writeQuestions(candidate));
    // Under load a catalogue too large for it may cost it its deadline: that is a finding.
    own.mayFail = true;
    await compareAnswers([own], isFullPage);
    grown.push(own);
  }
  const loader = startLoader();
  stack.defer(() => loader.stop());
  await measure([raw, known, ...same, ...grown], { loader, rounds, seconds: SECONDS, connections: CONNECTIONS, say });
  return { raw, cached: known, splot: same[0], hand: same[1], apollo: same[2], small: grown[0], large: grown[1] };
}

/** On SQLite one hub holds a file: another one gets a copy. */
function ownFolder(stack: AsyncDisposableStack, catalogue: Catalogue): Catalogue {
  if (catalogue.store === 'PostgreSQL') return catalogue;
  const folder = temporaryFolder(stack);
  cpSync(catalogue.place.SPLOT_DATA ?? '', folder, { recursive: true });
  return { ...catalogue, place: { SPLOT_DATA: folder } };
}

/** An answer of the hub as a file. */
async function keepAnswer(stack: AsyncDisposableStack, { gateway, headers }: Candidate, body: string): Promise<string> {
  const answer = await request(gateway.url, { method: 'POST', headers, body });
  const file = join(temporaryFolder(stack), 'answer.json');
  writeFileSync(file, await answer.body.bytes());
  return file;
}

async function openCatalogues(
  stack: AsyncDisposableStack,
  store: Store,
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<{ catalogues: Catalogue[]; database?: Process }> {
  if (store === 'PostgreSQL') {
    const { catalogues, pid } = await postgresCatalogues(stack, sizes, say);
    return { catalogues, database: { name: store, pid, url: '' } };
  }
  const catalogues: Catalogue[] = [];
  for (const size of sizes) catalogues.push(await sqliteCatalogue(size, say));
  return { catalogues };
}

const present = ({ raw, cached, splot, hand, apollo, small, large }: Trials): Trial[] =>
  [raw, cached, hand, splot, apollo, small, large].filter((trial) => trial !== undefined);

function tableOf(trials: Trials): string {
  const head = ['CPU µs a request', 'gateway', 'subgraphs', 'database', 'total', 'x', 'req/s', 'p50 ms', 'p99 ms', 'RSS MB', 'failed'];
  const rows = present(trials).map((trial) => {
    const total = totalMicros(trial);
    return [
      trial.candidate.name,
      gatewayMicros(trial).toFixed(0),
      trial.candidate.subgraphs.length ? medianOf(trial, (round) => round.subgraphMicros).toFixed(0) : '',
      trial.candidate.database ? medianOf(trial, (round) => round.databaseMicros).toFixed(0) : '',
      total.toFixed(0),
      (total / totalMicros(trials.hand)).toFixed(2),
      medianOf(trial, (round) => round.perSecond).toFixed(0),
      medianOf(trial, (round) => round.p50).toFixed(1),
      medianOf(trial, (round) => round.p99).toFixed(1),
      (trial.rssBytes / 1e6).toFixed(0),
      trial.failures ? String(trial.failures) : '',
    ];
  });
  return align([head, ...rows]);
}

function targetsOf(store: Store, { raw, cached, splot, hand, apollo, small, large }: Trials): Target[] {
  const name = (what: string) => `bench-hub-${store.toLowerCase()}-${what}`;
  const ratio = (over: Trial, under: Trial) => totalMicros(over) / totalMicros(under);
  return [
    { name: name('splot-by-hand'), value: ratio(splot, hand), bound: { atMost: 3 } },
    { name: name('apollo-by-splot'), value: ratio(apollo, splot), bound: { atLeast: 20 } },
    { name: name('apollo-by-cached'), value: ratio(apollo, cached), bound: { atLeast: 20 } },
    { name: name('cached-by-raw'), value: ratio(cached, raw), bound: { atMost: 1.5 } },
    ...(small && large
      ? [{ name: name('growth'), value: large.failures ? Number.POSITIVE_INFINITY : ratio(large, small), bound: { atMost: 1.3 } }]
      : []),
  ];
}

function method(store: Store, { splot }: Trials, rounds: number, restLoad: number): string[] {
  const kilobytes = splot.lengths.reduce((sum, bytes) => sum + bytes, 0) / splot.lengths.length / 1000;
  return [
    `hub on ${store}: ${PAGE} products a page with title, picture, 2 variants, price with tiers, availability; ${kilobytes.toFixed(1)} kB an answer`,
    `${splot.bodies.length} sets of variables (whole range and shelves, by title and price), answers found alike before measuring`,
    `splot: serve --role gateway, subgraphs in process, API key checked, limits on, cache off (cache on: ${REMEMBERED} of the sets); hand-written: its own SQL over the same tables`,
    `apollo gateway: @apollo/gateway ${peerVersion('@apollo/gateway')} in @apollo/server ${peerVersion('@apollo/server')} (Fastify), subgraphs as Apollo Servers over HTTP, viewer signed beforehand`,
    `load: ${CONNECTIONS} connections, closed loop, own process; warm-up, then ${rounds} rounds of ${SECONDS} s each in turn; medians of the rounds`,
    machineLine(),
    `load average before ${restLoad.toFixed(1)}, after ${loadAverage().toFixed(1)}: the less else is running, the better the figures`,
  ];
}

/** Rounds in turn over everything that is measured, and the comparison of answers before. */
import { isDeepStrictEqual } from 'node:util';
import { request } from 'undici';
import type { Loader } from './loader.ts';
import { cpuMicros, familyMicros, type Process, rssBytes } from './processes.ts';

export interface Candidate {
  name: string;
  gateway: Process;
  /** None when they run inside the gateway's process. */
  subgraphs: Process[];
  /** Its database server, where that is a process of its own; others may use it, but not while this one is measured. */
  database?: Process;
  headers: Record<string, string>;
}

export interface Round {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** CPU of one request. */
  gatewayMicros: number;
  subgraphMicros: number;
  databaseMicros: number;
}

/** One candidate that is asked one question. */
export interface Trial {
  candidate: Candidate;
  question: string;
  url: string;
  bodies: string[];
  /** Bytes of the right answer to each: the load client checks them. */
  lengths: number[];
  rounds: Round[];
  /** Of all the candidate's processes, after the last round. */
  rssBytes: number;
  /** Answers in all rounds that were not the right ones. Where they may not happen, the first ends the run. */
  failures: number;
  mayFail: boolean;
}

export interface Answer {
  status: number;
  bytes: number;
  body: { data?: Record<string, unknown> | null; errors?: unknown[] };
}

export async function send(url: string, headers: Record<string, string>, body: string): Promise<Answer> {
  const answer = await request(url, { method: 'POST', headers, body });
  const bytes = await answer.body.bytes();
  return { status: answer.statusCode, bytes: bytes.byteLength, body: JSON.parse(new TextDecoder().decode(bytes)) as Answer['body'] };
}

export const trialOf = (candidate: Candidate, question: string, url: string, bodies: string[]): Trial => ({
  candidate,
  question,
  url,
  bodies,
  lengths: [],
  rounds: [],
  rssBytes: 0,
  failures: 0,
  mayFail: false,
});

/** Asks the candidates of one question everything; who answers something else than the first is not measured. Fills the trials' lengths. */
export async function compareAnswers(trials: Trial[], isWhole: (data: Record<string, unknown>) => boolean): Promise<void> {
  for (const [at, text] of (trials[0]?.bodies ?? []).entries()) {
    const answers = await Promise.all(trials.map(({ url, candidate, bodies }) => send(url, candidate.headers, bodies[at] ?? text)));
    for (const [i, { candidate, lengths }] of trials.entries()) {
      const answer = answers[i];
      const data = answer?.body.data;
      if (answer?.status !== 200 || answer.body.errors || !data || !isWhole(data))
        throw new Error(`${candidate.name} does not answer ${text}: ${answer?.status} ${JSON.stringify(answer?.body).slice(0, 1_000)}`);
      lengths.push(answer.bytes);
      if (!isDeepStrictEqual(data, answers[0]?.body.data))
        throw new Error(
          `the answers differ, so there is nothing to compare.\nasked: ${text}\n${trials[0]?.candidate.name}: ${JSON.stringify(answers[0]?.body)}\n${candidate.name}: ${JSON.stringify(answer.body)}`,
        );
    }
  }
}

export interface Run {
  loader: Loader;
  rounds: number;
  seconds: number;
  connections: number;
  say(line: string): void;
}

/** One warm-up each, then round by round in turn, so that what else the machine does falls on all. */
export async function measure(trials: Trial[], { loader, rounds, seconds, connections, say }: Run): Promise<void> {
  // Code is compiled by the machine's heat only after seconds of load.
  for (let round = 0; round <= rounds; round++)
    for (const trial of trials) {
      const { candidate, question, url, bodies, lengths } = trial;
      const before = cpuOf(candidate);
      const result = await loader.run({
        url,
        headers: candidate.headers,
        bodies,
        lengths,
        seconds: round === 0 ? 2 * seconds : seconds,
        connections,
      });
      const after = cpuOf(candidate);
      trial.failures += result.failures;
      if (result.wrong && !trial.mayFail) throw new Error(`${candidate.name}: ${result.wrong}`);
      const gatewayMicros = (after.gateway - before.gateway) / result.requests;
      const subgraphMicros = (after.subgraphs - before.subgraphs) / result.requests;
      const databaseMicros = (after.database - before.database) / result.requests;
      const title = round === 0 ? 'warm-up' : `round ${round}`;
      say(
        `${title.padEnd(8)} ${question} ${candidate.name.padEnd(15)} ${(gatewayMicros + subgraphMicros + databaseMicros).toFixed(0)} µs/request`,
      );
      const { p50, p99 } = result;
      if (round > 0)
        trial.rounds.push({ perSecond: result.requests / result.seconds, p50, p99, gatewayMicros, subgraphMicros, databaseMicros });
      trial.rssBytes = [candidate.gateway, ...candidate.subgraphs].reduce((sum, one) => sum + rssBytes(one), 0);
    }
}

const sumCpu = (processes: Process[]): number => processes.reduce((sum, one) => sum + cpuMicros(one), 0);
const cpuOf = ({ gateway, subgraphs, database }: Candidate) => ({
  gateway: cpuMicros(gateway),
  subgraphs: sumCpu(subgraphs),
  database: database ? familyMicros(database) : 0,
});

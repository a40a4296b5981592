/** What an attack costs: how long it holds everybody else up, and what it leaves in memory. `ATTACK_DOCUMENTS=1000000` for the long run. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { hashOf } from '#gateway/documents/trusted.ts';
import { borderDocuments } from '../attacks/border.ts';
import { attacks } from '../attacks/cases.ts';
import { openAttackedPlace } from '../attacks/place.ts';
import type { Came, Sent } from '../attacks/sender.ts';
import { watchStalls } from '../attacks/stall.ts';
import { openPlace, spawnSplot } from '../hub.ts';

const target = (name: string, value: number, most: number): void =>
  console.log(`target ${name} ${value.toFixed(1)} ${most} ${value < most ? 'ok' : 'MISS'}`);

/** A client of this origin in a thread of its own. */
function openSender(origin: string) {
  const worker = new Worker(new URL('../attacks/sender.ts', import.meta.url), { workerData: { origin } });
  onTestFinished(async () => void (await worker.terminate()));
  let id = 0;
  return async (sent: Omit<Sent, 'id'>): Promise<Came> => {
    id += 1;
    worker.postMessage({ id, ...sent } satisfies Sent);
    const [came] = (await once(worker, 'message')) as [Came];
    return came;
  };
}

/** Every one another text: most run, some are registered by hash, some are wrong, some are refused. */
function distinct(i: number): string {
  const query = `query D${i} { category(slug: "s${i}") { id a${i % 1_000}: name } }`;
  if (i % 10 === 0) return JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(query) } } });
  if (i % 10 === 1) return JSON.stringify({ query: `query D${i} { category(slug: "x") { nam${i} } }` });
  if (i % 10 === 2) return JSON.stringify({ query: `query D${i} { category(slug: "x") { ${'name '.repeat(150)} } }` });
  return JSON.stringify({ query });
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Of another process; where there is no /proc nothing can be said. */
function rssOf(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}

test.skipIf(process.platform !== 'linux')(
  'attack 41: distinct documents without end leave memory flat',
  async () => {
    const documents = Number(process.env.ATTACK_DOCUMENTS ?? 20_000);
    const place = await openPlace('SQLite');
    onTestFinished(() => place.close());
    // A heap this small does not survive what grows with every document, and has no room to put its clearing up.
    const hub = await spawnSplot(['serve'], { ...place.env, NODE_OPTIONS: '--max-old-space-size=256' }, /GraphQL at/);
    onTestFinished(() => hub.stop());
    const send = openSender(`http://127.0.0.1:${place.config.port}`);
    const step = documents / 20;
    const samples: number[] = [];
    const statuses: Record<number, number> = {};
    for (let i = 0; i < 20; i++) {
      const bodies = Array.from({ length: step }, (_, j) => distinct(i * step + j));
      const came = await send({ bodies, atOnce: 4, key: place.keys.storefront });
      for (const [status, count] of Object.entries(came.statuses)) statuses[Number(status)] = (statuses[Number(status)] ?? 0) + count;
      samples.push(rssOf(hub.pid));
    }
    console.log(`attack 41: ${documents} documents, RSS in MB ${samples.map((sample) => sample.toFixed(0)).join(' ')}`);
    expect(statuses).toEqual({ 200: documents * 0.8, 400: documents * 0.2 });
    // What is compiled and remembered fills up first; from then on nothing may grow with the documents.
    const first = middle(samples.slice(5, 10));
    const last = middle(samples.slice(15));
    target('attacks-rss-growth-mb', last - first, 50);
    expect(last - first).toBeLessThan(50);
  },
  Math.max(300_000, Number(process.env.ATTACK_DOCUMENTS ?? 0) * 20),
);

test('no attack holds the others up for 50 ms', async () => {
  const place = await openAttackedPlace();
  const send = openSender(place.origin);
  const { storefront, developer } = place.keys;
  const refusals = attacks
    .filter(({ outcome }) => outcome === 'refused' || outcome === 'invalid')
    .map(({ number, title, body, developer: known }) => ({ name: `${number} ${title}`, body, key: known ? developer : storefront }));
  // What the limits let through is planned and run as well.
  const border = Object.entries(borderDocuments).map(([title, query]) => ({
    name: `at the border: ${title}`,
    body: JSON.stringify({ query }),
    key: storefront,
  }));
  const all = [...refusals, ...border];
  const once = ({ body, key }: (typeof all)[number]) => send({ bodies: [body], atOnce: 1, key });
  // Code that runs for the first time is compiled first; that is the start of a hub, not an attack.
  for (const attack of all) await once(attack);
  const stall = watchStalls();
  onTestFinished(() => stall.stop());
  const worst: { name: string; ms: number }[] = [];
  for (const attack of all) {
    stall.worst();
    // Another text each time: nothing is to be remembered.
    for (let i = 0; i < 3; i++) await once({ ...attack, body: attack.body.replace('{"query":"', `{"query":"#${i}\\n`) });
    worst.push({ name: attack.name, ms: stall.worst() });
  }
  worst.sort((a, b) => b.ms - a.ms);
  for (const { name, ms } of worst.slice(0, 5)) console.log(`attack ${name}: worst stall ${ms.toFixed(1)} ms`);
  const [first] = worst;
  target('attacks-worst-stall', first?.ms ?? 0, 50);
  expect(first?.ms).toBeLessThan(50);
});

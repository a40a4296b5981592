/**
 * Two hubs on one database, each with its response cache, beside one without: random writes, questions of several viewers, a clock that jumps.
 * What a hub answers from memory is compared with what is true at that moment; what another process may not have heard yet, with what was true
 * before. Nobody is ever given another's answer, because each viewer's truth is asked for as that viewer.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#hub/database.ts';
import { readHead } from '#hub/events.ts';
import { type Feed, openFeed } from '#hub/feed.ts';
import { encodeStreamCursor } from '#hub/stream.ts';
import { type CachedGateway, cachedGateway, customerToken, keyOf, shopOf } from '../cacheGround.ts';
import { change, pick, type Question, questionOf, type Random, randomOf } from '../cacheWorld.ts';
import { openGround, type TestGround } from '../ground.ts';
import { stores, until } from '../hub.ts';
import { aCustomer } from '../productGround.ts';

const CHECKS = Number(process.env.CACHE_CHECKS ?? 100_000) / stores.length;
const SKUS = ['A', 'B', 'C'];
const ANNA = `cus_${'a'.repeat(32)}`;
const PIOTR = `cus_${'b'.repeat(32)}`;
/** Checks between two changes. */
const ROUND = 500;

interface Who {
  key?: string;
  customerId?: string;
  headers?: Record<string, string>;
}

interface Pair {
  /** Those that may write. */
  grounds: TestGround[];
  feeds: Feed[];
  hubs: CachedGateway[];
  plain: CachedGateway;
  tokenFile: string;
}

/** Makes what has been read already wait before it is used, so that changes fall between two statements of one answer. */
function slowly(ground: TestGround, slow: { turns: number }): TestGround {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      for (let i = Math.random() * slow.turns; i > 1; i--) await new Promise(setImmediate);
      return result;
    },
  };
  return { ...ground, db: { ...ground.db, read: ground.db.read.withPlugin(plugin) } };
}

async function openPair(store: string, slow: { turns: number }): Promise<Pair> {
  if (store === 'PostgreSQL') process.env.TEST_DATABASE_URL = process.env.WIDE_DATABASE_URL;
  else delete process.env.TEST_DATABASE_URL;
  const folder = mkdtempSync(join(tmpdir(), 'splot-cache-'));
  const tokenFile = join(folder, 'key.json');
  const first = await openGround();
  await shopOf(first, SKUS);
  for (const id of [ANNA, PIOTR]) await aCustomer(first, id);
  const db = await openDatabase(first.url, { readOnly: store === 'SQLite' });
  const feed = await openFeed(db);
  onTestFinished(async () => {
    await feed.close();
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const second: TestGround = { ...first, db, feed };
  const hubs = [await cachedGateway(slowly(first, slow), { tokenFile }), await cachedGateway(slowly(second, slow), { tokenFile })];
  const plain = await cachedGateway(first, { tokenFile, mb: 0 });
  return { grounds: store === 'SQLite' ? [first] : [first, second], feeds: [first.feed, feed], hubs, plain, tokenFile };
}

test.each(stores)('%s: no answer from memory is stale beyond what is said, or somebody else’s', { timeout: 600_000 }, async (store) => {
  const seed = Number(process.env.CACHE_SEED ?? Math.floor(Math.random() * 1e9));
  console.log(`${store}: CACHE_SEED=${seed}`);
  const random: Random = randomOf(seed);
  const slow = { turns: 0 };
  const { grounds, feeds, hubs, plain, tokenFile } = await openPair(store, slow);
  const [ground] = grounds as [TestGround];
  const [here, there] = hubs as [CachedGateway, CachedGateway];
  const storefront = await keyOf(ground, 'storefront');
  const staff = await keyOf(ground, 'staff');
  const staffed: Who = { key: staff };
  const viewers: Who[] = [
    {},
    { key: storefront },
    { key: storefront, customerId: ANNA },
    { key: storefront, customerId: PIOTR },
    staffed,
    { key: storefront, headers: { 'accept-language': 'de' } },
  ];
  const tokens = new Map<string, { token: string; at: number }>();
  const tokenOf = async (customerId: string): Promise<string> => {
    const known = tokens.get(customerId);
    if (known && known.at === ground.now()) return known.token;
    const token = await customerToken(tokenFile, customerId, ground.now());
    tokens.set(customerId, { token, at: ground.now() });
    return token;
  };
  const askAs = async (hub: CachedGateway, who: Who, { query, asked }: Question, headers?: Record<string, string>): Promise<string> => {
    const customer = who.customerId === undefined ? {} : { customer: await tokenOf(who.customerId) };
    const { text } = await hub.ask(query, {
      ...asked,
      ...(who.key ? { key: who.key } : {}),
      ...customer,
      headers: { ...who.headers, ...headers },
    });
    return text.replaceAll(/"requestId":"[^"]*"/g, '');
  };

  /** What is true now, by question and viewer; forgotten with each change. */
  let truths = new Map<string, Promise<string>>();
  const truth = (who: Who, question: Question): Promise<string> => {
    const name = JSON.stringify([viewers.indexOf(who), question]);
    const known = truths.get(name) ?? askAs(plain, who, question);
    truths.set(name, known);
    return known;
  };
  const draw = (): { who: Who; question: Question } => {
    const question = questionOf(random, SKUS);
    // A refusal is never remembered: of those a few are enough.
    const who = question.forStaff && random() < 0.95 ? staffed : pick(random, viewers);
    return { who, question };
  };
  let checks = 0;
  let behind = 0;
  const sameAs = async (
    where: string,
    hub: CachedGateway,
    { who, question }: ReturnType<typeof draw>,
    headers?: Record<string, string>,
  ) => {
    checks += 1;
    const got = await askAs(hub, who, question, headers);
    const wanted = await truth(who, question);
    if (got !== wanted)
      expect.fail(
        `seed ${seed}, check ${checks}, ${where}: ${JSON.stringify(who)} ${JSON.stringify(question)}\n got ${got}\n not ${wanted}`,
      );
  };
  const caughtUp = async (): Promise<void> => {
    const head = await readHead(ground.db.read);
    const heard = () => feeds.every((feed) => feed.position >= head.position);
    if (!heard()) await until('both feeds to have heard', async () => heard());
  };

  while (checks < CHECKS) {
    const writer = pick(random, grounds);
    const storm = random() < 0.4;
    // What the other hub remembers from before, and how it was.
    const probes = Array.from({ length: 10 }, draw);
    const old = await Promise.all(probes.map(({ who, question }) => truth(who, question)));
    for (const probe of probes) await sameAs('before a change', there, probe);
    const before = ground.now();
    const crossing: Promise<string>[] = [];
    const cross = (): void => {
      for (let i = 0; i < 10; i++) {
        const { who, question } = draw();
        crossing.push(askAs(pick(random, hubs), who, question));
      }
    };
    slow.turns = storm ? 20 : 0;
    if (storm) cross();
    let written = !storm;
    const writing = change(writer, random, SKUS, [ANNA, PIOTR]).finally(() => {
      written = true;
    });
    // Readings that cross the change: whichever state they saw, nothing of the earlier one may stay.
    for (let times = 0; !written && times < 4; times++) {
      cross();
      await new Promise(setImmediate);
    }
    const kind = await writing;
    await Promise.all(crossing);
    slow.turns = 0;
    truths = new Map();
    const head = await readHead(ground.db.read);
    const seen = { 'splot-position': encodeStreamCursor(ground.feed.epoch, head.position) };
    for (const [i, probe] of probes.entries()) {
      if (ground.now() === before) {
        checks += 1;
        const got = await askAs(there, probe.who, probe.question);
        if (got !== (await truth(probe.who, probe.question))) {
          behind += 1;
          expect(got, `seed ${seed}, check ${checks}, elsewhere (${kind}): neither what is nor what was`).toBe(old[i]);
        }
      }
      if (writer === ground) await sameAs(`where it was written (${kind})`, here, probe);
      await sameAs(`elsewhere, with the position (${kind})`, there, probe, seen);
    }
    await caughtUp();
    const hub = () => pick(random, hubs);
    for (let i = 0; i < ROUND; i++) await sameAs(`when both have heard (${kind})`, hub(), draw());
  }
  const hits = here.meter.hits + there.meter.hits;
  console.log(`${store}: ${checks} checks, ${hits} from memory, ${behind} a moment behind`, here.meter, there.meter);
  expect(hits).toBeGreaterThan(checks / 4);
});

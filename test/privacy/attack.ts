/** The attack itself: first those who may see everything fill every cache, then A asks whatever a schema lets one ask. */
import type { GraphQLSchema } from 'graphql';
import { encodeStreamCursor } from '#hub/stream.ts';
import { subgraphs } from '#subgraphs/index.ts';
import { type Ask, askEngine, askOverHttp, askOverSockets, askSubgraph } from './asking.ts';
import { createGenerator, type Generated, type Generator, type OperationKind } from './documents.ts';
import { createDetector, type Detector, type Leak } from './leaks.ts';
import { createReach, isGuarded, openTypes, type Reach } from './reach.ts';
import { repeatAsOthers, writeAsVictim } from './repeats.ts';
import { rowsOf } from './rowsOf.ts';
import { shrink } from './shrink.ts';
import { createWords, type Random, seeded, type Words } from './words.ts';
import { type Asker, openWorld, TAX_IDS, type World } from './world.ts';

export interface Report {
  summary: string;
  asked: number;
  /** Each leak with the smallest operation that shows it. */
  leaks: object[];
  /** B's rows that are not what they were. */
  changed: string[];
  /** What A may see and was never shown, so that nothing is known of it. */
  unreached: string[];
  /** What shows B's or a cost to an administrator at no time: there the attack could not see a leak. */
  blind: string[];
}

/** One way in: a schema, and how its operations are asked. */
interface Door {
  name: string;
  schema: GraphQLSchema;
  generator: Generator;
  ask: Ask;
  kinds: readonly OperationKind[];
  share: number;
}

/** Asked at once, so that strangers' requests run side by side. */
const AT_ONCE = 8;
/** Times that each root field must have shown A something of its own, of 100,000. */
const ENOUGH = 20;
const MOST_LEAKS = 5;

export async function attack({ operations, seed }: { operations: number; seed: number }): Promise<Report> {
  const started = performance.now();
  const world = await openWorld();
  const random = seeded(seed);
  const words = createWords(random, { own: world.a.owner, victim: world.b.owner, open: world.open, secrets: world.secrets });
  const sockets = askOverSockets(world);
  const doors = openDoors(world, random, words, sockets.ask);
  const head = await world.ground.db.read.selectFrom('eventHead').selectAll().executeTakeFirstOrThrow();
  for (let position = 0; position <= head.position; position += 1) words.hear(encodeStreamCursor(head.epoch, position), 'stream');

  const writes = await writeAsVictim(world, askEngine(world));
  const detect = createDetector([world.b.owner, world.secrets], new Set([TAX_IDS.a]));
  const { full, visible, blind } = await fill(world, doors, random, words, detect);
  const before = await rowsOf(world.ground.db.read, world.b.owner);

  const repeated = await repeatAsOthers(world, askEngine(world), writes, detect);
  const reach = createReach();
  const leaks = new Map<string, object>();
  const asked = new Map<string, number>();
  const wanted = doors.flatMap((door) => Array.from({ length: Math.round(door.share * operations) }, () => door)).slice(0, operations);
  while (wanted.length < operations) wanted.push(doors[0] as Door);
  shuffle(wanted, random);
  for (let at = 0; at < wanted.length && leaks.size < MOST_LEAKS; at += AT_ONCE) {
    const batch = wanted.slice(at, at + AT_ONCE).map((door) => ({ door, asker: askerOf(world, random), operation: choose(door, random) }));
    // Before anything is asked: another of the batch may hear of the write at once.
    for (const { operation } of batch) if (operation.kind === 'mutation') detect.wrote(operation.sent);
    // Beside them somebody who sees everything, uncounted: what is loaded for one is not to be served to another.
    const beside = random.chance(0.2) ? [besideOf(world, doors, random)] : [];
    const answers = await Promise.all(batch.map(({ door, asker, operation }) => door.ask(operation, asker)));
    await Promise.all(beside);
    for (const [i, { door, asker, operation }] of batch.entries()) {
      asked.set(door.name, (asked.get(door.name) ?? 0) + 1);
      reach.note(door.name, operation, answers[i]);
      if (random.chance(0.05)) hear(words, answers[i]);
      const found = detect(answers[i], operation);
      const [first] = found;
      if (!first) continue;
      const key = `${door.name} ${operation.root} ${first.path.replaceAll(/\d+/g, '#')}`;
      if (!leaks.has(key)) leaks.set(key, await explain(door, asker, operation, found, detect));
    }
  }
  await sockets.close();

  const changed = await changesSince(world, before);
  const unreached = leaks.size ? [] : missing(doors, reach, full, operations);
  const empty = doors.flatMap(({ name, generator }) =>
    generator
      .roots('query')
      .flatMap((root) =>
        isGuarded('Query', root) && !/HTTP|WebSocket/.test(name) && !full.roots.has(`${name} query ${root.name}`)
          ? [`${name} ${root.name}`]
          : [],
      ),
  );
  const total = [...asked.values()].reduce((sum, count) => sum + count, 0);
  const summary = [
    `seed ${seed}, ${total} operations (${[...asked].map(([name, count]) => `${name} ${count}`).join(', ')}) in ${Math.round((performance.now() - started) / 1000)} s`,
    `${reach.types.size} types and ${reach.roots.size} root fields with rows of A's own; an administrator was shown ${visible} marks of B's and costs`,
    `with nothing to show even to an administrator: ${empty.join(', ') || 'none'}`,
    `refusals ${[...reach.codes].map(([code, count]) => `${code} ${count}`).join(', ')}`,
    ...[...world.faults].map(([fault, count]) => `fault ×${count} ${fault}`),
  ].join('\n  ');
  return { summary, asked: total, leaks: [...repeated, ...leaks.values()], changed, unreached, blind };
}

function openDoors(world: World, random: Random, words: Words, overSockets: Ask): Door[] {
  const all = ['query', 'mutation', 'subscription'] as const;
  const graph = createGenerator(world.schema, random, words);
  const gateway = { schema: world.schema, generator: graph };
  return [
    ...subgraphs.map((subgraph) => ({
      name: subgraph.name,
      schema: subgraph.schema,
      generator: createGenerator(subgraph.schema, random, words),
      ask: askSubgraph(world, subgraph),
      kinds: all,
      share: { orders: 0.3, customers: 0.17, products: 0.13, stock: 0.13, integration: 0.08, insight: 0.04 }[subgraph.name],
    })),
    { name: 'engine', ...gateway, ask: askEngine(world), kinds: all, share: 0.126 },
    { name: 'HTTP', ...gateway, ask: askOverHttp(world), kinds: ['query', 'mutation'], share: 0.02 },
    { name: 'WebSocket', ...gateway, ask: overSockets, kinds: ['subscription', 'query'], share: 0.004 },
  ];
}

function choose(door: Door, random: Random): Generated {
  const at = random.next();
  if (at < 0.15) {
    const entities = door.generator.entities();
    if (entities) return entities;
  }
  const kind =
    door.name === 'WebSocket' ? (at < 0.8 ? 'subscription' : 'query') : at < 0.84 ? 'query' : at < 0.94 ? 'mutation' : 'subscription';
  const roots = door.generator.roots(door.kinds.includes(kind) ? kind : 'query');
  const from = roots.length ? roots : door.generator.roots('query');
  // What the key may not ask at all is asked less often.
  const asked = roots.length && door.kinds.includes(kind) ? kind : 'query';
  let root = random.pick(from);
  if (isGuarded(typeOf(asked), root) && random.chance(0.75)) root = random.pick(from);
  return door.generator.of(asked, root.name);
}

const typeOf = (kind: OperationKind): string => ({ query: 'Query', mutation: 'Mutation', subscription: 'Subscription' })[kind];

function askerOf({ attackers }: World, random: Random): Asker {
  const at = random.next();
  if (at < 0.64) return attackers.customer;
  return at < 0.74 ? attackers.contact : at < 0.9 ? attackers.shop : attackers.visitor;
}

async function besideOf(world: World, doors: readonly Door[], random: Random): Promise<void> {
  const door = random.pick(doors.filter(({ kinds }) => kinds.includes('mutation')));
  const root = random.pick(door.generator.roots('query'));
  await door.ask(door.generator.of('query', root.name), random.pick([world.admin, world.victim, world.staff]));
}

/** Staff, administrator and B read everything, and what they are shown tells what the attack would notice. */
async function fill(world: World, doors: readonly Door[], random: Random, words: Words, detect: Detector) {
  const full = createReach();
  const marks = new Set<string>();
  const shown = new Set<string>();
  for (const door of doors.filter(({ kinds, name }) => kinds.includes('mutation') && name !== 'HTTP'))
    for (const asker of [world.admin, world.staff, world.victim])
      for (const kind of ['query', 'subscription'] as const)
        for (const root of door.generator.roots(kind))
          for (let times = 0; times < (kind === 'query' ? 8 : 3); times += 1) {
            const operation = random.chance(0.15)
              ? (door.generator.entities() ?? door.generator.of(kind, root.name))
              : door.generator.of(kind, root.name);
            const answer = await door.ask(operation, asker);
            full.note(door.name, operation, answer);
            hear(words, answer);
            for (const leak of detect(answer, { sent: [], entities: false })) {
              marks.add(leak.value);
              shown.add(`${door.name} ${leak.what}`);
            }
          }
  const expected = [
    'orders text',
    'orders number',
    'orders day',
    'orders id',
    'customers text',
    'customers number',
    'stock number',
    'engine text',
    'engine id',
  ];
  return { full, visible: marks.size, blind: expected.filter((one) => !shown.has(one)) };
}

/** Cursors of whoever's answers are tried later. */
function hear(words: Words, answer: unknown): void {
  if (Array.isArray(answer)) for (const one of answer) hear(words, one);
  else if (answer && typeof answer === 'object')
    for (const [key, value] of Object.entries(answer))
      if (typeof value === 'string' && /cursor$/i.test(key))
        words.hear(value, /:/.test(Buffer.from(value, 'base64url').toString()) ? 'stream' : 'page');
      else hear(words, value);
}

async function explain(door: Door, asker: Asker, operation: Generated, found: readonly Leak[], detect: Detector): Promise<object> {
  const shows = async (text: string) => detect(await door.ask({ kind: operation.kind, text }, asker), operation).length > 0;
  // A write cannot be tried again.
  const text = operation.kind === 'mutation' ? operation.text : await shrink(door.schema, operation.text, shows);
  return { to: asker.name, at: door.name, operation: text, leaks: found.slice(0, 5), sent: operation.sent.slice(0, 20) };
}

async function changesSince({ ground, b }: World, before: Map<string, string>): Promise<string[]> {
  const after = await rowsOf(ground.db.read, b.owner);
  const changed: string[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()]))
    if (before.get(key) !== after.get(key)) changed.push(`${key}: ${before.get(key) ?? 'nothing'} → ${after.get(key) ?? 'nothing'}`);
  return changed;
}

/** Root fields and types that A may see and did not, or not often enough; and what it saw although it may not. */
function missing(doors: readonly Door[], reach: Reach, full: Reach, operations: number): string[] {
  const enough = Math.max(1, Math.floor((ENOUGH * operations) / 100_000));
  const problems: string[] = [];
  for (const { name, generator } of doors.filter(({ name }) => name !== 'HTTP' && name !== 'WebSocket'))
    for (const kind of ['query', 'subscription'] as const)
      for (const root of generator.roots(kind)) {
        const key = `${name} ${kind} ${root.name}`;
        const count = reach.roots.get(key) ?? 0;
        if (isGuarded(typeOf(kind), root)) {
          if (count) problems.push(`${key} was shown, and needs a scope`);
        } else if (count < enough) problems.push(`${key} was shown ${count} times`);
      }
  const open = new Set(doors.flatMap(({ schema }) => [...openTypes(schema)]));
  for (const type of full.types.keys()) if (open.has(type) && !reach.types.has(type)) problems.push(`no ${type} was shown`);
  for (const type of reach.types.keys())
    if (!open.has(type)) problems.push(`${type} needs a scope, and was shown by ${reach.firstOf.get(type)}`);
  return problems;
}

function shuffle<T>(list: T[], random: Random): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
}

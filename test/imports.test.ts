/**
 * Who may import whom: test → gateway → subgraphs/<name> → subgraphs/hub → schema, migrations. A subgraph never imports another, a connector only
 * the contract, HTTP out and its own folder; and each foreign package has one home. Reads every .ts file; the rules stand in the two tables below.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

type Allowed = (file: string) => boolean;
const within =
  (...places: (string | RegExp)[]): Allowed =>
  (file) =>
    places.some((place) => (typeof place === 'string' ? file === place || file.startsWith(`${place}/`) : place.test(file)));

/** What a file of each place may import of the project. The first place that fits decides; a file may always import its own folder. */
const layers: { place: RegExp; name: string; may: Allowed; mayAsType?: Allowed }[] = [
  { place: /^test\//, name: 'a test', may: () => true },
  { place: /^gateway\//, name: 'the gateway', may: within('gateway', 'subgraphs', 'migrations', 'schema', 'package.json') },
  {
    place: /^subgraphs\/hub\//,
    name: 'the hub',
    may: within('subgraphs/hub', 'subgraphs/connectors/connector.ts', 'migrations', 'schema', 'package.json'),
  },
  {
    place: /^subgraphs\/connectors\/index\.ts$/,
    name: 'the list of connectors',
    may: within('subgraphs/connectors'),
  },
  {
    place: /^subgraphs\/connectors\/(connector|pushes|records|http)\.ts$/,
    name: 'the contract of connectors',
    may: within(/^subgraphs\/connectors\/(connector|pushes|records)\.ts$/),
  },
  {
    place: /^subgraphs\/connectors\/\w+\//,
    name: 'a connector',
    may: within(
      'subgraphs/connectors/connector.ts',
      'subgraphs/connectors/http.ts',
      'subgraphs/connectors/turns.ts',
      'subgraphs/hub/money.ts',
      'subgraphs/hub/text.ts',
    ),
    mayAsType: within('subgraphs/hub'),
  },
  { place: /^subgraphs\/index\.ts$/, name: 'the list of subgraphs', may: within(/^subgraphs\/\w+\/index\.ts$/, 'subgraphs/hub') },
  {
    place: /^subgraphs\/\w+\//,
    name: 'a subgraph',
    may: within('subgraphs/hub', 'subgraphs/connectors/connector.ts', 'schema', 'package.json'),
  },
  { place: /^migrations\//, name: 'a migration', may: within('migrations') },
];

/** SQL of a subgraph stands in these files. */
const stores = /^subgraphs\/(?!hub\/|connectors\/)\w+\/(store\w*|\w+Store|search)\.ts$/;
const sql = within('subgraphs/hub', 'migrations', stores);

/** Packages that have one home. Tests may use them all. */
const homes: { packages: RegExp; may: Allowed; because: string }[] = [
  {
    packages: /^(mercurius|fastify|@fastify\/.+|@as-integrations\/.+|@apollo\/server(\/.+)?|graphiql)$/,
    may: within('gateway'),
    because: 'HTTP in stands in gateway/',
  },
  { packages: /^(ws|graphql-ws|graphql-sse)(\/.+)?$/, may: within('gateway'), because: 'streams stand in gateway/' },
  { packages: /^jose$/, may: within('gateway'), because: 'keys and tokens are checked in gateway/' },
  {
    packages: /^(@graphql-tools\/federation|@graphql-hive\/router-query-planner|graphql-jit)$/,
    may: within('gateway/federation'),
    because: 'the planner stands in gateway/federation/',
  },
  { packages: /^kysely(\/.+)?$/, may: sql, because: 'SQL stands in store files of a subgraph, in subgraphs/hub/ and migrations/' },
  { packages: /^pg$/, may: within('subgraphs/hub'), because: 'the database is opened in subgraphs/hub/' },
  {
    packages: /^node:sqlite$/,
    may: within('subgraphs/hub', 'subgraphs/connectors/twin'),
    because: 'the database is opened in subgraphs/hub/; only a twin has its own',
  },
  {
    packages: /^undici$/,
    may: within('subgraphs/connectors/http.ts', 'subgraphs/connectors/twin', 'gateway/federation'),
    because: 'HTTP out stands in connectors/http.ts and gateway/federation/; only a twin, a system of its own, has more',
  },
  {
    packages: /^node:(https?|http2|net|tls)$/,
    may: within('gateway', 'subgraphs/connectors/twin'),
    because: 'sockets are opened in gateway/; only a twin is a server of its own',
  },
  { packages: /^@apollo\/subgraph$/, may: within('subgraphs/hub/subgraph.ts'), because: 'every subgraph is made by hub/subgraph.ts' },
  { packages: /^(vitest(\/.+)?|graphql-http)$/, may: within(), because: 'only test/ tests' },
];

/** Things said in code that have a home, too. */
const words: { pattern: RegExp; what: string; may: Allowed; because: string }[] = [
  {
    pattern: /\.(selectFrom|insertInto|updateTable|deleteFrom|replaceInto|mergeInto)\(|\bsql(<[^`\n]*>)?`/,
    what: 'SQL',
    may: sql,
    because: 'SQL stands in store files of a subgraph, in subgraphs/hub/ and migrations/',
  },
  {
    pattern: /\bDate\.now\(|\bnew Date\(\)/,
    what: "the machine's clock",
    may: within('gateway', 'subgraphs/connectors', 'subgraphs/hub/database.ts', 'subgraphs/hub/sqlite.ts', 'subgraphs/hub/worker.ts'),
    because: 'time comes from context.now, ground.now() or ApplyContext.now',
  },
];

interface Import {
  from: string;
  line: number;
  typeOnly: boolean;
}

/** Import and export … from statements, and import() with a fixed name. */
function importsOf(text: string): Import[] {
  const found: Import[] = [];
  const statement = /^[ \t]*(?:import|export)\b([^'"`;=()]*?\bfrom)?\s*(['"])([^'"\n]+)\2|\bimport\((['"])([^'"\n]+)\4\)/gm;
  for (const match of text.matchAll(statement)) {
    const from = match[3] ?? match[5] ?? '';
    const clause = match[1]?.trim() ?? '';
    found.push({ from, line: lineAt(text, match.index), typeOnly: /^type\b/.test(clause) });
  }
  return found;
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const aliases = Object.entries(
  (JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { imports: Record<string, string> }).imports,
).map(([alias, path]) => ({ prefix: alias.replace('*', ''), folder: path.replace(/^\.\/|\*$/g, '') }));

/** Path from the project's root, or undefined for a package. */
function projectPath(file: string, from: string): string | undefined {
  if (from.startsWith('.')) return posix.normalize(posix.join(posix.dirname(file), from));
  const alias = aliases.find(({ prefix }) => from.startsWith(prefix));
  return alias && posix.normalize(`${alias.folder.replace(/\*$/, '')}${from.slice(alias.prefix.length)}`);
}

/** What is wrong with one file: `path:line …: why`. */
function violationsOf(file: string, text: string): string[] {
  const found: string[] = [];
  const isTest = file.startsWith('test/');
  const layer = layers.find(({ place }) => place.test(file));
  if (!layer) return [`${file}: no rule says what a file here may import`];
  const own = /^subgraphs\/(connectors\/\w+|(?!connectors\/)\w+)(?=\/)/.exec(file)?.[0];
  for (const { from, line, typeOnly } of importsOf(text)) {
    const path = projectPath(file, from);
    if (path !== undefined) {
      const allowed = (own && within(own)(path)) || layer.may(path) || (typeOnly && layer.mayAsType?.(path));
      if (!allowed) found.push(`${file}:${line} imports ${path}: ${layer.name} may not`);
    } else if (!isTest)
      for (const { packages, may, because } of homes)
        if (packages.test(from) && !may(file)) found.push(`${file}:${line} imports ${from}: ${because}`);
  }
  if (!isTest)
    for (const { pattern, what, may, because } of words) {
      const match = may(file) ? null : pattern.exec(text.replace(/^\s*(\/?\*|\/\/).*$/gm, ''));
      if (match) found.push(`${file} uses ${what} (${match[0]}): ${because}`);
    }
  return found;
}

const files = ['gateway', 'subgraphs', 'schema', 'migrations', 'test']
  .flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => posix.join(folder, path.replaceAll('\\', '/'))),
  )
  .filter((file) => file.endsWith('.ts') && !file.includes('node_modules/') && !file.includes('.generated.'))
  .sort();

describe('imports', () => {
  test('point down, and every package stands in its home', () => {
    expect(files.length).toBeGreaterThan(30);
    const found = files.flatMap((file) => violationsOf(file, readFileSync(`${root}${file}`, 'utf8')));
    if (found.length) expect.fail(`${found.length} violations of the import rule (see the tables in this file):\n${found.join('\n')}\n`);
  });

  test.each([
    ['subgraphs/stock/store.ts', "import { products } from '#subgraphs/products/index.ts';", 'a subgraph may not'],
    ['subgraphs/stock/index.ts', "import {\n  a,\n} from '../products/store.ts';", 'a subgraph may not'],
    ['subgraphs/stock/index.ts', "import { twin } from '#connectors/twin/index.ts';", 'a subgraph may not'],
    ['subgraphs/hub/worker.ts', "import { apply } from '#subgraphs/stock/apply.ts';", 'the hub may not'],
    ['subgraphs/hub/worker.ts', "export { main } from '#gateway/main.ts';", 'the hub may not'],
    ['subgraphs/connectors/odoo/orders.ts', "import { parse } from '../tryton/parse.ts';", 'a connector may not'],
    ['subgraphs/connectors/odoo/orders.ts', "import { openDatabase } from '#hub/database.ts';", 'a connector may not'],
    ['subgraphs/connectors/odoo/orders.ts', "import { request } from 'undici';", 'HTTP out'],
    ['subgraphs/connectors/http.ts', "import { parse } from './odoo/parse.ts';", 'the contract of connectors may not'],
    ['migrations/0009_more.ts', "import { newId } from '#hub/id.ts';", 'a migration may not'],
    ['gateway/main.ts', "const { openGround } = await import('#test/ground.ts');", 'the gateway may not'],
    ['gateway/keys.ts', "const keys = await db.selectFrom('apiKey').execute();", 'SQL'],
    ['gateway/server.ts', "import { getStitchedSchema } from '@graphql-tools/federation';", 'planner'],
    ['subgraphs/orders/resolvers.ts', 'const rows = await sql<{ id: string }>`select 1`.execute(db);', 'SQL'],
    ['subgraphs/orders/store.ts', 'const now = Date.now();', 'time comes from'],
    ['subgraphs/orders/index.ts', "import fastify from 'fastify';", 'HTTP in'],
    ['elsewhere/a.ts', '', 'no rule says'],
  ])('in %s, %s is seen', (file, text, why) => {
    expect(violationsOf(file, text)).toEqual([expect.stringContaining(why)]);
  });

  test.each([
    ['subgraphs/stock/store.ts', "import { sql } from 'kysely';\nimport type { Db } from '#hub/database.ts';"],
    ['subgraphs/connectors/odoo/orders.ts', "import { a } from './parse.ts';\nimport type { Viewer } from '#hub/viewer.ts';"],
    ['subgraphs/connectors/twin/erp/api.ts', "import { createServer } from 'node:http';\nimport { a } from '../faults.ts';"],
    ['subgraphs/connectors/index.ts', "import { twin } from './twin/index.ts';"],
    ['gateway/main.ts', "import { stock } from '#subgraphs/stock/index.ts';\n// no Date.now( in a comment"],
    ['subgraphs/stock/resolvers.ts', "export const text = 'imported from nowhere';"],
  ])('in %s, %s is fine', (file, text) => {
    expect(violationsOf(file, text)).toEqual([]);
  });
});

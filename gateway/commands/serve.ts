import { isPostgresUrl, openDatabase } from '#hub/database.ts';
import { openFeed } from '#hub/feed.ts';
import { subgraphNames } from '#hub/sdl.ts';
import { subgraphs } from '#subgraphs/index.ts';
import { startDemo } from '../demo.ts';
import { openLog, startHub } from '../main.ts';
import { serveSubgraph } from '../subgraphServer.ts';
import { type Command, configured, numberOption, textOption, UsageError, type Words } from './command.ts';
import { progressPrinter } from './progress.ts';

const roles = ['all', 'gateway', 'worker', 'subgraph'];

export const serve: Command = {
  name: 'serve',
  summary: 'run the hub, or one part of it',
  usage: '[--demo] [--port N] [--role all|gateway|worker|subgraph] [--name SUBGRAPH]',
  options: {
    demo: { type: 'boolean', description: 'with a twin ERP and a twin shop and Polish demo data' },
    port: { type: 'string', description: 'default 4000, or SPLOT_PORT' },
    role: { type: 'string', description: `one of ${roles.join(', ')}; default all` },
    name: { type: 'string', description: `with --role subgraph: ${subgraphNames.join(', ')}` },
  },
  async run(words) {
    const role = textOption(words, 'role') ?? 'all';
    // graphql-js forgets a promise of a list when another item fails at once; a client can make it do so, and must not end the hub by it.
    process.on('unhandledRejection', (error) => openLog('error').error({ err: error }, 'a promise failed and nobody waited for it'));
    if (!roles.includes(role)) throw new UsageError(`--role must be one of ${roles.join(', ')}`);
    if (role === 'subgraph') return serveOne(words);
    if (words.values.name !== undefined) throw new UsageError('--name goes with --role subgraph');
    const port = numberOption(words, 'port');
    if (words.values.demo === true) {
      if (role !== 'all') throw new UsageError('--demo runs everything: leave --role out');
      return untilStopped(await startDemo({ port, print: (line) => process.stdout.write(`${line}\n`) }));
    }
    const config = configured(port === undefined ? {} : { SPLOT_PORT: String(port) });
    if (!config.systems.length)
      process.stderr.write(
        'No linked system is configured (SPLOT_SYSTEMS): the hub serves what its database holds. Try "npm start" for the demo.\n',
      );
    const print = progressPrinter(process.stderr);
    const hub = await startHub(config, {
      roles: { gateway: role !== 'worker', worker: role !== 'gateway' },
      // Deltas happen every second; a first import or a sweep is worth a line.
      progress: (progress) => progress.kind === 'FULL' && print(progress),
    });
    if (hub.url) process.stdout.write(`GraphQL at ${hub.url}/graphql (HTTP and WebSocket)\n`);
    return untilStopped(hub);
  },
};

async function serveOne(words: Words): Promise<number> {
  const name = textOption(words, 'name');
  const subgraph = subgraphs.find((candidate) => candidate.name === name);
  if (!subgraph) throw new UsageError(`--role subgraph needs --name, one of ${subgraphNames.join(', ')}`);
  const port = numberOption(words, 'port');
  const config = configured(port === undefined ? {} : { SPLOT_PORT: String(port) });
  if (!config.viewerSecret) throw new UsageError('SPLOT_VIEWER_SECRET is needed: the gateway signs with it who asks');
  const log = openLog(config.logLevel);
  // On SQLite another process owns the file; PostgreSQL takes writes from every one.
  const db = await openDatabase(config.database, { readOnly: !isPostgresUrl(config.database) });
  const feed = await openFeed(db);
  const server = await serveSubgraph({
    subgraph,
    ground: { db, feed, log, now: Date.now, wake: () => {} },
    port: config.port,
    viewerSecret: config.viewerSecret,
    log,
  });
  process.stdout.write(`subgraph ${subgraph.name} at ${server.url}\n`);
  return untilStopped({
    async stop() {
      await server.close();
      await feed.close();
      await db.close();
    },
  });
}

/** Ends in order on SIGTERM or SIGINT; a second signal ends at once. */
function untilStopped(running: { stop(): Promise<void> }): Promise<number> {
  return new Promise((resolve) => {
    let stopping = false;
    const stop = () => {
      if (stopping) process.exit(1);
      stopping = true;
      running.stop().then(
        () => resolve(0),
        (error) => {
          process.stderr.write(`did not stop cleanly: ${String(error)}\n`);
          resolve(1);
        },
      );
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

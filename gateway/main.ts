/** Puts a hub together: database, linked systems, worker, subgraphs, engine, server. The only file that knows all of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { type Connected, type ConnectorKind, capabilities, isAble } from '#connectors/connector.ts';
import { connectorKinds } from '#connectors/index.ts';
import { type Database, migrate, openDatabase } from '#hub/database.ts';
import { openFeed } from '#hub/feed.ts';
import { type SystemCapability, setUpOwners, setUpSystem } from '#hub/setup.ts';
import type { Ground, Subgraph } from '#hub/subgraph.ts';
import type { SyncProgress } from '#hub/sync.ts';
import { findSystemByCode, type LinkedSystem } from '#hub/systems.ts';
import { startWorker, type Worker } from '#hub/worker.ts';
import { appliers, createChore, handlers, orderStatus, subgraphs } from '#subgraphs/index.ts';
import { openCache } from './cache/cache.ts';
import type { Meter, ResponseCache } from './cache/vocabulary.ts';
import type { Config } from './config.ts';
import { openDocumentSource } from './documents/resolve.ts';
import { openTrusted, ownManifest, readManifest } from './documents/trusted.ts';
import { createEngine } from './federation/engine.ts';
import type { Engine, LocalSubgraph, RemoteSubgraph } from './federation/vocabulary.ts';
import { drain } from './health.ts';
import { readPrices } from './limits/prices.ts';
import type { ConsoleOptions, GatewayOptions } from './options.ts';
import { type HubRequest, placeLocal, placeRemote } from './request.ts';
import { createServer } from './server.ts';
import { openSandboxKey, sandboxNames, type TokenOptions } from './tokens.ts';

export interface HubOptions {
  /** Linked systems are activated at once: the demo's and the tests' own. */
  activate?: boolean;
  console?: ConsoleOptions;
  progress?(progress: SyncProgress): void;
  /** Serve only, or drive the systems only; both by default. */
  roles?: { gateway: boolean; worker: boolean };
  now?(): number;
}

export interface Hub {
  readonly ground: Ground;
  /** Where it answers; undefined for a worker without a gateway. */
  readonly url: string | undefined;
  /** Resolves when every system has been imported once. */
  readonly imported: Promise<void>;
  /** What the response cache did so far; undefined when it is off. */
  readonly cache: Meter | undefined;
  stop(): Promise<void>;
}

export const openLog = (level: string): Logger =>
  pino(
    { level, redact: { paths: ['authorization', '*.authorization', 'password', '*.password', 'settings'], censor: '[hidden]' } },
    pino.destination({ dest: 2, sync: false }),
  );

export async function startHub(config: Config, options: HubOptions = {}): Promise<Hub> {
  const log = openLog(config.logLevel);
  const roles = options.roles ?? { gateway: true, worker: true };
  const ran = await migrate(config.database);
  if (ran.length) log.info({ migrations: ran }, 'database migrated');
  const db = await openDatabase(config.database);
  const now = options.now ?? Date.now;
  const systems = await linkSystems(db, config, options.activate ?? false, now, log);
  const feed = await openFeed(db);
  let worker: Worker | undefined;
  const ground: Ground = { db, feed, log, now, wake: () => worker?.wake() };
  if (roles.worker)
    worker = startWorker({
      db,
      feed,
      systems,
      appliers,
      handlers,
      orderStatus,
      chore: createChore(),
      now,
      log: (level, message, detail) => log[level](detail, message),
      ...(options.progress ? { progress: options.progress } : {}),
    });
  const gateway = roles.gateway ? await startGateway(config, ground, options, systems, worker, log) : undefined;
  return {
    ground,
    url: gateway?.url,
    imported: worker?.imported ?? Promise.resolve(),
    cache: gateway?.cache?.meter,
    async stop() {
      if (gateway) await drain(gateway.app);
      gateway?.cache?.close();
      await gateway?.engine.close();
      await worker?.stop();
      await feed.close();
      await Promise.all(systems.map((system) => system.connected.close()));
      await db.close();
    },
  };
}

/** The rows and the connectors of the configured systems. */
export async function linkSystems(
  db: Database,
  config: Config,
  activate: boolean,
  now: () => number,
  log: Logger,
): Promise<LinkedSystem[]> {
  const connected = config.systems.map((system) => {
    const kind = connectorKinds.find((candidate) => candidate.name === system.kind);
    if (!kind) throw new Error(`no connector ${system.kind}`);
    return {
      system,
      kind,
      connected: kind.connect(system.settings, { now, log: (message, detail) => log.warn({ system: system.code, ...detail }, message) }),
    };
  });
  const rows = await db.write(async (trx) => {
    const owners = await setUpOwners(trx, config.companies, config.channels);
    const made = [];
    for (const { system, kind, connected: connection } of connected) {
      const owner = owners.get(system.channel);
      if (!owner) throw new Error(`there is no channel "${system.channel}" for the system "${system.code}"`);
      const { writeClass } = connection;
      made.push(
        await setUpSystem(trx, { ...system, kind, writeClass, capabilities: capabilitiesOf(kind, connection), activate }, owner, now()),
      );
    }
    return made;
  });
  return connected.flatMap(({ kind, connected: connection }, i) => {
    const row = rows[i];
    return row ? [{ row, kind, connected: connection }] : [];
  });
}

const capabilitiesOf = (kind: ConnectorKind, connected: Connected): SystemCapability[] =>
  capabilities[kind.role].map((name) => {
    const able = isAble(connected, name);
    const reason = connected.cannot?.[name];
    return { name, able, ...(able || !reason ? {} : { reason }) };
  });

export const readSupergraph = (): string => readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8');

async function startGateway(
  config: Config,
  ground: Ground,
  options: HubOptions,
  systems: LinkedSystem[],
  worker: Worker | undefined,
  log: Logger,
): Promise<{ app: FastifyInstance; engine: Engine<HubRequest>; cache: ResponseCache | undefined; url: string }> {
  const supergraphSdl = readSupergraph();
  const engine = createEngine({ supergraphSdl, subgraphs: placeSubgraphs(config, ground, subgraphs), log, kind: config.engine });
  const gatewayOptions: GatewayOptions = {
    corsOrigins: config.corsOrigins,
    introspection: config.introspection || config.sandbox,
    tokens: await tokenOptions(config),
    ...(config.channels[0] ? { defaultChannel: config.channels[0].code } : {}),
    trustProxy: config.trustProxy,
    compression: config.compression,
    batching: config.batching,
    prices: readPrices(supergraphSdl),
    documents: openDocumentSource(config.documents, openTrusted([ownManifest, ...config.documentManifests].map(readManifest))),
    ...(options.console ? { console: options.console } : {}),
    async onWebhook(code, headers, bytes) {
      const system = systems.find((candidate) => candidate.row.code === code);
      if (!system?.connected.webhook || !(await findSystemByCode(ground.db.read, code))) return 'unknown';
      const flat = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
      );
      const hint = system.connected.webhook(flat, bytes);
      if (!hint) return 'refused';
      worker?.hint(system.row.id, hint.pull);
      return 'accepted';
    },
  };
  const cache = config.cacheMb > 0 ? openCache(ground, config.cacheMb * 1_000_000) : undefined;
  const app = await createServer({ options: gatewayOptions, ground, engine, cache });
  await app.listen({ host: config.host, port: config.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  return { app, engine, cache, url: `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}` };
}

function placeSubgraphs(
  config: Config,
  ground: Ground,
  all: readonly Subgraph[],
): Map<string, LocalSubgraph<HubRequest> | RemoteSubgraph<HubRequest>> {
  return new Map(
    all.map((subgraph) => {
      const url = config.remoteSubgraphs.get(subgraph.name);
      return [subgraph.name, url && config.viewerSecret ? placeRemote(url, config.viewerSecret) : placeLocal(subgraph, ground)];
    }),
  );
}

/** Customers' tokens: the shop's identity provider, or in the sandbox a key of our own in the data folder. */
export async function tokenOptions(config: Config): Promise<TokenOptions> {
  if (config.jwks) return { kind: 'jwks', ...config.jwks };
  if (!config.sandbox) return { kind: 'none' };
  return { kind: 'sandbox', key: await openSandboxKey(sandboxKeyFile(config)), ...sandboxNames };
}

export const sandboxKeyFile = (config: Config): string => join(config.dataFolder, 'sandbox-token-key.json');

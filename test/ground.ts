/** A fresh hub database for one test: SQLite in a temporary folder, or an own schema on the PostgreSQL named by TEST_DATABASE_URL. */
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type Database, migrate, openDatabase } from '#hub/database.ts';
import { openFeed } from '#hub/feed.ts';
import type { Ground } from '#hub/subgraph.ts';
import { type Role, roles, type Viewer } from '#hub/viewer.ts';

export const onPostgres = Boolean(process.env.TEST_DATABASE_URL);

/** The company and channel every test ground has. */
export const COMPANY = 'com_00000000000070008000000000000001';
export const CHANNEL = 'chn_00000000000070008000000000000001';
export const ERP = 'sys_00000000000070008000000000000001';
export const SHOP = 'sys_00000000000070008000000000000002';

let template: string | undefined;

/** What is to be done at the end: of the test, or of whatever else a place is opened for. */
export type AtEnd = (end: () => void | Promise<void>) => void;

/** URL of a fresh, migrated, empty database; dropped when the test ends. */
export async function freshDatabase(atEnd: AtEnd = onTestFinished): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return freshSchema(process.env.TEST_DATABASE_URL, atEnd);
  if (!template || !existsSync(template)) {
    template = join(mkdtempSync(join(tmpdir(), 'splot-template-')), 'hub.sqlite');
    await migrate(template);
  }
  const folder = mkdtempSync(join(tmpdir(), 'splot-test-'));
  const file = join(folder, 'hub.sqlite');
  copyFileSync(template, file);
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return file;
}

async function freshSchema(base: string, atEnd: AtEnd): Promise<string> {
  const name = `splot_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const run = async (text: string) => {
    const client = new pg.Client({ connectionString: base });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  await run(`create schema ${name}`);
  atEnd(() => run(`drop schema if exists ${name} cascade`));
  const url = new URL(base);
  url.searchParams.set('options', `-c search_path=${name}`);
  await migrate(url.href);
  return url.href;
}

export interface TestGround extends Ground {
  /** Moves the clock, milliseconds. */
  advance(ms: number): void;
  url: string;
}

/** Company, channel, one ERP and one shop (both ACTIVE) are there; nothing else. */
export async function openGround(options: { now?: number; empty?: boolean; atEnd?: AtEnd } = {}): Promise<TestGround> {
  const { atEnd = onTestFinished } = options;
  const url = await freshDatabase(atEnd);
  const db = await openDatabase(url);
  let now = options.now ?? Date.UTC(2026, 2, 2, 9, 0, 0);
  if (!options.empty) await seedGround(db, now);
  const feed = await openFeed(db);
  atEnd(async () => {
    await feed.close();
    await db.close();
  });
  const advance = (ms: number) => {
    now += ms;
  };
  return { url, db, feed, log: pino({ level: 'silent' }), now: () => now, wake: () => {}, advance };
}

const loyalty = JSON.stringify({ perPoint: '10', worth: '0.10', days: 365 });

async function seedGround(db: Database, now: number): Promise<void> {
  await db.write(async (trx) => {
    await trx
      .insertInto('company')
      .values({ id: COMPANY, name: 'Splot Demo sp. z o.o.', country: 'PL', currency: 'PLN', zone: 'Europe/Warsaw', loyalty })
      .execute();
    await trx
      .insertInto('channel')
      .values({ id: CHANNEL, companyId: COMPANY, code: 'online', name: 'Sklep', currency: 'PLN', language: 'pl', pricesIncludeTax: 1 })
      .execute();
    const system = {
      companyId: COMPANY,
      channelId: CHANNEL,
      zone: 'Europe/Warsaw',
      mode: 'ACTIVE',
      state: 'ACTIVE',
      sandbox: 1,
      createdAt: now,
      activatedAt: now,
    };
    await trx
      .insertInto('system')
      .values([
        { ...system, id: ERP, code: 'erp', role: 'ERP', kind: 'twin-erp', product: 'Twin ERP', writeClass: 'NATIVE_KEY' },
        { ...system, id: SHOP, code: 'shop', role: 'SHOP', kind: 'twin-shop', product: 'Twin shop', writeClass: 'NATIVE_KEY' },
      ])
      .execute();
  });
}

/** A viewer of a role, e.g. `viewer('storefront', { customerId })`. */
export function viewer(role: Role | 'anonymous', more: Partial<Viewer> = {}): Viewer {
  const scopes = new Set<string>(role === 'anonymous' ? [] : roles[role]);
  return Object.freeze({
    ...(role === 'anonymous' ? {} : { application: `key_${role}`, applicationName: role }),
    companyId: COMPANY,
    channelId: CHANNEL,
    currency: 'PLN',
    scopes,
    languages: ['pl'],
    ...more,
  });
}

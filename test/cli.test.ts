import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { progressLine } from '#gateway/commands/progress.ts';
import { ConfigError, configKeys, readConfig } from '#gateway/config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function splot(words: string[], env: Record<string, string> = {}): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'gateway/cli.ts', ...words], {
      cwd: root,
      env: { PATH: process.env.PATH, SPLOT_DATA: '/nonexistent/splot', ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (part) => {
      out += part;
    });
    child.stderr.on('data', (part) => {
      err += part;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const commands = [
  'serve',
  'migrate',
  'sync',
  'connections check',
  'systems list',
  'systems certify',
  'key create',
  'key revoke',
  'key list',
  'token',
  'subscribe',
  'compose',
];

describe.concurrent('the command line', () => {
  test.each(commands)('splot %s --help tells its usage and ends well', async (command) => {
    const { code, out } = await splot([...command.split(' '), '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: splot ${command}`);
  });

  test.each([
    [['nonsense'], 'there is no command'],
    [['key'], 'needs one of: key create, key revoke, key list'],
    [['serve', '--port', 'many'], '--port takes a number'],
    [['serve', '--color'], "Unknown option '--color'"],
    [['serve', '--role', 'king'], '--role must be one of'],
    [['serve', '--role', 'subgraph'], '--role subgraph needs --name'],
    [['key', 'create', '--role', 'god'], '--role must be one of storefront, staff, admin'],
    [['key', 'revoke'], 'which key?'],
    [['token', '--customer', 'anna'], '--customer must be an id'],
    [['sync', '--entity', 'cats'], '--entity must be one of'],
    [['connections', 'check'], 'no system is configured'],
    [['subscribe'], 'subscribe needs --key'],
    [['migrate', 'extra'], 'unexpected "extra"'],
  ])('splot %j is refused in one clear line', async (words, message) => {
    const { code, err } = await splot(words);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  test('without a command it lists them', async () => {
    const { code, out } = await splot([]);
    expect(code).toBe(2);
    for (const command of commands) expect(out).toContain(command);
  });
});

describe('the configuration', () => {
  test('tells every mistake at once', () => {
    const wrong = {
      SPLOT_PORT: 'x',
      SPLOT_COMPANY_ZONE: 'Mars',
      SPLOT_SYSTEMS: 'erp',
      SPLOT_SYSTEM_ERP_KIND: 'sap',
      SPLOT_TYPO: '1',
      DATABASE_URL: 'mysql://x',
    };
    expect(() => readConfig(wrong)).toThrow(ConfigError);
    try {
      readConfig(wrong);
    } catch (error) {
      const text = String(error);
      for (const key of ['SPLOT_PORT', 'SPLOT_COMPANY_ZONE', 'SPLOT_SYSTEM_ERP_KIND', 'SPLOT_TYPO', 'DATABASE_URL'])
        expect(text).toContain(key);
    }
  });

  test('names the missing settings of a linked system', () => {
    expect(() => readConfig({ SPLOT_SYSTEMS: 'erp', SPLOT_SYSTEM_ERP_KIND: 'tryton', SPLOT_SYSTEM_ERP_URL: 'http://erp' })).toThrow(
      /SPLOT_SYSTEM_ERP_DATABASE is missing/,
    );
  });

  test('every key stands in .env.example', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    for (const key of configKeys) expect(example).toMatch(new RegExp(`^(# )?${key}=`, 'm'));
  });

  test('.env.example itself is a good configuration', () => {
    const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
    const env = Object.fromEntries(
      lines.filter((line) => /^[A-Z]/.test(line)).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    expect(readConfig(env).port).toBe(4000);
  });
});

test('progress says how far, how fast and how long still', () => {
  const line = progressLine(
    { systemCode: 'erp', entity: 'products', kind: 'FULL', read: 500, changed: 20, failed: 1, total: 2_000, startedAt: 0, done: false },
    10_000,
  );
  expect(line).toBe('erp      products    500 of 2000 read, 20 changed, 1 failed, 50/s  30 s left');
});

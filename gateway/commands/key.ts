import { migrate, openDatabase } from '#hub/database.ts';
import { listKeys } from '#hub/keys.ts';
import { setUpOwners } from '#hub/setup.ts';
import { type Role, roles } from '#hub/viewer.ts';
import { createKey, revokeKey } from '../keys.ts';
import { type Command, configured, textOption, UsageError } from './command.ts';

async function withDatabase<T>(work: (ground: { db: Awaited<ReturnType<typeof openDatabase>>; now(): number }) => Promise<T>): Promise<T> {
  const config = configured();
  await migrate(config.database);
  const db = await openDatabase(config.database, { brief: true });
  try {
    await db.write((trx) => setUpOwners(trx, config.companies, config.channels));
    return await work({ db, now: Date.now });
  } finally {
    await db.close();
  }
}

export const keyCreate: Command = {
  name: 'key create',
  summary: 'make an API key; it is shown once',
  usage: '--role storefront|staff|admin [--name NAME] [--channel CODE]',
  options: {
    role: { type: 'string', description: 'what it may do: storefront, staff or admin' },
    name: { type: 'string', description: 'whose it is; default: the role' },
    channel: { type: 'string', description: 'its channel; default: the first' },
  },
  async run(words) {
    const role = textOption(words, 'role');
    if (!role || !(role in roles)) throw new UsageError(`--role must be one of ${Object.keys(roles).join(', ')}`);
    const channel = textOption(words, 'channel');
    const made = await withDatabase((ground) =>
      createKey(ground, { name: textOption(words, 'name') ?? role, role: role as Role, ...(channel ? { channel } : {}) }),
    );
    process.stdout.write(`${made.id}\n${made.key}\n`);
    return 0;
  },
};

export const keyRevoke: Command = {
  name: 'key revoke',
  summary: 'end an API key, by its id',
  usage: 'ID',
  options: {},
  positionals: 1,
  async run({ positionals: [id] }) {
    if (!id) throw new UsageError('which key? Give its id: see splot key list');
    const revoked = await withDatabase((ground) => revokeKey(ground, id));
    if (!revoked) throw new Error(`there is no open key ${id}`);
    process.stdout.write(`revoked ${id}\n`);
    return 0;
  },
};

export const keyList: Command = {
  name: 'key list',
  summary: 'list API keys, without their secrets',
  usage: '',
  options: {},
  async run() {
    const keys = await withDatabase((ground) => listKeys(ground.db.read));
    for (const key of keys)
      process.stdout.write(`${key.id}  ${key.role.padEnd(10)} …${key.hint}  ${key.revokedAt === null ? 'open' : 'revoked'}  ${key.name}\n`);
    return 0;
  },
};

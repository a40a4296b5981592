import { migrate } from '#hub/database.ts';
import { type Command, configured } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'bring the database up to date',
  usage: '',
  options: {},
  async run() {
    const config = configured();
    const ran = await migrate(config.database);
    process.stdout.write(ran.length ? `migrated: ${ran.join(', ')}\n` : 'the database is up to date\n');
    return 0;
  },
};

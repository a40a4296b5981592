/** `splot`: finds the command, prints help, turns mistakes into one clear line. Exit 0 done, 1 failed, 2 wrong use. */
import { type Command, helpOf, readWords, UsageError } from './commands/command.ts';
import { compose } from './commands/compose.ts';
import { connectionsCheck } from './commands/connections.ts';
import { keyCreate, keyList, keyRevoke } from './commands/key.ts';
import { migrateCommand } from './commands/migrate.ts';
import { serve } from './commands/serve.ts';
import { subscribe } from './commands/subscribe.ts';
import { syncCommand } from './commands/sync.ts';
import { systemsCertify, systemsList } from './commands/systems.ts';
import { token } from './commands/token.ts';

const commands: readonly Command[] = [
  serve,
  migrateCommand,
  syncCommand,
  connectionsCheck,
  systemsList,
  systemsCertify,
  keyCreate,
  keyRevoke,
  keyList,
  token,
  subscribe,
  compose,
];

const overview = (): string =>
  [
    'splot: one GraphQL API over an ERP and an online shop',
    '',
    'Usage: splot COMMAND [options]     (npm run splot -- COMMAND [options])',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(20)}${command.summary}`),
    '',
    'splot COMMAND --help tells more. Configuration comes from the environment: see .env.example.',
    '',
  ].join('\n');

async function main(words: string[]): Promise<number> {
  if (words.length === 0 || words[0] === '--help' || words[0] === 'help') {
    process.stdout.write(overview());
    return words.length === 0 ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === words.slice(0, candidate.name.split(' ').length).join(' '));
  if (!command) {
    const near = commands.filter((candidate) => candidate.name.startsWith(`${words[0]} `)).map((candidate) => candidate.name);
    throw new UsageError(
      near.length ? `"splot ${words[0]}" needs one of: ${near.join(', ')}` : `there is no command "${words[0]}": see splot --help`,
    );
  }
  const rest = words.slice(command.name.split(' ').length);
  if (rest.includes('--help')) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  return command.run(readWords(command, rest));
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`splot: ${error.message}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`splot: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

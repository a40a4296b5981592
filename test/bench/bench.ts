/** `npm run bench -- NAME`: measures the hub side by side with a peer. Exit 0 targets held, 1 missed or failed, 2 wrong use. */
import { parseArgs } from 'node:util';
import { UsageError } from '#gateway/commands/command.ts';
import { engine } from './engine.ts';
import { hub } from './hub.ts';

export interface Bench {
  /** One line for the list. */
  summary: string;
  options: Record<string, { type: 'string'; description: string }>;
  /** True when every target was held. */
  run(values: Record<string, string | undefined>): Promise<boolean>;
}

const benches: Record<string, Bench> = { engine, hub };
const defaultName = 'hub';

function help(): string {
  const lines = Object.entries(benches).flatMap(([name, { summary, options }]) => [
    `  ${name.padEnd(22)}${summary}${name === defaultName ? ' (default)' : ''}`,
    ...Object.entries(options).map(([option, { description }]) => `    --${option} VALUE`.padEnd(24) + description),
  ]);
  return ['Usage: npm run bench -- [NAME] [options]', '', ...lines, '', 'test/bench/README.md tells how to read the figures.', ''].join(
    '\n',
  );
}

function read(words: string[]): { bench: Bench; values: Record<string, string | undefined> } {
  const [first] = words;
  const named = first !== undefined && !first.startsWith('-');
  const name = named ? first : defaultName;
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench) throw new UsageError(`there is no benchmark "${name}", only: ${Object.keys(benches).join(', ')}`);
  try {
    const { values } = parseArgs({ args: named ? words.slice(1) : words, options: bench.options, strict: true });
    return { bench, values: values as Record<string, string | undefined> };
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
}

// Every child adds one.
process.setMaxListeners(100);
// Without these the default ending skips the exit handlers that end the children and remove the database.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
try {
  const words = process.argv.slice(2);
  if (words.includes('--help') || words.includes('-h') || words[0] === 'help') process.stdout.write(help());
  else {
    const { bench, values } = read(words);
    process.exitCode = (await bench.run(values)) ? 0 : 1;
  }
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

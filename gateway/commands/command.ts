/** What every command of `splot` is made of, and how its words are read. */
import { parseArgs } from 'node:util';
import { type Config, ConfigError, readConfig } from '../config.ts';

export interface Command {
  /** As typed, e.g. `key create`. */
  name: string;
  /** One line for the list. */
  summary: string;
  /** What stands after the name. */
  usage: string;
  options: Record<string, { type: 'string' | 'boolean'; description: string }>;
  positionals?: number;
  run(words: Words): Promise<number>;
}

export interface Words {
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
}

/** Wrong use: one line, exit 2. */
export class UsageError extends Error {}

export function readWords(command: Command, words: string[]): Words {
  const options = Object.fromEntries([
    ...Object.entries(command.options).map(([name, { type }]) => [name, { type }] as const),
    ['help', { type: 'boolean' as const }],
  ]);
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true, strict: true });
    if (!values.help && positionals.length > (command.positionals ?? 0))
      throw new UsageError(`unexpected "${positionals[command.positionals ?? 0]}"`);
    return { values: values as Words['values'], positionals };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? error.message).replace(/\.$/, '') : String(error));
  }
}

export function helpOf(command: Command): string {
  const rows = Object.entries(command.options).map(
    ([name, { type, description }]) => `  --${name}${type === 'string' ? ' VALUE' : ''}`.padEnd(24) + description,
  );
  return [
    `splot ${command.name}: ${command.summary}`,
    '',
    `Usage: splot ${command.name} ${command.usage}`.trimEnd(),
    ...(rows.length ? ['', ...rows] : []),
    '',
  ].join('\n');
}

export const textOption = (words: Words, name: string): string | undefined => {
  const value = words.values[name];
  return typeof value === 'string' ? value : undefined;
};

export function numberOption(words: Words, name: string): number | undefined {
  const text = textOption(words, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new UsageError(`--${name} takes a number from 0 to 65535, not "${text}"`);
  return value;
}

/** The environment's configuration; its mistakes are wrong use. */
export function configured(overrides: Record<string, string | undefined> = {}): Config {
  try {
    return readConfig({ ...process.env, ...overrides });
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message);
    throw error;
  }
}

/** Where the checks are made: one connected system, what was read of it, and what may be touched. */
import type { Connected, ConnectorKind, Settings } from '../connector.ts';
import type { Fixture, Wishes } from './fixture.ts';
import { openReading, type Reading } from './reading.ts';

export interface PlaceOptions {
  kind: ConnectorKind;
  /** How to link it: used as given, and once with a wrong secret and once with a wrong address. */
  settings: Settings;
  /** Whether it may be written to. */
  write: boolean;
  wishes: Wishes;
  /** The company's zone: document dates are days there. */
  zone: string;
  /** Milliseconds until a change that no delta told of counts as lost; default 40 s. */
  patienceMs?: number;
  now(): number;
  /** One line about how far a long reading is. */
  progress(line: string): void;
  /** For trying the suite itself: changes what is connected. */
  tamper?(connected: Connected): Connected;
}

export interface Place {
  readonly role: ConnectorKind['role'];
  readonly connected: Connected;
  readonly write: boolean;
  readonly wishes: Wishes;
  readonly reading: Reading;
  now(): number;
  /** `YYYY-MM-DD` in the company's zone. */
  today(): string;
  /** Connects again with other settings; secrets among `settings` are the keys named. */
  connect(change: Settings): Connected;
  /** Names of settings that must be kept secret, or hold an address. */
  readonly secrets: readonly string[];
  readonly addresses: readonly string[];
  settingOf(name: string): string | undefined;
  /** Marks of this run: no two are alike. */
  mark(): string;
  /** Found once, when first asked for. */
  fixture?: Promise<Fixture>;
  /** How long each kind of write took when it was let finish, milliseconds. */
  readonly durations: Map<string, number>;
}

const usualPatienceMs = 40_000;

export function openPlace(options: PlaceOptions): Place {
  const { kind, settings, now } = options;
  const connect = (given: Settings) => kind.connect(given, { now, log: () => {} });
  const linked = connect(settings);
  const connected = options.tamper ? options.tamper(linked) : linked;
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: options.zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const run = now().toString(36);
  let marks = 0;
  return {
    role: kind.role,
    connected,
    write: options.write,
    wishes: options.wishes,
    reading: openReading(connected, { now, progress: options.progress, patienceMs: options.patienceMs ?? usualPatienceMs }),
    now,
    today: () => day.format(now()),
    connect: (change) => connect({ ...settings, ...change }),
    secrets: Object.entries(kind.settings).flatMap(([name, setting]) => (setting.secret && settings[name] ? [name] : [])),
    addresses: Object.keys(kind.settings).filter((name) => URL.canParse(settings[name] ?? '') && /^https?:/.test(settings[name] ?? '')),
    settingOf: (name) => settings[name],
    mark() {
      marks += 1;
      return `cert-${run}-${marks}`;
    },
    durations: new Map(),
  };
}

/** The schema's scalars: what they accept, and how they are written. Same for every subgraph. */
import { GraphQLScalarType, Kind } from 'graphql';
import { failure } from './errors.ts';
import { tryMicros } from './money.ts';

function textScalar(
  name: string,
  accept: (text: string) => string | undefined,
  example: string,
  serialize?: (value: unknown) => string,
): GraphQLScalarType {
  const parse = (value: unknown): string => {
    // 100 kB of digits must not reach a regular expression.
    const good = typeof value === 'string' && value.length <= 2_000 ? accept(value) : undefined;
    if (good === undefined) throw failure('BAD_USER_INPUT', `${name} must be text such as "${example}".`);
    return good;
  };
  return new GraphQLScalarType({
    name,
    serialize: serialize ?? ((value) => String(value)),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined);

const instant = (text: string): string | undefined =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;

const day = (text: string): string | undefined =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text) ? text : undefined;

/** Epoch milliseconds out, ISO text in: resolvers return numbers. */
const writeInstant = (value: unknown): string => (typeof value === 'string' ? value : new Date(Number(value)).toISOString());

export const scalars: Record<string, GraphQLScalarType> = {
  Decimal: textScalar('Decimal', (text) => (tryMicros(text) === undefined ? undefined : text), '12.30'),
  DateTime: textScalar('DateTime', instant, '2026-03-01T08:15:30Z', writeInstant),
  LocalDate: textScalar('LocalDate', day, '2026-03-01'),
  Duration: textScalar('Duration', (text) => (durationMs(text) === undefined ? undefined : text), 'PT15M'),
  CurrencyCode: textScalar('CurrencyCode', matching(/^[A-Z]{3}$/), 'PLN'),
  CountryCode: textScalar('CountryCode', matching(/^[A-Z]{2}$/), 'PL'),
  LanguageCode: textScalar('LanguageCode', matching(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), 'pl'),
  IdempotencyKey: textScalar('IdempotencyKey', matching(/^[\x21-\x7e]{1,128}$/), 'cart-7f3a'),
  StreamCursor: textScalar('StreamCursor', matching(/^[\x21-\x7e]{1,200}$/), '…'),
  // A path of the hub's own, too: the gateway reads what a subgraph answers, and a subgraph does not know by which name the hub is reached.
  URL: textScalar('URL', (text) => (URL.canParse(text) || /^\/[\w.~/-]+$/.test(text) ? text : undefined), 'https://example.org/a.png'),
};

/** "PT15M" → 900_000; days and smaller. Undefined when it is no duration, or longer than 366 days. */
export function durationMs(text: string): number | undefined {
  const match = /^P(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})(?:\.(\d{1,3}))?S)?)?$/.exec(text);
  if (!match || text.length < 3) return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0, fraction = '0'] = match;
  const total =
    (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
  return total <= 366 * 86_400_000 ? total : undefined;
}

/** ISO text of the DateTime scalar → epoch milliseconds. */
export const instantMs = (text: string): number => Date.parse(text);

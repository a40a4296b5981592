/**
 * Companies and channels of the configuration. One of each needs no code: `SPLOT_COMPANY_NAME`, `SPLOT_CHANNEL_CODE` and so on describe it. Several are named
 * first (`SPLOT_COMPANIES=main,outdoor`, `SPLOT_CHANNELS=online,b2b`) and described each by `SPLOT_COMPANY_<CODE>_…` and `SPLOT_CHANNEL_<CODE>_…`;
 * what is not given there is taken from the plain keys.
 */
import type { LoyaltyRule } from '#hub/loyaltyRules.ts';
import { durationMs } from '#hub/scalars.ts';
import type { ChannelSetup, CompanySetup, HandlingRule } from '#hub/setup.ts';

export interface Owners {
  companies: CompanySetup[];
  channels: ChannelSetup[];
}

/** What the plain keys say, already checked. */
export interface PlainOwners {
  company: Omit<CompanySetup, 'code'>;
  channel: { code: string; name: string; language: string; pricesIncludeTax: boolean };
}

type Environment = Record<string, string | undefined>;

const CODE = /^[a-z0-9-]{1,20}$/;
const companyFields = [
  'NAME',
  'COUNTRY',
  'CURRENCY',
  'ZONE',
  'HANDLING_ORDER',
  'HANDLING_LINE',
  'HANDLING_RETURN',
  'LOYALTY_PER_POINT',
  'LOYALTY_WORTH',
  'LOYALTY_DAYS',
] as const;
const channelFields = ['COMPANY', 'NAME', 'CURRENCY', 'LANGUAGES', 'PRICES_INCLUDE_TAX', 'PRICE_LIST', 'WAREHOUSES', 'CART_IDLE'] as const;

/** `SPLOT_COMPANY_OUTDOOR_NAME`; a dash in a code is written as an underscore. */
const keyOf = (kind: 'COMPANY' | 'CHANNEL', code: string, field: string): string =>
  `SPLOT_${kind}_${code.toUpperCase().replaceAll('-', '_')}_${field}`;

export const isOwnerKey = (key: string, env: Environment): boolean =>
  /^SPLOT_COMPANY_(HANDLING_(ORDER|LINE|RETURN)|LOYALTY_(PER_POINT|WORTH|DAYS))$/.test(key) ||
  codesOf(env.SPLOT_COMPANIES).some((code) => companyFields.some((field) => keyOf('COMPANY', code, field) === key)) ||
  codesOf(env.SPLOT_CHANNELS).some((code) => channelFields.some((field) => keyOf('CHANNEL', code, field) === key));

export const codesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

export function readOwners(env: Environment, plain: PlainOwners, checks: { isZone(zone: string): boolean }, problems: string[]): Owners {
  const companies = readCompanies(env, plain, checks, problems);
  return { companies, channels: readChannels(env, plain, companies, problems) };
}

function readCompanies(
  env: Environment,
  plain: PlainOwners,
  checks: { isZone(zone: string): boolean },
  problems: string[],
): CompanySetup[] {
  const codes = goodCodes('SPLOT_COMPANIES', env, problems);
  if (!codes.length) {
    const given = (field: string) => env[`SPLOT_COMPANY_${field}`];
    const refuse = (field: string, what: string) => problems.push(`SPLOT_COMPANY_${field} ${what}`);
    return [{ code: 'main', ...plain.company, ...readHandling(given, refuse), ...readLoyalty(given, refuse) }];
  }
  return codes.map((code) => {
    const given = (field: (typeof companyFields)[number], fallback: string) => env[keyOf('COMPANY', code, field)] ?? fallback;
    const refuse = (field: string, what: string) => problems.push(`${keyOf('COMPANY', code, field)} ${what}`);
    const company = {
      code,
      name: given('NAME', codes[0] === code ? plain.company.name : ''),
      country: given('COUNTRY', plain.company.country),
      currency: given('CURRENCY', plain.company.currency),
      zone: given('ZONE', plain.company.zone),
    };
    const own = (field: string) => env[keyOf('COMPANY', code, field)];
    if (!company.name) refuse('NAME', 'is missing: the name of the company');
    if (!/^[A-Z]{2}$/.test(company.country)) refuse('COUNTRY', 'must be a country code such as PL');
    if (!/^[A-Z]{3}$/.test(company.currency)) refuse('CURRENCY', 'must be a currency code such as PLN');
    if (!checks.isZone(company.zone)) refuse('ZONE', 'is no IANA time zone such as Europe/Warsaw');
    return { ...company, ...readHandling(own, refuse), ...readLoyalty(own, refuse) };
  });
}

/** What handling costs, in the company's currency: an order, each of its lines, a return. */
function readHandling(
  given: (field: 'HANDLING_ORDER' | 'HANDLING_LINE' | 'HANDLING_RETURN') => string | undefined,
  refuse: (field: string, what: string) => void,
): { handling?: HandlingRule } {
  const read = (field: 'HANDLING_ORDER' | 'HANDLING_LINE' | 'HANDLING_RETURN'): string | undefined => {
    const value = given(field);
    if (value !== undefined && !/^\d{1,9}(\.\d{1,4})?$/.test(value)) refuse(field, 'must be an amount such as 8.50');
    return value;
  };
  const [order, line, goodsReturn] = [read('HANDLING_ORDER'), read('HANDLING_LINE'), read('HANDLING_RETURN')];
  if (order === undefined && line === undefined && goodsReturn === undefined) return {};
  return { handling: { order: order ?? '0', line: line ?? '0', return: goodsReturn ?? '0' } };
}

/** The hub's loyalty programme: goods that give a point, what a point pays, days until it ends. */
function readLoyalty(
  given: (field: 'LOYALTY_PER_POINT' | 'LOYALTY_WORTH' | 'LOYALTY_DAYS') => string | undefined,
  refuse: (field: string, what: string) => void,
): { loyalty?: LoyaltyRule } {
  const amount = (field: 'LOYALTY_PER_POINT' | 'LOYALTY_WORTH'): string | undefined => {
    const value = given(field);
    if (value !== undefined && !(/^\d{1,9}(\.\d{1,4})?$/.test(value) && Number(value) > 0)) {
      refuse(field, 'must be an amount above zero such as 0.10');
      return undefined;
    }
    return value;
  };
  const [perPoint, worth, days] = [amount('LOYALTY_PER_POINT'), amount('LOYALTY_WORTH'), given('LOYALTY_DAYS')];
  if (days !== undefined && !/^[1-9]\d{0,3}$/.test(days)) refuse('LOYALTY_DAYS', 'must be a number of days, 1 to 9999');
  if (perPoint === undefined && worth === undefined && days === undefined) return {};
  return {
    loyalty: {
      ...(perPoint === undefined ? {} : { perPoint }),
      ...(worth === undefined ? {} : { worth }),
      ...(days === undefined ? {} : { days: Number(days) }),
    },
  };
}

function readChannels(env: Environment, plain: PlainOwners, companies: readonly CompanySetup[], problems: string[]): ChannelSetup[] {
  const [first] = companies;
  const codes = goodCodes('SPLOT_CHANNELS', env, problems);
  const named: string[] = codes.length ? codes : [plain.channel.code];
  const channels = named.map((code) => {
    const own = codes.length ? (field: (typeof channelFields)[number]) => env[keyOf('CHANNEL', code, field)] : () => undefined;
    const refuse = (field: string, what: string) => problems.push(`${keyOf('CHANNEL', code, field)} ${what}`);
    const companyCode = own('COMPANY') ?? first?.code ?? '';
    const company = companies.find((candidate) => candidate.code === companyCode);
    if (!company) refuse('COMPANY', `must be one of ${companies.map((candidate) => candidate.code).join(', ')}`);
    const currency = own('CURRENCY') ?? company?.currency ?? '';
    if (own('CURRENCY') !== undefined && !/^[A-Z]{3}$/.test(currency)) refuse('CURRENCY', 'must be a currency code such as PLN');
    const languages = codesOf(own('LANGUAGES') ?? plain.channel.language);
    if (!languages.length || languages.some((language) => !/^[a-z]{2}$/.test(language)))
      refuse('LANGUAGES', 'must be languages such as pl,en; the first is the default');
    const taxed = own('PRICES_INCLUDE_TAX');
    if (taxed !== undefined && taxed !== 'true' && taxed !== 'false') refuse('PRICES_INCLUDE_TAX', 'must be true or false');
    const priceList = own('PRICE_LIST');
    const warehouses = codesOf(own('WAREHOUSES'));
    const idle = own('CART_IDLE');
    const cartIdleMs = idle === undefined ? undefined : durationMs(idle);
    if (idle !== undefined && !cartIdleMs) refuse('CART_IDLE', 'must be a length of time such as PT1H');
    return {
      code,
      companyCode,
      name: own('NAME') ?? (code === plain.channel.code ? plain.channel.name : code),
      currency,
      languages,
      pricesIncludeTax: taxed === undefined ? plain.channel.pricesIncludeTax : taxed === 'true',
      ...(priceList ? { priceListCode: priceList } : {}),
      ...(warehouses.length ? { warehouseCodes: warehouses } : {}),
      ...(cartIdleMs ? { cartIdleMs } : {}),
    };
  });
  for (const company of companies)
    if (!channels.some((channel) => channel.companyCode === company.code))
      problems.push(`SPLOT_CHANNELS has none for the company "${company.code}": each company sells through one at least`);
  return channels;
}

function goodCodes(key: 'SPLOT_COMPANIES' | 'SPLOT_CHANNELS', env: Environment, problems: string[]): string[] {
  const codes = codesOf(env[key]);
  for (const code of codes) if (!CODE.test(code)) problems.push(`${key}: "${code}" may hold small letters, digits and dashes only`);
  if (new Set(codes).size !== codes.length) problems.push(`${key} names one twice`);
  return codes;
}

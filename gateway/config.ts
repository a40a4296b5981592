/** Configuration, read once from the environment and checked as a whole: one start shows every mistake. The keys stand in .env.example too. */
import { z } from 'zod';
import type { Settings } from '#connectors/connector.ts';
import { connectorKinds } from '#connectors/index.ts';
import { type SubgraphName, subgraphNames } from '#hub/sdl.ts';
import { codesOf, isOwnerKey, type Owners, readOwners } from './owners.ts';

export interface SystemConfig {
  code: string;
  kind: string;
  /** The channel it belongs to, and through it the company. */
  channel: string;
  /** Orders from before are history only. */
  goLiveAt: number | undefined;
  zone: string;
  sandbox: boolean;
  settings: Settings;
}

export interface Config {
  host: string;
  port: number;
  /** PostgreSQL URL, or the path of the SQLite file. */
  database: string;
  dataFolder: string;
  companies: Owners['companies'];
  /** The first one is the default. */
  channels: Owners['channels'];
  corsOrigins: string[];
  introspection: boolean;
  /** `trusted`: only documents of the manifests run, except for keys with ops:read. */
  documents: 'any' | 'trusted';
  /** Further manifests of trusted documents, beside schema/operations. */
  documentManifests: string[];
  /** Customers' tokens signed by `splot token`, introspection for everybody: for demos and tests. */
  sandbox: boolean;
  jwks: { url: string; issuer: string; audience: string } | undefined;
  /** Which engine plans and runs queries; `stitched` is the fallback of machines without the planner. */
  engine: 'planned' | 'stitched';
  viewerSecret: string | undefined;
  /** Subgraphs that run elsewhere. */
  remoteSubgraphs: Map<SubgraphName, string>;
  systems: SystemConfig[];
  logLevel: string;
  /** Of answers kept in memory; 0 keeps none. */
  cacheMb: number;
  trustProxy: boolean;
  compression: boolean;
  /** Operations that may come in one request; 0: only one, and not in an array. */
  batching: number;
}

export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(
      `the configuration has ${problems.length} mistake${problems.length === 1 ? '' : 's'}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
function isZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}
const zone = z.string().refine(isZone, 'is no IANA time zone such as Europe/Warsaw');

const environment = z.object({
  SPLOT_HOST: z.string().default('127.0.0.1'),
  SPLOT_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  SPLOT_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  SPLOT_COMPANY_NAME: z.string().min(1).default('Splot Demo sp. z o.o.'),
  SPLOT_COMPANY_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country code such as PL')
    .default('PL'),
  SPLOT_COMPANY_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code such as PLN')
    .default('PLN'),
  SPLOT_COMPANY_ZONE: zone.default('Europe/Warsaw'),
  SPLOT_CHANNEL_CODE: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'may hold small letters, digits and dashes')
    .default('online'),
  SPLOT_CHANNEL_NAME: z.string().min(1).default('Sklep internetowy'),
  SPLOT_CHANNEL_LANGUAGE: z
    .string()
    .regex(/^[a-z]{2}$/, 'must be a language such as pl')
    .default('pl'),
  SPLOT_CHANNEL_PRICES_INCLUDE_TAX: flag.default(true),
  SPLOT_COMPANIES: z.string().default(''),
  SPLOT_CHANNELS: z.string().default(''),
  SPLOT_CORS_ORIGINS: z.string().default(''),
  SPLOT_INTROSPECTION: flag.default(false),
  SPLOT_DOCUMENTS: z.enum(['any', 'trusted']).default('any'),
  SPLOT_DOCUMENT_MANIFESTS: z.string().default(''),
  SPLOT_SANDBOX: flag.default(false),
  SPLOT_JWKS_URL: z.url().optional(),
  SPLOT_JWT_ISSUER: z.string().min(1).optional(),
  SPLOT_JWT_AUDIENCE: z.string().min(1).default('splot'),
  SPLOT_ENGINE: z.enum(['planned', 'stitched']).default('planned'),
  SPLOT_VIEWER_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  SPLOT_SYSTEMS: z.string().default(''),
  SPLOT_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  SPLOT_CACHE_MB: z.coerce.number().min(0).max(4_000).default(64),
  SPLOT_TRUST_PROXY: flag.default(false),
  SPLOT_COMPRESSION: flag.optional(),
  SPLOT_BATCHING: z.coerce.number().int().min(0).max(20).default(0),
});

/** Keys of the environment that are fixed; `SPLOT_SYSTEM_<CODE>_…` and `SPLOT_SUBGRAPH_<NAME>_URL` come on top. */
export const configKeys = Object.keys(environment.shape);

export function readConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  for (const key of Object.keys(given))
    if (key.startsWith('SPLOT_') && !isKnown(key) && !isOwnerKey(key, given))
      problems.push(`${key} is not a key of Splot: see .env.example`);
  const values = parsed.data;
  const owners = values ? readOwners(given, plainOwners(values), { isZone }, problems) : { companies: [], channels: [] };
  const systems = readSystems(given, owners, problems);
  const remoteSubgraphs = new Map<SubgraphName, string>();
  for (const name of subgraphNames) {
    const url = given[`SPLOT_SUBGRAPH_${name.toUpperCase()}_URL`];
    if (!url) continue;
    if (URL.canParse(url)) remoteSubgraphs.set(name, url);
    else problems.push(`SPLOT_SUBGRAPH_${name.toUpperCase()}_URL is no URL`);
  }
  if (remoteSubgraphs.size > 0 && !values?.SPLOT_VIEWER_SECRET)
    problems.push('SPLOT_VIEWER_SECRET is needed when subgraphs run elsewhere: they check who asks with it');
  if (values?.SPLOT_JWKS_URL && !values.SPLOT_JWT_ISSUER) problems.push('SPLOT_JWT_ISSUER is needed with SPLOT_JWKS_URL');
  if (problems.length > 0 || !values) throw new ConfigError(problems);
  return {
    host: values.SPLOT_HOST,
    port: values.SPLOT_PORT,
    database: values.DATABASE_URL ?? `${values.SPLOT_DATA}/splot.sqlite`,
    dataFolder: values.SPLOT_DATA,
    ...owners,
    corsOrigins: codesOf(values.SPLOT_CORS_ORIGINS),
    introspection: values.SPLOT_INTROSPECTION,
    documents: values.SPLOT_DOCUMENTS,
    documentManifests: codesOf(values.SPLOT_DOCUMENT_MANIFESTS),
    sandbox: values.SPLOT_SANDBOX,
    jwks: values.SPLOT_JWKS_URL
      ? { url: values.SPLOT_JWKS_URL, issuer: values.SPLOT_JWT_ISSUER ?? '', audience: values.SPLOT_JWT_AUDIENCE }
      : undefined,
    engine: values.SPLOT_ENGINE,
    viewerSecret: values.SPLOT_VIEWER_SECRET,
    remoteSubgraphs,
    systems,
    logLevel: values.SPLOT_LOG_LEVEL,
    cacheMb: values.SPLOT_CACHE_MB,
    trustProxy: values.SPLOT_TRUST_PROXY,
    compression: values.SPLOT_COMPRESSION ?? !values.SPLOT_TRUST_PROXY,
    batching: values.SPLOT_BATCHING,
  };
}

const plainOwners = (values: z.infer<typeof environment>) => ({
  company: {
    name: values.SPLOT_COMPANY_NAME,
    country: values.SPLOT_COMPANY_COUNTRY,
    currency: values.SPLOT_COMPANY_CURRENCY,
    zone: values.SPLOT_COMPANY_ZONE,
  },
  channel: {
    code: values.SPLOT_CHANNEL_CODE,
    name: values.SPLOT_CHANNEL_NAME,
    language: values.SPLOT_CHANNEL_LANGUAGE,
    pricesIncludeTax: values.SPLOT_CHANNEL_PRICES_INCLUDE_TAX,
  },
});

const isKnown = (key: string): boolean =>
  configKeys.includes(key) ||
  /^SPLOT_SYSTEM_[A-Z0-9]+_[A-Z_]+$/.test(key) ||
  /^SPLOT_SUBGRAPH_[A-Z]+_URL$/.test(key) ||
  key === 'SPLOT_LIVE_CACHE';

/** `SPLOT_SYSTEMS=erp,shop` names them; `SPLOT_SYSTEM_ERP_KIND=tryton` and the settings of that kind describe each. */
function readSystems(env: Record<string, string | undefined>, { companies, channels }: Owners, problems: string[]): SystemConfig[] {
  const erps = new Map<string, string>();
  return codesOf(env.SPLOT_SYSTEMS).flatMap((code) => {
    if (!/^[a-z0-9]{1,20}$/.test(code)) {
      problems.push(`SPLOT_SYSTEMS: "${code}" may hold small letters and digits only`);
      return [];
    }
    const prefix = `SPLOT_SYSTEM_${code.toUpperCase()}_`;
    const kind = connectorKinds.find((candidate) => candidate.name === env[`${prefix}KIND`]);
    if (!kind) {
      problems.push(`${prefix}KIND must be one of ${connectorKinds.map((candidate) => candidate.name).join(', ')}`);
      return [];
    }
    const settings: Settings = {};
    for (const [name, setting] of Object.entries(kind.settings)) {
      const key = `${prefix}${name.replaceAll(/([A-Z])/g, '_$1').toUpperCase()}`;
      const value = env[key];
      if (value !== undefined) settings[name] = value;
      else if (!setting.optional) problems.push(`${key} is missing: ${setting.description}`);
    }
    const goLive = env[`${prefix}GO_LIVE_AT`];
    if (goLive && Number.isNaN(Date.parse(goLive))) problems.push(`${prefix}GO_LIVE_AT must be an instant such as 2026-03-01T00:00:00Z`);
    const channelCode = env[`${prefix}CHANNEL`] ?? channels[0]?.code ?? '';
    const channel = channels.find((candidate) => candidate.code === channelCode);
    if (!channel) problems.push(`${prefix}CHANNEL must be one of ${channels.map((candidate) => candidate.code).join(', ')}`);
    const company = companies.find((candidate) => candidate.code === channel?.companyCode);
    const other = kind.role === 'ERP' && company ? erps.get(company.code) : undefined;
    if (other) problems.push(`${prefix}CHANNEL: the company "${company?.code}" has the ERP "${other}" already; its orders go to one ERP`);
    if (kind.role === 'ERP' && company) erps.set(company.code, code);
    const systemZone = env[`${prefix}ZONE`] ?? company?.zone ?? 'Europe/Warsaw';
    if (!zone.safeParse(systemZone).success) problems.push(`${prefix}ZONE is no IANA time zone such as Europe/Warsaw`);
    return [
      {
        code,
        kind: kind.name,
        channel: channelCode,
        goLiveAt: goLive ? Date.parse(goLive) : undefined,
        zone: systemZone,
        sandbox: env[`${prefix}SANDBOX`] === 'true',
        settings,
      },
    ];
  });
}

/** What the gateway takes to run. gateway/config.ts builds it from the environment. */
import type { DocumentSource } from './documents/resolve.ts';
import type { Limits } from './limits/limits.ts';
import type { Prices } from './limits/prices.ts';
import type { TokenOptions } from './tokens.ts';
import type { OnWebhook } from './webhooks.ts';

export interface GatewayOptions {
  /** Origins whose pages may call the API, such as https://shop.example.org. None: only pages of this server. */
  corsOrigins: readonly string[];
  /** True lets everybody introspect and see suggestions (sandbox); otherwise only keys with ops:read. */
  introspection: boolean;
  /** Who signs customers' tokens. */
  tokens: TokenOptions;
  /** Code of the channel for visitors without a key; the first one when absent. */
  defaultChannel?: string;
  /** GraphiQL at / and /graphiql; absent: no console. */
  console?: ConsoleOptions;
  limits?: Partial<Limits>;
  /** What fields cost, read from the supergraph; absent: only page sizes count. */
  prices?: Prices;
  /** Documents known by id, and whether others run; absent: any runs, none is known. */
  documents?: DocumentSource;
  streams?: Partial<StreamOptions>;
  /** Absent: /webhooks/… answers 404. */
  onWebhook?: OnWebhook;
  /** True behind a reverse proxy that sets X-Forwarded-For. */
  trustProxy?: boolean;
  /** Answers are compressed for who takes them so; behind a reverse proxy it is the proxy's job. Default false. */
  compression?: boolean;
  /** Operations that may come in one request as an array; they keep the limits of one. Default 0: none. */
  batching?: number;
  /** A request must have arrived whole within this time, milliseconds. Default 15 s. */
  requestTimeout?: number;
}

export interface ConsoleOptions {
  /** Prefilled in the page, so only ever a sandbox's storefront key. */
  key?: string;
  /** Tabs of the page, the first one in front. */
  examples: readonly { title: string; query: string; variables?: Record<string, unknown> }[];
}

export interface StreamOptions {
  /** Operations at once on one socket. */
  maxOperations: number;
  /** Sockets at once in this process. */
  maxSockets: number;
  /** How long a socket may wait with connection_init, milliseconds. */
  initTimeout: number;
  /** How often keys and tokens of open sockets are looked at again, milliseconds. */
  recheck: number;
  /** Between pings, milliseconds; a socket that does not answer is closed. */
  keepAlive: number;
}

export const streamDefaults: StreamOptions = {
  maxOperations: 100,
  maxSockets: 10_000,
  initTimeout: 3_000,
  recheck: 2_500,
  keepAlive: 12_000,
};

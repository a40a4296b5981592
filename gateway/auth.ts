/** From headers to the viewer: the application's key says what may be asked, the customer's token says for whom. */
import type { JSONWebKeySet } from 'jose';
import { failure } from '#hub/errors.ts';
import { type ChannelRow, findChannel, findDefaultChannel, findTokenCustomer, validKeys } from '#hub/keys.ts';
import type { Ground } from '#hub/subgraph.ts';
import type { Viewer } from '#hub/viewer.ts';
import { keyFinder } from './keys.ts';
import { type TokenOptions, tokenVerifier } from './tokens.ts';

export interface Credentials {
  /** `Bearer splot_…`. */
  authorization?: string | undefined;
  /** The customer's JWT, from the header splot-customer. */
  customerToken?: string | undefined;
  acceptLanguage?: string | undefined;
}

export interface Auth {
  /** Throws UNAUTHENTICATED when something was sent and is not good; nothing sent is a visitor. */
  identify(credentials: Credentials): Promise<Viewer>;
  /** Of these viewers, those whose key or token has ended since. */
  ended(viewers: readonly Viewer[]): Promise<Set<Viewer>>;
  /** Public keys of the sandbox's tokens. */
  readonly jwks: JSONWebKeySet | undefined;
}

const CACHE_MS = 1_000;
const MOST_LANGUAGES = 5;

export function createAuth(options: { ground: Ground; tokens: TokenOptions; defaultChannel?: string | undefined }): Auth {
  const { ground, tokens, defaultChannel } = options;
  const findKey = keyFinder(ground);
  const verify = tokenVerifier(tokens);
  const channels = remembered(ground, (id: string) =>
    id ? findChannel(ground.db.read, id) : findDefaultChannel(ground.db.read, defaultChannel),
  );
  const customers = remembered(ground, (key: string) => {
    const { channel, subject } = JSON.parse(key) as { channel: ChannelRow; subject: { id: string } | { reference: string } };
    return findTokenCustomer(ground.db.read, channel, subject);
  });

  async function customerOf(token: string, channel: ChannelRow): Promise<{ customerId: string; expiresAt: number }> {
    const refused = failure('UNAUTHENTICATED', 'The token in splot-customer is not valid.');
    if (token.length > 8_000) throw refused;
    const verified = await verify(token, ground.now()).catch((error: unknown) => {
      ground.log.info({ reason: (error as { code?: string }).code ?? 'other' }, "a customer's token was refused");
      throw refused;
    });
    const customerId = await customers(JSON.stringify({ channel, subject: verified.subject }));
    if (!customerId) throw refused;
    return { customerId, expiresAt: verified.expiresAt };
  }

  return {
    jwks: tokens.kind === 'sandbox' ? tokens.key.jwks : undefined,
    async identify({ authorization, customerToken, acceptLanguage }) {
      const key = authorization ? await findKey(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '') : undefined;
      if (authorization && !key) throw failure('UNAUTHENTICATED', 'This API key is not valid: send Authorization: Bearer <key>.');
      const channel = await channels(key?.channelId ?? '');
      if (!channel) throw new Error('there is no channel');
      if (customerToken && !key) throw failure('UNAUTHENTICATED', "A customer's token needs the application's API key beside it.");
      const customer = customerToken ? await customerOf(customerToken, channel) : undefined;
      return Object.freeze({
        ...(key ? { application: key.id, applicationName: key.name } : {}),
        ...customer,
        companyId: channel.companyId,
        channelId: channel.id,
        currency: channel.currency,
        scopes: new Set([...(key?.scopes ?? []), ...(customer ? ['customer:self'] : [])]),
        languages: Object.freeze(languagesOf(acceptLanguage, channel.language)),
      });
    },
    async ended(viewers) {
      const now = ground.now();
      const ids = [...new Set(viewers.flatMap((viewer) => viewer.application ?? []))];
      const valid = ids.length ? await validKeys(ground.db.read, ids) : new Set<string>();
      return new Set(
        viewers.filter(
          (viewer) => (viewer.expiresAt ?? now + 1) <= now || (viewer.application !== undefined && !valid.has(viewer.application)),
        ),
      );
    },
  };
}

/** `de;q=0.5, pl` → pl, de, then the channel's. */
export function languagesOf(header: string | undefined, channelLanguage: string): string[] {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .slice(0, 20)
    .map((part, position) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.map((p) => /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { tag, weight: Number(weight ?? 1), position };
    })
    .filter(({ tag, weight }) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.position - b.position)
    .map(({ tag }) => tag);
  return [...new Set([...wanted.slice(0, MOST_LANGUAGES), channelLanguage])];
}

/** Answers of a look-up, kept for a second. */
function remembered<T>(ground: Ground, look: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const cache = new Map<string, { until: number; value: Promise<T> }>();
  return (key) => {
    const now = ground.now();
    const known = cache.get(key);
    if (known && known.until > now) return known.value;
    const value = look(key);
    if (cache.size >= 10_000) cache.clear();
    cache.set(key, { until: now + CACHE_MS, value });
    value.catch(() => cache.delete(key));
    return value;
  };
}

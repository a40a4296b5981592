/** From headers to the viewer: the application's key says what may be asked, the customer's token says for whom. */
import type { JSONWebKeySet } from 'jose';
import { failure } from '#hub/errors.ts';
import { type ChannelRow, findChannel, findDefaultChannel, findTokenCustomer, validKeys } from '#hub/keys.ts';
import type { Ground } from '#hub/subgraph.ts';
import type { Viewer } from '#hub/viewer.ts';
import { keyFinder } from './keys.ts';
import { remembered } from './remembered.ts';
import { type TokenOptions, tokenVerifier } from './tokens.ts';

export interface Credentials {
  /** `Bearer splot_…`. */
  authorization?: string | undefined;
  /** The customer's JWT, from the header splot-customer. */
  customerToken?: string | undefined;
  acceptLanguage?: string | undefined;
}

export interface Auth {
  /**
   * Fails with UNAUTHENTICATED when something was sent and is not good; nothing sent is a visitor. Who came with the same headers within
   * the last second is known at once, and is the same object.
   */
  identify(credentials: Credentials): Viewer | Promise<Viewer>;
  /** Of these viewers, those whose key or token has ended since. */
  ended(viewers: readonly Viewer[]): Promise<Set<Viewer>>;
  /** Public keys of the sandbox's tokens. */
  readonly jwks: JSONWebKeySet | undefined;
}

const MOST_LANGUAGES = 5;
const LONGEST_LANGUAGES = 500;
/** Viewers remembered, and how long their headers may be to be remembered. */
const MOST_VIEWERS = 5_000;
const LONGEST_NAME = 2_000;

interface Known {
  /** The first moment at which anything it was made of may have changed. */
  until: number;
  viewer: Viewer;
}

/** Headers hold no line feeds; whoever could build the name of another would have to know all of its parts. */
const nameOf = ({ authorization = '', customerToken = '', acceptLanguage = '' }: Credentials): string =>
  `${authorization}\n${customerToken}\n${acceptLanguage.length > LONGEST_LANGUAGES ? acceptLanguage.slice(0, LONGEST_LANGUAGES) : acceptLanguage}`;

export function createAuth(options: { ground: Ground; tokens: TokenOptions; defaultChannel?: string | undefined }): Auth {
  const { ground, tokens, defaultChannel } = options;
  const findKey = keyFinder(ground);
  const verify = tokenVerifier(tokens);
  const channels = remembered(ground.now, (id: string) =>
    id ? findChannel(ground.db.read, id) : findDefaultChannel(ground.db.read, defaultChannel),
  );
  const customers = remembered(ground.now, (key: string) => {
    const { channel, subject } = JSON.parse(key) as { channel: ChannelRow; subject: { id: string } | { reference: string } };
    return findTokenCustomer(ground.db.read, channel, subject);
  });
  const known = new Map<string, Known>();

  async function customerOf(token: string, channel: ChannelRow): Promise<{ customerId: string; expiresAt: number; until: number }> {
    const refused = failure('UNAUTHENTICATED', 'The token in splot-customer is not valid.');
    if (token.length > 8_000) throw refused;
    const verified = await verify(token, ground.now()).catch((error: unknown) => {
      ground.log.info({ reason: (error as { code?: string }).code ?? 'other' }, "a customer's token was refused");
      throw refused;
    });
    const found = customers(JSON.stringify({ channel, subject: verified.subject }));
    const customerId = await found.value;
    if (!customerId) throw refused;
    return { customerId, expiresAt: verified.expiresAt, until: Math.min(found.until, verified.expiresAt) };
  }

  async function look({ authorization, customerToken, acceptLanguage }: Credentials): Promise<Known> {
    const foundKey = authorization ? findKey(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '') : undefined;
    const key = await foundKey?.value;
    if (authorization && !key) throw failure('UNAUTHENTICATED', 'This API key is not valid: send Authorization: Bearer <key>.');
    const foundChannel = channels(key?.channelId ?? '');
    const channel = await foundChannel.value;
    if (!channel) throw new Error('there is no channel');
    if (customerToken && !key) throw failure('UNAUTHENTICATED', "A customer's token needs the application's API key beside it.");
    const customer = customerToken ? await customerOf(customerToken, channel) : undefined;
    const viewer: Viewer = Object.freeze({
      ...(key ? { application: key.id, applicationName: key.name } : {}),
      ...(customer ? { customerId: customer.customerId, expiresAt: customer.expiresAt } : {}),
      companyId: channel.companyId,
      channelId: channel.id,
      currency: channel.currency,
      scopes: new Set([...(key?.scopes ?? []), ...(customer ? ['customer:self'] : [])]),
      languages: Object.freeze(languagesOf(acceptLanguage, channel.language)),
    });
    // Not a second on top of the seconds beneath: what was read first says when all is read again.
    const until = Math.min(foundKey?.until ?? foundChannel.until, foundChannel.until, customer?.until ?? foundChannel.until);
    return { viewer, until };
  }

  async function meet(credentials: Credentials, name: string): Promise<Viewer> {
    const found = await look(credentials);
    if (name.length <= LONGEST_NAME) {
      if (known.size >= MOST_VIEWERS) known.clear();
      known.set(name, found);
    }
    return found.viewer;
  }

  return {
    jwks: tokens.kind === 'sandbox' ? tokens.key.jwks : undefined,
    identify(credentials) {
      const name = nameOf(credentials);
      const found = known.get(name);
      return found && found.until > ground.now() ? found.viewer : meet(credentials, name);
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
    .slice(0, LONGEST_LANGUAGES)
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

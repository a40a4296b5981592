/**
 * Customers' tokens: JWTs of the shop's identity provider (JWKS), or in the sandbox of a key of our own. Algorithms are pinned to the
 * asymmetric ones, issuer and audience are fixed, exp and sub are required.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type CryptoKey,
  createRemoteJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
  SignJWT,
} from 'jose';

export interface TokenNames {
  issuer: string;
  audience: string;
}

export type TokenOptions =
  | ({ kind: 'jwks'; url: string; algorithms?: readonly string[] } & TokenNames)
  | ({ kind: 'sandbox'; key: SandboxKey } & TokenNames)
  /** Customers' tokens are refused. */
  | { kind: 'none' };

export interface SandboxKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwks: JSONWebKeySet;
}

export const sandboxNames: TokenNames = { issuer: 'urn:splot:sandbox', audience: 'splot' };

/** Names the customer by the shop's own id, where the identity provider does not know ours. */
export const REFERENCE_CLAIM = 'splot:customer';

const ASYMMETRIC = ['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256'];
const CLOCK_TOLERANCE = 30;
/** A flood of unknown key ids costs one fetch in this time, milliseconds. */
const JWKS_COOLDOWN = 30_000;

/** The sandbox's signing key, made at the first call and kept in a file that only its owner reads. */
export async function openSandboxKey(file: string): Promise<SandboxKey> {
  if (!existsSync(file)) {
    const pair = await generateKeyPair('ES256', { extractable: true });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...(await exportJWK(pair.privateKey)), kid: crypto.randomUUID(), alg: 'ES256' }), {
      mode: 0o600,
      flag: 'wx',
    });
  }
  chmodSync(file, 0o600);
  const jwk = JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const { d: _private, ...rest } = jwk;
  const open: JWK = { ...rest, use: 'sig' };
  return {
    privateKey: (await importJWK(jwk, 'ES256')) as CryptoKey,
    publicKey: (await importJWK(open, 'ES256')) as CryptoKey,
    jwks: { keys: [open] },
  };
}

/** For `splot token --customer`: a token as the shop's identity provider would give. Only the sandbox can sign. */
export async function signCustomerToken(
  key: SandboxKey,
  options: { customerId: string; now: number; seconds?: number } & Partial<TokenNames>,
): Promise<string> {
  const { issuer, audience } = { ...sandboxNames, ...options };
  const at = Math.floor(options.now / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: String(key.jwks.keys[0]?.kid), typ: 'JWT' })
    .setSubject(options.customerId)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(at)
    .setExpirationTime(at + (options.seconds ?? 3_600))
    .sign(key.privateKey);
}

export interface VerifiedToken {
  subject: { id: string } | { reference: string };
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** Throws when the token is not good; why is for the log, not for the client. */
export type TokenVerifier = (token: string, now: number) => Promise<VerifiedToken>;

export function tokenVerifier(options: TokenOptions): TokenVerifier {
  if (options.kind === 'none')
    return async () => {
      throw new Error("customers' tokens are not configured");
    };
  const { issuer, audience } = options;
  const algorithms = options.kind === 'sandbox' ? ['ES256'] : [...(options.algorithms ?? ASYMMETRIC)];
  const keys: JWTVerifyGetKey =
    options.kind === 'sandbox'
      ? async () => options.key.publicKey
      : createRemoteJWKSet(new URL(options.url), { cooldownDuration: JWKS_COOLDOWN, timeoutDuration: 3_000 });
  return async (token, now) => {
    const { payload } = await jwtVerify(token, keys, {
      algorithms,
      issuer,
      audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: new Date(now),
    });
    return { subject: subjectOf(payload), expiresAt: (Number(payload.exp) + CLOCK_TOLERANCE) * 1000 };
  };
}

function subjectOf(payload: JWTPayload): VerifiedToken['subject'] {
  const reference = payload[REFERENCE_CLAIM];
  if (typeof reference === 'string' && reference) return { reference };
  if (!payload.sub) throw new Error('the token has an empty subject');
  return { id: payload.sub };
}

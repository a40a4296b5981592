/** The viewer on its way to a subgraph in another process: a signed header that lives for a minute. */
import { jwtVerify, SignJWT } from 'jose';
import { packViewer, unpackViewer, type Viewer } from '#hub/viewer.ts';

export const VIEWER_HEADER = 'splot-viewer';
export const REQUEST_ID_HEADER = 'splot-request-id';
const LIFE_SECONDS = 60;
/** A token made once serves the same viewer this long. */
const REUSE_MS = 20_000;
const names = { issuer: 'splot-gateway', audience: 'splot-subgraph' };

const keyOf = (secret: string): Uint8Array => {
  if (secret.length < 32) throw new Error('SPLOT_VIEWER_SECRET must have 32 characters or more');
  return new TextEncoder().encode(secret);
};

/** Signing once a viewer object is enough: within a socket it is the same frozen object for every operation. */
export function viewerSigner(secret: string): (viewer: Viewer) => Promise<string> {
  const key = keyOf(secret);
  const made = new WeakMap<Viewer, { token: Promise<string>; until: number }>();
  return (viewer) => {
    const now = Date.now();
    const known = made.get(viewer);
    if (known && known.until > now) return known.token;
    const token = new SignJWT({ viewer: packViewer(viewer) })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(names.issuer)
      .setAudience(names.audience)
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(Math.floor(now / 1000) + LIFE_SECONDS)
      .sign(key);
    made.set(viewer, { token, until: now + REUSE_MS });
    return token;
  };
}

/** Undefined when the header is missing, forged or too old. */
export function viewerReader(secret: string): (token: unknown) => Promise<Viewer | undefined> {
  const key = keyOf(secret);
  return async (token) => {
    if (typeof token !== 'string') return undefined;
    try {
      const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], ...names, requiredClaims: ['exp'], clockTolerance: 5 });
      return payload.viewer && typeof payload.viewer === 'object' ? unpackViewer(payload.viewer as Record<string, unknown>) : undefined;
    } catch {
      return undefined;
    }
  };
}

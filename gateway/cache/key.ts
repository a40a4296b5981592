/** Under which name an answer is kept: whoever might get another answer has another name. */
import type { Viewer } from '#hub/viewer.ts';

const scopes = new WeakMap<Viewer, string>();

/** Everything an answer may depend on of who asks. `expiresAt` is left out: whoever's key or token has ended is refused before the cache is asked. */
export function scopeOf(viewer: Viewer): string {
  const known = scopes.get(viewer);
  if (known !== undefined) return known;
  const { expiresAt: _, scopes: may, ...rest } = viewer;
  const made = JSON.stringify({ ...rest, scopes: [...may].sort() });
  scopes.set(viewer, made);
  return made;
}

/** The body byte for byte: operation, variables and whatever else was sent. Two ways to write the same question are two questions. */
export const keyOf = (viewer: Viewer, body: Buffer): string => `${body.toString('latin1')}\n${scopeOf(viewer)}`;

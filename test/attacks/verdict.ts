/** Whether an answer is what the list demands. */
import { expect } from 'vitest';
import type { Attack } from './attack.ts';

export interface Heard {
  status: number;
  text: string;
}

/** More errors than this tell a client nothing. */
const MOST_ERRORS = 21;

interface Said {
  message: string;
  extensions?: { code?: string; limit?: string; asked?: number; allowed?: number };
}

export function judge({ outcome, codes, limit, developer }: Attack, { status, text }: Heard): void {
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: Said[] };
  expect(text).not.toMatch(/call stack|Internal error|node_modules|\.ts:\d/);
  expect(status).toBeLessThan(500);
  if (!developer) expect(text).not.toMatch(/Did you mean/);
  const [first] = errors ?? [];
  if (codes && first) expect(codes).toContain(first.extensions?.code);
  if (outcome === 'answered') expect([status, errors]).toEqual([200, undefined]);
  if (outcome === 'inert' && codes) expect(errors).toHaveLength(1);
  if (outcome === 'answered' || outcome === 'inert') return;
  expect(status).toBeGreaterThanOrEqual(400);
  expect(data).toBeUndefined();
  expect(errors?.length).toBeGreaterThanOrEqual(1);
  expect(errors?.length).toBeLessThanOrEqual(outcome === 'refused' && codes?.[0] !== 'FORBIDDEN' && !developer ? 1 : MOST_ERRORS);
  if (!limit) return;
  expect(first?.extensions?.limit).toBe(limit);
  if (limit !== 'reserved names') expect(first?.extensions?.asked).toBeGreaterThan(first?.extensions?.allowed ?? 0);
}

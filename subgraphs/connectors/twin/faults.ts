/** Faults on request: what a real system does on its bad days, done by a twin when a test asks for it. */
import { z } from 'zod';
import { random } from './random.ts';

export const faultKinds = [
  /** Does the work, commits, then breaks the connection: the caller cannot know. */
  'lose_reply',
  /** Waits `ms` before the work begins. */
  'delay_before',
  /** Does the work, commits, answers `ms` later. */
  'delay',
  /** Answers 429 with Retry-After of `retryAfter` seconds; no work. */
  'too_many',
  /** Answers 503 as in maintenance; no work. */
  'maintenance',
  /** Says no with `code` for good, whatever is asked; no work. */
  'refuse',
  /** Answers 500; no work. */
  'error_before',
  /** Does the work, commits, answers 500. */
  'error_after',
  /** Does the work, commits, answers 200 with half a JSON text. */
  'garbage',
  /** Does the work, commits, answers 200 with a proxy's HTML page. */
  'html',
  /** Takes the request, never answers, does no work. */
  'hang',
  /** Answers success, but keeps nothing. */
  'forget',
  /** Takes the idempotency key for another one: what repeats is done again. */
  'ignore_key',
  /** Does the work twice, the second time under another key; answers the first. */
  'double',
  /** Webhooks: sent twice, held back until after the next one, lost, or `ms` late. */
  'webhook_duplicate',
  'webhook_reorder',
  'webhook_drop',
  'webhook_delay',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const faultRequest = z.object({
  kind: z.enum(faultKinds),
  method: z.string().exactOptional(),
  /** Path of the request, `*` stands for anything: `/orders`, `/orders/*`; for webhooks the event's name. Default: all. */
  path: z.string().exactOptional(),
  /** How often it strikes; 0 = until cleared. Default 1. */
  times: z.number().int().min(0).exactOptional(),
  /** 0..1, drawn from a fixed seed at each match. Default 1. */
  probability: z.number().min(0).max(1).exactOptional(),
  ms: z.number().int().min(0).max(600_000).exactOptional(),
  retryAfter: z.number().int().min(0).exactOptional(),
  /** For `refuse`; default STATE_FORBIDS. */
  code: z.string().exactOptional(),
});
export type FaultRequest = z.infer<typeof faultRequest>;

export interface Fault {
  id: number;
  kind: FaultKind;
  method?: string;
  path: string;
  remaining: number | 'unlimited';
  probability: number;
  ms: number;
  retryAfter: number;
  code: string;
  hits: number;
}

export interface Faults {
  add(request: FaultRequest): Fault;
  list(): Fault[];
  clear(): void;
  /** The faults that strike this request now; each strike is counted. */
  strike(method: string, path: string, group: 'http' | 'webhook'): Fault[];
}

export function openFaults(seed = 7): Faults {
  const faults: Fault[] = [];
  const chance = random(seed);
  let count = 0;
  return {
    add(request) {
      count += 1;
      const fault: Fault = {
        id: count,
        kind: request.kind,
        ...(request.method ? { method: request.method.toUpperCase() } : {}),
        path: request.path ?? '*',
        remaining: request.times === 0 ? 'unlimited' : (request.times ?? 1),
        probability: request.probability ?? 1,
        ms: request.ms ?? 1000,
        retryAfter: request.retryAfter ?? 1,
        code: request.code ?? 'STATE_FORBIDS',
        hits: 0,
      };
      faults.push(fault);
      return fault;
    },
    list: () => faults.map((fault) => ({ ...fault })),
    clear: () => void faults.splice(0),
    strike(method, path, group) {
      const struck: Fault[] = [];
      for (const fault of faults) {
        if (fault.kind.startsWith('webhook_') !== (group === 'webhook') || fault.remaining === 0) continue;
        if ((fault.method && fault.method !== method) || !matches(fault.path, path)) continue;
        if (fault.probability < 1 && chance.next() >= fault.probability) continue;
        if (fault.remaining !== 'unlimited') fault.remaining -= 1;
        fault.hits += 1;
        struck.push(fault);
      }
      return struck;
    },
  };
}

function matches(pattern: string, path: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(path);
}

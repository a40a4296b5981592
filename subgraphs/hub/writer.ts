/** Carries one operation of the ledger out: look-up after an unknown outcome, send, settle in one transaction. */
import { type Connected, NotSent, Terminal } from '#connectors/connector.ts';
import type { Database, Trx } from './database.ts';
import { assertLease, type Lease } from './lease.ts';
import { lockOperation, moveOperation, nextOperation, type Operation, type OperationKind } from './operations.ts';
import type { LinkedSystem } from './systems.ts';

/** What a kind of operation means for its domain; brought by the subgraphs, handed over by gateway/main. */
export interface OperationHandler {
  /** Calls the connector. The idempotency key to carry is the operation's subject, or its id where one subject has several writes. */
  send(connected: Connected, operation: Operation, tools: HandlerTools): Promise<Record<string, unknown>>;
  /** Null: surely not there. Absent: sending again is harmless. */
  find?(connected: Connected, operation: Operation, tools: HandlerTools): Promise<Record<string, unknown> | null>;
  confirm(trx: Trx, operation: Operation, result: Record<string, unknown>, at: { acknowledgedAt: number; now: number }): Promise<void>;
  reject(trx: Trx, operation: Operation, refusal: Terminal, now: number): Promise<void>;
}
export type OperationHandlers = Record<OperationKind, OperationHandler>;

export interface HandlerTools {
  db: Database;
  systemId: string;
  signal: AbortSignal;
  now(): number;
}

export interface WriterOptions {
  db: Database;
  linked: LinkedSystem;
  handlers: OperationHandlers;
  lease(): Lease;
  signal: AbortSignal;
  now(): number;
  log(message: string, detail: Record<string, unknown>): void;
}

/** Tries end after about a day: an ERP's nightly restart must not lose an order; a person decides after that. */
const BACKOFF = [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000] as const;
const backoff = (attempts: number): number =>
  Math.round((BACKOFF[Math.min(attempts, BACKOFF.length - 1)] ?? 300_000) * (0.75 + Math.random() / 2));

/** Runs the next operation that is due; false when there is none. */
export async function runNextOperation(options: WriterOptions): Promise<boolean> {
  const { db, linked, now } = options;
  const operation = await nextOperation(db.read, linked.row.id, now());
  if (!operation) return false;
  await runOperation(options, operation);
  return true;
}

async function runOperation(options: WriterOptions, operation: Operation): Promise<void> {
  const { db, linked, handlers, now, log } = options;
  const handler = handlers[operation.kind as OperationKind];
  const tools: HandlerTools = { db, systemId: linked.row.id, signal: options.signal, now };
  // An earlier call may have left; until a look-up has said otherwise it is never sent blindly.
  const doubted = operation.state !== 'QUEUED';
  const settle = (work: (trx: Trx) => Promise<void>) =>
    db.write(async (trx) => {
      await assertLease(trx, options.lease());
      await work(trx);
    });
  try {
    if (operation.state !== 'QUEUED' && handler.find) {
      const found = await handler.find(linked.connected, operation, tools);
      if (found) return await confirm(found);
      const believedAt = (operation.sentAt ?? 0) + (linked.connected.writeClass === 'NATIVE_KEY' ? 0 : linked.connected.lookupGraceMs);
      if (now() < believedAt) return await doubt(Math.min(believedAt, now() + 2_000), 'not found yet; the ERP may still commit');
    }
    operation = { ...operation, attempts: operation.attempts + 1, sentAt: now() };
    const sent = operation;
    let withdrawn = false;
    await settle(async (trx) => {
      // It may have been cancelled between the look at the queue and now.
      const current = await lockOperation(trx, sent.id);
      withdrawn = current?.state !== sent.state;
      if (!withdrawn)
        await moveOperation(trx, sent, { state: 'SENT', now: now(), attempts: sent.attempts, sentAt: sent.sentAt ?? now(), retryAt: null });
    });
    if (withdrawn) return;
    operation = { ...operation, state: 'SENT' };
    await confirm(await handler.send(linked.connected, operation, tools));
  } catch (error) {
    if (error instanceof Terminal) return await reject(error);
    if (options.signal.aborted) throw error;
    log('write not carried out', { operation: operation.id, kind: operation.kind, attempts: operation.attempts, error: String(error) });
    if (error instanceof NotSent) return await again(error);
    await doubt(now() + backoff(operation.attempts), 'the outcome is unknown; it is looked up before anything is tried again');
  }

  async function confirm(result: Record<string, unknown>): Promise<void> {
    const acknowledgedAt = now();
    await settle(async (trx) => {
      await moveOperation(trx, operation, {
        state: 'CONFIRMED',
        now: now(),
        acknowledgedAt,
        result,
        failure: null,
        code: null,
        message: null,
      });
      await handler.confirm(trx, operation, result, { acknowledgedAt, now: now() });
    });
  }

  async function reject(refusal: Terminal): Promise<void> {
    log('write refused', { operation: operation.id, kind: operation.kind, code: refusal.code, detail: refusal.detail });
    await settle(async (trx) => {
      const detail = refusal.detail ?? null;
      await moveOperation(trx, operation, {
        state: 'REJECTED',
        now: now(),
        failure: 'BUSINESS',
        code: refusal.code,
        message: refusal.message,
        detail,
      });
      await handler.reject(trx, operation, refusal, now());
    });
  }

  async function again(cause: NotSent): Promise<void> {
    const retryAt = now() + Math.max(Math.round(cause.retryAfterMs ?? 0), backoff(operation.attempts));
    // What surely never left is QUEUED still; after an unknown outcome the doubt stays.
    const state = doubted ? 'IN_DOUBT' : 'QUEUED';
    await settle((trx) => moveOperation(trx, operation, { state, now: now(), retryAt, failure: 'TECHNICAL', message: cause.message }));
  }

  async function doubt(retryAt: number, message: string): Promise<void> {
    await settle((trx) => moveOperation(trx, operation, { state: 'IN_DOUBT', now: now(), retryAt, failure: 'IN_DOUBT', message }));
  }
}

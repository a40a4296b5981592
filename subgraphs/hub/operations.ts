/**
 * The ledger of writes. A request commits a row here and waits a little; the worker that holds the system's lease is the only caller of its connector.
 *
 *   QUEUED ──► SENT ──► CONFIRMED
 *     ▲          │ ├──► REJECTED      the system said no (Terminal)
 *     └──────────┤ └──► IN_DOUBT      outcome unknown: looked up before anything is tried again
 *       NotSent  │          │
 *                └──────────┘
 */
import { createHash } from 'node:crypto';
import type { TerminalCode } from '#connectors/connector.ts';
import { contentOf } from './bindings.ts';
import type { Db, Trx } from './database.ts';
import { refuse, type UserErrorBody, userError } from './errors.ts';
import { emit } from './events.ts';
import { newId } from './id.ts';
import type { Ground } from './subgraph.ts';
import type { OperationTable } from './tables.ts';

export const operationStates = ['QUEUED', 'SENT', 'CONFIRMED', 'REJECTED', 'IN_DOUBT'] as const;
export type OperationState = (typeof operationStates)[number];
export const operationKinds = [
  'ORDER_PLACE',
  'ORDER_UPDATE',
  'ORDER_CANCEL',
  'PAYMENT_RECORD',
  'RETURN_RECEIVE',
  'CREDIT_NOTE',
  'SHOP_REFUND',
  'QUOTE_PLACE',
  'QUOTE_ACCEPT',
  'STOCK_COUNT',
  'LOYALTY_MOVE',
  'PARTY_CREATE',
  'PARTY_UPDATE',
  'ADDRESS_SAVE',
  'CONTACT_SAVE',
] as const;
export type OperationKind = (typeof operationKinds)[number];
export type FailureClass = 'TECHNICAL' | 'BUSINESS' | 'AUTH' | 'MAPPING' | 'IN_DOUBT' | 'OTHER';
export type Operation = OperationTable;

export interface NewOperation {
  companyId: string;
  systemId: string;
  kind: OperationKind;
  /** Operations of one lane run one after another, in the order they were accepted. */
  lane: string;
  application: string;
  /** With application and key the scope of idempotency. */
  mutation: string;
  idempotencyKey: string;
  /** The input as the client sent it (without what does not change the write, such as `wait`). */
  input: unknown;
  customerId?: string | undefined;
  subjectId: string;
  payload?: Record<string, unknown>;
  now: number;
}

export const fingerprint = (input: unknown): string => createHash('sha256').update(contentOf(input)).digest('base64url');

/**
 * First statement of a write's transaction. With `replay` the same write is in the ledger already: change nothing, answer its verdict.
 * Throws KEY_REUSED when the key was used with another input.
 */
export async function acceptOperation(trx: Trx, wanted: NewOperation): Promise<{ operation: Operation; replay: boolean }> {
  const row = {
    id: newId('operation'),
    companyId: wanted.companyId,
    systemId: wanted.systemId,
    kind: wanted.kind,
    lane: wanted.lane,
    application: wanted.application,
    mutation: wanted.mutation,
    idempotencyKey: wanted.idempotencyKey,
    fingerprint: fingerprint(wanted.input),
    customerId: wanted.customerId ?? null,
    subjectId: wanted.subjectId,
    payload: JSON.stringify(wanted.payload ?? {}),
    state: 'QUEUED',
    attempts: 0,
    acceptedAt: wanted.now,
  };
  const inserted = await trx
    .insertInto('operation')
    .values(row)
    .onConflict((conflict) => conflict.columns(['application', 'mutation', 'idempotencyKey']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted) {
    emitState(trx, inserted, null, wanted.now);
    return { operation: inserted, replay: false };
  }
  const known = await findByKey(trx, wanted.application, wanted.mutation, wanted.idempotencyKey);
  if (!known) throw new Error('the operation that held this key went away');
  return { operation: checkSameInput(known, wanted.input), replay: true };
}

export async function findByKey(db: Db, application: string, mutation: string, key: string): Promise<Operation | undefined> {
  return db
    .selectFrom('operation')
    .selectAll()
    .where('application', '=', application)
    .where('mutation', '=', mutation)
    .where('idempotencyKey', '=', key)
    .executeTakeFirst();
}

/** Throws KEY_REUSED unless the operation was made of this input. */
export function checkSameInput(operation: Operation, input: unknown): Operation {
  if (operation.fingerprint === fingerprint(input)) return operation;
  throw refuse('KEY_REUSED', 'This idempotency key was used with another input. Take a new key for a new write.', [
    'input',
    'idempotencyKey',
  ]);
}

export async function findOperation(db: Db, id: string): Promise<Operation | undefined> {
  return db.selectFrom('operation').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Reads an operation so that nobody else can move it before this transaction ends. */
export async function lockOperation(trx: Trx, id: string): Promise<Operation | undefined> {
  // An update that changes nothing locks the row on PostgreSQL and is free on SQLite, where the writer is alone.
  return trx
    .updateTable('operation')
    .set((eb) => ({ attempts: eb.ref('attempts') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

export const isSettled = (operation: Pick<Operation, 'state'>): boolean =>
  operation.state === 'CONFIRMED' || operation.state === 'REJECTED';

/** The operation once it is settled, or as it stands after `waitMs`. */
export async function waitForOperation(ground: Ground, id: string, waitMs: number, signal?: AbortSignal): Promise<Operation> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    // Listening begins before the look at the database, so that a verdict in between is not missed.
    const next = ground.feed.next(
      (event) => event.topic === 'operation' && event.subjectId === id,
      Math.max(1, deadline - performance.now()),
      signal,
    );
    const operation = await findOperation(ground.db.read, id);
    if (!operation) throw new Error('an accepted operation is gone');
    if (isSettled(operation) || performance.now() >= deadline || signal?.aborted) return operation;
    await next;
  }
}

/** Why it was refused, as the client is told. */
export function operationErrors(operation: Operation): UserErrorBody[] {
  if (operation.state !== 'REJECTED') return [];
  return [userError((operation.code as TerminalCode | null) ?? 'SOURCE_REFUSED', operation.message ?? 'The ERP refused this.', ['input'])];
}

export interface StateChange {
  state: OperationState;
  now: number;
  attempts?: number;
  sentAt?: number;
  acknowledgedAt?: number;
  retryAt?: number | null;
  failure?: FailureClass | null;
  code?: string | null;
  message?: string | null;
  detail?: string | null;
  result?: Record<string, unknown>;
}

/** Moves an operation on; the only place that does. Emits when the state differs. */
export async function moveOperation(trx: Trx, operation: Operation, change: StateChange): Promise<void> {
  const { now, result, ...columns } = change;
  const settled = change.state === 'CONFIRMED' || change.state === 'REJECTED';
  await trx
    .updateTable('operation')
    .set({ ...columns, ...(result ? { result: contentOf(result) } : {}), ...(settled ? { settledAt: now, retryAt: null } : {}) })
    .where('id', '=', operation.id)
    .execute();
  if (change.state !== operation.state) emitState(trx, { ...operation, ...columns }, operation.state, now);
}

function emitState(trx: Trx, operation: Operation, previousState: string | null, now: number): void {
  emit(trx, {
    topic: 'operation',
    subjectId: operation.id,
    companyId: operation.companyId,
    customerId: operation.customerId ?? undefined,
    payload: {
      state: operation.state,
      previousState,
      application: operation.application,
      subjectId: operation.subjectId,
      systemId: operation.systemId,
    },
    occurredAt: now,
  });
}

/**
 * The next operation of a system that is due: oldest first, and none whose lane has an earlier one that is not settled.
 * SENT rows are those of a worker that died: their outcome is unknown.
 */
export async function nextOperation(db: Db, systemId: string, now: number): Promise<Operation | undefined> {
  return db
    .selectFrom('operation as o')
    .selectAll('o')
    .where('o.systemId', '=', systemId)
    .where('o.state', 'in', ['QUEUED', 'SENT', 'IN_DOUBT'])
    .where((eb) => eb.or([eb('o.retryAt', 'is', null), eb('o.retryAt', '<=', now)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('operation as earlier')
            .select('earlier.id')
            .whereRef('earlier.systemId', '=', 'o.systemId')
            .where('earlier.state', 'in', ['QUEUED', 'SENT', 'IN_DOUBT'])
            .whereRef('earlier.lane', '=', 'o.lane')
            .whereRef('earlier.id', '<', 'o.id'),
        ),
      ),
    )
    .orderBy('o.acceptedAt')
    .orderBy('o.id')
    .limit(1)
    .executeTakeFirst();
}

/** How pulled records become canonical rows: each subgraph brings an applier an entity; gateway/main hands them to the sync. */
import type { Entity } from '#connectors/connector.ts';
import type { Db, Trx } from './database.ts';

export interface ApplyContext {
  system: {
    id: string;
    companyId: string;
    channelId: string;
    role: 'ERP' | 'SHOP';
    zone: string;
    goLiveAt: number | null;
    mode: 'OBSERVE' | 'ACTIVE';
  };
  now: number;
  /** When the reading of this page began at the source. */
  readStartedAt: number;
  /** True during a first import or rebuild: one event a scope, not one a row. */
  bulk: boolean;
}

export interface Applied {
  changed: number;
  failed: number;
}

/**
 * Applies one slice (at most {@link SLICE} records) in the sync's transaction: resolves ids through bindings, skips what is unchanged, writes only the
 * fields this system owns, emits events (unless bulk), queues deliveries for the shops (outbox), never throws for one bad record (counts it failed).
 */
export type Apply<R> = (trx: Trx, records: R[], context: ApplyContext) => Promise<Applied>;

/** After a full sweep that ended well: what of this system and entity was not seen since `sweepStartedAt` is gone. */
export type Retire = (trx: Trx, context: ApplyContext & { sweepStartedAt: number }) => Promise<number>;

/**
 * After a pull that was read to its end, a delta too: all that the source had committed before `readStartedAt` (here the pull's, less the source's grace) is stored now, also where nothing was told
 * because nothing had changed since. `isDue` looks whether there is anything to do, so that a quiet second costs no transaction.
 */
export interface AfterPull {
  isDue(db: Db, context: ApplyContext): Promise<boolean>;
  apply(trx: Trx, context: ApplyContext): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: one table for all entities; each subgraph's own applier is fully typed.
export type Appliers = Partial<Record<Entity, { apply: Apply<any>; retire?: Retire; afterPull?: AfterPull }>>;

/** Records a transaction takes at most; the sync takes fewer where they are heavy, so that a slice lasts about 10 ms. */
export const SLICE = 200;

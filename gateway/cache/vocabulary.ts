/**
 * The words of the cache. A *recording* (subgraphs/hub/reads.ts) collects what an answer is made of while it is made: *tags* of the rows it read,
 * until when it holds, the ages in it. An *entry* keeps the answer with its tags and the *position* of the log up to which this process had heard
 * when the reading began. A change names tags; an entry older than the change goes, and one that comes to be stored after it is *refused*.
 */
import type { Recording } from '#hub/reads.ts';
import type { Viewer } from '#hub/viewer.ts';

export interface Entry<V> {
  readonly key: string;
  readonly value: V;
  /** What it counts for, in bytes. */
  readonly size: number;
  readonly tags: readonly string[];
  readonly position: number;
  /** Epoch milliseconds; Infinity when it does not depend on time. */
  readonly validUntil: number;
  /** Asked for since it was last looked over: it stays for another round. */
  used: boolean;
}

export interface Counters {
  hits: number;
  misses: number;
  stored: number;
  /** Came too late: what it read had changed meanwhile, or the log had broken off. */
  refused: number;
  /** Not to be remembered, by its nature. */
  uncacheable: number;
  dropped: number;
  evicted: number;
  /** Not looked for: the log is not being followed, or the client has seen more than this process has. */
  bypassed: number;
}

export interface Meter extends Readonly<Counters> {
  readonly entries: number;
  readonly bytes: number;
}

/** A reading on its way to an entry. */
export interface Begun {
  readonly recording: Recording;
  readonly position: number;
  readonly generation: number;
}

export interface ResponseCache {
  /**
   * The bytes of an answer, ready to be sent, or undefined. `body` is the request's own; `seen` the header splot-position, if the client sent one.
   */
  look(viewer: Viewer, body: Buffer, seen?: string): Buffer | undefined;
  /** To be called before anything is read for an answer; its recording goes into the engine's request. */
  begin(): Begun;
  /**
   * The answer as it may leave, to be called with every text made under a recording. With `keep` it is remembered, when it may be: a query that was
   * answered whole and without an error.
   */
  settle(begun: Begun, text: string, keep?: { viewer: Viewer; body: Buffer }): string;
  /** Where the log stands for whoever just wrote through this process: the value of the header splot-position. */
  position(): string;
  readonly meter: Meter;
  close(): void;
}

/** Hears of every change: at once of what this process commits, through the log's feed of all else. */
import type { Commit } from '#hub/events.ts';
import type { Ground } from '#hub/subgraph.ts';
import { type Drops, openDrops, tagsOf } from './drops.ts';

export interface Follower {
  readonly drops: Drops;
  /** Rises when all that is known is void. */
  readonly generation: number;
  /** The newest position of which this process has heard everything. */
  readonly heard: number;
  /** The newest position that a write through this process may have reached. */
  readonly reached: number;
  /** False when the log could not be read for a while: what other processes changed may be unknown. */
  isFresh(): boolean;
  close(): void;
}

/** Without a look at the log for so long, milliseconds, nothing is served from memory. */
export const MOST_LAG = 2_000;

export function follow(
  ground: Pick<Ground, 'db' | 'feed'>,
  target: { drop(tag: string, position: number): void; clear(): void },
): Follower {
  const { db, feed } = ground;
  const drops = openDrops();
  let generation = 0;
  let committed = feed.position;
  let heard = feed.position;

  const voidAll = (): void => {
    generation += 1;
    committed = feed.position;
    heard = feed.position;
    target.clear();
  };
  const apply = ({ position, touched }: Pick<Commit, 'position' | 'touched'>): void => {
    const tags = touched ? tagsOf(touched) : [];
    if (tags === 'all') {
      drops.addAll(position);
      target.clear();
      return;
    }
    for (const tag of tags) {
      drops.add(tag, position);
      target.drop(tag, position);
    }
  };
  const stops = [
    db.onCommit((commit) => {
      if (!commit) return;
      committed = Math.max(committed, commit.position);
      apply(commit);
      // Right behind what was heard: nobody else's change lies between.
      if (commit.first <= heard + 1) heard = Math.max(heard, commit.position);
    }),
    feed.listen((events) => {
      for (const event of events) {
        if (event.touched) apply(event);
        heard = Math.max(heard, event.position);
      }
    }),
    feed.onBreak(voidAll),
  ];
  return {
    drops,
    get generation() {
      return generation;
    },
    get heard() {
      return heard;
    },
    get reached() {
      return Math.max(committed, heard);
    },
    isFresh: () => performance.now() - feed.readAt < MOST_LAG,
    close() {
      for (const stop of stops) stop();
    },
  };
}

/** 100,000 operations of one customer, and of a shop without one, show nothing of another customer and no cost. */
import { expect, test } from 'vitest';
import { stores } from '../hub.ts';
import { attack } from '../privacy/attack.ts';

/** In all: the stores share them. */
const OPERATIONS = Number(process.env.PRIVACY_OPERATIONS ?? 100_000);
const SEED = Number(process.env.PRIVACY_SEED ?? Date.now() % 1_000_000_000);
/** PostgreSQL answers each row rule from the same code, only slower. */
const shares = stores.length === 1 ? { SQLite: 1, PostgreSQL: 0 } : { SQLite: 0.9, PostgreSQL: 0.1 };

test.each(stores)(
  'a customer sees nothing of another customer and no cost, whatever is asked (%s)',
  { timeout: 1_800_000 },
  async (name) => {
    const before = process.env.TEST_DATABASE_URL;
    delete process.env.TEST_DATABASE_URL;
    if (name === 'PostgreSQL') process.env.TEST_DATABASE_URL = process.env.WIDE_DATABASE_URL;
    try {
      const report = await attack({ operations: Math.round(OPERATIONS * shares[name]), seed: SEED });
      console.log(`${name}: ${report.summary}`);
      expect(report.leaks).toEqual([]);
      expect(report.changed).toEqual([]);
      // A quick run does not come everywhere.
      if (report.asked >= 50_000) expect(report.unreached).toEqual([]);
      expect(report.blind).toEqual([]);
      expect(report.asked).toBe(Math.round(OPERATIONS * shares[name]));
    } finally {
      if (before === undefined) delete process.env.TEST_DATABASE_URL;
      else process.env.TEST_DATABASE_URL = before;
    }
  },
);

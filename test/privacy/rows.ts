/** Rows of one owner in which every text, amount and day is its own: found anywhere, it is known whose it is. Columns nobody names are filled, new ones too. */

import { randomUUIDv7 } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Trx } from '#hub/database.ts';
import { emit, type NewEvent } from '#hub/events.ts';
import { type IdKind, prefixes } from '#hub/id.ts';
import { ONE } from '#hub/money.ts';
import type { Tables } from '#hub/tables.ts';
import { CHANNEL, COMPANY, ERP } from '../ground.ts';

export type Row = Record<string, unknown>;

export interface Owner {
  readonly name: string;
  /** Stands in every text of this owner, in lower case, and nowhere else. */
  readonly mark: string;
  /** Times without a meaning of their own lie behind this one, days in its month. */
  readonly since: Date;
  readonly ids: Set<string>;
  readonly rows: Map<keyof Tables, Row[]>;
  /** Told in the transaction that stores the rows. */
  readonly events: NewEvent[];
  id(kind: IdKind): string;
  text(): string;
  /** A whole number that no other row has. */
  count(): number;
  amount(): bigint;
  at(): number;
  day(): string;
  /** Adds the row: what is not given is filled. Answers it. */
  add(table: keyof Tables, given: Row): Row;
}

/** `base`: its numbers count up from here. */
export function createOwner(name: string, base: number, since: Date): Owner {
  const mark = `zq${name.toLowerCase()}`;
  let told = 0;
  const next = () => {
    told += 1;
    return told;
  };
  const owner: Owner = {
    name,
    mark,
    since,
    ids: new Set(),
    rows: new Map(),
    events: [],
    id(kind) {
      const id = `${prefixes[kind]}_${randomUUIDv7().replaceAll('-', '')}`;
      owner.ids.add(id);
      return id;
    },
    text: () => `${mark}${next()}`,
    count: () => base + next(),
    amount: () => BigInt(base + next()) * ONE,
    at: () => since.getTime() + next() * 1_000,
    day: () => `${since.toISOString().slice(0, 7)}-${String(1 + (next() % 28)).padStart(2, '0')}`,
    add(table, given) {
      const row: Row = {};
      for (const column of columnsOf(table)) row[column.name] = column.name in given ? given[column.name] : fill(owner, column);
      const rows = owner.rows.get(table);
      if (rows) rows.push(row);
      else owner.rows.set(table, [row]);
      return row;
    },
  };
  return owner;
}

/** Writes what was added, in the order of the tables' first rows. */
export async function store(trx: Trx, owner: Owner): Promise<void> {
  for (const [table, rows] of owner.rows)
    for (const row of rows)
      await trx
        .insertInto(table)
        .values(row as never)
        .execute();
  for (const event of owner.events) emit(trx, event);
}

interface Column {
  name: string;
  type: 'string' | 'number' | 'bigint';
  nullable: boolean;
}

/** As the migrations made them: the generated types say it. */
const tables = ((): Map<string, Column[]> => {
  const text = readFileSync(new URL('../../subgraphs/hub/tables.ts', import.meta.url), 'utf8');
  return new Map(
    [...text.matchAll(/export interface (\w+)Table \{\n([^}]*)\}/g)].map(([, name = '', body = '']) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      [...body.matchAll(/^ {2}(\w+): (string|number|bigint)( \| null)?;$/gm)].map(([, column = '', type, nullable]) => ({
        name: column,
        type: type as Column['type'],
        nullable: nullable !== undefined,
      })),
    ]),
  );
})();

function columnsOf(table: keyof Tables): Column[] {
  const columns = tables.get(table);
  if (!columns?.length) throw new Error(`no table ${table}`);
  return columns;
}

/** Null unless given: their being there would end the row, move it or tie it to another. */
const left = new Set(['mergedIntoId', 'erasedAt', 'cancelledAt', 'cancelReason', 'parentId', 'correctsId', 'closedAt', 'orderExternalId']);

function fill(owner: Owner, { name, type, nullable }: Column): unknown {
  if (left.has(name)) return null;
  if (name === 'companyId') return COMPANY;
  if (name === 'channelId') return CHANNEL;
  if (/^(origin)?systemId$/i.test(name)) return ERP;
  if (/Id$/.test(name)) return nullable ? null : owner.text();
  if (type === 'bigint') return owner.amount();
  if (/currency$/i.test(name)) return 'PLN';
  if (/percent$/i.test(name)) return '23';
  if (/rate$/i.test(name)) return '1';
  if (/(On|^day|Date)$/.test(name)) return owner.day();
  if (type === 'string') return owner.text();
  if (/(At|asOf)$/i.test(name)) return owner.at();
  return name === 'version' || name === 'points' ? owner.count() : 1;
}

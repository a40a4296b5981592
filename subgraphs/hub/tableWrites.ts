/** What a transaction changed of the tables that answers are kept with: a plugin of kysely that looks at each statement and its result. */
import type { KyselyPlugin } from 'kysely';
import { cachedTables, MOST_KEYS } from './cachedTables.ts';
import { type AnyNode, isNode, nameOf, nodesOf, pinnedBy, sourceOf, valuesOf } from './sqlNodes.ts';

/** By table and key column the values whose rows changed, or 1 for any of them. `*` stands for every table. */
export type Touched = Record<string, Record<string, string[] | 1>>;

export interface WriteRecorder {
  readonly plugin: KyselyPlugin;
  /** Undefined when nothing was changed that an answer could be kept with. */
  touched(): Touched | undefined;
}

type Told = Record<string, string[] | 1>;

interface Write {
  table: string;
  /** Values per key column as the statement itself tells them. */
  told: Told;
  /** What the statement does not tell stands in the rows it returns. */
  byRows: boolean;
}

export function recordWrites(): WriteRecorder {
  const open = new Map<object, Write[]>();
  const touched: Touched = {};
  const merge = ({ table, told }: Write): void => {
    touched[table] ??= {};
    const known = touched[table];
    for (const [column, values] of Object.entries(told)) known[column] = union(known[column] ?? [], values);
  };
  return {
    plugin: {
      transformQuery({ node, queryId }) {
        const writes = writesOf(node as unknown as AnyNode);
        if (writes.length) open.set(queryId, writes);
        return node;
      },
      async transformResult({ queryId, result }) {
        const writes = open.get(queryId);
        if (!writes) return result;
        open.delete(queryId);
        for (const write of writes) {
          // A statement that met no row changed nothing.
          if (result.numAffectedRows === 0n && writes.length === 1) continue;
          merge(write.byRows ? { ...write, told: toldByRows(write, result.rows) } : write);
        }
        return result;
      },
    },
    touched() {
      // What was sent and never answered for may have been done.
      for (const writes of open.values()) for (const write of writes) merge(write);
      open.clear();
      return Object.keys(touched).length ? touched : undefined;
    },
  };
}

function union(one: string[] | 1, other: string[] | 1): string[] | 1 {
  if (one === 1 || other === 1) return 1;
  const values = new Set([...one, ...other]);
  return values.size > MOST_KEYS ? 1 : [...values];
}

const camel = (name: string): string => name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The rows that a statement returns are those it changed. */
function toldByRows({ told }: Write, rows: readonly unknown[]): Told {
  return Object.fromEntries(
    Object.entries(told).map(([column, values]) => {
      if (values !== 1) return [column, values];
      const name = camel(column);
      const found = (rows as Record<string, unknown>[]).map((row) => row[name]);
      return [column, found.every((value) => typeof value === 'string' || value === null) ? (found.filter(Boolean) as string[]) : 1];
    }),
  );
}

function writesOf(node: AnyNode): Write[] {
  switch (node.kind) {
    case 'SelectQueryNode':
      return node.with ? withWrites(node.with) : [];
    case 'RawNode':
      return harmless.test((node.sqlFragments as string[])[0] ?? '') ? [] : [everything];
    case 'InsertQueryNode':
      return [...withWrites(node.with), ...writeTo(node.into, (keys) => toldByInsert(node, keys))];
    case 'UpdateQueryNode':
      return [...withWrites(node.with), ...writeTo(node.table, (keys, alias) => toldByUpdate(node, keys, alias))];
    case 'DeleteQueryNode': {
      const froms = isNode(node.from) ? nodesOf(node.from.froms) : [];
      return [...withWrites(node.with), ...froms.flatMap((from) => writeTo(from, (keys, alias) => toldByWhere(node, keys, alias)))];
    }
    case 'MergeQueryNode':
      return [everything];
    default:
      return [everything];
  }
}

const everything: Write = { table: '*', told: {}, byRows: false };
const harmless = /^\s*(savepoint|release|rollback|select|pragma|set|lock|explain)\b/i;

function withWrites(node: unknown): Write[] {
  if (!isNode(node)) return [];
  return nodesOf(node.expressions).some(({ expression }) => !isNode(expression) || expression.kind !== 'SelectQueryNode')
    ? [everything]
    : [];
}

function writeTo(into: unknown, tell: (keys: readonly string[], alias: string) => Pick<Write, 'told' | 'byRows'>): Write[] {
  const source = isNode(into) ? sourceOf(into) : undefined;
  if (!source) return [everything];
  const keys = cachedTables[source.table];
  return keys ? [{ table: source.table, ...tell(keys, source.alias) }] : [];
}

function toldByInsert(node: AnyNode, keys: readonly string[]): Pick<Write, 'told' | 'byRows'> {
  const columns = nodesOf(node.columns).map(nameOf);
  const rows = isNode(node.values) && node.values.kind === 'ValuesNode' ? nodesOf(node.values.values) : undefined;
  const met = isNode(node.onConflict) && !node.onConflict.doNothing ? nodesOf(node.onConflict.columns).map(nameOf) : undefined;
  const told: Told = {};
  for (const key of keys) {
    // The row that stood in the way may have had another value in whatever did not meet.
    const at = met && !met.includes(key) ? -1 : columns.indexOf(key);
    told[key] = rows && at >= 0 ? union([], valuesAt(rows, at)) : 1;
  }
  return { told, byRows: false };
}

function valuesAt(rows: readonly AnyNode[], at: number): string[] | 1 {
  const found: string[] = [];
  for (const row of rows) {
    const item: unknown = (row.values as unknown[])[at];
    const values =
      row.kind === 'PrimitiveValueListNode'
        ? typeof item === 'string'
          ? [item]
          : item === null
            ? []
            : undefined
        : isNode(item)
          ? valuesOf(item)
          : undefined;
    if (!values) return 1;
    found.push(...values);
  }
  return found;
}

function toldByUpdate(node: AnyNode, keys: readonly string[], alias: string): Pick<Write, 'told' | 'byRows'> {
  const set = new Set(nodesOf(node.updates).map(({ column }) => nameOf(column)));
  const { told, byRows } = toldByWhere(node, keys, alias);
  const moved = keys.filter((key) => set.has(key));
  for (const key of moved) told[key] = 1;
  // Returned rows are as they stand after it: of a key that moved they do not tell where from.
  return { told, byRows: byRows && moved.length === 0 };
}

function toldByWhere(node: AnyNode, keys: readonly string[], alias: string): Pick<Write, 'told' | 'byRows'> {
  const pinned = pinnedBy(node.where);
  const alone = node.from === undefined && !nodesOf(node.joins).length;
  const told: Told = {};
  for (const key of keys) {
    const values = pinned.get(`${alias}.${key}`) ?? (alone || node.kind === 'DeleteQueryNode' ? pinned.get(`.${key}`) : undefined);
    told[key] = values ? union([], [...values]) : 1;
  }
  return { told, byRows: node.returning !== undefined };
}

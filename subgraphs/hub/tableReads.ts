/** What a reading statement rests on: a plugin of kysely that tells the tags of each statement an answer is made of, before it is sent. */
import type { KyselyPlugin } from 'kysely';
import { cachedTables, columnTag, freshnessTables, MOST_KEYS, rowTag, tableTag } from './cachedTables.ts';
import type { Db } from './database.ts';
import type { Reads } from './reads.ts';
import { type AnyNode, isNode, nameOf, nodesOf, pinnedBy, type Source, sourceOf } from './sqlNodes.ts';

/** The same database for one answer, each of its statements told to `reads`. */
export function recordReads(db: Db, reads: Reads): Db {
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      tellReads(node as unknown as AnyNode, reads, new Set());
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return db.withPlugin(plugin);
}

/** `made` are names that the statement gives to its own subqueries (WITH). */
function tellReads(node: AnyNode, reads: Reads, made: ReadonlySet<string>): void {
  if (node.kind === 'SelectQueryNode') tellSelect(node, reads, made);
  else if (node.kind === 'TableNode') tellWhole(nameOf(node), reads, made);
  else if (writing.has(node.kind)) reads.never('a write');
  else if (node.kind !== 'ReferenceNode') {
    if (node.kind === 'RawNode') tellRaw(node, reads);
    tellChildren(node, reads, made, none);
  }
}

const writing: ReadonlySet<string> = new Set(['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode', 'MergeQueryNode']);

const none: ReadonlySet<string> = new Set();

function tellChildren(node: AnyNode, reads: Reads, made: ReadonlySet<string>, but: ReadonlySet<string>): void {
  for (const name in node) {
    const value = node[name];
    if (typeof value !== 'object' || value === null || but.has(name)) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) tellReads(item, reads, made);
    } else if (isNode(value)) tellReads(value, reads, made);
  }
}

const handled: ReadonlySet<string> = new Set(['from', 'joins', 'with', 'kind']);

function tellSelect(node: AnyNode, reads: Reads, outer: ReadonlySet<string>): void {
  let made = outer;
  if (isNode(node.with)) {
    const names = new Set(outer);
    for (const expression of nodesOf(node.with.expressions)) names.add(nameOf(expression.name) ?? '');
    made = names;
    for (const expression of nodesOf(node.with.expressions))
      if (isNode(expression.expression)) tellReads(expression.expression, reads, made);
  }
  const sources: Source[] = [];
  const add = (item: AnyNode): void => {
    const source = sourceOf(item);
    if (!source) tellChildren(item, reads, made, item.kind === 'AliasNode' ? aliasOnly : none);
    else if (!made.has(source.table)) sources.push(source);
  };
  const froms = isNode(node.from) ? nodesOf(node.from.froms) : [];
  for (const item of froms) {
    if (item.kind === 'SelectQueryNode' || item.kind === 'RawNode') tellReads(item, reads, made);
    else add(item);
  }
  for (const join of nodesOf(node.joins)) {
    if (isNode(join.table)) add(join.table);
    if (isNode(join.on)) tellReads(join.on, reads, made);
  }
  const pinned = sources.length ? pinnedBy(node.where) : new Map<string, readonly string[]>();
  for (const source of sources) tellSource(source, pinned, froms.length === 1 && !nodesOf(node.joins).length, reads);
  tellChildren(node, reads, made, handled);
}

const aliasOnly: ReadonlySet<string> = new Set(['alias']);

function tellSource({ table, alias }: Source, pinned: Map<string, readonly string[]>, alone: boolean, reads: Reads): void {
  for (const column of cachedTables[table] ?? []) {
    const values = pinned.get(`${alias}.${column}`) ?? (alone ? pinned.get(`.${column}`) : undefined);
    if (!values || values.length > MOST_KEYS) continue;
    reads.tag(columnTag(table, column));
    for (const value of values) reads.tag(rowTag(table, column, value));
    return;
  }
  tellWhole(table, reads, none);
}

function tellWhole(table: string | undefined, reads: Reads, made: ReadonlySet<string>): void {
  if (table === undefined) reads.never('a table without a name');
  else if (cachedTables[table]) reads.tag(tableTag(table));
  else if (!made.has(table)) {
    const freshFor = freshnessTables[table];
    if (freshFor === undefined) reads.never(table);
    else reads.until(reads.now + freshFor);
  }
}

const FROM = /\b(from|join|into|update)\b(?:\s+([a-z_]+)\b(\s+(?:as\s+)?[a-z_]*\s*,)?)?/gi;

/** Text of our own in a statement: tables it names are read whole; what it names otherwise is not understood. */
function tellRaw(node: AnyNode, reads: Reads): void {
  for (const fragment of node.sqlFragments as string[])
    for (const [, , table, comma] of fragment.matchAll(FROM)) {
      if (table === undefined || comma) reads.never('SQL text');
      else tellWhole(table.toLowerCase(), reads, none);
    }
}

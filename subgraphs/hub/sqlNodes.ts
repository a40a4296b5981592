/** Looking at a statement before it is sent: which tables it names, and which keys its WHERE pins down. Names are the database's own. */
import type { OperationNode } from 'kysely';

/** A node of any kind, looked at by name: kysely's own types differ a kind. */
export type AnyNode = OperationNode & Record<string, unknown>;

export const isNode = (value: unknown): value is AnyNode => typeof value === 'object' && value !== null && 'kind' in value;

export const nodesOf = (value: unknown): AnyNode[] => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []);

/** `TableNode` and `ColumnNode` hold their name a few levels down. */
export function nameOf(node: unknown): string | undefined {
  for (let at: unknown = node; isNode(at); ) {
    if (at.kind === 'IdentifierNode') return at.name as string;
    at = at.identifier ?? at.table ?? at.column;
  }
  return undefined;
}

export interface Source {
  table: string;
  /** How columns of it are addressed in this statement. */
  alias: string;
}

/** A table of FROM, JOIN, INTO or UPDATE; undefined for a subquery and whatever else may stand there. */
export function sourceOf(node: AnyNode): Source | undefined {
  const inner = node.kind === 'AliasNode' && isNode(node.node) ? node.node : node;
  if (inner.kind !== 'TableNode') return undefined;
  const table = nameOf(inner);
  if (table === undefined) return undefined;
  return { table, alias: node.kind === 'AliasNode' ? (nameOf(node.alias) ?? table) : table };
}

/** Values that a column must have, by `alias.column`; an unqualified column is under `.column`. Only what holds of every row. */
export function pinnedBy(where: unknown): Map<string, readonly string[]> {
  const pinned = new Map<string, readonly string[]>();
  const look = (node: unknown): void => {
    if (!isNode(node)) return;
    if (node.kind === 'WhereNode') look(node.where);
    else if (node.kind === 'ParensNode') look(node.node);
    else if (node.kind === 'AndNode') {
      look(node.left);
      look(node.right);
    } else if (node.kind === 'BinaryOperationNode') pin(pinned, node);
  };
  look(where);
  return pinned;
}

function pin(pinned: Map<string, readonly string[]>, { leftOperand, operator, rightOperand }: AnyNode): void {
  if (!isNode(leftOperand) || leftOperand.kind !== 'ReferenceNode' || !isNode(operator) || !isNode(rightOperand)) return;
  if (operator.operator !== '=' && operator.operator !== 'in') return;
  const values = valuesOf(rightOperand);
  const column = isNode(leftOperand.column) && leftOperand.column.kind === 'ColumnNode' ? nameOf(leftOperand.column) : undefined;
  if (!values || column === undefined) return;
  const name = `${leftOperand.table === undefined ? '' : (nameOf(leftOperand.table) ?? '?')}.${column}`;
  const known = pinned.get(name);
  if (!known || values.length < known.length) pinned.set(name, values);
}

/** The values written out in a statement; undefined when one is an expression. */
export function valuesOf(node: AnyNode): string[] | undefined {
  if (node.kind === 'ValueNode') return texts([node.value]);
  if (node.kind === 'PrimitiveValueListNode') return texts(node.values as unknown[]);
  if (node.kind !== 'ValueListNode') return undefined;
  const items = nodesOf(node.values);
  return items.every((item) => item.kind === 'ValueNode') ? texts(items.map((item) => item.value)) : undefined;
}

function texts(values: readonly unknown[]): string[] | undefined {
  const found: string[] = [];
  for (const value of values) {
    if (value === null || value === undefined) continue;
    if (typeof value !== 'string') return undefined;
    found.push(value);
  }
  return found;
}

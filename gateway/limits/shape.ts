/**
 * What a document may look like. Checked before full validation and planning, in time linear in its length: fragments are measured once
 * and multiplied, never expanded. Needs no schema.
 */
import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { failure } from '#hub/errors.ts';
import { type Limits, tooLarge } from './limits.ts';

/** Introspection of types inside types is deeper than any honest query; it is bounded by graphql-js' own rule. */
const INTROSPECTION_DEPTH = 18;
const MOST = 1e15;

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as const] : [])));

export const operationsOf = (document: DocumentNode): OperationDefinitionNode[] =>
  document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);

/** Counts of the text as it stands. The first refusal, or undefined. */
export function checkCounts(document: DocumentNode, limits: Limits): GraphQLError | undefined {
  const operations = operationsOf(document);
  if (operations.length > limits.operations) return tooLarge('operations', operations.length, limits.operations);
  for (const { variableDefinitions } of operations) {
    const variables = variableDefinitions?.length ?? 0;
    if (variables > limits.variables) return tooLarge('variables', variables, limits.variables);
  }
  let aliases = 0;
  let directives = 0;
  let reserved: string | undefined;
  visit(document, {
    enter(node) {
      if (node.kind === Kind.FIELD && node.alias) aliases += 1;
      else if (node.kind === Kind.DIRECTIVE) directives += 1;
      reserved ??= reservedName(node);
    },
  });
  if (aliases > limits.aliases) return tooLarge('aliases', aliases, limits.aliases);
  if (directives > limits.directives) return tooLarge('directives', directives, limits.directives);
  if (reserved !== undefined)
    return failure('BAD_REQUEST', `Names that begin with two underscores are reserved: ${reserved.slice(0, 50)}.`, {
      limit: 'reserved names',
    });
  return undefined;
}

const META_FIELDS = new Set(['__typename', '__schema', '__type']);

/** Planner and compilers keep names with two underscores for themselves. Type conditions are no names of the client's. */
function reservedName(node: ASTNode): string | undefined {
  if (node.kind === Kind.FIELD) {
    if (node.alias?.value.startsWith('__')) return node.alias.value;
    return node.name.value.startsWith('__') && !META_FIELDS.has(node.name.value) ? node.name.value : undefined;
  }
  const named = node.kind !== Kind.NAMED_TYPE && 'name' in node ? node.name?.value : undefined;
  return named?.startsWith('__') ? named : undefined;
}

interface Measure {
  depth: number;
  /** Fields and fragments inside one another. */
  nesting: number;
  selections: number;
  fragments: number;
}

/** Sizes with every fragment where it is used. The first refusal, or undefined. */
export function checkSizes(document: DocumentNode, limits: Limits): GraphQLError | undefined {
  const fragments = fragmentsOf(document);
  const measure = measurer(fragments);
  const roots = rootCounter(fragments);
  for (const operation of operationsOf(document)) {
    const mutation = operation.operation === 'mutation';
    const allowed = mutation ? limits.mutationFields : limits.rootFields;
    const fields = roots(operation.selectionSet);
    if (fields > allowed) return tooLarge(mutation ? 'root fields of a mutation' : 'root fields', fields, allowed);
    const { depth, nesting, selections, fragments: uses } = measure(operation.selectionSet);
    if (selections > limits.selections) return tooLarge('selected fields', selections, limits.selections);
    if (uses > limits.fragments) return tooLarge('fragments', uses, limits.fragments);
    if (depth > limits.depth) return tooLarge('levels', depth, limits.depth, 'QUERY_TOO_DEEP');
    if (nesting > limits.nesting) return tooLarge('fragments inside one another', nesting, limits.nesting, 'QUERY_TOO_DEEP');
  }
  return undefined;
}

/** Each fragment is measured once; a cycle counts as nothing, because validation refuses it. */
function measurer(fragments: Fragments): (set: SelectionSetNode) => Measure {
  const nothing: Measure = { depth: 0, nesting: 0, selections: 0, fragments: 0 };
  const ofFragment = once(fragments, nothing, (fragment) => ofSet(fragment.selectionSet));
  const ofSet = (set: SelectionSetNode): Measure => {
    let depth = 0;
    let nesting = 0;
    let selections = 0;
    let uses = 0;
    for (const selection of set.selections) {
      let inner: Measure;
      if (selection.kind === Kind.FIELD) {
        inner = selection.selectionSet ? ofSet(selection.selectionSet) : nothing;
        const levels = isIntrospection(selection) ? Math.max(0, inner.depth - INTROSPECTION_DEPTH) : inner.depth;
        depth = Math.max(depth, levels + 1);
        selections += 1;
      } else {
        inner = selection.kind === Kind.INLINE_FRAGMENT ? ofSet(selection.selectionSet) : ofFragment(selection.name.value);
        depth = Math.max(depth, inner.depth);
        uses += 1;
      }
      nesting = Math.max(nesting, inner.nesting + 1);
      selections = Math.min(selections + inner.selections, MOST);
      uses = Math.min(uses + inner.fragments, MOST);
    }
    return { depth, nesting, selections, fragments: uses };
  };
  return ofSet;
}

function rootCounter(fragments: Fragments): (set: SelectionSetNode) => number {
  const ofFragment = once(fragments, 0, (fragment) => ofSet(fragment.selectionSet));
  const ofSet = (set: SelectionSetNode): number => {
    let sum = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) sum += 1;
      else sum += selection.kind === Kind.INLINE_FRAGMENT ? ofSet(selection.selectionSet) : ofFragment(selection.name.value);
    }
    return Math.min(sum, MOST);
  };
  return ofSet;
}

/** Looks at each fragment at its first use and remembers; what is unknown or inside itself is `nothing`. */
function once<T>(fragments: Fragments, nothing: T, look: (fragment: FragmentDefinitionNode) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const seen = known.get(name);
    if (seen !== undefined) return seen;
    const fragment = fragments.get(name);
    if (!fragment) return nothing;
    known.set(name, nothing);
    const result = look(fragment);
    known.set(name, result);
    return result;
  };
}

const isIntrospection = (field: FieldNode): boolean => field.name.value === '__schema' || field.name.value === '__type';

/** True when the document asks for the schema; `__typename` is not meant. */
export function asksSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field(node) {
      if (isIntrospection(node)) asks = true;
    },
  });
  return asks;
}

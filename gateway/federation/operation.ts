/** A client's operation, taken apart: what is planned, what the public schema answers by itself, what must go one after another. */
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { failure } from '#hub/errors.ts';
import type { Fragments } from './shape.ts';

export interface OperationParts {
  operation: OperationDefinitionNode;
  fragments: Fragments;
  /** Texts for the planner, to be run one after another: one for a query, one a root field for a mutation. */
  texts: readonly string[];
  /** Asks the schema only; undefined when nothing is asked of it. */
  introspection: DocumentNode | undefined;
  /** Variables that decide what is selected. */
  conditions: readonly string[];
  /** Variables that go to the planner under another name, by the client's. */
  renamed: ReadonlyMap<string, string>;
}

export function takeApart(document: DocumentNode, asked: OperationDefinitionNode): OperationParts {
  const { operation, renamed, fragments } = forPlanner(document, asked);
  const keep = (test: (field: FieldNode) => boolean) => keepFields(operation.selectionSet, fragments, test, new Set());
  const data = keep((field) => !field.name.value.startsWith('__'));
  const schema = keep(isIntrospection);
  return {
    operation: asked,
    fragments: fragmentsOf(document),
    texts: rootSets(operation, data, keep).map((set) => print(withFragments({ ...operation, selectionSet: set }, fragments))),
    introspection: schema && withFragments({ ...operation, selectionSet: schema }, fragments),
    conditions: conditionsOf(asked, fragmentsOf(document)),
    renamed,
  };
}

const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

/** Plans name variables of their own so; a client's variable of that name would be taken for it. */
const isPlanners = (name: string): boolean => name === 'representations' || name.startsWith('__');

/** What the planner (0.0.38) does not take well: names of its own, and selections of which a literal condition leaves nothing. */
function forPlanner(
  document: DocumentNode,
  asked: OperationDefinitionNode,
): { operation: OperationDefinitionNode; fragments: Fragments; renamed: Map<string, string> } {
  const renamed = new Map<string, string>();
  const taken = new Set(asked.variableDefinitions?.map(({ variable }) => variable.name.value));
  for (const name of taken) {
    if (!isPlanners(name)) continue;
    let other = `client_${name}`;
    while (taken.has(other)) other += '_';
    renamed.set(name, other);
  }
  const changed = visit(
    { kind: Kind.DOCUMENT, definitions: [asked, ...fragmentsOf(document).values()] },
    {
      Field: {
        enter(field) {
          if (field.alias?.value === '__proto__') throw failure('BAD_REQUEST', 'A field cannot be called __proto__ in the answer.');
          return isLeftOut(field.directives) ? null : undefined;
        },
      },
      InlineFragment: { enter: ({ directives }) => (isLeftOut(directives) ? null : undefined) },
      FragmentSpread: { enter: ({ directives }) => (isLeftOut(directives) ? null : undefined) },
      SelectionSet: { leave: (set) => (set.selections.length ? undefined : { ...set, selections: [typename] }) },
      Variable(variable) {
        const other = renamed.get(variable.name.value);
        return other ? { ...variable, name: { kind: Kind.NAME, value: other } } : undefined;
      },
    },
  );
  const operation = changed.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('an operation was lost on its way to the planner');
  return { operation, fragments: fragmentsOf(changed), renamed };
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** Whatever the variables are. */
const isLeftOut = (directives: readonly DirectiveNode[] | undefined): boolean =>
  directives?.some((directive) => {
    const given = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
    return (
      given?.kind === Kind.BOOLEAN && given.value === (directive.name.value === 'skip') && /^(skip|include)$/.test(directive.name.value)
    );
  }) ?? false;

export const isIntrospection = (field: FieldNode): boolean => field.name.value === '__schema' || field.name.value === '__type';

/** A mutation's root field is done, with everything below it, before the next one begins: each has a plan of its own. */
function rootSets(
  operation: OperationDefinitionNode,
  data: SelectionSetNode | undefined,
  keep: (test: (field: FieldNode) => boolean) => SelectionSetNode | undefined,
): SelectionSetNode[] {
  if (!data) return [];
  if (operation.operation !== 'mutation') return [data];
  return [...new Set(fieldsOf(data).map(keyOf))].flatMap((key) => keep((field) => keyOf(field) === key) ?? []);
}

const keyOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;

const fieldsOf = (set: SelectionSetNode): FieldNode[] =>
  set.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one] : one.kind === Kind.INLINE_FRAGMENT ? fieldsOf(one.selectionSet) : []));

/** The root fields that pass, conditions and all. Fragments at the root are written out, so that a part of one can be left away. */
function keepFields(
  set: SelectionSetNode,
  fragments: Fragments,
  test: (field: FieldNode) => boolean,
  within: ReadonlySet<string>,
): SelectionSetNode | undefined {
  const selections = set.selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return test(selection) ? [selection] : [];
    const named = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : undefined;
    if (selection.kind === Kind.FRAGMENT_SPREAD && (!named || within.has(named.name.value))) return [];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : named;
    if (!inner) return [];
    const kept = keepFields(inner.selectionSet, fragments, test, named ? new Set([...within, named.name.value]) : within);
    if (!kept) return [];
    // The root's own type is the only one it can have: a condition on it says nothing.
    return [{ kind: Kind.INLINE_FRAGMENT, directives: selection.directives ?? [], selectionSet: kept }];
  });
  return selections.length ? { kind: Kind.SELECTION_SET, selections } : undefined;
}

function withFragments(operation: OperationDefinitionNode, fragments: Fragments): DocumentNode {
  const used = new Map<string, FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (!fragment || used.has(name.value)) return;
        used.set(name.value, fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] };
}

function conditionsOf(operation: OperationDefinitionNode, fragments: Fragments): string[] {
  const names = new Set<string>();
  for (const node of [operation, ...fragments.values()])
    visit(node, {
      Directive(directive) {
        if (directive.name.value !== 'skip' && directive.name.value !== 'include') return;
        for (const { value } of directive.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  return [...names];
}

/** A client's operation, taken apart: what is planned, what the public schema answers by itself, what must go one after another. */
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export interface Root {
  text: string;
  /** Of a mutation. */
  field: FieldNode | undefined;
}

export interface OperationParts {
  operation: OperationDefinitionNode;
  fragments: Fragments;
  /** What is planned by itself, to be run one after another: all of a query, each root field of a mutation. */
  roots: readonly Root[];
  /** Asks the schema only; undefined when nothing is asked of it. */
  introspection: DocumentNode | undefined;
  /** Variables that decide what is selected. */
  conditions: readonly string[];
  /** Variables that the plan knows by another name, by the client's. */
  variables: ReadonlyMap<string, string>;
  /** The same for aliases. */
  aliases: ReadonlyMap<string, string>;
}

/** Values of the variables that decide what is selected; undefined leaves the decision to the plan. */
type Decided = Readonly<Record<string, unknown>> | undefined;

export function takeApart(
  document: DocumentNode,
  asked: OperationDefinitionNode,
  fields: ReadonlySet<string>,
  publicSchema: GraphQLSchema,
  decided: Decided,
): OperationParts {
  const asIs = fragmentsOf(document);
  const { operation, fragments, variables, aliases } = forPlanner(document, asked, fields, publicSchema, decided);
  const keep = (test: (field: FieldNode) => boolean) => keepFields(operation.selectionSet, fragments, test, new Set());
  const data = keep((field) => !field.name.value.startsWith('__'));
  const schema = keepFields(asked.selectionSet, asIs, isIntrospection, new Set());
  return {
    operation: asked,
    fragments: asIs,
    roots: rootSets(operation, data, keep).map(({ set, field }) => ({
      text: print(withFragments({ ...operation, selectionSet: set }, fragments)),
      field,
    })),
    introspection: schema && withFragments({ ...asked, selectionSet: schema }, asIs),
    conditions: conditionsOf(asked, asIs),
    variables,
    aliases,
  };
}

const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

interface ForPlanner {
  operation: OperationDefinitionNode;
  fragments: Fragments;
  variables: Map<string, string>;
  aliases: Map<string, string>;
}

/**
 * What the planner (0.0.38) does not take well is said otherwise. An alias that is also some field's name may be taken for a key or a
 * required field (one kind of it even ends the process), a variable may be taken for the planner's own, and conditions are best decided
 * before.
 */
function forPlanner(
  document: DocumentNode,
  asked: OperationDefinitionNode,
  fields: ReadonlySet<string>,
  schema: GraphQLSchema,
  decided: Decided,
): ForPlanner {
  const info = new TypeInfo(schema);
  const all: DocumentNode = { kind: Kind.DOCUMENT, definitions: [asked, ...fragmentsOf(document).values()] };
  const { aliases, variables } = otherNames(all, fields);
  const changed = visit(
    all,
    visitWithTypeInfo(info, {
      Field: {
        enter: ({ directives }) => (isLeftOut(directives, decided) ? null : undefined),
        leave(field) {
          const other = isAliased(field) && aliases.get(field.alias.value);
          return other ? { ...field, alias: { kind: Kind.NAME, value: other } } : undefined;
        },
      },
      InlineFragment: { enter: ({ directives }) => (isLeftOut(directives, decided) ? null : undefined) },
      FragmentSpread: { enter: ({ directives }) => (isLeftOut(directives, decided) ? null : undefined) },
      SelectionSet: {
        leave(set) {
          const selections = set.selections.flatMap((one) => (isBare(one) ? one.selectionSet.selections : [one]));
          // An alias of the type's name tells the client; the projection, where several types may stand, reads the name itself.
          const isOpen = isAbstractType(info.getParentType()) && selections.some(isNamed);
          // Fragments may all be of other types: the field itself is asked for all the same.
          return { ...set, selections: isOpen || !selections.some(isField) ? [...selections, typename] : selections };
        },
      },
      // Decided, what is left is in. The planner loses conditions, or its way, in many documents that have them.
      Directive: ({ name }) => (decided && /^(skip|include)$/.test(name.value) ? null : undefined),
      Variable(variable) {
        const other = variables.get(variable.name.value);
        return other ? { ...variable, name: { kind: Kind.NAME, value: other } } : undefined;
      },
    }),
  );
  const operation = changed.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('an operation was lost on its way to the planner');
  return { operation, fragments: fragmentsOf(changed), variables, aliases };
}

/** An alias that only repeats the field's name is none. */
export const isAliased = (field: FieldNode): field is FieldNode & { alias: NameNode } =>
  field.alias !== undefined && field.alias.value !== field.name.value;

/** Begins as the planner's own names do, or is something that every object has. */
const isSpecial = (name: string): boolean => name.startsWith('_') || name in Object.prototype;

/** One other name for one name, everywhere: what would merge still does. */
function otherNames(document: DocumentNode, fields: ReadonlySet<string>) {
  const usedAliases = new Set<string>();
  const usedVariables = new Set<string>();
  visit(document, {
    Field(field) {
      if (isAliased(field)) usedAliases.add(field.alias.value);
    },
    Variable({ name }) {
      usedVariables.add(name.value);
    },
  });
  const otherwise = (used: ReadonlySet<string>, clashes: (name: string) => boolean): Map<string, string> => {
    const names = new Map<string, string>();
    for (const name of used) {
      if (!clashes(name)) continue;
      let other = `${name.replace(/^_+/, '')}_c`;
      while (used.has(other) || fields.has(other) || [...names.values()].includes(other)) other += '_';
      names.set(name, other);
    }
    return names;
  };
  return {
    aliases: otherwise(usedAliases, (name) => fields.has(name) || isSpecial(name)),
    variables: otherwise(usedVariables, (name) => name === 'representations' || isSpecial(name)),
  };
}

const isField = (one: SelectionNode): boolean => one.kind === Kind.FIELD;

const isNamed = (one: SelectionNode): boolean => one.kind === Kind.FIELD && one.name.value === '__typename' && one.alias !== undefined;

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** A fragment that says nothing but its fields; a text may hold hundreds of them, one in the other. */
const isBare = (one: SelectionNode): one is InlineFragmentNode =>
  one.kind === Kind.INLINE_FRAGMENT && !one.typeCondition && !one.directives?.length;

const isLeftOut = (directives: readonly DirectiveNode[] | undefined, decided: Decided): boolean =>
  directives?.some((directive) => {
    if (!/^(skip|include)$/.test(directive.name.value)) return false;
    const given = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
    if (given?.kind === Kind.VARIABLE && decided) return (decided[given.name.value] === true) === (directive.name.value === 'skip');
    return given?.kind === Kind.BOOLEAN && given.value === (directive.name.value === 'skip');
  }) ?? false;

export const isIntrospection = (field: FieldNode): boolean => field.name.value === '__schema' || field.name.value === '__type';

/** A mutation's root field is done, with everything below it, before the next one begins: each has a plan of its own. */
function rootSets(
  operation: OperationDefinitionNode,
  data: SelectionSetNode | undefined,
  keep: (test: (field: FieldNode) => boolean) => SelectionSetNode | undefined,
): { set: SelectionSetNode; field: FieldNode | undefined }[] {
  if (!data) return [];
  if (operation.operation !== 'mutation') return [{ set: data, field: undefined }];
  const byKey = new Map(fieldsOf(data).map((field) => [keyOf(field), field]));
  return [...byKey].flatMap(([key, field]) => {
    const set = keep((one) => keyOf(one) === key);
    return set ? [{ set, field }] : [];
  });
}

export const keyOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;

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
    if (!selection.directives?.length) return [...kept.selections];
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

/** What a client selected, merged as the specification says (CollectFields), for one answer to all its @skip and @include. */
import {
  type DirectiveNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type Fragments, isAliased } from './operation.ts';

export interface Field {
  /** In the client's answer. */
  key: string;
  /** In what was fetched. */
  from: string;
  /** In the schema. */
  name: string;
  parent: Composite;
  type: GraphQLOutputType;
  nodes: readonly FieldNode[];
  /** Undefined for a leaf. */
  shape: Shape | undefined;
}

/** An interface stands for an object whose own type nobody asked for. */
export type Composite = GraphQLObjectType | GraphQLInterfaceType;

export interface Shape {
  /** What it is a selection of; an object's own type may be narrower. */
  readonly type: GraphQLNamedType;
  /** The fields of an object of this type, in the order of the answer. Found out once a type. */
  fields(type: Composite): readonly Field[];
}

interface World {
  schema: GraphQLSchema;
  fragments: Fragments;
  variables: Readonly<Record<string, unknown>>;
  /** Aliases that were fetched under another name. */
  aliases: ReadonlyMap<string, string>;
}

const asNamed: ReadonlyMap<string, string> = new Map();

export function shapeOf(sets: readonly SelectionSetNode[], type: GraphQLNamedType, world: World): Shape {
  const known = new Map<string, readonly Field[]>();
  return {
    type,
    fields(object) {
      let fields = known.get(object.name);
      if (!fields) {
        fields = collect(sets, object, world);
        known.set(object.name, fields);
      }
      return fields;
    },
  };
}

function collect(sets: readonly SelectionSetNode[], object: Composite, world: World): Field[] {
  const grouped = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const walk = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives, world.variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const nodes = grouped.get(key);
        if (nodes) nodes.push(selection);
        else grouped.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value, object, world.schema)) walk(selection.selectionSet);
      } else {
        const fragment = world.fragments.get(selection.name.value);
        if (!fragment || visited.has(fragment.name.value)) continue;
        visited.add(fragment.name.value);
        if (applies(fragment.typeCondition.name.value, object, world.schema)) walk(fragment.selectionSet);
      }
    }
  };
  for (const set of sets) walk(set);
  return [...grouped].flatMap(([key, nodes]) => fieldOf(key, nodes, object, world));
}

function fieldOf(key: string, nodes: FieldNode[], parent: Composite, world: World): Field[] {
  const name = nodes[0]?.name.value ?? '';
  const type = (metaFields[name] ?? parent.getFields()[name])?.type;
  if (!type) return [];
  const named: GraphQLNamedType = getNamedType(type);
  const sets = nodes.flatMap((node) => node.selectionSet ?? []);
  // What the schema says of itself was never fetched under other names.
  const ours = name === '__schema' || name === '__type' ? { ...world, aliases: asNamed } : world;
  const from = nodes[0] && isAliased(nodes[0]) ? (ours.aliases.get(key) ?? key) : key;
  return [{ key, from, name, parent, type, nodes, shape: isLeafType(named) ? undefined : shapeOf(sets, named, ours) }];
}

const metaFields: Record<string, GraphQLField<unknown, unknown> | undefined> = Object.assign(Object.create(null), {
  __typename: TypeNameMetaFieldDef,
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
});

function applies(condition: string | undefined, object: Composite, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === object.name) return true;
  const type = schema.getType(condition);
  return isAbstractType(type) && schema.isSubType(type, object);
}

export function isIncluded(directives: readonly DirectiveNode[] | undefined, variables: Readonly<Record<string, unknown>>): boolean {
  if (!directives?.length) return true;
  for (const directive of directives) {
    const { value } = directive.name;
    if (value !== 'skip' && value !== 'include') continue;
    const given = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    const holds = given?.kind === Kind.VARIABLE ? variables[given.name.value] === true : given?.kind === Kind.BOOLEAN && given.value;
    if (holds === (value === 'skip')) return false;
  }
  return true;
}

/**
 * A generated graph, before it is cut into subgraphs' SDL: which types there are, who resolves which field, where a type is *present*.
 * The oracle reads it as one schema, the subgraphs each read their part.
 */
import { type FieldNode, Kind, type OperationDefinitionNode, parse, parseType, type SelectionSetNode, type TypeNode } from 'graphql';

export interface Argument {
  name: string;
  /** As in SDL; so is the default. */
  type: string;
  default?: string;
}

export interface Field {
  name: string;
  type: string;
  args: Argument[];
  /** The subgraphs that resolve it; more than one makes it @shareable. */
  owners: string[];
  /** Part of a key: a function of the id alone. */
  key?: boolean;
  /** Never fails, never null where it must not be: what other fields are computed from, or what a gateway reads unasked. */
  calm?: boolean;
  /** The selection of @requires. */
  requires?: string;
  /** The selection of @provides. */
  provides?: string;
  /** The subgraph that still declares it, and must not be asked any more. */
  override?: string;
  /** The owner that declares it nullable, although the others promise a value. */
  loose?: string;
  inaccessible?: boolean;
}

export interface Presence {
  keys: string[];
  /** Whether it answers `_entities` for this type. */
  resolvable: boolean;
  /** Fields declared @external. */
  external: Set<string>;
}

export interface ObjectType {
  kind: 'entity' | 'value' | 'interfaceObject' | 'root';
  name: string;
  fields: Field[];
  presence: Map<string, Presence>;
}

export interface AbstractType {
  kind: 'interface' | 'union';
  name: string;
  /** Of the interface over all subgraphs. */
  fields: { name: string; type: string }[];
  members: string[];
  /** An entity interface (one that an @interfaceObject stands for elsewhere). */
  key?: string;
  presence: Map<string, { members: string[]; fields: string[] }>;
}

export interface Model {
  seed: number;
  subgraphs: string[];
  objects: Map<string, ObjectType>;
  abstracts: Map<string, AbstractType>;
}

/** Entities of one type that there are. */
export const POOL = 5;

export const LEAVES = ['Int', 'String', 'Boolean', 'Float', 'ID', 'Color', 'Blob'];

const types = new Map<string, TypeNode>();
export function typeOf(text: string): TypeNode {
  let node = types.get(text);
  if (!node) {
    node = parseType(text);
    types.set(text, node);
  }
  return node;
}

export const namedTypeOf = (text: string): string => text.replaceAll(/[[\]!]/g, '');

const selections = new Map<string, SelectionSetNode>();
export function selectionOf(text: string): SelectionSetNode {
  let node = selections.get(text);
  if (!node) {
    node = (parse(`{ ${text} }`).definitions[0] as OperationDefinitionNode).selectionSet;
    selections.set(text, node);
  }
  return node;
}

export const topFieldsOf = (selection: string): FieldNode[] => selectionOf(selection).selections.filter((s) => s.kind === Kind.FIELD);

export function objectOf(model: Model, name: string): ObjectType {
  const type = model.objects.get(name);
  if (!type) throw new Error(`no type ${name}`);
  return type;
}

/** A field by its name; those an @interfaceObject adds are found on the implementing types as well. */
export function fieldOf(model: Model, typeName: string, name: string): { type: ObjectType; field: Field } | undefined {
  const type = model.objects.get(typeName);
  const field = type?.fields.find((f) => f.name === name);
  if (type && field) return { type, field };
  for (const abstract of model.abstracts.values()) {
    if (!abstract.key || !abstract.members.includes(typeName)) continue;
    const standIn = model.objects.get(abstract.name);
    const added = standIn?.fields.find((f) => f.name === name);
    if (standIn && added) return { type: standIn, field: added };
  }
  return undefined;
}

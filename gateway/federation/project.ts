/**
 * From everything that was fetched to what the client asked for, by the specification: order of fields, nulls that rise where a field
 * may not be null, one error for each. This is the whole truth; projectFast.ts does the same for the common case that nothing is wrong.
 */
import {
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { type ErrorTree, errorTree } from './errorTree.ts';
import { isObject } from './merge.ts';
import type { Data, PlacedError, ResponsePath } from './run.ts';
import type { Composite, Field, Shape } from './shape.ts';

export interface Projected {
  data: Data | null;
  errors: GraphQLError[];
}

/** A null that may not stand here: it rises to the next place that may be null. */
const RISES = Symbol('rises');

export function project(
  shape: Shape,
  root: GraphQLObjectType,
  schema: GraphQLSchema,
  data: Data,
  placed: readonly PlacedError[],
  /** Types and enum values that subgraphs may name and clients do not know: they are null, and no error. */
  hidden: ReadonlySet<string>,
): Projected {
  const tree = errorTree(placed);
  const errors: GraphQLError[] = [];
  let cause: GraphQLError | undefined;
  /** Why a null rose, when nobody said: the reason may be told elsewhere below the place where it comes to rest. */
  let guess: GraphQLError | undefined;

  const fault = (message: string, field: Field, path: ResponsePath) => new GraphQLError(message, { nodes: field.nodes, path });

  function complete(type: GraphQLOutputType, value: unknown, field: Field, path: ResponsePath, at: ErrorTree | undefined): unknown {
    if (isNonNullType(type)) {
      const result = inner(type.ofType, value, field, path, at);
      if (result !== null) return result;
      cause = at?.take();
      guess = fault(`Cannot return null for non-nullable field ${field.parent.name}.${field.name}.`, field, path);
      return RISES;
    }
    const result = inner(type, value, field, path, at);
    if (result === null) {
      errors.push(...(at?.takeAll() ?? []));
      return null;
    }
    if (result !== RISES) return result;
    const reason = cause ?? at?.take() ?? guess;
    if (reason) errors.push(reason);
    at?.close();
    return null;
  }

  /** Answers null for "nothing here", RISES when something below may not be null. */
  function inner(type: GraphQLOutputType, value: unknown, field: Field, path: ResponsePath, at: ErrorTree | undefined): unknown {
    if (value === null || value === undefined || value instanceof Error) return null;
    if (isListType(type)) {
      if (!Array.isArray(value)) return wrong(field, path, at);
      const items: unknown[] = [];
      for (let i = 0; i < value.length; i++) {
        const item = complete(type.ofType, value[i], field, [...path, i], at?.below(i));
        if (item === RISES) return RISES;
        items.push(item);
      }
      return items;
    }
    if (!field.shape) {
      if (isLeafValue(type as GraphQLLeafType, value)) return value;
      return isEnumType(type) && hidden.has(`${type.name}.${String(value)}`) ? null : wrong(field, path, at);
    }
    if (!isObject(value)) return wrong(field, path, at);
    const { __typename: typename } = value;
    const object = objectType(field.shape.type, typename, schema);
    if (object) return completeObject(field.shape, object, value, path, at);
    return typeof typename === 'string' && hidden.has(typename) && !schema.getType(typename) ? null : wrong(field, path, at);
  }

  function wrong(field: Field, path: ResponsePath, at: ErrorTree | undefined): typeof RISES {
    cause = at?.take() ?? fault(`${field.parent.name}.${field.name} was answered in a form that its type does not have.`, field, path);
    return RISES;
  }

  function completeObject(of: Shape, type: Composite, value: Data, path: ResponsePath, at: ErrorTree | undefined): Data | typeof RISES {
    const result: Data = {};
    for (const field of of.fields(type)) {
      const told = field.name === '__typename' ? (isObjectType(type) ? type.name : null) : value[field.from];
      const made = complete(field.type, told, field, [...path, field.key], at?.below(field.key));
      if (made === RISES) return RISES;
      if (field.key === '__proto__') Object.defineProperty(result, field.key, { value: made, enumerable: true });
      else result[field.key] = made;
    }
    return result;
  }

  const result = completeObject(shape, root, data, [], tree);
  if (result === RISES) {
    const reason = cause ?? tree.take() ?? guess;
    if (reason) errors.push(reason);
    tree.close();
  }
  errors.push(...tree.takeAll());
  return { data: result === RISES ? null : result, errors: errors.map((error) => located(error, shape, root, data, schema)) };
}

/**
 * The type of an object where `type` may stand; undefined when it is of none. Plans ask for the type's name only where the answer depends
 * on it, and a subgraph with @interfaceObject knows the interface's name only: then the interface itself says which fields there are.
 */
export function objectType(type: GraphQLNamedType, typename: unknown, schema: GraphQLSchema): Composite | undefined {
  if (isObjectType(type)) return type;
  if (!isAbstractType(type)) return undefined;
  if (typename === undefined || typename === null || typename === type.name) return isInterfaceType(type) ? type : undefined;
  const named = typeof typename === 'string' ? schema.getType(typename) : undefined;
  return (isObjectType(named) || isInterfaceType(named)) && schema.isSubType(type, named) ? named : undefined;
}

/** A value of an enum that clients do not know is none; custom scalars may be anything. */
export function isLeafValue(type: GraphQLLeafType, value: unknown): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  return !isSpecifiedScalarType(type) || typeof value !== 'object';
}

/** Gives an error of a subgraph the place of its field in the client's document. */
function located(error: GraphQLError, shape: Shape, root: GraphQLObjectType, data: Data, schema: GraphQLSchema): GraphQLError {
  if (!error.path || error.nodes) return error;
  let fields = shape.fields(root);
  let value: unknown = data;
  let found: Field | undefined;
  for (const key of error.path) {
    if (typeof key === 'number') {
      value = Array.isArray(value) ? value[key] : undefined;
      continue;
    }
    if (found && !fields.length && isObject(value) && found.shape) {
      const type = objectType(found.shape.type, value.__typename, schema);
      fields = type ? found.shape.fields(type) : [];
    }
    const next: Field | undefined = fields.find((field) => field.key === key);
    if (!next) break;
    found = next;
    fields = [];
    value = isObject(value) ? value[next.from] : undefined;
    if (next.shape && isObjectType(next.shape.type)) fields = next.shape.fields(next.shape.type);
  }
  if (!found) return error;
  return new GraphQLError(error.message, {
    nodes: found.nodes,
    path: error.path,
    originalError: error.originalError ?? null,
    extensions: error.extensions,
  });
}

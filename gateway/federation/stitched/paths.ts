/**
 * Puts an error of a subgraph where its field stands in the client's answer. Stitching asks for the rows of a list at once and loses
 * which row an error belongs to; the field that meets the error knows.
 */
import { defaultFieldResolver, GraphQLError, type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql';

export function locateErrors(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const inner = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context, info) => {
        const value: unknown = inner(source, args, context, info);
        if (value instanceof Error) throw located(value, info);
        if (value instanceof Promise) return value.then((found) => (found instanceof Error ? Promise.reject(located(found, info)) : found));
        return value;
      };
    }
  }
}

function located(error: Error, info: GraphQLResolveInfo): Error {
  if (!(error instanceof GraphQLError)) return error;
  return new GraphQLError(error.message, {
    nodes: info.fieldNodes,
    path: pathOf(error.path ?? [], responsePath(info.path)),
    extensions: error.extensions,
    originalError: error.originalError ?? null,
  });
}

function responsePath(path: GraphQLResolveInfo['path'] | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = path; at; at = at.prev) keys.unshift(at.key);
  return keys;
}

/** The field's own path, and what of the error's path goes deeper: a null may have risen from below. */
function pathOf(told: readonly (string | number)[], here: readonly (string | number)[]): (string | number)[] {
  if (here.every((key, i) => told[i] === key)) return [...told];
  const names = here.filter((key) => typeof key === 'string');
  let matched = 0;
  let i = 0;
  for (; i < told.length && matched < names.length; i++) {
    if (typeof told[i] === 'number') continue;
    if (told[i] !== names[matched]) return [...here];
    matched += 1;
  }
  return matched === names.length ? [...here, ...told.slice(i)] : [...here];
}

/** What one single server would answer: graphql-js on the public schema, over the same data. */
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { isNode, later, type Node, requiredOf, valueFor, type World, writtenNode } from './dataOf.ts';
import type { Graph } from './graphOf.ts';
import { fieldOf } from './model.ts';

export interface Verdict {
  result: ExecutionResult;
  /** Everything that failed, also where graphql-js reports only one of several: `path|code`. */
  failures: ReadonlySet<string>;
}

interface Trial {
  world: World;
  failures: Set<string>;
}

export interface Question {
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

export type Oracle = (question: Question) => Promise<Verdict>;

export function oracleOf({ model, publicSchema }: Graph): Oracle {
  for (const type of Object.values(publicSchema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInterfaceType(type) || isUnionType(type)) type.resolveType = (node) => (node as Node).__typename;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const found = fieldOf(model, type.name, field.name);
      if (!found) throw new Error(`no ${type.name}.${field.name} was generated`);
      // Each waits a turn, so that all that fails has failed before graphql-js gives a position up.
      field.resolve = async (source, args, { world, failures }: Trial, info) => {
        const node = isNode(source) ? source : { __typename: type.name, id: 'root' };
        const required = found.field.requires ? requiredOf(model, world, node, found.field.requires) : undefined;
        try {
          const value = valueFor({ model, world, ...found, node, args, required });
          note(failures, value, info.returnType, pathOf(info));
          return type === publicSchema.getMutationType() && value !== null ? writtenNode(found.field, args.id) : later(value);
        } catch (error) {
          note(failures, error, info.returnType, pathOf(info));
          throw error;
        }
      };
    }
  }
  return async ({ document, operationName, variables }) => {
    const trial: Trial = { world: { versions: new Map() }, failures: new Set() };
    const result = await execute({ schema: publicSchema, document, operationName, variableValues: variables, contextValue: trial });
    // What was given up still runs to its end in microtasks.
    await new Promise((resolve) => setImmediate(resolve));
    return { result, failures: trial.failures };
  };
}

function pathOf({ path }: GraphQLResolveInfo): string {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at; at = at.prev) keys.unshift(at.key);
  return keys.join('.');
}

function note(failures: Set<string>, value: unknown, type: GraphQLOutputType, path: string): void {
  if (value instanceof GraphQLError) failures.add(`${path}|${value.extensions.code}`);
  else if (value === null && isNonNullType(type)) failures.add(`${path}|`);
  else if (isNonNullType(type)) note(failures, value, type.ofType, path);
  else if (isListType(type) && Array.isArray(value))
    for (const [i, item] of value.entries()) note(failures, item, type.ofType, `${path}.${i}`);
}

/** Variables as the client sent them, checked against the public schema before any subgraph hears of them. */
import {
  coerceInputValue,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getVariableValues,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';

export type Variables = { values: Readonly<Record<string, unknown>>; errors?: undefined } | { errors: readonly GraphQLError[] };

const none: Variables = { values: {} };
/** More errors than this help nobody. */
const MOST_ERRORS = 20;

interface Known {
  name: string;
  type: GraphQLInputType;
  /** JSON of the default, when there is one. */
  fallback: unknown;
}

/**
 * What subgraphs get is what was sent, not what the scalars made of it: they read it themselves. A variable that was not sent has its
 * default, or stays away.
 */
export function compileVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  renamed: ReadonlyMap<string, string>,
): (raw: Readonly<Record<string, unknown>>) => Variables {
  const definitions = operation.variableDefinitions ?? [];
  if (!definitions.length) return () => none;
  const known = definitions.map((definition) => readDefinition(schema, definition));
  return (raw) => {
    const values: Record<string, unknown> = {};
    const set = (name: string, value: unknown) => {
      values[name] = value;
      const other = renamed.get(name);
      if (other) values[other] = value;
    };
    for (const { name, type, fallback } of known) {
      const given = Object.hasOwn(raw, name) ? raw[name] : undefined;
      if (given === undefined) {
        if (fallback !== undefined) set(name, fallback);
        else if (isNonNullType(type)) return refused(schema, definitions, raw);
        continue;
      }
      if (!fits(given, type)) return refused(schema, definitions, raw);
      set(name, given);
    }
    return { values };
  };
}

function readDefinition(schema: GraphQLSchema, { variable, type, defaultValue }: VariableDefinitionNode): Known {
  const named = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
  if (!named || !isInputType(named)) throw new Error(`no input type for $${variable.name.value}: the document was not validated`);
  return { name: variable.name.value, type: named, fallback: defaultValue ? valueFromASTUntyped(defaultValue) : undefined };
}

function fits(value: unknown, type: GraphQLInputType): boolean {
  if (value === null) return !isNonNullType(type);
  let good = true;
  try {
    coerceInputValue(value, type, () => {
      good = false;
    });
  } catch {
    // A scalar of a library may throw what is no GraphQLError.
    good = false;
  }
  return good;
}

/** graphql-js says what is wrong in its own words. */
function refused(schema: GraphQLSchema, definitions: readonly VariableDefinitionNode[], raw: Readonly<Record<string, unknown>>): Variables {
  const { errors } = getVariableValues(schema, definitions, raw, { maxErrors: MOST_ERRORS });
  return { errors: errors ?? [] };
}

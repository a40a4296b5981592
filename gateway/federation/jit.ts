/** What graphql-jit 0.8.9 gets otherwise than graphql-js, found by the differential tests. Such an operation stays interpreted. */
import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInputType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  typeFromAST,
  visit,
} from 'graphql';

export function mayCompile(schema: GraphQLSchema, document: DocumentNode): boolean {
  let good = true;
  const uses = new Map<string, number>();
  const conditional = new Set<string>();
  visit(document, {
    VariableDefinition({ type }) {
      const input = typeFromAST(schema, type as never);
      if (isInputType(input) && !isPlain(input, new Set())) good = false;
    },
    // A variable that was not sent would arrive in the object as null.
    ObjectField({ value }) {
      if (value.kind === Kind.VARIABLE) good = false;
    },
    // Of two conditions on one field it forgets one.
    InlineFragment({ directives }) {
      if (directives?.length) good = false;
    },
    FragmentSpread({ directives }) {
      if (directives?.length) good = false;
    },
    Field(field) {
      const key = field.alias?.value ?? field.name.value;
      uses.set(key, (uses.get(key) ?? 0) + 1);
      if (field.directives?.length) conditional.add(key);
    },
  });
  return good && [...conditional].every((key) => uses.get(key) === 1);
}

/** Its code for a type that holds itself would never end; a default of a field that may not be null it does not fill in. */
function isPlain(type: GraphQLInputType, above: ReadonlySet<string>): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return true;
  if (above.has(named.name)) return false;
  const within = new Set([...above, named.name]);
  return Object.values(named.getFields()).every(
    (field) => (!isNonNullType(field.type) || isRequiredInputField(field)) && isPlain(field.type, within),
  );
}

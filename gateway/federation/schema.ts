/** The public schema of a supergraph: what clients see, with our own reading of the scalars they send. */
import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLScalarType,
  type GraphQLSchema,
  isScalarType,
  Kind,
  type NamedTypeNode,
  parse,
  specifiedDirectives,
  specifiedScalarTypes,
} from 'graphql';

/** Takes the planner's public SDL and leaves out what belongs to the linked specifications, such as join__FieldSet. */
export function publicSchema(
  publicSdl: string,
  supergraph: DocumentNode,
  scalars: Readonly<Record<string, GraphQLScalarType>>,
): GraphQLSchema {
  const foreign = linkedPrefixes(supergraph);
  const isForeign = (name: string) => name.startsWith('__') || foreign.some((prefix) => name.startsWith(prefix));
  // The planner (0.0.38) writes out what graphql-js adds by itself, and leaves the names of hidden types in unions.
  const kept = parse(publicSdl, { noLocation: true }).definitions.filter(
    (definition) =>
      !('name' in definition && definition.name && (isForeign(definition.name.value) || isBuiltIn(definition.kind, definition.name.value))),
  );
  const defined = new Set(kept.flatMap((definition) => ('name' in definition && definition.name ? [definition.name.value] : [])));
  const isDefined = ({ name }: NamedTypeNode) => defined.has(name.value);
  const definitions = kept.map((definition): DefinitionNode => {
    if (definition.kind === Kind.UNION_TYPE_DEFINITION) return { ...definition, types: definition.types?.filter(isDefined) ?? [] };
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) return definition;
    return {
      ...definition,
      interfaces: definition.interfaces?.filter(isDefined) ?? [],
      fields: definition.fields?.filter(({ name }) => !name.value.startsWith('__')) ?? [],
    };
  });
  const schema = buildASTSchema({ kind: Kind.DOCUMENT, definitions }, { assumeValidSDL: true });
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = scalars[type.name];
    if (!scalar || !isScalarType(type)) continue;
    type.parseValue = scalar.parseValue;
    type.parseLiteral = scalar.parseLiteral;
  }
  return schema;
}

const isBuiltIn = (kind: Kind, name: string): boolean =>
  kind === Kind.DIRECTIVE_DEFINITION
    ? specifiedDirectives.some((directive) => directive.name === name)
    : kind === Kind.SCALAR_TYPE_DEFINITION && specifiedScalarTypes.some((scalar) => scalar.name === name);

/** `https://specs.apollo.dev/join/v0.3` → `join__`; a link's `as` goes before. */
function linkedPrefixes(supergraph: DocumentNode): string[] {
  const prefixes = new Set(['join__', 'link__', 'core__']);
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'link' && directive.name.value !== 'core') continue;
      const text = (name: string) => {
        const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
        return value?.kind === Kind.STRING ? value.value : undefined;
      };
      const name = text('as') ?? (text('url') ?? text('feature'))?.split('/').at(-2);
      if (name) prefixes.add(`${name}__`);
    }
  }
  return [...prefixes];
}

/** Every abstract type's object types in the whole supergraph, those hidden from clients included: what subgraphs answer may name them. */
export function possibleTypes(supergraph: DocumentNode): ReadonlyMap<string, ReadonlySet<string>> {
  const types = new Map<string, Set<string>>();
  const add = (abstract: string, type: string) => {
    const known = types.get(abstract) ?? new Set();
    types.set(abstract, known.add(type));
  };
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION)
      for (const face of definition.interfaces ?? []) add(face.name.value, definition.name.value);
    if (definition.kind === Kind.UNION_TYPE_DEFINITION)
      for (const member of definition.types ?? []) add(definition.name.value, member.name.value);
  }
  return types;
}

/** `@join__graph(name: "stock", url: "http://…")` → enum value STOCK, name and address. */
export function graphsOf(supergraph: DocumentNode): { value: string; name: string; url: string }[] {
  return supergraph.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') return [];
    return (definition.values ?? []).map((value) => {
      const directive = value.directives?.find(({ name }) => name.value === 'join__graph');
      const text = (name: string) => {
        const given = directive?.arguments?.find((argument) => argument.name.value === name)?.value;
        return given?.kind === Kind.STRING ? given.value : '';
      };
      return { value: value.name.value, name: text('name'), url: text('url') };
    });
  });
}

/** Every name a field of any subgraph has. */
export function fieldNames(supergraph: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const definition of supergraph.definitions)
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION)
      for (const field of definition.fields ?? []) names.add(field.name.value);
  return names;
}

/** Names of types and, as `Enum.VALUE`, of enum values in the whole supergraph: what of them clients do not know is hidden, not wrong. */
export function namesOf(supergraph: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (!('name' in definition) || !definition.name) continue;
    names.add(definition.name.value);
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION)
      for (const value of definition.values ?? []) names.add(`${definition.name.value}.${value.name.value}`);
  }
  return names;
}

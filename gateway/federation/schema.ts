/** The public schema of a supergraph: what clients see, with our own reading of the scalars they send. */
import { buildASTSchema, type DocumentNode, type GraphQLScalarType, type GraphQLSchema, isScalarType, Kind, parse } from 'graphql';

/** Takes the planner's public SDL and leaves out what belongs to the linked specifications, such as join__FieldSet. */
export function publicSchema(
  publicSdl: string,
  supergraph: DocumentNode,
  scalars: Readonly<Record<string, GraphQLScalarType>>,
): GraphQLSchema {
  const foreign = linkedPrefixes(supergraph);
  const document = parse(publicSdl, { noLocation: true });
  const definitions = document.definitions.filter(
    (definition) => !('name' in definition && definition.name && foreign.some((prefix) => definition.name?.value.startsWith(prefix))),
  );
  const schema = buildASTSchema({ kind: Kind.DOCUMENT, definitions }, { assumeValidSDL: true });
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = scalars[type.name];
    if (!scalar || !isScalarType(type)) continue;
    type.parseValue = scalar.parseValue;
    type.parseLiteral = scalar.parseLiteral;
  }
  return schema;
}

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

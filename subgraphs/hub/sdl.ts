/** Reads the contract: each subgraph gets, besides its own file, only the common definitions it uses. */
import { readFileSync } from 'node:fs';
import { type DefinitionNode, type DocumentNode, Kind, parse, visit } from 'graphql';

export const subgraphNames = ['products', 'stock', 'orders', 'customers', 'integration', 'insight'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@authenticated", "@requiresScopes", "@cost", "@listSize"])`;

const read = (name: string): DocumentNode =>
  parse(readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8'), { noLocation: true });

/** The whole SDL of one subgraph, federation link included. */
export function subgraphDocument(name: SubgraphName): DocumentNode {
  const own = read(name);
  const common = new Map<string, DefinitionNode>();
  for (const definition of read('common').definitions)
    if ('name' in definition && definition.name) common.set(definition.name.value, definition);
  const used = new Set<string>();
  const collect = (node: DocumentNode | DefinitionNode): void => {
    visit(node, {
      [Kind.NAMED_TYPE]: (type) => {
        const found = common.get(type.name.value);
        if (!found || used.has(type.name.value)) return;
        used.add(type.name.value);
        collect(found);
      },
    });
  };
  collect(own);
  // A common implementation of a used interface is used too: a userErrors list may hold it.
  for (const [typeName, definition] of common)
    if (
      definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
      definition.interfaces?.some((i) => i.name.value !== 'Node' && used.has(i.name.value)) &&
      !used.has(typeName)
    ) {
      used.add(typeName);
      collect(definition);
    }
  const declared = new Set(
    own.definitions.flatMap((definition) => ('name' in definition && definition.name ? [definition.name.value] : [])),
  );
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      ...parse(LINK, { noLocation: true }).definitions,
      ...[...used]
        .filter((typeName) => !declared.has(typeName))
        .map((typeName) => common.get(typeName))
        .filter((d) => d !== undefined),
      ...own.definitions,
    ],
  };
}

/** The smallest operation that still shows it: fields, arguments and fragments are taken away one by one. */
import { type ASTNode, BREAK, type DocumentNode, type GraphQLSchema, Kind, parse, print, validate, visit } from 'graphql';

/** Tries at most; each is asked again. */
const TRIES = 150;

export async function shrink(schema: GraphQLSchema, text: string, shows: (text: string) => Promise<boolean>): Promise<string> {
  let document = parse(text);
  let tries = 0;
  for (let at = 0; tries < TRIES; ) {
    const smaller = without(document, at);
    if (!smaller) break;
    const candidate = prune(smaller);
    const valid = !isHollow(candidate) && validate(schema, candidate).length === 0;
    if (valid) tries += 1;
    if (valid && (await shows(print(candidate)))) document = candidate;
    else at += 1;
  }
  return print(document).replaceAll(/\s+/g, ' ');
}

const removable = new Set<string>([Kind.FIELD, Kind.ARGUMENT, Kind.INLINE_FRAGMENT, Kind.FRAGMENT_SPREAD, Kind.OBJECT_FIELD]);

/** Without the nth thing that can be taken away; undefined when there are fewer. */
function without(document: DocumentNode, nth: number): DocumentNode | undefined {
  let at = -1;
  let found: ASTNode | undefined;
  visit(document, {
    enter(node) {
      if (!removable.has(node.kind)) return undefined;
      at += 1;
      if (at !== nth) return undefined;
      found = node;
      return BREAK;
    },
  });
  return found && visit(document, { enter: (node) => (node === found ? null : undefined) });
}

function isHollow(document: DocumentNode): boolean {
  let hollow = false;
  visit(document, {
    SelectionSet({ selections }) {
      hollow ||= selections.length === 0;
    },
  });
  return hollow;
}

/** Fragments nobody spreads any more go, too. */
function prune(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, { FragmentSpread: ({ name }) => void used.add(name.value) });
  return {
    ...document,
    definitions: document.definitions.filter((one) => one.kind !== Kind.FRAGMENT_DEFINITION || used.has(one.name.value)),
  };
}

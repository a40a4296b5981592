/** The limits of one operation, asked of several that came in one request: what they ask for is added up. */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  type OperationTypeNode,
  visit,
} from 'graphql';
import { openCost } from './limits/cost.ts';
import { type Limits, tooDear, tooLarge } from './limits/limits.ts';
import { noPrices, type Prices } from './limits/prices.ts';
import { checkCounts, checkSizes } from './limits/shape.ts';

export interface Part {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables?: Record<string, unknown> | null | undefined;
}

/** Answers the refusal, or undefined. Each part has kept the limits alone already. */
export function openTogether(
  schema: GraphQLSchema,
  limits: Limits,
  prices: Prices = noPrices,
): (parts: readonly Part[]) => GraphQLError | undefined {
  const costOf = openCost(schema, prices);
  const shape = (document: DocumentNode) => checkCounts(document, limits) ?? checkSizes(document, limits);
  return (parts) => {
    if (parts.length < 2) return undefined;
    let tokens = 0;
    let cost = 0;
    let answer = 0;
    for (const { document, operation, variables } of parts) {
      tokens += document.tokenCount ?? 0;
      const dear = costOf(document, operation, variables ?? {});
      cost += dear.cost;
      answer += dear.answer;
    }
    if (tokens > limits.tokens) return tooLarge('tokens', tokens, limits.tokens);
    if (cost > limits.cost) return tooDear('cost', cost, limits.cost);
    if (answer > limits.answer) return tooDear('answer', answer, limits.answer);
    const writes = parts.filter(({ operation }) => operation.operation === 'mutation');
    return shape(joined(parts, 'query')) ?? shape(joined(writes, 'mutation'));
  };
}

/** One document with one operation that asks for all of it. */
function joined(parts: readonly Part[], kind: 'query' | 'mutation'): DocumentNode {
  const operations: OperationDefinitionNode[] = [];
  const fragments: FragmentDefinitionNode[] = [];
  parts.forEach(({ document, operation }, i) => {
    for (const definition of numbered(document, i).definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.push(definition);
      else if (definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === operation.name?.value)
        operations.push(definition);
    }
  });
  const whole: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: kind as OperationTypeNode,
    variableDefinitions: operations.flatMap(({ variableDefinitions }) => variableDefinitions ?? []),
    selectionSet: { kind: Kind.SELECTION_SET, selections: operations.flatMap(({ selectionSet }) => selectionSet.selections) },
  };
  return { kind: Kind.DOCUMENT, definitions: [whole, ...fragments] };
}

/** Fragments of different texts may share a name. */
function numbered(document: DocumentNode, i: number): DocumentNode {
  const rename = <T extends { readonly name: NameNode }>(node: T): T => ({
    ...node,
    name: { ...node.name, value: `${i}.${node.name.value}` },
  });
  return visit(document, { FragmentDefinition: { leave: rename }, FragmentSpread: rename });
}

/** The benchmark's three subgraphs on the peers' own copy of graphql. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { parts } from '../../engine/subgraphs.ts';

/** An executor a subgraph, as the tools of the Guild call one; loaders live as long as the client's request. */
export function localExecutor(name) {
  const { sdl, resolvers, context } = parts[name];
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  const contexts = new WeakMap();
  return ({ document, variables, operationName, context: request }) => {
    let contextValue = contexts.get(request);
    if (!contextValue) {
      contextValue = context();
      contexts.set(request, contextValue);
    }
    return execute({ schema, document, variableValues: variables, operationName, contextValue });
  };
}

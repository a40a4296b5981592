/** A subgraph in this process: graphql-js on its own schema, with a context of its own. */
import { type Executor, getOperationASTFromRequest } from '@graphql-tools/utils';
import { createSourceEventStream, type ExecutionArgs, execute } from 'graphql';
import type { Ground, Subgraph } from '#hub/subgraph.ts';
import { mapStream } from './iterate.ts';
import { contextFor, type RequestScope, renew, requestScope } from './scope.ts';

export interface LocalSubgraph {
  kind: 'local';
  subgraph: Subgraph;
  ground: Ground;
}

export function localExecutor({ subgraph, ground }: LocalSubgraph): Executor {
  const executor = async (request: Parameters<Executor>[0]) => {
    const scope = request.context as unknown as RequestScope;
    const operation = request.operationType ?? getOperationASTFromRequest(request).operation;
    const base: ExecutionArgs = {
      schema: subgraph.schema,
      document: request.document,
      operationName: request.operationName,
      variableValues: request.variables as Record<string, unknown> | undefined,
    };
    if (operation === 'subscription') {
      const fresh = () => ({ ...base, contextValue: contextFor(requestScope(scope.request), subgraph, ground) });
      const source = await createSourceEventStream(fresh());
      if (!(Symbol.asyncIterator in source)) return source;
      return mapStream(source, async (event) => {
        renew(scope, request.info);
        return execute({ ...fresh(), rootValue: event });
      });
    }
    // What was loaded before a write is not what stands after it.
    if (operation === 'mutation') scope.contexts.clear();
    const result = await execute({ ...base, contextValue: contextFor(scope, subgraph, ground) });
    if (operation === 'mutation') scope.contexts.clear();
    return result;
  };
  return executor as Executor;
}

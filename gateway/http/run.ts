/** Runs what a request asks for: one operation, or a batch of them that keeps the limits of one. */
import type { ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { failure } from '#hub/errors.ts';
import type { Viewer } from '#hub/viewer.ts';
import type { Begun, ResponseCache } from '../cache/vocabulary.ts';
import type { Prepared } from '../documents/documents.ts';
import { tooLarge } from '../limits/limits.ts';
import { isRefused, type Operations } from '../operations.ts';
import { type HubRequest, rightsOf } from '../request.ts';
import type { Params } from './params.ts';

/** Who asks, and who waits. */
export interface Call {
  viewer: Viewer;
  requestId: string;
  response: ServerResponse;
  overGet: boolean;
  cache?: ResponseCache | undefined;
  /** Set when the answer is recorded, so that it may be remembered. */
  begun?: Begun;
}

export interface Runner {
  run(params: Params, call: Call): Promise<ExecutionResult>;
  /** An answer for each operation, in their order; or one, when the batch is refused as a whole. */
  runBatch(batch: readonly Params[], call: Call): Promise<ExecutionResult | ExecutionResult[]>;
}

/** Answers a mutation that came by GET. */
export const needsPost: ExecutionResult = { errors: [failure('BAD_REQUEST', 'A mutation needs POST.')] };

interface Ready {
  prepared: Prepared;
  params: Params;
}

const never = new AbortController().signal;
/** Made once: a fresh reason, with its stack, would cost more than the rest of the signal. */
const gone = new DOMException('The client has gone or has its answer.', 'AbortError');

export function createRunner(operations: Operations, mostInBatch: number): Runner {
  function prepare(params: Params, call: Call): Ready | ExecutionResult {
    const prepared = operations.prepare(params, call);
    if (isRefused(prepared)) return { errors: prepared };
    const kind = prepared.operation.operation;
    if (kind === 'subscription')
      return { errors: [failure('BAD_REQUEST', 'Subscriptions come over WebSocket (graphql-transport-ws) at /graphql.')] };
    if (kind === 'mutation' && call.overGet) return needsPost;
    return { prepared, params };
  }

  async function execute({ prepared, params }: Ready, call: Call, signal: AbortSignal, begun?: Begun): Promise<ExecutionResult> {
    const { viewer, requestId, cache, response } = call;
    const { operationName, variables } = params;
    const writes = isMutation(prepared);
    // A write goes on when its caller has gone: what the caller sent stands.
    const request: HubRequest = {
      ...rightsOf(viewer),
      requestId,
      signal: writes ? never : signal,
      ...(begun ? { reads: begun.recording } : {}),
    };
    const result = await operations.execute({ document: prepared.document, operationName, variables, request });
    if (writes && cache && !response.headersSent) response.setHeader('splot-position', cache.position());
    return result;
  }

  return {
    async run(params, call) {
      const ready = prepare(params, call);
      if (!('prepared' in ready)) return ready;
      const begun = isMutation(ready.prepared) ? undefined : call.cache?.begin();
      if (begun) call.begun = begun;
      return execute(ready, call, untilClosed(call.response), begun);
    },
    async runBatch(batch, call) {
      if (mostInBatch === 0) return { errors: [failure('BAD_REQUEST', 'One operation a request: an array is not taken.')] };
      if (batch.length === 0) return { errors: [failure('BAD_REQUEST', 'There is no operation in the array.')] };
      if (batch.length > mostInBatch) return { errors: [tooLarge('operations', batch.length, mostInBatch)] };
      const asked = batch.map((params) => prepare(params, call));
      const ready = asked.filter((one) => 'prepared' in one);
      const refused = operations.fitTogether(ready.map(({ prepared, params }) => ({ ...prepared, variables: params.variables })));
      if (refused) return { errors: [refused] };
      const signal = untilClosed(call.response);
      const answerTo = (one: Ready | ExecutionResult) => ('prepared' in one ? execute(one, call, signal) : one);
      // Reads do not mind each other; a write is seen by what comes after it, and sees what came before.
      if (!ready.some(({ prepared }) => isMutation(prepared))) return Promise.all(asked.map(answerTo));
      const answers: ExecutionResult[] = [];
      for (const one of asked) answers.push(await answerTo(one));
      return answers;
    },
  };
}

const isMutation = ({ operation }: Prepared): boolean => operation.operation === 'mutation';

function untilClosed(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  // 'close' comes after every end of an answer, and whatever is still under way for it then is of no use.
  if (response.closed) controller.abort(gone);
  else response.on('close', () => controller.abort(gone));
  return controller.signal;
}

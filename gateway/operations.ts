/** Runs a client's operation, the same way for HTTP and for sockets: prepare (limits, validity, rights), execute or subscribe, mask. */
import type { DocumentNode, ExecutionResult, GraphQLError } from 'graphql';
import { failure } from '#hub/errors.ts';
import type { Ground } from '#hub/subgraph.ts';
import { may, type Viewer } from '#hub/viewer.ts';
import { type Asked, openDocuments, type Prepared } from './documents/documents.ts';
import type { DocumentSource } from './documents/resolve.ts';
import { mapStream } from './federation/iterate.ts';
import type { Engine } from './federation/vocabulary.ts';
import { createPatience } from './http/patience.ts';
import { type Limits, limitDefaults } from './limits/limits.ts';
import type { Prices } from './limits/prices.ts';
import { type MaskContext, maskErrors, maskResult } from './masking.ts';
import type { HubRequest } from './request.ts';
import { openTogether, type Part } from './together.ts';

/** The last resort: every wait beneath has a shorter limit of its own. */
const LONGEST_ANSWER = 60_000;
const tooSlow = (): ExecutionResult => ({ errors: [failure('TIMEOUT', 'The answer took too long.')] });

export interface Run {
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  request: HubRequest;
}

export interface Operations {
  prepare(asked: Asked, request: Pick<HubRequest, 'viewer' | 'requestId'>): Prepared | readonly GraphQLError[];
  /** Why several prepared operations may not come in one request, if they may not. */
  fitTogether(parts: readonly Part[]): GraphQLError | undefined;
  execute(run: Run): Promise<ExecutionResult>;
  subscribe(run: Run): Promise<AsyncGenerator<ExecutionResult, undefined> | ExecutionResult>;
  /** Errors that came from elsewhere, made fit to leave. */
  mask(errors: readonly unknown[], request: Pick<HubRequest, 'viewer' | 'requestId'>): GraphQLError[];
}

export function createOperations(options: {
  engine: Engine<HubRequest>;
  ground: Ground;
  introspection: boolean;
  limits?: Partial<Limits> | undefined;
  prices?: Prices | undefined;
  documents?: DocumentSource | undefined;
}): Operations {
  const { engine, ground, prices, documents: source } = options;
  const limits = { ...limitDefaults, ...options.limits };
  const documents = openDocuments(engine.schema, limits, { prices, source });
  const checkTogether = openTogether(engine.schema, limits, prices);
  const patience = createPatience(LONGEST_ANSWER);
  const mayIntrospect = (viewer: Viewer): boolean => options.introspection || may(viewer, 'ops:read');
  const maskOf = ({ viewer, requestId }: Pick<HubRequest, 'viewer' | 'requestId'>): MaskContext => ({
    requestId,
    log: ground.log,
    suggestions: mayIntrospect(viewer),
  });

  return {
    prepare(asked, request) {
      const prepared = documents.prepare(asked, {
        introspection: mayIntrospect(request.viewer),
        anyDocument: may(request.viewer, 'ops:read'),
      });
      return Array.isArray(prepared) ? maskErrors(prepared, maskOf(request)) : prepared;
    },
    fitTogether: checkTogether,
    async execute(run) {
      try {
        const result = await patience(engine.execute(run), tooSlow);
        return result.errors?.length ? maskResult(result, maskOf(run.request)) : result;
      } catch (error) {
        return { errors: maskErrors([error], maskOf(run.request)) };
      }
    },
    async subscribe(run) {
      const mask = maskOf(run.request);
      try {
        const result = await engine.subscribe(run);
        if (!(Symbol.asyncIterator in result)) return maskResult(result, mask);
        return mapStream(guardStream(result, mask), (event) => maskResult(event, mask));
      } catch (error) {
        return { errors: maskErrors([error], mask) };
      }
    },
    mask: (errors, request) => maskErrors(errors, maskOf(request)),
  };
}

/** A stream that breaks ends with one masked error. */
function guardStream(source: AsyncIterableIterator<ExecutionResult>, mask: MaskContext): AsyncIterableIterator<ExecutionResult> {
  let broken = false;
  return {
    async next() {
      if (broken) return { value: undefined, done: true };
      try {
        return await source.next();
      } catch (error) {
        broken = true;
        return { value: { errors: maskErrors([error], mask) }, done: false };
      }
    },
    async return() {
      await source.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

export const isRefused = (prepared: Prepared | readonly GraphQLError[]): prepared is readonly GraphQLError[] => Array.isArray(prepared);

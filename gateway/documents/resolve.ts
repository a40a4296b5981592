/** From what a request names to the text it means: the text itself, the id of a trusted document, or the hash of one sent before. */
import type { GraphQLError } from 'graphql';
import { failure } from '#hub/errors.ts';
import type { Limits } from '../limits/limits.ts';
import { checkText } from '../limits/text.ts';
import { type Memory, openMemory } from './memory.ts';
import { hashOf, normalised, type TrustedDocuments } from './trusted.ts';

export interface Named {
  /** Empty and absent are the same: WebSocket messages must hold one. */
  query?: string | null | undefined;
  /** `sha256:` and the id, by the GraphQL-over-HTTP specification's appendix on persisted documents. */
  documentId?: unknown;
  /** `persistedQuery { version sha256Hash }` by Apollo; `documentId` where the message has no room for it. */
  extensions?: unknown;
}

export interface Resolved {
  text: string;
  /** Given when the text is to be remembered under this hash, once it is known to be good. */
  register?: string;
}

export interface ResolveRights {
  /** May send any document where others may send trusted ones only. */
  anyDocument: boolean;
  limits: Limits;
}

export interface DocumentSource {
  /** Throws what the parser throws. */
  resolve(named: Named, rights: ResolveRights): Resolved | GraphQLError;
  /** Remembers a text under its own hash. */
  register(hash: string, text: string): void;
  /** Remembered by hash, for tests and figures. */
  readonly registered: Pick<Memory<string>, 'size' | 'bytes'>;
}

const REGISTERED = { count: 1_000, bytes: 8_000_000 };
const HASH = /^[0-9a-f]{64}$/;

export function openDocumentSource(mode: 'any' | 'trusted', trusted: TrustedDocuments): DocumentSource {
  const registered = openMemory<string>(REGISTERED);

  function resolve({ query, documentId, extensions }: Named, { anyDocument, limits }: ResolveRights): Resolved | GraphQLError {
    const given = query || undefined;
    const open = mode === 'any' || anyDocument;
    const id = documentId ?? fieldOf(extensions, 'documentId');
    const persisted = fieldOf(extensions, 'persistedQuery');
    if (id != null) {
      if (given !== undefined || persisted != null) return failure('BAD_REQUEST', 'Give a documentId or a query, not both.');
      return byId(id, open);
    }
    if (persisted != null) return byHash(persisted, given, open, limits);
    if (given === undefined) return failure('BAD_REQUEST', 'The request names no document: give query or documentId.');
    return open ? { text: given } : trustedText(given, limits);
  }

  function byId(id: unknown, open: boolean): Resolved | GraphQLError {
    if (typeof id !== 'string') return failure('BAD_REQUEST', 'A documentId is text, such as sha256:….');
    const text = trusted.text(id) ?? trusted.text(id.replace(/^sha256:/, '').toLowerCase());
    if (text !== undefined) return { text };
    return open ? failure('PERSISTED_QUERY_NOT_FOUND', 'No document has this id.') : notTrusted();
  }

  function byHash(persisted: unknown, given: string | undefined, open: boolean, limits: Limits): Resolved | GraphQLError {
    const version = fieldOf(persisted, 'version');
    const hash = fieldOf(persisted, 'sha256Hash');
    if (version !== 1 || typeof hash !== 'string' || !HASH.test(hash))
      return failure('BAD_REQUEST', 'persistedQuery needs version 1 and sha256Hash, 64 small hex digits.');
    const text = trusted.text(hash) ?? (open && mode === 'any' ? registered.get(hash) : undefined);
    if (given === undefined) {
      if (text !== undefined) return { text };
      // The message, word for word, makes Apollo's clients send the text as well.
      return open && mode === 'any' ? failure('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound') : notTrusted();
    }
    if (hashOf(given) !== hash) return failure('BAD_REQUEST', 'provided sha does not match query');
    if (!open) return trustedText(given, limits);
    return mode === 'any' && text === undefined ? { text: given, register: hash } : { text: given };
  }

  function trustedText(given: string, limits: Limits): Resolved | GraphQLError {
    const text = trusted.exact(given);
    if (text !== undefined) return { text };
    // It may say the same in other spaces: to see that it has to be parsed.
    const refusal = checkText(given, limits);
    if (refusal) return refusal;
    const same = trusted.exact(normalised(given, limits.tokens));
    return same === undefined ? notTrusted() : { text: same };
  }

  return {
    resolve,
    register: (hash, text) => registered.set(hash, text, 2 * text.length + 200),
    registered,
  };
}

const notTrusted = (): GraphQLError =>
  failure('DOCUMENT_NOT_TRUSTED', 'This hub runs only documents it knows: send the documentId of one of schema/operations.');

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;

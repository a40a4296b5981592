/**
 * Documents known by name before anybody asks: schema/operations/manifest.json, written by `npm run generate` from the operations beside
 * it, in the form of Apollo's persisted query manifest. An id is the SHA-256, in hex, of the operation as graphql-js prints it.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse, print } from 'graphql';
import { z } from 'zod';

const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(
    z.object({ id: z.string().min(1), name: z.string(), type: z.enum(['query', 'mutation', 'subscription']), body: z.string().min(1) }),
  ),
});
export type Manifest = z.infer<typeof manifest>;

export interface TrustedDocuments {
  /** The text, by id. */
  text(id: string): string | undefined;
  /** The text as it is run, when this one is trusted, as it stands in the manifest or as graphql-js prints it. */
  exact(text: string): string | undefined;
  readonly size: number;
}

export const ownManifest = new URL('../../schema/operations/manifest.json', import.meta.url);

export const readManifest = (file: URL | string): Manifest => manifest.parse(JSON.parse(readFileSync(file, 'utf8')));

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** As Apollo Client and others print a document before they hash it. */
export const normalised = (text: string, maxTokens?: number): string =>
  print(parse(text, { noLocation: true, ...(maxTokens === undefined ? {} : { maxTokens }) }));

export function openTrusted(manifests: readonly Manifest[]): TrustedDocuments {
  const byId = new Map<string, string>();
  const byText = new Map<string, string>();
  for (const { operations } of manifests)
    for (const { id, body } of operations) {
      byId.set(id, body);
      byText.set(body, body);
      byText.set(normalised(body), body);
    }
  return {
    text: (id) => byId.get(id),
    exact: (text) => byText.get(text),
    size: byId.size,
  };
}

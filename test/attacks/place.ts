/** A listening gateway over the real subgraphs and an empty hub, that counts what ran and keeps what was logged. */
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { openDocumentSource } from '#gateway/documents/resolve.ts';
import { openTrusted, ownManifest, readManifest } from '#gateway/documents/trusted.ts';
import { createEngine } from '#gateway/federation/engine.ts';
import { createKey } from '#gateway/keys.ts';
import { readPrices } from '#gateway/limits/prices.ts';
import { readSupergraph } from '#gateway/main.ts';
import { placeLocal } from '#gateway/request.ts';
import { createServer } from '#gateway/server.ts';
import type { Subgraph } from '#hub/subgraph.ts';
import { subgraphs } from '#subgraphs/index.ts';
import { type AtEnd, openGround } from '../ground.ts';
import type { Heard } from './verdict.ts';

export interface AttackedPlace {
  origin: string;
  keys: { storefront: string; developer: string };
  /** Contexts made for subgraphs so far: one is made before any resolver runs. */
  ran(): number;
  /** Lines of the log so far. */
  lines: string[];
  send(body: string, key?: string): Promise<Heard>;
}

export async function openAttackedPlace(options: { documents?: 'any' | 'trusted'; atEnd?: AtEnd } = {}): Promise<AttackedPlace> {
  const { atEnd = onTestFinished } = options;
  const plain = await openGround({ atEnd });
  const lines: string[] = [];
  const ground = { ...plain, log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }) };
  let ran = 0;
  const counted = (subgraph: Subgraph): Subgraph => ({
    ...subgraph,
    context(...parts) {
      ran += 1;
      return subgraph.context(...parts);
    },
  });
  const supergraphSdl = readSupergraph();
  const engine = createEngine({
    supergraphSdl,
    subgraphs: new Map(subgraphs.map((subgraph) => [subgraph.name, placeLocal(counted(subgraph), ground)])),
    log: ground.log,
  });
  const app = await createServer({
    options: {
      corsOrigins: [],
      introspection: false,
      tokens: { kind: 'none' },
      prices: readPrices(supergraphSdl),
      documents: openDocumentSource(options.documents ?? 'any', openTrusted([readManifest(ownManifest)])),
    },
    ground,
    engine,
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  atEnd(async () => {
    await app.close();
    await engine.close();
  });
  const { key: storefront } = await createKey(ground, { name: 'shop', role: 'storefront' });
  const { key: developer } = await createKey(ground, { name: 'developer', role: 'admin' });
  return {
    origin,
    keys: { storefront, developer },
    ran: () => ran,
    lines,
    send: (body, key) => sendTo(origin, body, key),
  };
}

export async function sendTo(origin: string, body: string, key?: string): Promise<Heard> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}

/** A way to an ERP on which replies get lost: what was asked has happened, and nobody is told. */
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from '#connectors/twin/random.ts';

export interface LossyWay {
  /** In place of the ERP's own URL. */
  readonly url: string;
  /** Calls so far, writes among them, and replies that were lost after the ERP had carried the call out. */
  readonly counts: { calls: number; writes: number; lost: number };
  close(): Promise<void>;
}

/** Methods of both ERPs that change nothing; whatever is not known is taken for a write. */
const READS =
  /(search|search_read|search_count|read|fields_get|read_group|get_preferences|default_get|on_change|login|logout|has_access|check_access_rights)$/;

/** `writes` and `reads`: how many replies in a hundred are lost. */
export async function openLossyWay(
  target: string,
  chance: Random,
  share: { writes: number; reads: number },
  methodOf: (path: string, body: string) => string,
): Promise<LossyWay> {
  const counts = { calls: 0, writes: 0, lost: 0 };
  const server = createServer(async (asked, answer) => {
    const body = await bodyOf(asked).catch(() => undefined);
    if (!body) return void asked.socket.destroy();
    const write = !READS.test(methodOf(asked.url ?? '', body.toString()));
    counts.calls += 1;
    if (write) counts.writes += 1;
    const lose = chance.between(1, 100) <= (write ? share.writes : share.reads);
    const onward = request(new URL(asked.url ?? '/', target), {
      method: asked.method ?? 'POST',
      headers: { ...asked.headers, host: new URL(target).host },
    });
    onward.on('error', () => asked.socket.destroy());
    onward.on('response', async (reply) => {
      // All of it has come: the ERP has committed, or refused.
      const told = await bodyOf(reply).catch(() => undefined);
      if (lose || !told) {
        if (told) counts.lost += 1;
        return void asked.socket.destroy();
      }
      const { 'transfer-encoding': _, connection: __, ...headers } = reply.headers;
      answer.writeHead(reply.statusCode ?? 502, { ...headers, 'content-length': told.length }).end(told);
    });
    onward.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

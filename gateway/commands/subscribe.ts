import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Command, textOption, UsageError } from './command.ts';

export const subscribe: Command = {
  name: 'subscribe',
  summary: 'print the events of a subscription, one JSON a line',
  usage: "--key KEY [--url URL] [--customer TOKEN] 'subscription { … }'",
  options: {
    key: { type: 'string', description: 'an API key, splot_…' },
    url: { type: 'string', description: 'default ws://127.0.0.1:4000/graphql' },
    customer: { type: 'string', description: 'a customer token (splot token)' },
    count: { type: 'string', description: 'end after so many events' },
  },
  positionals: 1,
  async run(words) {
    const [query] = words.positionals;
    const key = textOption(words, 'key');
    if (!query || !key) throw new UsageError('subscribe needs --key and the text of a subscription');
    const customer = textOption(words, 'customer');
    let left = Number(textOption(words, 'count') ?? Number.POSITIVE_INFINITY);
    const client = createClient({
      url: textOption(words, 'url') ?? 'ws://127.0.0.1:4000/graphql',
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${key}`, ...(customer ? { splotCustomer: customer } : {}) },
      retryAttempts: 0,
    });
    try {
      for await (const event of client.iterate({ query })) {
        process.stdout.write(`${JSON.stringify(event)}\n`);
        left -= 1;
        if (left <= 0) break;
      }
      return 0;
    } catch (error) {
      const closed = error as { reason?: string; code?: number };
      throw new Error(
        closed.reason ? `the stream ended: ${closed.reason}` : 'the hub cannot be reached: is it running, and is --url right?',
        { cause: error },
      );
    } finally {
      await client.dispose();
    }
  },
};

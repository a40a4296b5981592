/**
 * What no engine can be cheaper than, as a process: `raw` sends the same bytes again and again (`bytes` those of a file), `cache` finds them by the request's body,
 * `hand` builds each answer.
 */
import { readFileSync } from 'node:fs';
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { answerByHand } from './handWritten.ts';

const kind = process.argv[2];
const app = fastify({ forceCloseConnections: true });
const json = (reply: FastifyReply) => reply.header('content-type', 'application/json; charset=utf-8');
const build = (body: string): string => JSON.stringify(answerByHand(JSON.parse(body)));

function texts(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

if (kind === 'hand')
  app.post('/:question', async (request, reply) => json(reply).send(JSON.stringify(answerByHand(request.body as never))));
else if (kind === 'bytes') {
  texts(app);
  const bytes = readFileSync(process.argv[3] ?? '');
  app.post('/', async (_request, reply) => json(reply).send(bytes));
} else {
  texts(app);
  const answers = new Map<string, Buffer>();
  app.post<{ Params: { question: string } }>('/:question', async ({ params, body }, reply) => {
    const key = kind === 'raw' ? params.question : (body as string);
    let answer = answers.get(key);
    if (!answer) {
      answer = Buffer.from(build(body as string));
      answers.set(key, answer);
    }
    return json(reply).send(answer);
  });
}
console.log(`${kind} at ${await app.listen({ host: '127.0.0.1', port: 0 })}/`);

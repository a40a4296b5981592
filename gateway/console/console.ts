/** GraphiQL at / and /graphiql. Everything it loads comes from this server: from node_modules and from this folder, never from a CDN. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ConsoleOptions } from '../options.ts';

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  // The editor writes style elements while it works.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml' } as const;

const { resolve } = createRequire(import.meta.url);
const fromPackage = (name: string, path: string): string => join(dirname(resolve(`${name}/package.json`)), path);
const fromHere = (name: string): string => join(import.meta.dirname, name);

const assets: Record<string, () => string> = {
  'react.js': () => fromPackage('react', 'umd/react.production.min.js'),
  'react-dom.js': () => fromPackage('react-dom', 'umd/react-dom.production.min.js'),
  'graphiql.js': () => fromPackage('graphiql', 'graphiql.min.js'),
  'graphiql.css': () => fromPackage('graphiql', 'graphiql.min.css'),
  'graphql-ws.js': () => fromPackage('graphql-ws', 'umd/graphql-ws.min.js'),
  'page.js': () => fromHere('page.js'),
  'page.css': () => fromHere('page.css'),
  'icon.svg': () => fromHere('icon.svg'),
};

export async function consoleRoutes(app: FastifyInstance, options: ConsoleOptions): Promise<void> {
  const page = await readFile(fromHere('page.html'), 'utf8');
  const settings = JSON.stringify({ key: options.key ?? '', examples: options.examples });
  for (const url of ['/', '/graphiql'])
    app.get(url, async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .headers({ 'content-security-policy': CSP, 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' })
        .send(page),
    );
  app.get('/console/settings.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').header('cache-control', 'no-store').send(settings),
  );
  for (const [name, path] of Object.entries(assets)) {
    const file = path();
    const type = types[name.split('.').at(-1) as keyof typeof types];
    app.get(`/console/${name}`, async (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'public, max-age=3600')
        .send(await readFile(file)),
    );
  }
}

/**
 * The peer: Apollo Gateway in Apollo Server, set up for production as its documentation advises. Plain JavaScript, because its
 * packages (Elastic licence) are here only after npm run bench brought them, and the type checker must pass without them.
 */
import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import { VIEWER_HEADER, viewerSigner } from '../../../gateway/viewerToken.ts';
import { unpackViewer } from '../../../subgraphs/hub/viewer.ts';

/** Name → address. */
const subgraphs = JSON.parse(process.env.BENCH_SUBGRAPHS ?? '{}');
/** One object for every request: the hub's own signer then signs it three times a minute, and not once a request. */
const viewer = unpackViewer(JSON.parse(process.env.BENCH_VIEWER ?? '{}'));
const sign = viewerSigner(process.env.SPLOT_VIEWER_SECRET ?? '');

class Subgraph extends RemoteGraphQLDataSource {
  async willSendRequest({ request }) {
    request.http?.headers.set(VIEWER_HEADER, await sign(viewer));
  }
}

/** This gateway refuses a supergraph that names scopes (its maker's commercial router reads them). The subgraphs hold the rules anyway. */
const supergraphSdl = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8')
  .replaceAll(', for: SECURITY)', ')')
  .replaceAll(/(@join__graph\(name: "(\w+)", url: ")[^"]*/g, (_whole, start, name) => `${start}${subgraphs[name]}`);
const log = { debug() {}, info() {}, warn: console.error, error: console.error };
const app = fastify({ forceCloseConnections: true });
const server = new ApolloServer({
  gateway: new ApolloGateway({ supergraphSdl, logger: log, buildService: ({ url }) => new Subgraph({ url }) }),
  introspection: false,
  includeStacktraceInErrorResponses: false,
  logger: log,
  plugins: [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
    fastifyApolloDrainPlugin(app),
  ],
});
await server.start();
app.post('/graphql', fastifyApolloHandler(server));
console.log(`gateway at ${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);

process.on('SIGTERM', async () => {
  await server.stop();
  process.exit(0);
});

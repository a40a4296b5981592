/** A peer: Apollo Gateway in Apollo Server on Fastify, the subgraphs over HTTP; set up for production as its documentation advises. */
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';

const log = { debug() {}, info() {}, warn: console.error, error: console.error };
const server = new ApolloServer({
  gateway: new ApolloGateway({ supergraphSdl: readFileSync(process.env.BENCH_SUPERGRAPH ?? '', 'utf8'), logger: log }),
  introspection: false,
  includeStacktraceInErrorResponses: false,
  logger: log,
  plugins: [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
  ],
});
await server.start();
const app = fastify({ forceCloseConnections: true });
app.post('/graphql', fastifyApolloHandler(server));
console.log(`gateway at ${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);

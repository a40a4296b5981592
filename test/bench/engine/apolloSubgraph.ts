/** One of the three subgraphs as a process: Apollo Server on Fastify, as `splot serve --role subgraph` serves the hub's. */
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyInstance, fastify } from 'fastify';
import { parse } from 'graphql';
import type { SubgraphName } from './graph.ts';
import { parts } from './subgraphs.ts';

const name = process.argv[2] as SubgraphName;
const { sdl, resolvers, context } = parts[name];
const server = new ApolloServer<object>({
  schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]),
  introspection: false,
  plugins: [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
  ],
});
await server.start();
const app = fastify({ forceCloseConnections: true }) as unknown as FastifyInstance;
app.post('/graphql', fastifyApolloHandler(server, { context: async () => context() }));
console.log(`subgraph ${name} at ${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);

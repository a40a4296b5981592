/** A peer: the supergraph stitched by @graphql-tools/federation with the subgraphs in process, served by Mercurius with its JIT. */
import { readFileSync } from 'node:fs';
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import fastify from 'fastify';
import mercurius from 'mercurius';
import { localExecutor } from './subgraphs.js';

const schema = getStitchedSchemaFromSupergraphSdl({
  supergraphSdl: readFileSync(process.env.BENCH_SUPERGRAPH ?? '', 'utf8'),
  batch: true,
  onSubschemaConfig(config) {
    config.executor = localExecutor(config.name.toLowerCase());
  },
});
const app = fastify({ forceCloseConnections: true });
await app.register(mercurius, { schema, jit: 1, graphiql: false, ide: false, allowBatchedQueries: false });
console.log(`mercurius at ${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`);

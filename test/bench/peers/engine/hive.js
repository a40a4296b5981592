/**
 * A peer: Hive gateway-runtime with the Rust planner (unifiedGraphHandler of router-runtime) on node:http, as its documentation shows.
 * `local` replaces the HTTP transport by executors in process.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { localExecutor } from './subgraphs.js';

const transports = { http: { getSubgraphExecutor: ({ subgraphName }) => localExecutor(subgraphName.toLowerCase()) } };
const runtime = createGatewayRuntime({
  supergraph: readFileSync(process.env.BENCH_SUPERGRAPH ?? '', 'utf8'),
  unifiedGraphHandler,
  ...(process.argv[2] === 'local' ? { transports } : {}),
  logging: 'error',
  landingPage: false,
  graphiql: false,
});
const server = createServer(runtime);
server.listen(0, '127.0.0.1', () => console.log(`hive at http://127.0.0.1:${server.address().port}/graphql`));

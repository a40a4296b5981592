/** One running shop: prints one JSON line when it answers, stops on SIGTERM or when whoever started it goes away. */
import { bootstrap, JobQueueService } from '@vendure/core';
import { config } from './config.js';

const app = await bootstrap(config);
await app.get(JobQueueService).start();
let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  // Open sockets must not hold the process: nothing here has to survive it.
  setTimeout(() => process.exit(0), 1500).unref();
  await app.close();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('disconnect', stop);
process.stdout.write(`${JSON.stringify({ ready: true, pid: process.pid })}\n`);

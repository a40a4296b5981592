import type { FastifyInstance } from 'fastify';
import type { ConsoleOptions } from '../options.ts';
export async function consoleRoutes(_app: FastifyInstance, _options: ConsoleOptions): Promise<void> {}

/** How a twin runs as a process: flags, the key, and its end together with its parent. */
import { parseArgs } from 'node:util';

export interface Flags {
  port: number;
  file: string;
  key: string;
  empty: boolean;
  life: boolean;
}

/** The key used when none is set; the twin listens on loopback only. */
export const defaultKey = 'twin-demo-key';

export function readFlags(): Flags {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      file: { type: 'string', default: ':memory:' },
      empty: { type: 'boolean', default: false },
      life: { type: 'boolean', default: false },
    },
  });
  return { ...values, port: Number(values.port), key: process.env.TWIN_KEY ?? defaultKey };
}

/**
 * Reports readiness to the parent, and ends when the parent is gone (its IPC channel closes even on kill -9) or asks.
 * Started by hand there is no parent to watch: then it says where it listens.
 */
export function live(name: string, port: number, stop: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (process.send) {
    process.on('disconnect', end);
    process.send({ ready: true, port });
  } else console.log(`${name} listens on http://127.0.0.1:${port}`);
}

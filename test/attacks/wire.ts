/** Bytes to a port and back, as no client library would send them. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export function open(origin: string): Socket {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  // A server that refuses may reset what is still being sent.
  socket.on('error', () => {});
  return socket;
}

/** What came back until the server closed; a server that keeps the connection open after this is not finished, and the test's time runs out. */
export async function untilClosed(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('latin1').on('data', (part: string) => {
    text += part;
  });
  if (!socket.closed) await once(socket, 'close');
  return text;
}

export async function exchange(origin: string, bytes: string | Buffer): Promise<string> {
  const socket = open(origin);
  socket.write(bytes);
  return untilClosed(socket);
}

/** One byte after another, until the server has had enough. */
export async function trickle(origin: string, start: string, every: number): Promise<string> {
  const socket = open(origin);
  socket.write(start);
  const timer = setInterval(() => socket.writable && socket.write('x'), every);
  return untilClosed(socket).finally(() => clearInterval(timer));
}

/** Statuses of all answers in what came back. */
export const statuses = (text: string): number[] => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

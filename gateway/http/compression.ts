/**
 * Compression where it pays. CPU µs a compression (bytes left), answers of a product list, Node 26:
 *
 *           | 1.3 kB   | 2.6 kB   | 9.5 kB   | 51 kB      | 502 kB       |
 * brotli 1  | 15 (45%) | 12 (34%) | 24 (24%) |  69 (18%)  |   809 (17%)  |
 * gzip 1    | 16 (43%) | 17 (33%) | 34 (23%) |  93 (19%)  | 1,912 (19%)  |
 * zstd 1    | 38 (43%) | 31 (32%) | 51 (21%) |  56 (17%)  |   613 (16%)  |
 * brotli 4  | 59 (40%) | 63 (31%) | 210 (21%)| 234 (17%)  | 2,170 (16%)  | on a thread
 *
 * A thread costs 35–50 µs on top. So: brotli at quality 1, gzip for who does not know it; nothing below 2 kB, which leaves in one or two
 * packets anyway; on the spot up to 16 kB, where it is over sooner than a thread is woken; on a thread above.
 *
 * BREACH needs an answer that holds a secret beside words of the attacker, asked for by a victim's browser on its own accord. Here the
 * browser adds nothing on its own: the key and the token are headers that only a page of an allowed origin can set.
 */
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';

export type Coding = 'br' | 'gzip';

/** The bytes of an answer as they leave. */
export interface Packed {
  body: string | Buffer;
  coding: Coding | undefined;
}

const SMALLEST = 2_048;
const MOST_ON_THE_SPOT = 16_384;

const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const gzipOptions = { level: 1 };

const onTheSpot: Record<Coding, (bytes: string | Buffer) => Buffer> = {
  br: (bytes) => brotliCompressSync(bytes, brotliOptions),
  gzip: (bytes) => gzipSync(bytes, gzipOptions),
};

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);
const onThread: Record<Coding, (bytes: string | Buffer) => Promise<Buffer>> = {
  br: (bytes) => brotliAsync(bytes, brotliOptions),
  gzip: (bytes) => gzipAsync(bytes, gzipOptions),
};

/** As `acceptEncoding` allows and its length deserves. */
export function pack(body: string | Buffer, acceptEncoding: string | undefined): Packed | Promise<Packed> {
  const coding = body.length < SMALLEST ? undefined : chooseCoding(acceptEncoding);
  if (coding === undefined) return { body, coding };
  if (body.length <= MOST_ON_THE_SPOT) return { body: onTheSpot[coding](body), coding };
  return onThread[coding](body).then((bytes) => ({ body: bytes, coding }));
}

/** Clients send a handful of different headers. */
const known = new Map<string, Coding | undefined>();
const MOST_KNOWN = 200;
const LONGEST_KNOWN = 300;

export function chooseCoding(header: string | undefined): Coding | undefined {
  if (header === undefined || header === '') return undefined;
  const found = known.get(header);
  if (found || known.has(header)) return found;
  const coding = choose(header);
  if (header.length <= LONGEST_KNOWN && known.size < MOST_KNOWN) known.set(header, coding);
  return coding;
}

/** The one with the higher weight; brotli among equals. */
function choose(header: string): Coding | undefined {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim());
    const weight = parameters.map((parameter) => /^q *= *(.*)$/.exec(parameter)?.[1]).find((value) => value !== undefined);
    weights.set(name, weight === undefined ? 1 : Number(weight) || 0);
  }
  const any = weights.get('*') ?? 0;
  const br = weights.get('br') ?? any;
  const gz = weights.get('gzip') ?? weights.get('x-gzip') ?? any;
  if (br <= 0 && gz <= 0) return undefined;
  return br >= gz ? 'br' : 'gzip';
}

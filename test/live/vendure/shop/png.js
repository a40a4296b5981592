/** Small PNG pictures without a library: a coloured card with a pattern that tells one product from another. */
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

function chunk(type, body) {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(type, 4, 'latin1');
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), body])), 0);
  return Buffer.concat([head, body, tail]);
}

/** The same text gives the same picture. */
export function picture(text, width = 480, height = 360) {
  const seed = createHash('sha256').update(text).digest();
  const paper = [200 + (seed[0] % 50), 200 + (seed[1] % 50), 200 + (seed[2] % 50)];
  const ink = [seed[3] % 160, seed[4] % 160, seed[5] % 160];
  const cell = 40;
  const rows = [];
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1) {
      // Mirrored left to right, so that it looks like a thing rather than like noise.
      const column = Math.floor(Math.min(x, width - 1 - x) / cell);
      const bit = seed[6 + (Math.floor(y / cell) % 9)] & (1 << (column % 8));
      row.set(bit ? ink : paper, 1 + x * 3);
    }
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

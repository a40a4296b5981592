/** Pictures for the shop: fetched once, uploaded under the fingerprint of their content, and known again by it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { MediaRecord } from '../connector.ts';
import { download } from '../http.ts';
import type { UploadFile } from './admin.ts';
import type { Shop } from './shop.ts';

const maxBytes = 10 * 1024 * 1024;
const fetchTimeoutMs = 5_000;
/** A host that did not answer is left alone this long: a catalogue of dead addresses must not hold up publishing. */
const avoidMs = 600_000;
const avoided = new WeakMap<Shop, Map<string, number>>();
const endings: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};

const ourName = /splot-([0-9a-zA-Z_-]+)\.[a-z]+(?:\?.*)?$/;

/** Our own fingerprint when the picture came from us; otherwise of its address, under which Medusa never changes a picture. */
export function imageHash(url: string): string {
  return ourName.exec(url)?.[1] ?? createHash('sha256').update(url).digest('hex').slice(0, 32);
}

/** What is left of a fingerprint in a file's name. One that does not fit whole is told by its own fingerprint. */
function fileHash(contentHash: string): string {
  return /^[0-9a-zA-Z_-]{1,80}$/.test(contentHash) ? contentHash : createHash('sha256').update(contentHash).digest('hex').slice(0, 32);
}

const uploaded = z.object({ files: z.array(z.object({ url: z.string() })) });

/** Addresses in the shop, in the order given; `there` are the product's own now. A picture that cannot be had is left out and logged. */
export async function ensureImages(shop: Shop, media: MediaRecord[], there: string[], signal: AbortSignal): Promise<string[]> {
  const known = new Map(there.map((url) => [imageHash(url), url]));
  const urls: string[] = [];
  for (const picture of media) {
    const name = fileHash(picture.contentHash);
    const url = known.get(name) ?? known.get(picture.contentHash) ?? (await upload(shop, picture, name, signal));
    if (url !== undefined) urls.push(url);
  }
  return [...new Set(urls)];
}

async function upload(shop: Shop, picture: MediaRecord, name: string, signal: AbortSignal): Promise<string | undefined> {
  const file = await fetchOrSkip(shop, picture, name, signal);
  if (!file) return undefined;
  return (await shop.admin.upload('/admin/uploads', file, uploaded, signal)).files[0]?.url;
}

async function fetchOrSkip(shop: Shop, picture: MediaRecord, name: string, signal: AbortSignal): Promise<UploadFile | undefined> {
  const hosts = avoided.get(shop) ?? new Map<string, number>();
  avoided.set(shop, hosts);
  const host = URL.canParse(picture.url) ? new URL(picture.url).host : '';
  if ((hosts.get(host) ?? 0) > shop.now()) return undefined;
  try {
    return await fetchPicture(picture, name, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    // An answer that is no picture speaks for itself only; silence speaks for the host.
    if (!(error instanceof BadPicture) && host) hosts.set(host, shop.now() + avoidMs);
    shop.log('a picture could not be fetched; the product goes without it', { url: picture.url.slice(0, 200), detail: String(error) });
    return undefined;
  }
}

class BadPicture extends Error {}

/** Pictures lie where the ERP says, not in the shop: a plain bounded GET, or a `data:` address. */
async function fetchPicture(picture: MediaRecord, name: string, signal: AbortSignal): Promise<UploadFile> {
  const { type, bytes } = picture.url.startsWith('data:') ? decodeDataUrl(picture.url) : await fetchHttp(picture.url, signal);
  const ending = endings[type];
  if (!ending) throw new BadPicture(`not a picture: ${type}`);
  return { name: `splot-${name}.${ending}`, type, bytes };
}

async function fetchHttp(url: string, signal: AbortSignal): Promise<{ type: string; bytes: Uint8Array }> {
  const { protocol } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new BadPicture(`not fetched: ${protocol}`);
  const { status, type, bytes } = await download(url, { signal, timeoutMs: fetchTimeoutMs, maxBytes });
  if (status !== 200) throw new BadPicture(`answered ${status}`);
  return { type, bytes };
}

function decodeDataUrl(url: string): { type: string; bytes: Uint8Array } {
  const match = /^data:([\w/+.-]+);base64,(.*)$/s.exec(url);
  if (!match) throw new BadPicture('a data address that is not base64');
  const bytes = Buffer.from(match[2] ?? '', 'base64');
  if (bytes.length > maxBytes) throw new BadPicture(`larger than ${maxBytes} bytes`);
  return { type: match[1] ?? '', bytes };
}

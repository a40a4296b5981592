/** Pictures for the shop: fetched once, tagged with the fingerprint of their content, and found again by that tag. */

import { z } from 'zod';
import type { MediaRecord } from '../connector.ts';
import { download } from '../http.ts';
import { granted, REFUSAL, type UploadFile } from './admin.ts';
import type { Shop } from './shop.ts';
import { id } from './values.ts';

const tagPrefix = 'splot:';
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

/** Our own fingerprint when the picture came from us; otherwise the asset, which Vendure never changes in place. */
export function assetHash(asset: { id: string; fileSize: number; tags: { value: string }[] }): string {
  const ours = asset.tags.find((tag) => tag.value.startsWith(tagPrefix));
  return ours ? ours.value.slice(tagPrefix.length) : `asset-${asset.id}-${asset.fileSize}`;
}

const found = z.object({ assets: z.object({ items: z.array(z.object({ id, tags: z.array(z.object({ value: z.string() })) })) }) });
const created = z.object({ createAssets: z.array(z.union([z.object({ id }), z.object({ errorCode: z.string(), message: z.string() })])) });

/** Asset ids in the order given. A picture that cannot be had is left out and logged: a product goes on sale without it. */
export async function ensureAssets(shop: Shop, media: MediaRecord[], signal: AbortSignal): Promise<string[]> {
  if (media.length === 0) return [];
  const tags = media.map((picture) => tagPrefix + picture.contentHash);
  const { assets } = await shop.admin.ask(
    'query ($t: [String!]) { assets(options: { tags: $t, tagsOperator: OR, take: 500, sort: { id: ASC } }) { items { id tags { value } } } }',
    { t: tags },
    found,
    signal,
  );
  const byTag = new Map(assets.items.flatMap((asset) => asset.tags.map((tag) => [tag.value, asset.id] as const)).reverse());
  const missing = media.filter((picture) => !byTag.has(tagPrefix + picture.contentHash));
  const files = await Promise.all(missing.map((picture) => fetchOrSkip(shop, picture, signal)));
  for (const file of files) {
    if (!file) continue;
    const { createAssets } = await shop.admin.upload(
      `mutation ($input: [CreateAssetInput!]!) { createAssets(input: $input) { ... on Asset { id } ${REFUSAL} } }`,
      [file],
      created,
      signal,
    );
    for (const result of createAssets) {
      granted(result);
      if ('id' in result) for (const tag of file.tags) byTag.set(tag, result.id);
    }
  }
  return [...new Set(tags.flatMap((tag) => byTag.get(tag) ?? []))];
}

async function fetchOrSkip(shop: Shop, picture: MediaRecord, signal: AbortSignal): Promise<UploadFile | undefined> {
  const hosts = avoided.get(shop) ?? new Map<string, number>();
  avoided.set(shop, hosts);
  const host = URL.canParse(picture.url) ? new URL(picture.url).host : '';
  if ((hosts.get(host) ?? 0) > shop.now()) return undefined;
  try {
    return await fetchPicture(picture, signal);
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
async function fetchPicture(picture: MediaRecord, signal: AbortSignal): Promise<UploadFile> {
  const { type, bytes } = picture.url.startsWith('data:') ? decodeDataUrl(picture.url) : await fetchHttp(picture.url, signal);
  const ending = endings[type];
  if (!ending) throw new BadPicture(`not a picture: ${type}`);
  return {
    name: `${picture.contentHash.replace(/[^\w-]/g, '').slice(0, 40)}.${ending}`,
    type,
    bytes,
    tags: [tagPrefix + picture.contentHash],
  };
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

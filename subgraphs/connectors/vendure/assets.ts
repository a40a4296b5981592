/** Pictures for the shop: fetched once, tagged with the fingerprint of their content, and found again by that tag. */
import { z } from 'zod';
import { request } from 'undici';
import type { MediaRecord } from '../connector.ts';
import { granted, REFUSAL, type UploadFile } from './admin.ts';
import type { Shop } from './shop.ts';
import { id } from './values.ts';

const tagPrefix = 'splot:';
const maxBytes = 10 * 1024 * 1024;
const fetchTimeoutMs = 10_000;
const endings: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/gif': 'gif', 'image/avif': 'avif' };

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
  for (const picture of media) {
    const tag = tagPrefix + picture.contentHash;
    if (byTag.has(tag)) continue;
    const file = await fetchPicture(picture, tag, signal).catch((error: unknown) => {
      if (signal.aborted) throw error;
      shop.log('a picture could not be fetched; the product goes without it', { url: picture.url, detail: String(error) });
    });
    if (!file) continue;
    const { createAssets } = await shop.admin.upload(
      `mutation ($input: [CreateAssetInput!]!) { createAssets(input: $input) { ... on Asset { id } ${REFUSAL} } }`,
      [file],
      created,
      signal,
    );
    for (const result of createAssets) {
      granted(result);
      if ('id' in result) byTag.set(tag, result.id);
    }
  }
  return [...new Set(tags.flatMap((tag) => byTag.get(tag) ?? []))];
}

/** Pictures lie where the ERP says, not in the shop: a plain bounded GET, or a `data:` address. */
async function fetchPicture(picture: MediaRecord, tag: string, signal: AbortSignal): Promise<UploadFile> {
  const { type, bytes } = picture.url.startsWith('data:') ? decodeDataUrl(picture.url) : await download(picture.url, signal);
  const ending = endings[type];
  if (!ending) throw new Error(`not a picture: ${type}`);
  return { name: `${picture.contentHash.replace(/[^\w-]/g, '').slice(0, 40)}.${ending}`, type, bytes, tags: [tag] };
}

async function download(url: string, signal: AbortSignal): Promise<{ type: string; bytes: Uint8Array }> {
  const { protocol } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`not fetched: ${protocol}`);
  const answer = await request(url, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(fetchTimeoutMs)]),
    headersTimeout: fetchTimeoutMs,
    bodyTimeout: fetchTimeoutMs,
  });
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer.body) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > maxBytes) throw new Error(`larger than ${maxBytes} bytes`);
  }
  if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`);
  const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  return { type, bytes: Buffer.concat(parts) };
}

function decodeDataUrl(url: string): { type: string; bytes: Uint8Array } {
  const match = /^data:([\w/+.-]+);base64,(.*)$/s.exec(url);
  if (!match) throw new Error('a data address that is not base64');
  const bytes = Buffer.from(match[2] ?? '', 'base64');
  if (bytes.length > maxBytes) throw new Error(`larger than ${maxBytes} bytes`);
  return { type: match[1] ?? '', bytes };
}

/** Media types: what a request's body is, and what its answer is to be (GraphQL over HTTP; RFC 9110, 12.5.1). */

/** The type of an answer. */
export interface Media {
  contentType: string;
  /** application/json: older clients expect 200 also for a document that is not valid. */
  plain: boolean;
}

export const json: Media = { contentType: 'application/json; charset=utf-8', plain: true };
export const graphqlResponse: Media = { contentType: 'application/graphql-response+json; charset=utf-8', plain: false };

const JSON_TYPE = /^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*(?:utf-?8|"utf-?8")[ \t]*)?;?$/i;

/** Only JSON in UTF-8. A page of another site can send plain text, form data and multipart without being asked by CORS, and so none of them is taken. */
export const isJson = (contentType: string | undefined): boolean =>
  contentType === 'application/json' || (contentType !== undefined && contentType.length < 100 && JSON_TYPE.test(contentType));

/** Clients send a handful of different headers. */
const known = new Map<string, Media | undefined>([
  ['*/*', json],
  ['application/json', json],
  ['application/graphql-response+json', graphqlResponse],
]);
const MOST_KNOWN = 200;
const LONGEST_KNOWN = 300;

/** Undefined: the client takes none of ours (406). Without a wish, and for any type, it is application/json. */
export function negotiate(accept: string | undefined): Media | undefined {
  if (accept === undefined || accept === '') return json;
  const found = known.get(accept);
  if (found || known.has(accept)) return found;
  const media = choose(accept);
  if (accept.length <= LONGEST_KNOWN && known.size < MOST_KNOWN) known.set(accept, media);
  return media;
}

interface Wish {
  quality: number;
  /** Of the range that says it: 3 names the type, 2 application/*, 1 any; 0 none. */
  exactness: number;
  position: number;
}

const types = [
  { name: 'application/json', media: json },
  { name: 'application/graphql-response+json', media: graphqlResponse },
];

/** The highest quality; then the more exact wish; then the one named first. */
function choose(accept: string): Media | undefined {
  const ranges = accept.toLowerCase().split(',').map(readRange);
  let best: Wish | undefined;
  let chosen: Media | undefined;
  for (const { name, media } of types) {
    const wish = wishFor(name, ranges);
    if (wish.quality > 0 && (!best || isBetter(wish, best))) {
      best = wish;
      chosen = media;
    }
  }
  return chosen;
}

const isBetter = (a: Wish, b: Wish): boolean =>
  a.quality !== b.quality ? a.quality > b.quality : a.exactness !== b.exactness ? a.exactness > b.exactness : a.position < b.position;

interface Range {
  type: string;
  quality: number;
}

/** A range of another alphabet, or with a weight that is none, counts as not sent. */
function readRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  let quality = 1;
  for (const parameter of parameters) {
    const [name, value = ''] = parameter.split('=').map((part) => part.trim());
    if (name === 'charset' && !/^"?utf-?8"?$/.test(value)) return { type: '', quality: 0 };
    if (name !== 'q') continue;
    if (!/^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(value)) return { type: '', quality: 0 };
    quality = Number(value);
  }
  return { type, quality };
}

function wishFor(name: string, ranges: readonly Range[]): Wish {
  let wish: Wish = { quality: 0, exactness: 0, position: 0 };
  ranges.forEach(({ type, quality }, position) => {
    const exactness = type === name ? 3 : type === 'application/*' ? 2 : type === '*/*' ? 1 : 0;
    if (exactness > wish.exactness) wish = { quality, exactness, position };
  });
  return wish;
}

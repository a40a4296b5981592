/** A GraphQL client for the shop's two APIs, independent of the connector: the live story reads the shop with its own eyes. */

export type Json = unknown;
export type Query = (query: string, variables?: Record<string, unknown>) => Promise<Record<string, Json>>;

export interface Client {
  query: Query;
  /** Sends files by the GraphQL multipart convention: `files[i]` takes the place of the i-th `input[i].file`. */
  upload(
    query: string,
    files: { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }[],
    extra?: Record<string, unknown>,
  ): Promise<Record<string, Json>>;
}

/** One session: Vendure hands out a token with the first answer that needs one, and it comes along from then on. */
export function openClient(url: string, headers: Record<string, string> = {}): Client {
  let token: string | undefined;
  async function send(body: string | FormData, extra: Record<string, string>): Promise<Record<string, Json>> {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, ...extra, ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body,
      signal: AbortSignal.timeout(60_000),
    });
    token = answer.headers.get('vendure-auth-token') ?? token;
    const { data, errors } = (await answer.json()) as { data?: Record<string, Json>; errors?: { message: string }[] };
    if (errors?.length || !data) throw new Error(`the shop answered ${answer.status}: ${JSON.stringify(errors).slice(0, 800)}`);
    return data;
  }
  return {
    query: (query, variables) => send(JSON.stringify({ query, variables }), { 'content-type': 'application/json' }),
    upload(query, files, extra = {}) {
      const form = new FormData();
      const input = files.map(() => ({ file: null, ...extra }));
      form.set('operations', JSON.stringify({ query, variables: { input } }));
      form.set('map', JSON.stringify(Object.fromEntries(files.map((_, index) => [index, [`variables.input.${index}.file`]]))));
      files.forEach((file, index) => {
        form.set(String(index), new Blob([file.bytes], { type: file.type }), file.name);
      });
      // Apollo refuses multipart without it (cross-site request forgery).
      return send(form, { 'apollo-require-preflight': 'true' });
    },
  };
}

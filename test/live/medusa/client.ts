/** A REST client for the shop's two APIs, independent of the connector: the live story reads the shop with its own eyes. */

// biome-ignore lint/suspicious/noExplicitAny: answers of an API without types, each looked at in one place only.
export type Json = any;
type Parameters = Record<string, string | number | string[]>;

export interface Client {
  get(path: string, query?: Parameters): Promise<Json>;
  post(path: string, body?: unknown): Promise<Json>;
  upload(path: string, files: { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }[]): Promise<Json>;
}

/** `headers` are asked for before every call, so that a login can be renewed. */
export function openClient(base: string, headers: () => Promise<Record<string, string>> = async () => ({})): Client {
  async function send(method: string, path: string, body?: string | FormData): Promise<Json> {
    const json: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const answer = await fetch(base + path, {
      method,
      headers: { ...(await headers()), ...json },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 600)}`);
    return text ? JSON.parse(text) : undefined;
  }
  return {
    get: (path, query = {}) => send('GET', `${path}${search(query)}`),
    post: (path, body = {}) => send('POST', path, JSON.stringify(body)),
    upload(path, files) {
      const form = new FormData();
      for (const { name, type, bytes } of files) form.append('files', new Blob([bytes], { type }), name);
      return send('POST', path, form);
    },
  };
}

function search(query: Parameters): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    Array.isArray(value) ? value.map((one) => [`${key}[]`, one]) : [[key, String(value)]],
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs as [string, string][])}` : '';
}

/** An administrator; the session lasts a day. */
export function openAdmin(base: string, email: string, password: string): Client {
  const door = openClient(base);
  let token: Promise<string> | undefined;
  return openClient(base, async () => {
    token ??= door.post('/auth/user/emailpass', { email, password }).then((answer) => answer.token as string);
    return { authorization: `Bearer ${await token}` };
  });
}

/** A visitor of one sales channel; logged in when a token is given. */
export function openVisitor(base: string, publishableKey: string, token?: string): Client {
  const headers = { 'x-publishable-api-key': publishableKey, ...(token ? { authorization: `Bearer ${token}` } : {}) };
  return openClient(base, async () => headers);
}

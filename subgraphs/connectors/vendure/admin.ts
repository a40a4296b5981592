/** The shop's admin API: one GraphQL call with a deadline, its answer parsed, its refusals read as ours. */
import { z } from 'zod';
import { NotSent, type Settings, Terminal, type TerminalCode } from '../connector.ts';
import { type Http, openHttp } from '../http.ts';

/** Another call has just committed what this one would have made; this one changed nothing. Read again, and it is there. */
export class Overtaken extends NotSent {
  /** What it means when it happens again after reading: the values themselves cannot be. */
  readonly verdict: Terminal | undefined;
  constructor(cause: Error, verdict?: Terminal) {
    super('another call wrote the same just before', { cause });
    this.verdict = verdict;
  }
}

/** Runs a push that reads before it writes once more when it was overtaken: an earlier try of it that broke off may still have come through. */
export async function evenIfOvertaken<T>(push: () => Promise<T>): Promise<T> {
  try {
    return await push();
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
  try {
    return await push();
  } catch (error) {
    throw error instanceof Overtaken && error.verdict ? error.verdict : error;
  }
}

export interface Admin {
  /** Parsed `data`. A refusal throws {@link Terminal} or {@link NotSent}; anything else thrown leaves the outcome unknown. */
  ask<T>(document: string, variables: Record<string, unknown>, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  /** True when the shop's schema takes the document: plugins and custom fields differ from shop to shop. Nothing is executed. */
  understands(selection: string, signal: AbortSignal): Promise<boolean>;
  /** Files by the GraphQL multipart convention: `files[i]` becomes `$input[i].file`. */
  upload<T>(document: string, files: UploadFile[], schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  /** The shop's own clock, which stamps its `updatedAt`; epoch milliseconds, whole seconds. */
  shopNow(): number;
  close(): Promise<void>;
}

export interface UploadFile {
  name: string;
  type: string;
  bytes: Uint8Array;
  tags: string[];
}

/** A page of a hundred orders on a small shop takes two seconds. */
const timeoutMs = 20_000;
/** A small shop answers 50-150 calls a second in all; its visitors come first. */
const connections = 3;
const maxBytes = 32 * 1024 * 1024;

const answerOf = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() })).optional(),
});
type Answer = z.infer<typeof answerOf>;

export function openAdmin(settings: Settings, now: () => number): Admin {
  const http = openHttp(settings.url ?? '', { timeoutMs, connections, maxBytes });
  const session = openSession(settings, http);
  let skewMs = 0;

  async function send(body: string | Uint8Array, contentType: string, signal: AbortSignal, again = true): Promise<Answer> {
    const headers = await session.headers(signal);
    const {
      status,
      headers: answered,
      text,
    } = await http.send({
      method: 'POST',
      path: '',
      // Apollo refuses multipart without the preflight header (cross-site request forgery).
      headers: { ...headers, 'content-type': contentType, 'apollo-require-preflight': 'true' },
      body,
      signal,
    });
    const date = Date.parse(answered.date ?? '');
    if (Number.isFinite(date)) skewMs = date - now();
    const answer = parseAnswer(status, text);
    if (again && refusesUs(answer) && session.forget()) return send(body, contentType, signal, false);
    return answer;
  }

  return {
    async ask(document, variables, schema, signal) {
      const answer = await send(JSON.stringify({ query: document, variables }), 'application/json', signal);
      return schema.parse(accepted(answer));
    },
    async understands(selection, signal) {
      const query = `query ($yes: Boolean! = false) { ... on Query @include(if: $yes) { ${selection} } }`;
      const answer = await send(JSON.stringify({ query }), 'application/json', signal);
      if (answer.errors?.some((error) => error.extensions?.code === 'GRAPHQL_VALIDATION_FAILED')) return false;
      accepted(answer);
      return true;
    },
    async upload(document, files, schema, signal) {
      const { body, contentType } = multipart(document, files);
      return schema.parse(accepted(await send(body, contentType, signal)));
    },
    shopNow: () => now() + skewMs,
    close: () => http.close(),
  };
}

interface Session {
  headers(signal: AbortSignal): Promise<Record<string, string>>;
  /** Drops a login that ran out; false when there is none to renew (an API key). */
  forget(): boolean;
}

function openSession(settings: Settings, http: Http): Session {
  const channel: Record<string, string> = settings.channelToken ? { 'vendure-token': settings.channelToken } : {};
  const { apiKey } = settings;
  if (apiKey) return { headers: async () => ({ ...channel, 'vendure-api-key': apiKey }), forget: () => false };
  let token: Promise<string> | undefined;
  return {
    async headers(signal) {
      token ??= login(settings, http, signal);
      try {
        return { ...channel, authorization: `Bearer ${await token}` };
      } catch (error) {
        token = undefined;
        throw error;
      }
    },
    forget() {
      token = undefined;
      return true;
    },
  };
}

async function login(settings: Settings, http: Http, signal: AbortSignal): Promise<string> {
  const query = 'mutation ($u: String!, $p: String!) { login(username: $u, password: $p) { __typename } }';
  const { headers } = await http.send({
    method: 'POST',
    path: '',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { u: settings.username ?? '', p: settings.password ?? '' } }),
    signal,
  });
  const token = headers['vendure-auth-token'];
  if (!token) throw new NotSent('the shop does not accept the login');
  return token;
}

function parseAnswer(status: number, text: string): Answer {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(`the shop answered ${status} with something that is not JSON`);
  }
  const parsed = answerOf.safeParse(json);
  if (!parsed.success) throw new Error(`the shop answered ${status} with something that is not GraphQL`);
  return parsed.data;
}

const refusesUs = (answer: Answer) =>
  answer.errors?.some((error) => error.extensions?.code === 'FORBIDDEN' || error.extensions?.code === 'UNAUTHENTICATED') ?? false;

/** Vendure's own words (i18n/messages/en.json of @vendure/core) for a variant or an option group that is there already. */
const madeMeanwhile = /with the selected options already exists|is already assigned to the Product/;

function accepted(answer: Answer): unknown {
  const [error] = answer.errors ?? [];
  if (!error) return answer.data ?? {};
  const code = error.extensions?.code;
  // A right that is missing can be granted without a change here: worth another try, and it surely changed nothing.
  if (refusesUs(answer))
    throw new NotSent('the shop does not accept our key, or the key lacks a right', { cause: new Error(error.message) });
  // Two writers waited for each other and this one lost: its transaction is gone whole.
  if (/deadlock/i.test(error.message)) throw new NotSent('the shop was busy with the same rows', { cause: new Error(error.message) });
  if (/duplicate key|UNIQUE constraint/i.test(error.message)) throw new Overtaken(new Error(error.message));
  switch (code) {
    case 'USER_INPUT_ERROR':
    case 'BAD_USER_INPUT':
    case 'GRAPHQL_VALIDATION_FAILED': {
      const verdict = new Terminal('INVALID', 'the shop does not accept these values', `${code}: ${error.message}`);
      throw madeMeanwhile.test(error.message) ? new Overtaken(new Error(error.message), verdict) : verdict;
    }
    case 'ENTITY_NOT_FOUND':
    case 'CHANNEL_NOT_FOUND':
      throw new Terminal('NOT_FOUND', 'the shop does not know what is named', `${code}: ${error.message}`);
    default:
      throw new Error(`the shop failed: ${code ?? 'no code'}: ${error.message}`);
  }
}

/** Select it on every mutation that may refuse: Vendure says no in the data, not in `errors`. */
export const REFUSAL = '... on ErrorResult { errorCode message }';

const refusal = z.object({ errorCode: z.string(), message: z.string() });

const refusalCodes: Record<string, [TerminalCode, string]> = {
  INSUFFICIENT_STOCK_ON_HAND_ERROR: ['INSUFFICIENT_STOCK', 'the shop has not enough stock'],
  INSUFFICIENT_STOCK_ERROR: ['INSUFFICIENT_STOCK', 'the shop has not enough stock'],
  EMAIL_ADDRESS_CONFLICT_ERROR: ['DUPLICATE', 'the shop has this e-mail address already'],
  MIME_TYPE_ERROR: ['INVALID', 'the shop does not take this kind of file'],
  LANGUAGE_NOT_AVAILABLE_ERROR: ['INVALID', 'the shop does not have this language'],
  REFUND_AMOUNT_ERROR: ['INVALID', 'more than was paid cannot be refunded'],
  QUANTITY_TOO_GREAT_ERROR: ['INVALID', 'more than was ordered'],
};

/** `errorCode` of a refusal in the data; undefined when it is none. */
export function refusedWith(result: unknown): string | undefined {
  return refusal.safeParse(result).data?.errorCode;
}

/** Throws {@link Terminal} when the shop refused in the data. */
export function granted(result: unknown): void {
  const refused = refusal.safeParse(result).data;
  if (!refused) return;
  const [code, message] = refusalCodes[refused.errorCode] ?? ['STATE_FORBIDS', 'the shop does not allow it in this state'];
  throw new Terminal(code, message, `${refused.errorCode}: ${refused.message}`);
}

function multipart(document: string, files: UploadFile[]): { body: Uint8Array; contentType: string } {
  const boundary = `splot-${crypto.randomUUID()}`;
  const input = files.map(({ tags }) => ({ file: null, tags }));
  const map = Object.fromEntries(files.map((_, index) => [index, [`variables.input.${index}.file`]]));
  const field = (name: string, value: unknown) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${JSON.stringify(value)}\r\n`);
  const parts: Uint8Array[] = [field('operations', { query: document, variables: { input } }), field('map', map)];
  files.forEach((file, index) => {
    const head = `content-disposition: form-data; name="${index}"; filename="${file.name}"\r\ncontent-type: ${file.type}`;
    parts.push(Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), file.bytes, Buffer.from('\r\n'));
  });
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { body: Buffer.concat(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}

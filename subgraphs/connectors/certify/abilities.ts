/** Capabilities: what the system cannot do is said with its reason, and what it can do keeps its side promises. */
import { type Capability, type Connected, capabilities, isAble } from '../connector.ts';
import { type Check, Failed, Impossible, insist } from './check.ts';
import type { Place } from './place.ts';
import { able } from './probe.ts';

export function capabilityChecks(role: Place['role']): Check[] {
  return [...capabilities[role].map((name) => reasoned(name)), found(role), ...(role === 'ERP' ? [printed, listens] : [signed])];
}

/** Made only of what is missing: what is there is tried by the other groups. */
function reasoned(name: Capability): Check {
  return {
    group: 'capabilities',
    name,
    needs: [],
    async run({ connected }) {
      const reason = connected.cannot?.[name]?.trim();
      if (isAble(connected, name)) {
        insist(reason === undefined, 'it is there, and a reason says why it is not');
        return 'can';
      }
      if (!reason) throw new Failed('it is not there, and no reason says why');
      throw new Impossible(reason);
    },
  };
}

/** Which look-up tells the truth about which write. */
const lookups: Partial<Record<Capability, keyof Connected['find']>> = {
  'push.orderPlace': 'order',
  'push.quoteAccept': 'order',
  'push.paymentRecord': 'payment',
  'push.partyCreate': 'party',
  'push.returnReceive': 'returned',
  'push.creditNote': 'creditNote',
  'push.quotePlace': 'quote',
  'push.stockCount': 'stockCount',
  'push.loyaltyMove': 'loyaltyMove',
  'push.refund': 'refund',
};

function found(role: Place['role']): Check {
  return {
    group: 'capabilities',
    name: 'every write whose answer may be lost can be looked up',
    needs: [],
    async run({ connected }) {
      if (connected.writeClass === 'BLIND') throw new Impossible('its writes carry no mark that could be found again');
      const missing = capabilities[role].filter((name) => {
        const lookup = lookups[name];
        return isAble(connected, name) && lookup !== undefined && connected.find[lookup] === undefined;
      });
      insist(missing.length === 0, `there is no look-up for ${missing.join(', ')}`);
      return connected.writeClass;
    },
  };
}

const printed: Check = {
  group: 'capabilities',
  name: 'papers are printed',
  needs: ['file', 'pull.orders'],
  async run({ connected, reading }, signal) {
    const papers = (await reading.known('orders', signal)).flatMap((order) => order.documents).filter((paper) => paper.hasFile);
    const kinds = new Map(papers.map((paper) => [paper.kind, paper]));
    if (kinds.size === 0) throw new Impossible('it tells of no paper that can be printed');
    const told: string[] = [];
    for (const [kind, { externalId }] of kinds) {
      const { bytes, mediaType, name } = await able(connected.file, 'file')(externalId, signal);
      insist(bytes instanceof Uint8Array && bytes.length > 100, `${kind} ${externalId} is empty`);
      insist(/^[\w.+-]+\/[\w.+-]+$/.test(mediaType) && name !== '', `${kind} ${externalId} has no name or media type`);
      const head = Buffer.from(bytes.subarray(0, 5)).toString('latin1');
      insist(mediaType !== 'application/pdf' || head === '%PDF-', `${kind} ${externalId} is no PDF`);
      told.push(`${kind} ${bytes.length} bytes`);
    }
    return told.join(', ');
  },
};

const listens: Check = {
  group: 'capabilities',
  name: 'listening ends when it is asked to',
  needs: ['listen'],
  async run({ connected, now }) {
    const stop = new AbortController();
    const ended = able(connected.listen, 'listen')(() => {}, stop.signal).then(
      () => 'ended',
      () => 'ended',
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const began = now();
    stop.abort();
    const late = new Promise<string>((resolve) => setTimeout(resolve, 10_000, 'late').unref());
    insist((await Promise.race([ended, late])) === 'ended', 'it went on for ten seconds');
    return `${now() - began} ms`;
  },
};

const signed: Check = {
  group: 'capabilities',
  name: 'a webhook with a wrong signature is not believed',
  needs: ['webhook'],
  async run({ connected }) {
    const body = Buffer.from(JSON.stringify({ event: 'order.created', id: '1' }));
    const webhook = able(connected.webhook?.bind(connected), 'webhook');
    insist(webhook({}, body) === null, 'one without a signature was believed');
    // Whatever header it looks at holds a signature of the usual form.
    const forged = new Proxy<Record<string, string>>({}, { get: () => `sha256=${'0'.repeat(64)}` });
    insist(webhook(forged, body) === null, 'a forged one was believed');
    return undefined;
  },
};

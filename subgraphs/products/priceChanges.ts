/** The stream of prices for one buyer: what it tells is the price as evaluated for that buyer, so no other list shows through. */
import { contentOf } from '#hub/bindings.ts';
import { dayAt } from '#hub/days.ts';
import { failure } from '#hub/errors.ts';
import type { HubEvent } from '#hub/events.ts';
import { MAX_PAGE } from '#hub/paging.ts';
import { listsOf, type PriceContext, type PriceQuote, quotePrices } from '#hub/pricing.ts';
import { eventStream } from '#hub/stream.ts';
import { readBuyer, stockUnits } from './buyer.ts';
import type { RequestContext } from './context.ts';
import type { PriceChangedRow, VariantRow } from './mappers.ts';
import { findVariants, findVariantsBySku } from './store.ts';
import type { PriceChangeFilter, SubscriptionPriceChangesArgs } from './types.ts';

type Change = Omit<PriceChangedRow, 'cursor'>;

export async function priceChanges({ filter, after, snapshot }: SubscriptionPriceChangesArgs, context: RequestContext) {
  const { ground, viewer, loaders } = context;
  const db = ground.db.read;
  const wish = filter.for ?? undefined;
  const buyer = await readBuyer(context, wish);
  const zone = await loaders.zone();
  const rows = new Map((await namedVariants(context, filter)).map((row) => [row.id, wish ? { ...row, buyer: wish } : row]));
  const wanted = new Map([...rows].map(([id, row]) => [id, stockUnits(row, wish?.quantity, wish?.unitCode)]));
  const now = (): PriceContext => {
    const at = ground.now();
    return { ...buyer, companyId: viewer.companyId, date: wish?.date ?? dayAt(at, zone), now: at };
  };
  let lists = new Set(await listsOf(db, now()));
  /** What this stream told last of each variant. */
  const told = new Map<string, { shape: string; quote: PriceQuote | null }>();

  /** What differs from what was told, for these variants or all. */
  async function changes(ids: readonly string[]): Promise<Map<string, Change>> {
    if (!ids.length) return new Map();
    const seen = new Set((await findVariants(db, loaders.sight, ids)).map((row) => row.id));
    const requests = ids.filter((id) => seen.has(id)).map((variantId) => ({ variantId, quantity: wanted.get(variantId) ?? 0n }));
    const quotes = new Map((await quotePrices(db, requests, now())).flatMap((quote) => (quote ? [[quote.variantId, quote]] : [])));
    const found = new Map<string, Change>();
    for (const id of ids) {
      const row = rows.get(id);
      const quote = quotes.get(id) ?? null;
      const before = told.get(id);
      const shape = contentOf(quote && { ...quote, asOf: 0 });
      if (!row || before?.shape === shape) continue;
      told.set(id, { shape, quote });
      const previous = before?.quote ? { unitNet: before.quote.unitNet, currency: before.quote.currency } : null;
      found.set(id, { __typename: 'PriceChanged', row, price: quote, previous, occurredAt: quote?.asOf ?? ground.now() });
    }
    return found;
  }

  return eventStream<Change>(ground, viewer, {
    topic: buyer.customerId === undefined ? 'price' : ['price', 'customer'],
    after,
    snapshot: snapshot ?? true,
    allowed(event) {
      if (event.topic === 'customer') return event.subjectId === buyer.customerId;
      return isForAll(event) || (wanted.has(event.subjectId) && lists.has(String(event.payload.priceListId)));
    },
    async readSnapshot() {
      told.clear();
      return [...(await changes([...wanted.keys()])).values()];
    },
    toItems: {
      // The price is as of now, so of many events only the last that touches a variant tells it.
      async pairs(events) {
        const last = new Map<string, HubEvent>();
        for (const event of events) for (const id of isForAll(event) ? wanted.keys() : [event.subjectId]) last.set(id, event);
        if (events.some(isForAll)) lists = new Set(await listsOf(db, now()));
        const changed = await changes([...last.keys()]);
        return events.flatMap((event) =>
          [...changed]
            .filter(([id]) => last.get(id) === event)
            .map(([, change]): [HubEvent, Change] => [event, { ...change, occurredAt: event.occurredAt }]),
        );
      },
    },
  });
}

/** An import, a rule, a promotion, or the buyer's own terms: any price may be another one. */
const isForAll = (event: HubEvent): boolean => event.topic === 'customer' || event.payload.change !== undefined;

/** Those that are there and that this viewer sees; what is not there is never heard of. Throws BAD_USER_INPUT. */
async function namedVariants({ db, loaders }: RequestContext, { variantIds, skus }: PriceChangeFilter): Promise<VariantRow[]> {
  if (!variantIds?.length && !skus?.length) throw failure('BAD_USER_INPUT', 'Name the variants to listen to.');
  for (const names of [variantIds, skus])
    if (names && names.length > MAX_PAGE) throw failure('BAD_USER_INPUT', `A filter takes at most ${MAX_PAGE} values.`);
  return [
    ...(variantIds?.length ? await findVariants(db, loaders.sight, variantIds) : []),
    ...(skus?.length ? await findVariantsBySku(db, loaders.sight, skus) : []),
  ];
}

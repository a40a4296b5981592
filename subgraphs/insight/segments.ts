/** Segments of customers, and what each bought in a year. A customer may be in several. */
import { dayAt } from '#hub/days.ts';
import { money } from '#hub/money.ts';
import { SEGMENTS, segmentTexts } from '#hub/segments.ts';
import type { RequestContext } from './context.ts';
import { yearTo } from './period.ts';
import { findCompany } from './reportStore.ts';
import { segmentFacts } from './segmentStore.ts';
import type { Segment } from './types.ts';

export async function segments({ db, viewer, now }: RequestContext): Promise<Segment[]> {
  const { currency, zone } = await findCompany(db, viewer.companyId);
  const year = yearTo(dayAt(now, zone));
  return Promise.all(
    SEGMENTS.map(async (code) => {
      const { customers, net } = await segmentFacts(db, viewer.companyId, code, currency, year);
      return { code, ...segmentTexts[code], customers, net: money(net, currency) };
    }),
  );
}

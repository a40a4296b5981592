/** stockCountRecord: what was counted goes through the ledger to the ERP, which books the differences; the levels follow when it tells them. */
import { refuse, type UserErrorBody, UserFault, userError } from '#hub/errors.ts';
import { newId } from '#hub/id.ts';
import { type Micros, micros } from '#hub/money.ts';
import { linkedErp, writeOnce } from '#hub/writeOnce.ts';
import type { RequestContext } from './context.ts';
import { findCount, insertCount } from './countStore.ts';
import { levelsOf } from './levelStore.ts';
import type { StockCountPayloadRow } from './mappers.ts';
import { findLocations, findVariantsBySku } from './store.ts';
import type { StockCountInput } from './types.ts';

/** One line as it is kept; micros as text. `booked` is what the hub held when it was counted. */
export interface CountedLine {
  variantId: string;
  sku: string;
  counted: string;
  booked: string;
}

const MOST_LINES = 500;

export async function recordCount(context: RequestContext, input: StockCountInput): Promise<StockCountPayloadRow> {
  const written = await writeOnce(context, 'stockCountRecord', input, async ({ application, accept }) => {
    const { ground, viewer, now } = context;
    const erp = await linkedErp(context);
    const lines = await readLines(context, input);
    const id = newId('stockCount');
    return ground.db.write(async (trx) => {
      const { operation, replay } = await accept(trx, {
        systemId: erp.id,
        kind: 'STOCK_COUNT',
        // Two counts of one place must not overtake each other.
        lane: `count:${input.locationId}`,
        subjectId: id,
        payload: {},
      });
      if (!replay)
        await insertCount(trx, {
          id,
          companyId: viewer.companyId,
          locationId: input.locationId,
          number: `INW-${id.slice(-8).toUpperCase()}`,
          application,
          state: 'QUEUED',
          lines: JSON.stringify(lines),
          countedAt: now,
          bookedAt: null,
        });
      return operation;
    });
  });
  const count = written.operation?.subjectId ? await findCount(context.db, written.operation.subjectId) : undefined;
  const lines = count ? (JSON.parse(count.lines) as CountedLine[]) : [];
  return {
    operationId: written.operation?.id ?? null,
    differences: lines.filter((line) => line.counted !== line.booked),
    userErrors: written.userErrors,
  };
}

/** Every line checked, every fault named. */
async function readLines({ db, viewer }: RequestContext, input: StockCountInput): Promise<CountedLine[]> {
  const [location] = await findLocations(db, viewer.companyId, [input.locationId]);
  if (!location?.active || location.kind === 'STORAGE')
    throw refuse('NOT_FOUND', 'There is no such warehouse or store.', ['input', 'locationId']);
  if (!input.lines.length) throw refuse('REQUIRED', 'Name at least one line.', ['input', 'lines']);
  if (input.lines.length > MOST_LINES) throw refuse('INVALID', `At most ${MOST_LINES} lines a count.`, ['input', 'lines']);
  const variants = new Map(
    (
      await findVariantsBySku(
        db,
        viewer.companyId,
        input.lines.map((line) => line.sku),
      )
    ).map((one) => [one.sku, one]),
  );
  const levels = await levelsOf(
    db,
    [...variants.values()].map((variant) => variant.id),
  );
  const errors: UserErrorBody[] = [];
  const seen = new Set<string>();
  const lines = input.lines.flatMap((line, index): CountedLine[] => {
    const fault = (code: 'NOT_FOUND' | 'INVALID' | 'DUPLICATE' | 'VERSION_CONFLICT', message: string, field: string) => {
      errors.push(userError(code, message, ['input', 'lines', index, field], { retryable: code === 'VERSION_CONFLICT' }));
      return [];
    };
    const variant = variants.get(line.sku);
    if (!variant) return fault('NOT_FOUND', 'There is no such SKU.', 'sku');
    if (seen.has(line.sku)) return fault('DUPLICATE', 'This SKU is counted twice in this list.', 'sku');
    seen.add(line.sku);
    const counted: Micros = micros(line.counted);
    if (counted < 0n) return fault('INVALID', 'A count is zero or more.', 'counted');
    const level = levels.find((one) => one.variantId === variant.id && one.locationId === input.locationId);
    if (line.expectedVersion != null && line.expectedVersion !== (level?.version ?? 0))
      return fault('VERSION_CONFLICT', `The level has moved on to version ${level?.version ?? 0}: count again.`, 'expectedVersion');
    return [{ variantId: variant.id, sku: variant.sku, counted: String(counted), booked: String(level?.onHandMicros ?? 0n) }];
  });
  if (errors.length) throw new UserFault(errors);
  return lines;
}

import type { PartyRecord } from '#connectors/connector.ts';
import { formatMicros, micros as m } from '#hub/money.ts';
import type { TestGround } from './ground.ts';

export const credit = { creditLimitMicros: m('500'), creditCurrency: 'PLN', termsCode: '14', termsName: '14 dni', termsDays: 14 };
export const terms = { payment: { methodCode: 'terms' } };

export const positionOf = (ground: TestGround, id: string) =>
  ground.db.read
    .selectFrom('customer')
    .select(['creditUsedMicros', 'creditHeldMicros', 'creditLimitMicros'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
export const heldOf = async (ground: TestGround, id: string): Promise<string> =>
  formatMicros((await positionOf(ground, id)).creditHeldMicros);
export const creditEvents = async (ground: TestGround, id: string): Promise<number> =>
  (await ground.db.read.selectFrom('event').select('payload').where('topic', '=', 'customer').where('subjectId', '=', id).execute()).filter(
    ({ payload }) => payload.includes('credit'),
  ).length;

export const aParty = (more: Partial<PartyRecord> = {}): PartyRecord => ({
  externalId: 'p1',
  kind: 'BUSINESS',
  name: 'Szkoła Górska',
  active: true,
  groups: [],
  addresses: [],
  paymentTerms: { code: '14', name: '14 dni', days: 14 },
  credit: { limit: m('500'), used: 0n, overdue: 0n, currency: 'PLN', blocked: false },
  ...more,
});

export async function theCustomer(ground: TestGround): Promise<string> {
  const row = await ground.db.read.selectFrom('customer').select('id').executeTakeFirstOrThrow();
  return row.id;
}

/** Promotions as prices are evaluated with them. */
import type { Db } from './database.ts';
import type { Micros } from './money.ts';
import { type Buyer, readTerms } from './pricingStore.ts';
import type { Promotion, PromotionEffect } from './promotions.ts';

interface StoredConditions {
  variantIds?: string[];
  categoryIds?: string[];
  priceListIds?: string[];
  minQuantity?: string;
  together?: boolean;
  minNet?: string;
  currency?: string;
}
type StoredEffect = {
  [E in PromotionEffect as E['kind']]: { [K in keyof E]: E[K] extends Micros ? string : E[K] };
}[PromotionEffect['kind']];

/** Those that ended after `since` (YYYY-MM-DD) or did not end; categories with all below them. */
export async function readPromotions(db: Db, companyId: string, since: string): Promise<Promotion[]> {
  const rows = await db
    .selectFrom('promotion')
    .select(['id', 'code', 'title', 'startsOn', 'endsOn', 'couponCodes', 'conditions', 'effect'])
    .where('companyId', '=', companyId)
    .where('active', '=', 1)
    .where((eb) => eb.or([eb('endsOn', 'is', null), eb('endsOn', '>=', since)]))
    .execute();
  const stored = rows.map((row) => ({ ...row, conditions: JSON.parse(row.conditions) as StoredConditions }));
  const below = await readSubtrees(db, companyId, [...new Set(stored.flatMap(({ conditions }) => conditions.categoryIds ?? []))]);
  return stored.map(({ conditions, effect, startsOn, endsOn, couponCodes, ...row }) => ({
    ...row,
    startsOn: startsOn ?? '',
    endsOn: endsOn ?? '',
    couponCodes: JSON.parse(couponCodes) as string[],
    conditions: {
      ...(conditions.variantIds ? { variantIds: new Set(conditions.variantIds) } : {}),
      ...(conditions.categoryIds ? { categoryIds: new Set(conditions.categoryIds.flatMap((id) => [...(below.get(id) ?? [])])) } : {}),
      ...(conditions.priceListIds ? { priceListIds: new Set(conditions.priceListIds) } : {}),
      ...(conditions.minQuantity === undefined ? {} : { minQuantity: BigInt(conditions.minQuantity) }),
      ...(conditions.minNet === undefined ? {} : { minNet: BigInt(conditions.minNet) }),
      ...(conditions.currency === undefined ? {} : { currency: conditions.currency }),
      together: conditions.together ?? false,
    },
    ...(effect === null ? {} : { effect: effectOf(JSON.parse(effect) as StoredEffect) }),
  }));
}

function effectOf(effect: StoredEffect): PromotionEffect {
  if (effect.kind === 'AMOUNT') return { ...effect, amount: BigInt(effect.amount) };
  return effect.kind === 'UNIT_PRICE' ? { ...effect, unitNet: BigInt(effect.unitNet) } : effect;
}

/** Of these rows, those for this buyer: what is for buyers of other lists is not there. */
export async function promotionsFor<R extends { conditions: string }>(db: Db, buyer: Buyer, rows: readonly R[]): Promise<R[]> {
  const [list] = (await readTerms(db, buyer))?.lists ?? [];
  return rows.filter((row) => {
    const { priceListIds } = JSON.parse(row.conditions) as StoredConditions;
    return !priceListIds || (list !== undefined && priceListIds.includes(list.id));
  });
}

/** `union`, not `union all`: a circle in the source's tree must end. */
async function readSubtrees(db: Db, companyId: string, ids: string[]): Promise<Map<string, Set<string>>> {
  if (!ids.length) return new Map();
  const rows = await db
    .withRecursive('tree(root, id)', (cte) =>
      cte
        .selectFrom('category')
        .select(['category.id as root', 'category.id as id'])
        .where('category.id', 'in', ids)
        .where('category.companyId', '=', companyId)
        .union(
          cte
            .selectFrom('category as below')
            .innerJoin('tree', 'tree.id', 'below.parentId')
            .select(['tree.root as root', 'below.id as id']),
        ),
    )
    .selectFrom('tree')
    .select(['tree.root', 'tree.id'])
    .execute();
  return new Map([...Map.groupBy(rows, (row) => row.root)].map(([root, of]) => [root, new Set(of.map((row) => row.id))]));
}

/** By product. */
export async function readCategoriesOf(db: Db, productIds: string[]): Promise<Map<string, string[]>> {
  const rows = await db.selectFrom('productCategory').select(['productId', 'categoryId']).where('productId', 'in', productIds).execute();
  return new Map([...Map.groupBy(rows, (row) => row.productId)].map(([id, of]) => [id, of.map((row) => row.categoryId)]));
}

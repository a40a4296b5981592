/** Which tax a product bears: Medusa's rates name products in rules; one that no rule names bears the country's default rate. */
import { z } from 'zod';
import { type ProductPush, Terminal } from '../connector.ts';
import type { Shop } from './shop.ts';
import { id } from './values.ts';

interface Rule {
  rateId: string;
  ruleId: string;
}
/** Rules by product. */
type Rules = Map<string, Rule[]>;

/** Somebody else may change rules too: they are read again this often. */
const keepMs = 300_000;
const known = new WeakMap<Shop, { rules: Promise<Rules>; at: number }>();

const ruled = z.object({
  tax_rate: z.object({ rules: z.array(z.object({ id, reference: z.string(), reference_id: z.string() })).nullish() }),
});
const made = z.object({ tax_rate: z.object({ id }) });

export async function ensureTax(shop: Shop, productId: string, push: ProductPush, signal: AbortSignal): Promise<void> {
  const percent = push.variants.find((variant) => variant.price)?.price?.taxPercent;
  if (percent === undefined) return;
  const { taxRates } = await shop.basics(signal);
  const rate = taxRates.get(String(Number(percent)));
  if (!rate) throw new Terminal('INVALID', 'the shop has no tax rate of this percent', percent);
  const there = (await rulesOf(shop, signal)).get(productId) ?? [];
  const wrong = there.filter((rule) => rule.rateId !== rate.id);
  const missing = !rate.isDefault && wrong.length === there.length;
  if (wrong.length === 0 && !missing) return;
  known.delete(shop);
  for (const rule of wrong) await shop.admin.remove(`/admin/tax-rates/${rule.rateId}/rules/${rule.ruleId}`, signal);
  if (missing) await shop.admin.post(`/admin/tax-rates/${rate.id}/rules`, { reference: 'product', reference_id: productId }, made, signal);
}

function rulesOf(shop: Shop, signal: AbortSignal): Promise<Rules> {
  const kept = known.get(shop);
  if (kept && shop.now() - kept.at < keepMs) return kept.rules;
  const rules = readRules(shop, signal);
  known.set(shop, { rules, at: shop.now() });
  rules.catch(() => known.delete(shop));
  return rules;
}

async function readRules(shop: Shop, signal: AbortSignal): Promise<Rules> {
  const { taxRates } = await shop.basics(signal);
  const rules: Rules = new Map();
  for (const rate of taxRates.values()) {
    if (rate.isDefault) continue;
    const { tax_rate: found } = await shop.admin.get(`/admin/tax-rates/${rate.id}`, { fields: 'id,*rules' }, ruled, signal);
    for (const rule of found.rules ?? []) {
      if (rule.reference !== 'product') continue;
      rules.set(rule.reference_id, [...(rules.get(rule.reference_id) ?? []), { rateId: rate.id, ruleId: rule.id }]);
    }
  }
  return rules;
}

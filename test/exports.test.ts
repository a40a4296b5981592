import { expect, test } from 'vitest';
import { createKey } from '#gateway/keys.ts';
import { signExport } from '#subgraphs/insight/exportLink.ts';
import { buildFacts } from '#subgraphs/insight/index.ts';
import { COMPANY, openGround } from './ground.ts';
import { anOrder } from './makers.ts';
import { tinyGateway } from './tinyGraph.ts';

test('an export is streamed to the application that asked for it, and is not there for anybody else', async () => {
  const ground = await openGround();
  for (let i = 0; i < 3; i += 1) await anOrder(ground, [{ sku: `SKU-${i}`, quantity: '1', unitNet: '10' }]);
  await ground.db.write((trx) => buildFacts(trx, COMPANY, ground.now()));
  const { origin } = await tinyGateway(ground);
  const asked = await createKey(ground, { name: 'boss', role: 'admin' });
  const other = await createKey(ground, { name: 'other', role: 'admin' });
  const order = { kind: 'SALES' as const, companyId: COMPANY, application: asked.id, from: '2026-03-01', to: '2026-03-31', costs: false };
  const token = await signExport(ground.db, { ...order, expiresAt: ground.now() + 60_000 }, ground.now());
  const fetchAs = (key: string | undefined, name = token) =>
    fetch(`${origin}/exports/${name}`, key ? { headers: { authorization: `Bearer ${key}` } } : {});

  const answer = await fetchAs(asked.key);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="sales-2026-03-01-2026-03-31.csv"');
  expect((await answer.text()).trim().split('\r\n')).toHaveLength(4);

  expect((await fetchAs(other.key)).status).toBe(404);
  expect((await fetchAs(undefined)).status).toBe(404);
  expect((await fetchAs('splot_admin_wrong')).status).toBe(401);
  expect((await fetchAs(asked.key, `${token}x`)).status).toBe(404);
  ground.advance(60_001);
  expect((await fetchAs(asked.key)).status).toBe(404);
});

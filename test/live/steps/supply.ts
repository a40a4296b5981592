/** l: a delivery whose day moves is told; what is counted is booked in the ERP once; alerts stand; suppliers and places are known. */
import { randomUUID } from 'node:crypto';
import { check, type Data, same, until } from '../stage.ts';
import type { Step } from '../story.ts';

export const supply: Step = {
  letter: 'l',
  title: 'a delivery that moves is told, a count is booked once, suppliers and alerts are there',
  bound: 90,
  async run(stage) {
    const { incomingDeliveries } = await stage.ask(
      '{ incomingDeliveries(first: 50) { nodes { id variant { sku suppliers { supplier { name } leadTimeDays } } expectedOn quantity { value } } } }',
    );
    const delivery = incomingDeliveries.nodes.find((node: Data) => node.expectedOn);
    check(delivery, 'a delivery with a day');
    const { sku } = delivery.variant;
    const stream = await stage.listen(
      `subscription($s: [String!]) { availabilityChanges(filter: { skus: $s }, snapshot: false) { __typename
        ... on AvailabilityChanged { cursor availability { restockOn promise { availableOn } } } ... on StreamCheckpoint { cursor } ... on StreamGap { cursor } } }`,
      { s: [sku] },
    );
    const day = new Date(Date.parse(delivery.expectedOn) + 9 * 86_400_000).toISOString().slice(0, 10);
    try {
      const heardBefore = stream.count;
      await stage.erp.moveDelivery(sku, day);
      await stream.next(
        (event) => event.__typename === 'AvailabilityChanged' && event.availability.restockOn >= delivery.expectedOn,
        20_000,
        heardBefore,
      );
    } finally {
      await stream.close();
    }
    const moved = await until(
      'the delivery has its new day',
      async () => {
        const { incomingDeliveries: now } = await stage.ask(
          '{ incomingDeliveries(first: 100) { nodes { id expectedOn originallyExpectedOn } } }',
        );
        const found = now.nodes.find((node: Data) => node.id === delivery.id);
        return found?.expectedOn === day ? found : undefined;
      },
      10_000,
    );
    same(moved.originallyExpectedOn, delivery.expectedOn, 'the day that was expected first');

    const counted = 'LAT-CZOL';
    const target = (await stage.erp.skus()).find((candidate) => candidate.startsWith(counted));
    check(target, `${counted} is in the ERP`);
    const { stockLevels } = await stage.ask(
      'query($s: [String!]) { stockLevels(first: 10, filter: { skus: $s }) { nodes { version onHand { value } location { id code } } } }',
      { s: [target] },
    );
    const level = stockLevels.nodes.toSorted((a: Data, b: Data) => Number(b.onHand.value) - Number(a.onHand.value))[0];
    const before = (await stage.erp.stock(target)).onHand;
    const input = {
      idempotencyKey: randomUUID(),
      wait: 'PT30S',
      locationId: level.location.id,
      lines: [{ sku: target, counted: String(Number(level.onHand.value) - 3), expectedVersion: level.version }],
    };
    const COUNT =
      'mutation($input: StockCountInput!) { stockCountRecord(input: $input) { operationId differences { counted { value } booked { value } } userErrors { code message } } }';
    const answers: Data[] = await Promise.all([1, 2, 3].map(() => stage.ask(COUNT, { input })));
    same(answers[0].stockCountRecord.userErrors, [], 'no refusal');
    same(new Set(answers.map((answer) => answer.stockCountRecord.operationId)).size, 1, 'writes of three sends');
    await until('the count is booked', async () => (await stage.erp.stock(target)).onHand === before - 3, 20_000);
    await until(
      'the level follows',
      async () => {
        const { stockLevels: now } = await stage.ask(
          'query($s: [String!], $l: [ID!]) { stockLevels(filter: { skus: $s, locationIds: $l }) { nodes { onHand { value } } } }',
          { s: [target], l: [level.location.id] },
        );
        return Number(now.nodes[0].onHand.value) === Number(level.onHand.value) - 3;
      },
      10_000,
    );

    const { suppliers, stockAlerts } = await stage.ask(
      '{ suppliers { nodes { name } } stockAlerts(first: 5) { totalCount nodes { kind variant { sku } } } }',
    );
    check(suppliers.nodes.length > 0, 'suppliers');
    check(delivery.variant.suppliers.length > 0, 'the supplier of what comes');
    return `${sku}: ${delivery.expectedOn} → ${day}; ${target} counted 3 fewer in ${level.location.code}; ${suppliers.nodes.length} suppliers, ${stockAlerts.totalCount} alerts`;
  },
};

/**
 * B's own writes, repeated word for word by others with the same key of the shop: a key is the application's, and the application is everybody's.
 * What was B's answer must be nobody else's.
 */
import type { Ask } from './asking.ts';
import type { Detector } from './leaks.ts';
import type { Asker, World } from './world.ts';

const ID = /\b[a-z]{3}_[0-9a-f]{32}\b/g;

/** Runs each as B; answers their texts, and counts what came back as B's. Throws when B is refused: then nothing would be tried. */
export async function writeAsVictim(world: World, ask: Ask): Promise<string[]> {
  const texts = writesOf(world);
  for (const text of texts) {
    const answer = JSON.stringify(await ask({ kind: 'mutation', text }, world.victim));
    if (/"errors"|"code"/.test(answer)) throw new Error(`B is refused: ${text} ${answer}`);
    for (const [id] of answer.matchAll(ID)) if (!text.includes(id)) world.b.owner.ids.add(id);
  }
  return texts;
}

/** Everybody else says the same. */
export async function repeatAsOthers({ attackers }: World, ask: Ask, texts: readonly string[], detect: Detector): Promise<object[]> {
  const leaks: object[] = [];
  for (const text of texts)
    for (const asker of Object.values(attackers) as Asker[]) {
      const answer = await ask({ kind: 'mutation', text }, asker);
      const sent = [...(text.match(ID) ?? []), text];
      detect.wrote(sent);
      const found = detect(answer, { sent, entities: false });
      if (found.length) leaks.push({ to: asker.name, at: 'a repeated write', operation: text, leaks: found.slice(0, 5) });
    }
  return leaks;
}

function writesOf({ b: { owner, customerId }, goods }: World): string[] {
  const [, second] = goods.variants;
  const sku = second?.sku ?? '';
  const shipped = owner.rows.get('salesOrder')?.find(({ phase }) => phase === 'SHIPPED')?.id;
  const line = owner.rows.get('orderLine')?.find(({ orderId }) => orderId === shipped)?.id;
  const { text } = owner;
  const address = () => `{ name: "${text()}", line1: "${text()}", city: "${text()}", postalCode: "00-007", country: "PL" }`;
  const failed = 'userErrors { code message }';
  return [
    `mutation { reservationPlace(input: { idempotencyKey: "b-reservation", lines: [{ sku: "${sku}", quantity: "1" }] }) { reservation { id state } ${failed} } }`,
    `mutation { orderPlace(input: { idempotencyKey: "b-order", wait: "PT0S", shippingAddress: ${address()}, delivery: { methodCode: "courier" }, payment: { methodCode: "blik" }, note: "${text()}", lines: [{ sku: "${sku}", quantity: "1" }] }) { order { id number note shippingAddress { name line1 } } operation { id } ${failed} } }`,
    `mutation { quoteRequest(input: { idempotencyKey: "b-quote", wait: "PT0S", note: "${text()}", lines: [{ sku: "${sku}", quantity: "1" }] }) { quote { id note } ${failed} } }`,
    `mutation { customerAddressSave(input: { idempotencyKey: "b-address", wait: "PT0S", customerId: "${customerId}", address: ${address()} }) { customer { id displayName addresses { address { name line1 } } } ${failed} } }`,
    `mutation { returnRequest(input: { idempotencyKey: "b-return", orderId: "${shipped}", kind: COMPLAINT, comment: "${text()}", lines: [{ lineId: "${line}", quantity: "1", reason: "${text()}" }] }) { return { id comment number } ${failed} } }`,
  ];
}

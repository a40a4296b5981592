/** Loyalty cards of the twin ERP: whole points, each move once a key, never below zero. */
import { z } from 'zod';
import type { newPoints } from './erpBookApi.ts';
import { type Erp, need } from './erpContext.ts';
import { Refusal } from './server.ts';

export function movePoints(
  erp: Erp,
  key: string | undefined,
  partyId: string,
  given: z.infer<typeof newPoints>,
): { points: number; repeated: boolean } {
  const party = need(erp, 'parties', partyId);
  const card = cardOf(erp, party.id) ?? { id: `KARTA-${party.id}`, partyId: party.id, points: 0 };
  if (key !== undefined && erp.store.keyed('points', `${partyId}|${key}`)) return { points: card.points, repeated: true };
  const points = card.points + given.points;
  if (points < 0) throw new Refusal('STATE_FORBIDS', `the card has ${card.points} points`);
  erp.store.put('loyalty', { ...card, points });
  if (key !== undefined) erp.store.key('points', `${partyId}|${key}`, card.id);
  erp.store.effect('loyalty.moved', card.id, { key: key ?? null, ...given });
  return { points, repeated: false };
}

export function findMove(erp: Erp, partyId: string, key: string): { points: number; repeated: boolean } {
  if (!erp.store.keyed('points', `${partyId}|${key}`)) throw new Refusal('NOT_FOUND', 'no move has this key', 404);
  return { points: cardOf(erp, partyId)?.points ?? 0, repeated: true };
}

export const pointsByHand = z.object({ partyId: z.string(), points: z.number().int(), reason: z.string().exactOptional() });

function cardOf(erp: Erp, partyId: string) {
  return erp.store.where('loyalty', 'partyId', partyId)[0];
}

/** What a write answers; the resolvers make the payload of it, with the order read afresh. */
import type { UserErrorBody } from '#hub/errors.ts';
import type { OrderPreviewRow } from './mappers.ts';

export interface WriteOutcome {
  orderId?: string | undefined;
  operationId?: string | undefined;
  preview?: OrderPreviewRow | undefined;
  userErrors: UserErrorBody[];
}

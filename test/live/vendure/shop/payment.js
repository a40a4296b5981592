/** A stand-in payment provider: authorise, then settle, each payment with a transaction id the test chose. */
import { LanguageCode, PaymentMethodHandler } from '@vendure/core';

const minted = (prefix) => `${prefix}_${crypto.randomUUID().replaceAll('-', '').slice(0, 20)}`;

export const liveProvider = new PaymentMethodHandler({
  code: 'live-provider',
  description: [
    { languageCode: LanguageCode.pl, value: 'Operator płatności (próbny)' },
    { languageCode: LanguageCode.en, value: 'Payment provider (stand-in)' },
  ],
  args: { automaticSettle: { type: 'boolean', required: true, defaultValue: false } },
  createPayment: (_ctx, _order, amount, args, metadata) => {
    const transactionId = metadata.transactionId ?? minted('txn');
    if (metadata.decline) {
      return { amount, state: 'Declined', transactionId, metadata: {}, errorMessage: 'declined by the provider' };
    }
    return { amount, state: args.automaticSettle ? 'Settled' : 'Authorized', transactionId, metadata: { public: {} } };
  },
  settlePayment: () => ({ success: true }),
  cancelPayment: () => ({ success: true }),
  createRefund: () => ({ state: 'Settled', transactionId: minted('refund'), metadata: {} }),
});

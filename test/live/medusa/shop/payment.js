/**
 * Two payment providers as a Polish shop has them: `przelewy` is authorised and captured later, `blik` is captured at once. The provider's own
 * transaction number stands in the payment's data, where Medusa keeps what a provider says: Medusa has no field for it.
 */
const { randomUUID } = require('node:crypto');
const { AbstractPaymentProvider, ModuleProvider, Modules, PaymentActions } = require('@medusajs/framework/utils');

class LiveProvider extends AbstractPaymentProvider {
  async initiatePayment({ data }) {
    const transactionId = String(data?.transactionId ?? randomUUID());
    return { id: transactionId, data: { ...data, transactionId } };
  }
  async authorizePayment({ data }) {
    if (data?.decline) return { data, status: 'error' };
    return { data, status: this.constructor.statusAtOnce };
  }
  async updatePayment({ data }) {
    return { data };
  }
  async capturePayment({ data }) {
    return { data };
  }
  async refundPayment({ data }) {
    return { data };
  }
  async cancelPayment({ data }) {
    return { data };
  }
  async deletePayment({ data }) {
    return { data };
  }
  async retrievePayment({ data }) {
    return { data };
  }
  async getPaymentStatus() {
    return { status: this.constructor.statusAtOnce };
  }
  async getWebhookActionAndData() {
    return { action: PaymentActions.NOT_SUPPORTED };
  }
}

class Przelewy extends LiveProvider {}
Przelewy.identifier = 'przelewy';
Przelewy.statusAtOnce = 'authorized';

class Blik extends LiveProvider {}
Blik.identifier = 'blik';
Blik.statusAtOnce = 'captured';

module.exports = ModuleProvider(Modules.PAYMENT, { services: [Przelewy, Blik] });

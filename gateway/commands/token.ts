import { sandboxKeyFile } from '../main.ts';
import { openSandboxKey, signCustomerToken } from '../tokens.ts';
import { type Command, configured, textOption, UsageError } from './command.ts';

export const token: Command = {
  name: 'token',
  summary: 'sign a customer token for the sandbox (header splot-customer)',
  usage: '--customer ID [--seconds N]',
  options: {
    customer: { type: 'string', description: 'id of the customer, cus_…' },
    seconds: { type: 'string', description: 'how long it lives; default 3600' },
  },
  async run(words) {
    const customerId = textOption(words, 'customer');
    if (!customerId || !/^cus_[0-9a-f]{32}$/.test(customerId))
      throw new UsageError('--customer must be an id such as cus_0199…: query customers with a staff key');
    const seconds = Number(textOption(words, 'seconds') ?? '3600');
    if (!Number.isInteger(seconds) || seconds < 1) throw new UsageError('--seconds must be a whole number above zero');
    const key = await openSandboxKey(sandboxKeyFile(configured()));
    process.stdout.write(`${await signCustomerToken(key, { customerId, now: Date.now(), seconds })}\n`);
    return 0;
  },
};

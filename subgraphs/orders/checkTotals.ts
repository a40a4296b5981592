/** The client's own total against the hub's: what the buyer saw is what the buyer pays. */
import { UserFault, userError } from '#hub/errors.ts';
import { formatMicros, micros } from '#hub/money.ts';

/** The client's own total against ours: refuses above the tolerance. */
export function checkTotals(
  expected: string | null | undefined,
  tolerance: string | null | undefined,
  gross: bigint,
  currencyCode: string,
): void {
  if (expected == null) return;
  const wanted = micros(expected);
  const allowed = micros(tolerance ?? '0');
  const apart = wanted > gross ? wanted - gross : gross - wanted;
  if (apart <= allowed) return;
  const amount = (value: bigint) => ({ amount: formatMicros(value), currencyCode });
  throw new UserFault([
    userError(
      'TOTALS_MISMATCH',
      `The order comes to ${formatMicros(gross)} ${currencyCode}, not ${formatMicros(wanted)}.`,
      ['input', 'expectedGross'],
      {
        __typename: 'TotalsMismatchError',
        expected: amount(wanted),
        computed: amount(gross),
        tolerance: amount(allowed),
      },
    ),
  ]);
}

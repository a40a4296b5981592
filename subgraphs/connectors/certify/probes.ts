/** Every kind of write the suite tries, in the order in which they make use of each other. */
import { countProbe, creditNoteProbe, returnProbe } from './bookProbes.ts';
import { cancelProbe, orderProbe, paymentProbe, updateProbe } from './orderProbes.ts';
import { addressProbe, contactProbe, partyProbe, partyUpdateProbe, pointsProbe } from './partyProbes.ts';
import type { Place } from './place.ts';
import type { Probe } from './probe.ts';
import { acceptProbe, quoteProbe } from './quoteProbes.ts';
import { categoryProbe, levelProbe, ownWordsProbe, productProbe, refundProbe, shopPriceProbe, statusProbe } from './shopProbes.ts';

const erp: readonly Probe[] = [
  partyProbe,
  partyUpdateProbe,
  addressProbe,
  contactProbe,
  orderProbe,
  updateProbe,
  cancelProbe,
  paymentProbe,
  returnProbe,
  creditNoteProbe,
  quoteProbe,
  acceptProbe,
  countProbe,
  pointsProbe,
];
const shop: readonly Probe[] = [categoryProbe, productProbe, ownWordsProbe, levelProbe, shopPriceProbe, statusProbe, refundProbe];

export function probesOf(role: Place['role']): readonly Probe[] {
  return role === 'ERP' ? erp : shop;
}

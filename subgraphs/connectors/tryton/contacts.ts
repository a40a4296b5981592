/** People of a firm. In Tryton they are contact mechanisms with a name; what the person does stands in the comment, in anybody's words. */
import { type ContactPush, type PartyContactRecord, Terminal } from '../connector.ts';
import { refused } from './rpc.ts';
import { create, type Desk, keyMark, write } from './sales.ts';
import { number, present, type Row, some, text } from './values.ts';

const words: [PartyContactRecord['role'], RegExp][] = [
  ['BUYER', /\bbuyer\b|zakup|zaopatrz|purchas|order/i],
  ['APPROVER', /\bapprover\b|akcept|zatwierdz|approv/i],
  ['ACCOUNTANT', /\baccountant\b|księg|faktur|account|invoice/i],
  ['ADMIN', /\badmin\b|zarząd|administrat/i],
];

export function contactsOf(mechanisms: Row[]): PartyContactRecord[] {
  const people = Map.groupBy(
    mechanisms.filter((found) => some(found.name)),
    (found) => text(found.name).trim(),
  );
  return [...people].map(([name, own]) => {
    const live = own.filter((found) => found.active !== false);
    const value = (...types: string[]) => some((live.length ? live : own).find((found) => types.includes(text(found.type)))?.value);
    const comment = own.map((found) => text(found.comment)).join(' ');
    return {
      externalId: text(own[0]?.id),
      name,
      role: words.find(([, pattern]) => pattern.test(comment))?.[0] ?? 'OTHER',
      active: live.length > 0,
      ...present({ email: value('email'), phone: value('mobile', 'phone') }),
    };
  });
}

/** The person's mechanisms as they shall be; a repeat finds them by the key in the comment, or by name. */
export async function saveContact(
  desk: Desk,
  partyId: string,
  contact: ContactPush,
  key: string,
  signal: AbortSignal,
): Promise<{ externalId: string }> {
  const { rpc } = desk;
  return desk.inTurn(async () => {
    try {
      const party = Number(partyId);
      const all = await rpc.search('party.contact_mechanism', [['party', '=', party]], ['type', 'value', 'name', 'comment', 'active'], {
        signal,
        order: [['id', 'ASC']],
      });
      const named = all.find((found) => String(found.id) === contact.externalId);
      if (contact.externalId && !named) throw new Terminal('NOT_FOUND', 'the ERP has no such contact');
      const name = named ? text(named.name) : contact.name;
      const own = all.filter((found) => text(found.comment).includes(keyMark(key)) || text(found.name).trim() === name.trim());
      const comment = `${contact.role} ${keyMark(key)}`;
      const wanted: [string, string | undefined][] = [
        ['email', contact.email],
        ['phone', contact.phone],
      ];
      if (!wanted.some(([, value]) => value) && own.length === 0)
        throw new Terminal('INVALID', 'the ERP keeps a contact by its e-mail or phone: give one of them');
      const ids: number[] = own.map((found) => number(found.id));
      if (ids.length) await write(rpc, 'party.contact_mechanism', ids, { name: contact.name, comment, active: contact.active }, signal);
      for (const [type, value] of wanted) {
        if (!value) continue;
        const known = own.find((found) => text(found.type) === type || (type === 'phone' && found.type === 'mobile'));
        if (!known)
          ids.push(
            await create(
              rpc,
              'party.contact_mechanism',
              { party, type, value, name: contact.name, comment, active: contact.active },
              signal,
            ),
          );
        else if (text(known.value) !== value) await write(rpc, 'party.contact_mechanism', [number(known.id)], { value }, signal);
      }
      return { externalId: contact.externalId ?? String(ids[0]) };
    } catch (error) {
      throw refused(error, 'the ERP does not accept this contact');
    }
  });
}

/** SQL of parcels and documents: upserted by their bindings, skipped when nothing of them changed. */
import type { CreditNoteAck, FulfilmentRecord, OrderRecord } from '#connectors/connector.ts';
import { bind, resolveIds } from '#hub/bindings.ts';
import type { Db, Trx } from '#hub/database.ts';
import { newId } from '#hub/id.ts';
import type { ErpDocumentTable, FulfilmentTable } from '#hub/tables.ts';

/** Our ids of a slice's papers and places, by theirs. Grows as the slice is written. */
export interface Papers {
  fulfilments: Map<string, string>;
  documents: Map<string, string>;
  locations: Map<string, string>;
}

export async function readPapers(db: Db, systemId: string, records: readonly OrderRecord[]): Promise<Papers> {
  const parcels = records.flatMap((record) => record.fulfilments);
  const ids = (entity: keyof Papers, externalIds: string[]) =>
    externalIds.length ? resolveIds(db, systemId, entity, externalIds) : Promise.resolve(new Map<string, string>());
  return {
    fulfilments: await ids(
      'fulfilments',
      parcels.map((parcel) => parcel.externalId),
    ),
    documents: await ids(
      'documents',
      records.flatMap((record) => record.documents.map((document) => document.externalId)),
    ),
    locations: await ids(
      'locations',
      parcels.flatMap((parcel) => parcel.locationId ?? []),
    ),
  };
}

/** Whose papers these are. */
export interface PaperOwner {
  systemId: string;
  orderId: string;
  /** True for an order that is being made: it has none yet. */
  fresh: boolean;
  now: number;
}

/** True when anything changed. `linesOf` says which order lines a parcel takes from. */
export async function saveFulfilments(
  trx: Trx,
  owner: PaperOwner,
  records: readonly FulfilmentRecord[],
  papers: Papers,
  linesOf: (record: FulfilmentRecord) => { lineId: string; quantity: string }[],
): Promise<boolean> {
  if (!records.length) return false;
  const { orderId, now } = owner;
  const stored = owner.fresh ? [] : await trx.selectFrom('fulfilment').selectAll().where('orderId', '=', orderId).execute();
  const known = new Map(stored.map((row) => [row.id, row]));
  const added: { externalId: string; row: FulfilmentTable }[] = [];
  let changed = false;
  for (const record of records) {
    const bound = papers.fulfilments.get(record.externalId);
    const before = bound === undefined ? undefined : known.get(bound);
    const row: FulfilmentTable = {
      id: bound ?? newId('fulfilment'),
      orderId,
      number: record.number ?? null,
      state: record.state,
      locationId: (record.locationId && papers.locations.get(record.locationId)) ?? null,
      carrier: record.carrier ?? null,
      trackingNumbers: JSON.stringify(record.trackingNumbers),
      trackingUrl: record.trackingUrl ?? null,
      isReturn: record.isReturn ? 1 : 0,
      lines: JSON.stringify(linesOf(record)),
      shippedAt: record.shippedAt ?? before?.shippedAt ?? null,
      deliveredAt: record.deliveredAt ?? (record.state === 'DELIVERED' ? (before?.deliveredAt ?? now) : null),
      updatedAt: now,
    };
    // A parcel with goods of several orders stands at the first of them.
    if (before ? same(before, row) : bound !== undefined) continue;
    changed = true;
    const { id, ...values } = row;
    if (before) await trx.updateTable('fulfilment').set(values).where('id', '=', id).execute();
    else added.push({ externalId: record.externalId, row });
  }
  if (!added.length) return changed;
  await trx
    .insertInto('fulfilment')
    .values(added.map(({ row }) => row))
    .execute();
  await bindAdded(trx, owner, 'fulfilments', added, papers);
  return true;
}

/** True when anything changed. `rows` come without an id. */
export async function saveDocuments(
  trx: Trx,
  owner: PaperOwner,
  rows: readonly { externalId: string; row: Omit<ErpDocumentTable, 'id'> }[],
  papers: Papers,
): Promise<boolean> {
  if (!rows.length) return false;
  const stored = owner.fresh ? [] : await trx.selectFrom('erpDocument').selectAll().where('orderId', '=', owner.orderId).execute();
  const known = new Map(stored.map((row) => [row.id, row]));
  const added: { externalId: string; row: ErpDocumentTable }[] = [];
  let changed = false;
  for (const { externalId, row } of rows) {
    const bound = papers.documents.get(externalId);
    const before = bound === undefined ? undefined : known.get(bound);
    // An invoice over several orders stands at the first of them.
    if (before ? same(before, { ...row, id: before.id }) : bound !== undefined) continue;
    changed = true;
    if (before) await trx.updateTable('erpDocument').set(row).where('id', '=', before.id).execute();
    else added.push({ externalId, row: { id: newId('erpDocument'), ...row } });
  }
  if (!added.length) return changed;
  await trx
    .insertInto('erpDocument')
    .values(added.map(({ row }) => row))
    .execute();
  await bindAdded(trx, owner, 'documents', added, papers);
  return true;
}

async function bindAdded(
  trx: Trx,
  { systemId, now }: PaperOwner,
  entity: 'fulfilments' | 'documents',
  added: readonly { externalId: string; row: { id: string } }[],
  papers: Papers,
): Promise<void> {
  const bindings = added.map(({ externalId, row }) => ({ externalId, id: row.id }));
  await bind(trx, systemId, entity, bindings, now);
  for (const { externalId, id } of bindings) papers[entity].set(externalId, id);
}

/** Equal but for when they were written. */
function same<T extends { updatedAt: number }>(a: T, b: T): boolean {
  return (Object.keys(a) as (keyof T)[]).every((key) => key === 'updatedAt' || a[key] === b[key]);
}

/** The correction an ERP made for a return; told again by a pull it is the same paper. Answers its id. */
export async function saveCorrection(
  trx: Trx,
  owner: { companyId: string; orderId: string; customerId: string | null; currency: string },
  ack: CreditNoteAck,
  about: { systemId: string; issuedOn: string; correctsId: string | undefined; now: number },
): Promise<string> {
  const { systemId, issuedOn, correctsId, now } = about;
  const known = (await resolveIds(trx, systemId, 'documents', [ack.externalId])).get(ack.externalId);
  if (known) return known;
  const id = newId('erpDocument');
  const { companyId, orderId, customerId, currency } = owner;
  await trx
    .insertInto('erpDocument')
    .values({
      id,
      companyId,
      orderId,
      customerId,
      systemId,
      kind: 'CREDIT_NOTE',
      number: ack.number ?? null,
      issuedOn,
      dueOn: null,
      netMicros: ack.net,
      grossMicros: ack.gross,
      paidMicros: null,
      currency,
      correctsId: correctsId ?? null,
      governmentNumber: null,
      hasFile: 0,
      state: 'posted',
      updatedAt: now,
    })
    .execute();
  await bind(trx, systemId, 'documents', [{ externalId: ack.externalId, id }], now);
  return id;
}

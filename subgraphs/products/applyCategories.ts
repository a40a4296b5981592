/** The ERP's tree becomes ours; a shop's category is only recognised. */
import type { CategoryRecord } from '#connectors/connector.ts';
import type { Apply, ApplyContext, Retire } from '#hub/apply.ts';
import { type Binding, bind, contentOf, findBindings, idFor } from '#hub/bindings.ts';
import type { Trx } from '#hub/database.ts';
import { enqueue } from '#hub/outbox.ts';
import { slugify } from '#hub/text.ts';
import { bindUnboundCategories, missingSince, releaseBindings, upsertCategories, withdrawCategories } from './storeApply.ts';
import { freeSlugs, replaceTexts } from './storeWrites.ts';

export const applyCategories: Apply<CategoryRecord> = async (trx, records, context) => {
  const latest = [...new Map(records.map((record) => [record.externalId, record])).values()];
  return context.system.role === 'ERP' ? applyErp(trx, latest, context) : applyShop(trx, latest, context);
};

async function applyErp(trx: Trx, records: CategoryRecord[], context: ApplyContext) {
  const { id: systemId, companyId } = context.system;
  const bindings = await findBindings(trx, systemId, 'categories', [
    ...new Set(records.flatMap(({ externalId, parentId }) => (parentId === undefined ? [externalId] : [externalId, parentId]))),
  ]);
  // Ids are given first, so that a child may come before its parent, in the same slice or in a later one.
  for (const externalId of records.flatMap((record) => [record.externalId, ...(record.parentId === undefined ? [] : [record.parentId])]))
    if (!bindings.has(externalId))
      bindings.set(externalId, { externalId, id: idFor(bindings, externalId, 'category'), content: null, published: null });
  const changed = records.filter((record) => bindings.get(record.externalId)?.content !== contentOf(record));
  const idOf = (externalId: string) => bindings.get(externalId)?.id ?? '';
  const slugs = await freeSlugs(
    trx,
    'category',
    companyId,
    changed.map((record) => ({
      id: idOf(record.externalId),
      slug: slugify(record.slug ?? nameOf(record)),
      suffix: slugify(record.externalId),
    })),
  );
  await upsertCategories(
    trx,
    changed.map((record) => {
      const id = idOf(record.externalId);
      return {
        id,
        companyId,
        parentId: record.parentId === undefined ? null : idOf(record.parentId),
        slug: slugs.get(id) ?? id,
        active: record.active ? 1 : 0,
        updatedAt: context.now,
      };
    }),
  );
  const ids = changed.map((record) => idOf(record.externalId));
  await replaceTexts(
    trx,
    'erp',
    ids,
    changed.map((record) => ({ entityId: idOf(record.externalId), field: 'name', texts: record.name })),
  );
  await bind(trx, systemId, 'categories', [...contents(records, bindings), ...parentsOnly(records, bindings)], context.now);
  await enqueue(trx, {
    companyId,
    kind: 'category',
    subjectIds: parentsFirst(changed).map(idOf),
    at: context.now,
    exceptSystemId: systemId,
  });
  return { changed: changed.length, failed: 0 };
}

const nameOf = (record: CategoryRecord): string =>
  record.name.find((text) => text.locale.startsWith('pl'))?.value ?? record.name[0]?.value ?? record.externalId;

const contents = (records: CategoryRecord[], bindings: Map<string, Binding>) =>
  records.map((record) => ({ externalId: record.externalId, id: bindings.get(record.externalId)?.id ?? '', content: contentOf(record) }));

/** Parents named here but not told yet keep the id their children already point to. */
function parentsOnly(records: CategoryRecord[], bindings: Map<string, Binding>) {
  const told = new Set(records.map((record) => record.externalId));
  const named = new Set(records.flatMap(({ parentId }) => (parentId === undefined || told.has(parentId) ? [] : [parentId])));
  return [...named].flatMap((externalId) => {
    const binding = bindings.get(externalId);
    return binding && binding.content === null ? [{ externalId, id: binding.id }] : [];
  });
}

/** A shop can take a category only below one it has. */
function parentsFirst(records: CategoryRecord[]): string[] {
  const open = new Map(records.map((record) => [record.externalId, record]));
  const ordered: string[] = [];
  const visit = (record: CategoryRecord) => {
    if (!open.delete(record.externalId)) return;
    const parent = record.parentId === undefined ? undefined : open.get(record.parentId);
    if (parent) visit(parent);
    ordered.push(record.externalId);
  };
  for (const record of records) visit(record);
  return ordered;
}

/** What the shop has already is bound by slug, once: publishing must not make it twice. The tree itself is the ERP's. */
async function applyShop(trx: Trx, records: CategoryRecord[], context: ApplyContext) {
  const { id: systemId, companyId } = context.system;
  const bindings = await findBindings(
    trx,
    systemId,
    'categories',
    records.map((record) => record.externalId),
  );
  const known = records.flatMap(({ externalId }) => {
    const binding = bindings.get(externalId);
    return binding ? [{ externalId, id: binding.id }] : [];
  });
  await bind(trx, systemId, 'categories', known, context.now);
  const unknown = records.flatMap(({ externalId, slug }) => (bindings.has(externalId) || !slug ? [] : [{ externalId, slug }]));
  const changed = await bindUnboundCategories(trx, systemId, companyId, unknown, context.now);
  return { changed, failed: 0 };
}

export const retireCategories: Retire = async (trx, context) => {
  const { id: systemId, companyId, role } = context.system;
  const gone = await missingSince(trx, systemId, 'categories', context.sweepStartedAt);
  const ids = [...new Set(gone.map((binding) => binding.id))];
  if (role === 'SHOP') {
    await releaseBindings(trx, systemId, 'categories', gone);
    await enqueue(trx, { companyId, kind: 'category', subjectIds: ids, at: context.now, systemId });
    return ids.length;
  }
  const withdrawn = await withdrawCategories(trx, systemId, ids, context.now);
  await enqueue(trx, { companyId, kind: 'category', subjectIds: withdrawn, at: context.now, exceptSystemId: systemId });
  return withdrawn.length;
};

/** Which subgraph must declare which type: whoever has a field of a type has the type, at least as a stub. */
import type { Dice } from './dice.ts';
import { fieldOf, type Model, namedTypeOf, objectOf, topFieldsOf } from './model.ts';

/** Until nothing is missing any more. May be called again after fields were added. */
export function fillPresence(model: Model, dice: Dice): void {
  const { objects } = model;
  for (const type of objects.values())
    for (const field of type.fields) {
      const where = new Set([...field.owners, ...(field.override ? [field.override] : [])]);
      for (const [s, { external }] of type.presence) if (external.has(field.name)) where.add(s);
      for (const s of where) ensure(model, dice, s, namedTypeOf(field.type));
    }
  for (const type of objects.values()) for (const [s, { keys }] of type.presence) ensureKeys(model, dice, s, type.name, keys);
  for (const abstract of model.abstracts.values()) {
    if (abstract.key) continue;
    for (const [s, here] of abstract.presence)
      here.fields = abstract.fields.map((f) => f.name).filter((name) => here.members.every((m) => declares(model, s, m, name)));
  }
}

/** Whether the type's field can be asked for in this subgraph. */
export function declares(model: Model, subgraph: string, type: string, name: string): boolean {
  const field = fieldOf(model, type, name)?.field;
  return field?.owners.includes(subgraph) ?? false;
}

function ensure(model: Model, dice: Dice, subgraph: string, name: string): void {
  const abstract = model.abstracts.get(name);
  const type = model.objects.get(name);
  if (abstract && !(type?.presence.has(subgraph) ?? false)) {
    if (abstract.presence.has(subgraph)) return;
    const members = dice.some(abstract.members, 1);
    abstract.presence.set(subgraph, { members, fields: [] });
    for (const member of members) ensure(model, dice, subgraph, member);
    return;
  }
  if (!type || type.presence.has(subgraph)) return;
  const keys = type.kind === 'value' ? [] : [[...type.presence.values()][0]?.keys[0] ?? 'id'];
  type.presence.set(subgraph, { keys, resolvable: false, external: new Set() });
  if (type.kind === 'value')
    for (const field of type.fields) {
      field.owners.push(subgraph);
      ensure(model, dice, subgraph, namedTypeOf(field.type));
    }
  ensureKeys(model, dice, subgraph, name, keys);
}

function ensureKeys(model: Model, dice: Dice, subgraph: string, name: string, keys: string[]): void {
  for (const key of keys)
    for (const node of topFieldsOf(key)) {
      const found = fieldOf(model, name, node.name.value);
      if (!found) throw new Error(`no key field ${name}.${node.name.value}`);
      if (!found.field.owners.includes(subgraph)) found.field.owners.push(subgraph);
      const target = namedTypeOf(found.field.type);
      ensure(model, dice, subgraph, target);
      // The entity inside a key is named by its id here.
      const nested = model.objects.get(target);
      const here = nested?.presence.get(subgraph);
      if (nested?.kind === 'entity' && here && !here.keys.includes('id')) {
        here.keys.push('id');
        ensureKeys(model, dice, subgraph, target, ['id']);
      }
    }
}

/** What a value of this type can be when each of the owners has to know it. */
export function possibleTypes(model: Model, name: string, owners: string[]): string[] {
  const abstract = model.abstracts.get(name);
  if (!abstract) return [name];
  // An @interfaceObject's subgraph knows no member, and may mean any.
  const known = owners.map((s) => abstract.presence.get(s)?.members ?? abstract.members);
  return abstract.members.filter((m) => known.every((members) => members.includes(m)));
}

export const present = (model: Model, name: string): boolean => objectOf(model, name).fields.length > 0;

/** No interface without a field, no field without a possible value. */
export function isSound(model: Model): boolean {
  for (const { presence, kind } of model.abstracts.values())
    for (const { fields } of presence.values()) if (kind === 'interface' && fields.length === 0) return false;
  for (const { fields } of model.objects.values())
    for (const { type, owners } of fields)
      if (owners.length > 0 && possibleTypes(model, namedTypeOf(type), owners).length === 0) return false;
  return true;
}

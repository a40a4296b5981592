/** Fields that need others of another subgraph (@requires), and fields one subgraph may answer for another on a path (@provides). */
import type { Dice } from './dice.ts';
import { argumentsOf, calm } from './fieldsOf.ts';
import { type Field, LEAVES, type Model, namedTypeOf, type ObjectType, objectOf } from './model.ts';

const isLeaf = (field: Field) => LEAVES.includes(namedTypeOf(field.type));
const isAskable = (field: Field) => field.args.length === 0 && !field.override && !field.key;

/**
 * Hive's planner 0.0.38 panics (mismatch_finder.rs: unwrap on None) and ends the process where a @requires goes into an entity that has a
 * nested key, or where its own entity has one and is reached by another key.
 */
const hasNestedKey = (type: ObjectType) => type.fields.some((f) => f.key && (f.name === 'ref' || f.name === 'owner'));

/** The same planner finds no plan ("path cannot be found") for `a { next { calc } }`, where `next` is another entity of calc's own type. */
const leadsToItself = (type: ObjectType) => type.fields.some((f) => namedTypeOf(f.type) === type.name);

/** A field of `entity` computed in one subgraph from what another one has. */
export function addRequired(model: Model, dice: Dice, entity: ObjectType): void {
  const homes = [...entity.presence].filter(([, p]) => p.resolvable).map(([s]) => s);
  if (homes.length < 2 || hasNestedKey(entity) || leadsToItself(entity)) return;
  const home = dice.pick(homes);
  const there = entity.presence.get(home);
  if (!there) return;
  const parts: string[] = [];
  // Only what one step brings: with a chain of keys between, Hive's planner 0.0.38 stops ("expected a single parent").
  const inReach = (owner: string) => entity.presence.get(owner)?.keys.some((key) => there.keys.includes(key)) ?? false;
  const candidates = entity.fields.filter((f) => isAskable(f) && !f.owners.includes(home) && f.owners.some(inReach));
  for (const field of dice.some(candidates, 1, 2)) {
    const inner = isLeaf(field) ? '' : nestedSelection(model, dice, home, namedTypeOf(field.type));
    if (inner === undefined) continue;
    field.calm = true;
    there.external.add(field.name);
    parts.push(inner ? `${field.name} { ${inner} }` : field.name);
  }
  if (parts.length === 0) return;
  entity.fields.push({
    name: `${entity.name.toLowerCase()}Calc`,
    type: dice.pick(['String', 'String!', 'Int', '[Int]']),
    args: argumentsOf(dice, 0.4),
    owners: [home],
    requires: parts.join(' '),
  });
}

function nestedSelection(model: Model, dice: Dice, home: string, typeName: string): string | undefined {
  if (model.abstracts.has(typeName)) return undefined;
  const type = objectOf(model, typeName);
  if (hasNestedKey(type)) return undefined;
  const leaves = type.fields.filter((f) => isLeaf(f) && (f.key || isAskable(f)) && !f.requires);
  if (leaves.length === 0) return undefined;
  const chosen = dice.some(leaves, 1, 2);
  for (const leaf of chosen) {
    leaf.calm = true;
    if (leaf.owners.includes(home) || type.kind === 'value') continue;
    const presence = type.presence.get(home) ?? stub(type);
    presence.external.add(leaf.name);
    type.presence.set(home, presence);
  }
  calm(model, typeName);
  return chosen.map((leaf) => leaf.name).join(' ');
}

function stub(type: ObjectType) {
  return { keys: [[...type.presence.values()][0]?.keys[0] ?? 'id'], resolvable: false, external: new Set<string>() };
}

/** A field that returns `entity` answers one of its fields along, which another subgraph owns. */
export function addProvided(model: Model, dice: Dice, entity: ObjectType): void {
  const givers: Field[] = [];
  for (const { fields, kind } of model.objects.values())
    for (const field of fields)
      if (kind !== 'value' && field.owners.length === 1 && namedTypeOf(field.type) === entity.name && !field.override && !field.key)
        if (!field.requires) givers.push(field);
  if (givers.length === 0) return;
  const giver = dice.pick(givers);
  const [home = ''] = giver.owners;
  const gifts = entity.fields.filter((f) => isLeaf(f) && isAskable(f) && !f.requires && f.owners.length === 1 && !f.owners.includes(home));
  if (gifts.length === 0) return;
  const gift = dice.pick(gifts);
  const presence = entity.presence.get(home) ?? stub(entity);
  presence.external.add(gift.name);
  entity.presence.set(home, presence);
  giver.provides = gift.name;
}

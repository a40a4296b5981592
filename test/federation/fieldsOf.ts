/** Fields of a generated graph: their types, arguments and owners. */
import type { Dice } from './dice.ts';
import { type Argument, type Field, LEAVES, type Model, objectOf, topFieldsOf } from './model.ts';

/** What a field's type may name: types that only some subgraphs may speak of stand beside the rest. */
export interface Targets {
  objects: string[];
  abstracts: string[];
  /** The entity interface, the subgraphs that know it, and the one that knows no member of it. */
  media?: { name: string; members: string[]; definer: string; standIn: string };
}

const WRAPPINGS = ['%', '%', '%', '%!', '%!', '[%]', '[%!]', '[%]!', '[%!]!', '[[%]]', '[[%!]!]!', '[[%]!]'];
const LIST_WRAPPINGS = WRAPPINGS.filter((w) => w.startsWith('['));

const ARGUMENTS: Argument[] = [
  { name: 'n', type: 'Int' },
  { name: 'times', type: 'Int', default: '3' },
  { name: 'text', type: 'String', default: '"a \\"b\\" ż"' },
  { name: 'ids', type: '[ID!]' },
  { name: 'grid', type: '[[Int]!]', default: '[[1, null], []]' },
  { name: 'color', type: 'Color', default: 'GREEN' },
  { name: 'shade', type: 'Color!' },
  { name: 'filter', type: 'Filter' },
  { name: 'where', type: 'Filter!', default: '{ n: 1, tags: ["x"] }' },
  { name: 'flag', type: 'Boolean!', default: 'false' },
  { name: 'ratio', type: 'Float' },
  { name: 'blob', type: 'Blob' },
];

export function argumentsOf(dice: Dice, share: number): Argument[] {
  return dice.chance(share) ? dice.some(ARGUMENTS, 1, 2) : [];
}

export function typeFor(dice: Dice, owners: string[], targets: Targets, composite: number): string {
  let named = dice.pick(LEAVES);
  if (dice.chance(composite)) {
    const { media } = targets;
    // One owner only: for a field that both have, Hive's planner 0.0.38 finds no plan once something of either is asked below.
    const own =
      media && owners.length === 1 && owners.every((o) => o === media.definer || o === media.standIn) ? [media.name, media.name] : [];
    const members = media && !owners.includes(media.standIn) ? media.members : [];
    named = dice.pick([...targets.objects, ...targets.objects, ...targets.abstracts, ...own, ...members]);
  }
  return dice.pick(dice.chance(0.25) ? LIST_WRAPPINGS : WRAPPINGS).replace('%', named);
}

/** `count` fields of one type, distributed over the subgraphs that have it. */
export function plainFields(dice: Dice, prefix: string, count: number, where: string[], targets: Targets, composite: number): Field[] {
  return Array.from({ length: count }, (_, i): Field => {
    const owners = where.length > 1 && dice.chance(0.2) ? dice.some(where, 2) : [dice.pick(where)];
    const field: Field = { name: `${prefix}${i}`, type: typeFor(dice, owners, targets, composite), args: argumentsOf(dice, 0.3), owners };
    const [first] = owners;
    if (owners.length > 1 && field.type.endsWith('!') && dice.chance(0.3) && first) {
      field.loose = first;
      field.calm = true;
    }
    if (dice.chance(0.06)) field.inaccessible = true;
    const others = where.filter((s) => !owners.includes(s));
    if (owners.length === 1 && others.length > 0 && dice.chance(0.1)) field.override = dice.pick(others);
    return field;
  });
}

/** The fields a key is made of; `owner` names an entity that has an id. */
export function keyFields(key: string, refName: string, owner: string | undefined): Field[] {
  const typeOfKeyField: Record<string, string> = {
    id: 'ID!',
    sku: 'String!',
    org: 'Int!',
    code: 'String!',
    ref: `${refName}!`,
    owner: `${owner}!`,
  };
  return topFieldsOf(key).map(({ name: { value: name } }) => {
    const type = typeOfKeyField[name];
    if (!type) throw new Error(`no key field ${name}`);
    return { name, type, args: [], owners: [], key: true, calm: true };
  });
}

/**
 * Types behind a non-null field whose failure would take an object away from under a nested @requires are calmed: there a federated answer
 * differs from a single schema's by nature (the value was lost in the subgraph, though the client's own selection alone lost it).
 */
export function calm(model: Model, typeName: string, seen = new Set<string>()): void {
  if (seen.has(typeName)) return;
  seen.add(typeName);
  const abstract = model.abstracts.get(typeName);
  if (abstract) for (const member of abstract.members) calm(model, member, seen);
  if (!model.objects.has(typeName)) return;
  for (const field of objectOf(model, typeName).fields) {
    if (!field.type.includes('!')) continue;
    field.calm = true;
    calm(model, field.type.replaceAll(/[[\]!]/g, ''), seen);
  }
}

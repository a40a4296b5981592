/** A graph from a seed: types first, then fields, then what each subgraph must know to speak of them. */
import { diceOf } from './dice.ts';
import { argumentsOf, keyFields, plainFields, type Targets, typeFor } from './fieldsOf.ts';
import type { AbstractType, Field, Model, ObjectType } from './model.ts';
import { fillPresence, isSound, present } from './presence.ts';
import { addProvided, addRequired } from './requirements.ts';

const KEYS = ['id', 'id', 'id', 'sku', 'org code', 'ref { code zone }', 'id owner { id }'];

/** Undefined when the dice made a graph that cannot be (an interface without a field, say): ask with another attempt. */
export function modelOf(seed: number, attempt: number): Model | undefined {
  const dice = diceOf(`${seed}.${attempt}`);
  const subgraphs = ['alpha', 'beta', 'gamma', 'delta'].slice(0, 2 + dice.below(3));
  const model: Model = { seed, subgraphs, objects: new Map(), abstracts: new Map() };

  const addObject = (kind: ObjectType['kind'], name: string): ObjectType => {
    const type: ObjectType = { kind, name, fields: [], presence: new Map() };
    model.objects.set(name, type);
    return type;
  };
  const place = (type: ObjectType, where: string[], keys: () => string[]) => {
    for (const s of where) type.presence.set(s, { keys: keys(), resolvable: true, external: new Set() });
  };

  const query = addObject('root', 'Query');
  const mutation = addObject('root', 'Mutation');
  const entities = Array.from({ length: 2 + dice.below(3) }, (_, i) => addObject('entity', `E${i}`));
  const values = Array.from({ length: 1 + dice.below(2) }, (_, i) => addObject('value', `V${i}`));
  const keyFieldsOf = new Map<ObjectType, Field[]>();
  const byId: string[] = [];
  for (const entity of entities) {
    const kinds = [...new Set([dice.pick(KEYS), dice.pick(KEYS)])].filter((key) => !key.includes('owner') || byId.length > 0);
    if (kinds.length === 0) kinds.push('id');
    const main = dice.pick(kinds);
    place(entity, dice.some(subgraphs, 1, 3), () => (dice.chance(0.6) ? [main] : dice.some(kinds, 1)));
    const refName = `Ref${entity.name}`;
    const fields = new Map(kinds.flatMap((key) => keyFields(key, refName, byId[0]).map((f) => [f.name, f] as const)));
    if (fields.has('ref')) {
      addObject('value', refName).fields.push(
        { name: 'code', type: 'String!', args: [], owners: [], key: true, calm: true },
        { name: 'zone', type: 'Int!', args: [], owners: [], key: true, calm: true },
      );
    }
    keyFieldsOf.set(entity, [...fields.values()]);
    entity.fields.push(...fields.values());
    if (kinds.includes('id')) byId.push(entity.name);
  }

  const union = addAbstract(
    model,
    'union',
    'U0',
    [],
    dice.some(
      [...entities, ...values].map((t) => t.name),
      2,
      4,
    ),
  );
  const named = dice.some(entities, 1, 3);
  const allHaveIds = named.every((e) => byId.includes(e.name));
  const labelled = [{ name: 'label', type: 'String' }, ...(allHaveIds && dice.chance(0.6) ? [{ name: 'id', type: 'ID!' }] : [])];
  const face = addAbstract(
    model,
    'interface',
    'N0',
    labelled,
    named.map((e) => e.name),
  );
  const targets: Targets = { objects: [...entities, ...values].map((t) => t.name), abstracts: [union.name, face.name] };

  if (dice.chance(0.4)) {
    const [definer = '', standIn = ''] = dice.some(subgraphs, 2, 2);
    const others = subgraphs.filter((s) => s !== standIn && s !== definer && dice.chance(0.5));
    const members = ['M0', 'M1'].map((name) => addObject('entity', name));
    const media = addAbstract(
      model,
      'interface',
      'Media',
      [
        { name: 'id', type: 'ID!' },
        { name: 'title', type: 'String' },
      ],
      ['M0', 'M1'],
    );
    media.key = 'id';
    media.presence.set(definer, { members: ['M0', 'M1'], fields: ['id', 'title'] });
    targets.media = { name: 'Media', members: ['M0', 'M1'], definer, standIn };
    for (const member of members) {
      place(member, [definer, ...others], () => ['id']);
      // Nullable as in the interface: where the stand-in answers, nobody asks which member it is, and so which of them may not be null.
      member.fields.push(...keyFields('id', '', undefined), { name: 'title', type: 'String', args: [], owners: [definer] });
      const prefix = `${member.name.toLowerCase()}f`;
      member.fields.push(...plainFields(dice, prefix, 1 + dice.below(3), [definer, ...others], targets, 0.3));
    }
    const object = addObject('interfaceObject', 'Media');
    place(object, [standIn], () => ['id']);
    object.fields.push(...keyFields('id', '', undefined), ...plainFields(dice, 'mf', 1 + dice.below(3), [standIn], targets, 0.4));
  }

  for (const entity of entities) {
    const where = [...entity.presence.keys()];
    if (face.members.includes(entity.name))
      entity.fields.push({ name: 'label', type: dice.pick(['String', 'String', 'String!']), args: [], owners: dice.some(where, 1, 2) });
    entity.fields.push(...plainFields(dice, `${entity.name.toLowerCase()}f`, 2 + dice.below(4), where, targets, 0.45));
  }
  for (const value of values)
    for (let i = 0; i < 2 + dice.below(3); i++)
      value.fields.push({
        name: `${value.name.toLowerCase()}f${i}`,
        type: typeFor(dice, subgraphs, { ...targets, abstracts: [] }, 0.25),
        args: argumentsOf(dice, 0.15),
        owners: [],
      });
  for (const s of subgraphs) {
    for (let i = 0; i < 2 + dice.below(2); i++)
      query.fields.push({ name: `${s}${i}`, type: typeFor(dice, [s], targets, 0.9), args: argumentsOf(dice, 0.3), owners: [s] });
    const own = entities.filter((e) => e.presence.has(s));
    if (own.length > 0 && dice.chance(0.5)) {
      const type = `${dice.pick(own).name}${dice.pick(['', '!'])}`;
      const args = [{ name: 'id', type: 'ID!' }, ...argumentsOf(dice, 0.5)];
      mutation.fields.push({ name: `${s}Bump`, type, args, owners: [s] });
    }
  }
  if (dice.chance(0.5)) {
    const owners = dice.some(subgraphs, 2, 2);
    query.fields.push({
      name: 'shared',
      type: typeFor(dice, owners, { ...targets, abstracts: [] }, 0.9),
      args: argumentsOf(dice, 0.3),
      owners,
    });
  }

  fillPresence(model, dice);
  for (const entity of entities) {
    if (dice.chance(0.5)) addRequired(model, dice, entity);
    if (dice.chance(0.4)) addProvided(model, dice, entity);
  }
  fillPresence(model, dice);
  for (const type of model.objects.values()) type.fields = type.fields.filter((f) => f.owners.length > 0);
  return isSound(model) && present(model, 'Query') ? model : undefined;
}

function addAbstract(
  model: Model,
  kind: AbstractType['kind'],
  name: string,
  fields: AbstractType['fields'],
  members: string[],
): AbstractType {
  const type: AbstractType = { kind, name, fields, members, presence: new Map() };
  model.abstracts.set(name, type);
  return type;
}

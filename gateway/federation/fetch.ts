/** Fetch and BatchFetch, compiled: asks one subgraph, and puts what it answers, errors included, where it belongs in the client's answer. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { failure } from '#hub/errors.ts';
import { compileFlatten, type Flatten, type TypeTest } from './flatten.ts';
import { type FieldKeys, fieldKeys } from './keys.ts';
import { isObject, mergeInto } from './merge.ts';
import type { BatchFetchNode, EntityBatchAlias, FetchNode, FlattenNodePathSegment } from './plan.ts';
import { compileRepresentations, type Representations } from './representations.ts';
import { compileRewrites, type Rewrite, renamedKeys } from './rewrites.ts';
import { countEntities, type Data, type PlacedError, type ResponsePath, type Run, type Step } from './run.ts';
import { type Answer, type Call, isPromise, type Transport } from './transport.ts';

/** Entities asked for in one call: more would hold the event loop. */
export const SLICE = 500;

/** What the steps of a plan are compiled with. */
export interface Parts {
  transport(subgraph: string): Transport;
  fits: TypeTest;
}

/** Asks for root fields. Below a path (the graph's root met again on the way), what is answered goes to each object found there. */
export function compileRootFetch(node: FetchNode, at: readonly FlattenNodePathSegment[], parts: Parts): Step {
  const call = parts.transport(node.serviceName).prepare({ text: node.operation, kind: node.operationKind ?? 'query' });
  const pick = compilePick(node.variableUsages);
  const place = compileRootPlace(node, parts);
  const flatten = at.length ? compileFlatten(at, parts.fits) : undefined;
  return (run) => {
    const objects: Data[] = [];
    if (flatten) {
      flatten.collect(run.data, objects);
      if (!objects.length) return undefined;
    } else objects.push(run.data);
    const take = (answer: Answer) => place(answer, run, objects, () => flatten?.locate(run.data) ?? [[]]);
    const answer = call(pick(run.variables), run);
    return isPromise(answer) ? answer.then(take) : take(answer);
  };
}

/** What a root fetch or an event of a subscription answered, put into objects of the run. */
export type RootPlace = (answer: Answer, run: Run, objects: readonly Data[], paths: () => readonly ResponsePath[]) => undefined;

export function compileRootPlace(node: Pick<FetchNode, 'operation' | 'outputRewrites'>, { fits }: Pick<Parts, 'fits'>): RootPlace {
  const rewrite = compileRewrites(node.outputRewrites, fits);
  const renamed = renamedKeys(node.outputRewrites);
  const keys = fieldKeys(node.operation);
  return (answer, run, objects, paths) => {
    const { data, errors } = answer;
    if (data) {
      // The copy that is merged is the one to be renamed at the end.
      if (rewrite) for (const object of objects) mergeRewritten(object, data, rewrite, run);
      else for (const object of objects) mergeInto(object, data);
    }
    if (!errors?.length) return undefined;
    for (const here of paths())
      for (const error of errors) {
        if (error.path?.length) run.errors.push({ error, path: [...here, ...rename(error.path, renamed)] });
        else for (const key of keys.root()) if (!data?.[key]) run.errors.push({ error, path: [...here, key] });
      }
    return undefined;
  };
}

/** Asks for fields of entities. A plain Fetch is a batch of one. */
export function compileEntityFetch(node: FetchNode, at: readonly FlattenNodePathSegment[], parts: Parts): Step {
  const { requires = [], inputRewrites, outputRewrites } = node;
  const alias: EntityBatchAlias = { alias: '_entities', representationsVariableName: 'representations', paths: [[...at]], requires };
  if (inputRewrites) alias.inputRewrites = inputRewrites;
  if (outputRewrites) alias.outputRewrites = outputRewrites;
  return compileBatch(node, [alias], parts);
}

export const compileBatchFetch = (node: BatchFetchNode, parts: Parts): Step => compileBatch(node, node.entityBatch.aliases, parts);

interface Alias {
  name: string;
  variable: string;
  flattens: Flatten[];
  representations: Representations;
  tell: Rewrite | undefined;
  take: Rewrite | undefined;
  renamed: ReadonlyMap<string, string>;
}

/** What one alias of one run asks for: entity i of the answer is representation slots[i], or none when it is -1. */
interface Asked {
  alias: Alias;
  entities: Data[];
  slots: number[];
  representations: Data[];
}

/** A part of the representations of one alias, sent in one call. */
interface Part {
  asked: Asked;
  from: number;
  to: number;
}

function compileBatch(node: FetchNode | BatchFetchNode, batch: readonly EntityBatchAlias[], parts: Parts): Step {
  const call = parts.transport(node.serviceName).prepare({ text: node.operation, kind: node.operationKind ?? 'query' });
  const pick = compilePick(node.variableUsages);
  const keys = fieldKeys(node.operation);
  const aliases = batch.map((one) => compileAlias(one, parts.fits));
  return (run) => {
    const asked: Asked[] = [];
    let count = 0;
    for (const alias of aliases) {
      const one = ask(alias, run);
      asked.push(one);
      count += one.representations.length;
    }
    if (!count || !countEntities(run, count)) return undefined;
    if (count > SLICE) return inSlices(asked, (sliced) => send(sliced, run));
    return send(
      asked.map((one) => ({ asked: one, from: 0, to: one.representations.length })),
      run,
    );
  };

  function send(sent: Part[], run: Run): Promise<void> | undefined {
    const variables = pick(run.variables);
    for (const { asked, from, to } of sent)
      variables[asked.alias.variable] =
        from === 0 && to === asked.representations.length ? asked.representations : asked.representations.slice(from, to);
    const answer = (call as Call)(variables, run);
    if (isPromise(answer)) return answer.then((told) => take(told, sent, run, keys));
    take(answer, sent, run, keys);
    return undefined;
  }
}

function compileAlias(alias: EntityBatchAlias, fits: TypeTest): Alias {
  return {
    name: alias.alias,
    variable: alias.representationsVariableName,
    flattens: alias.paths.map((path) => compileFlatten(path, fits)),
    representations: compileRepresentations(alias.requires, fits),
    tell: compileRewrites(alias.inputRewrites, fits),
    take: compileRewrites(alias.outputRewrites, fits),
    renamed: renamedKeys(alias.outputRewrites),
  };
}

/** Finds the entities and describes each once, however often it stands in the answer. */
function ask(alias: Alias, run: Run): Asked {
  const entities: Data[] = [];
  for (const flatten of alias.flattens) flatten.collect(run.data, entities);
  const slots: number[] = [];
  const representations: Data[] = [];
  const known = new Map<string | number, number>();
  for (const entity of entities) {
    const representation = alias.representations.represent(entity, run.variables);
    if (!representation) {
      slots.push(-1);
      continue;
    }
    alias.tell?.(representation, now);
    const id = alias.representations.identify(representation);
    let slot = known.get(id);
    if (slot === undefined) {
      slot = representations.length;
      known.set(id, slot);
      representations.push(representation);
    }
    slots.push(slot);
  }
  return { alias, entities, slots, representations };
}

/** At most {@link SLICE} entities a call, over all aliases, and everything else of the process may run between two calls. */
async function inSlices(asked: Asked[], send: (sent: Part[]) => Promise<void> | undefined): Promise<void> {
  const done = asked.map(() => 0);
  const left = () => asked.some(({ representations }, i) => (done[i] ?? 0) < representations.length);
  while (left()) {
    let room = SLICE;
    const sent = asked.map((one, i) => {
      const from = done[i] ?? 0;
      const to = Math.min(one.representations.length, from + room);
      room -= to - from;
      done[i] = to;
      return { asked: one, from, to };
    });
    await send(sent);
    await nextTurn();
  }
}

function take(answer: Answer, sent: readonly Part[], run: Run, keys: FieldKeys): void {
  const told: readonly PlacedError['error'][] = answer.errors ?? [];
  for (const part of sent) {
    const { asked, from, to } = part;
    if (from === to) continue;
    const entities: unknown = answer.data?.[asked.alias.name];
    const errors = told.filter(({ path }) => !path?.length || path[0] === asked.alias.name);
    if (Array.isArray(entities) && entities.length === to - from) {
      for (const index of give(entities, part, run)) errors.push({ ...unexpected().toJSON(), path: [asked.alias.name, index] });
    } else if (!errors.some((error) => concerns(error, part))) {
      // Nothing, and of its own it was not told why: another part of the call failed, or whose is whose would be a guess.
      const [error] = told;
      errors.push(error ? { message: error.message, extensions: { ...error.extensions } } : unexpected());
    }
    if (errors.length) placeErrors(errors, part, run, keys);
  }
}

const unexpected = () => failure('SUBGRAPH_UNAVAILABLE', 'A part of the graph answered something else than was asked.');

/** Whether it stands at one of the entities of this part, or at all of them. */
const concerns = ({ path }: PlacedError['error'], { from, to }: Part): boolean => {
  const index = path?.[1];
  return index === undefined || (typeof index === 'number' && index < to - from);
};

/** Answers the places of what is neither an entity nor null. */
function give(told: unknown[], { asked, from, to }: Part, run: Run): ReadonlySet<number> {
  const { alias, entities, slots } = asked;
  const odd = new Set<number>();
  for (let i = 0; i < entities.length; i++) {
    const slot = slots[i] ?? -1;
    if (slot < from || slot >= to) continue;
    const item: unknown = told[slot - from];
    const entity = entities[i];
    if (item !== null && item !== undefined && !isObject(item)) odd.add(slot - from);
    if (!entity || !isObject(item)) continue;
    if (alias.take) mergeRewritten(entity, item, alias.take, run);
    else mergeInto(entity, item);
  }
  return odd;
}

const now = (change: () => void): void => change();

/** Renames after merging: what a name clashes with may have come from another fetch. */
function mergeRewritten(object: Data, added: Data, rewrite: Rewrite, run: Run): void {
  mergeInto(object, added);
  rewrite(object, (change) => run.last.push(change));
}

/** `_entities.3.price` → the paths of all entities that were representation 3. Without a path: every field the call should have given. */
function placeErrors(errors: readonly PlacedError['error'][], { asked, from, to }: Part, run: Run, keys: FieldKeys): void {
  const { alias, entities, slots } = asked;
  const paths = alias.flattens.flatMap((flatten) => flatten.locate(run.data));
  for (const error of errors) {
    const [, index, ...rest] = error.path ?? [];
    const below = rename(rest, alias.renamed);
    slots.forEach((slot, i) => {
      const here = paths[i];
      if (!here || slot < from || slot >= to) return;
      if (typeof index === 'number' && slot - from !== index) return;
      if (below.length) {
        run.errors.push({ error, path: [...here, ...below] });
        return;
      }
      // The entity as a whole, or all of them: every field that stays empty.
      for (const key of keys.entity(alias.name, entities[i]?.__typename))
        if (entities[i]?.[key] === undefined) run.errors.push({ error, path: [...here, key] });
    });
  }
}

const rename = (path: ResponsePath, renamed: ReadonlyMap<string, string>): ResponsePath =>
  renamed.size ? path.map((key) => (typeof key === 'string' ? (renamed.get(key) ?? key) : key)) : path;

/** The variables an operation uses; one that was not given stays away, so that the subgraph sees it as not given. */
function compilePick(usages: readonly string[] | undefined): (variables: Readonly<Record<string, unknown>>) => Data {
  if (!usages?.length) return () => ({});
  return (variables) => {
    const picked: Data = {};
    for (const name of usages) {
      const value = variables[name];
      if (value !== undefined) picked[name] = value;
    }
    return picked;
  };
}

/** Everything that is made once for one operation of one document. Lives as long as the document is remembered. */
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  isNonNullType,
  type OperationDefinitionNode,
} from 'graphql';
import { compilePlan } from './compile.ts';
import { compileRootPlace, type Parts, type RootPlace } from './fetch.ts';
import { keyOf, type OperationParts, type Root, takeApart } from './operation.ts';
import type { PlanNode, Planner } from './plan.ts';
import { project } from './project.ts';
import { compileProject, type FastProject } from './projectFast.ts';
import type { Data, PlacedError, Run, Step } from './run.ts';
import { type Shape, shapeOf } from './shape.ts';
import type { Listen } from './transport.ts';
import { compileVariables, type Variables } from './variables.ts';

export interface World {
  schema: GraphQLSchema;
  planner: Planner;
  parts: Parts;
  /** Names of fields, everywhere in the supergraph. */
  fields: ReadonlySet<string>;
  /** Names of types and enum values, everywhere in the supergraph. */
  names: ReadonlySet<string>;
  /** Some subgraph is elsewhere: what it answers is looked at more closely. */
  strict: boolean;
  random(): number;
}

export interface Compiled {
  variables(raw: Readonly<Record<string, unknown>>): Variables;
  /** Fetches everything into the run. */
  fetch: Step;
  /** Subscriptions only. */
  source: Source | undefined;
  finish(run: Run): ExecutionResult;
}

export interface Source {
  listen: Listen;
  /** Names of variables the source takes. */
  usages: readonly string[];
  place: RootPlace;
  /** What is fetched for each event. */
  fetch: Step;
}

/** A selection is compiled from its third use on. */
const COMPILED_FROM = 3;
/** Answers to @skip and @include that are remembered, a document. */
const MOST_VARIANTS = 16;

export async function compileOperation(document: DocumentNode, operation: OperationDefinitionNode, world: World): Promise<Compiled> {
  const { schema } = world;
  const root = schema.getRootType(operation.operation);
  if (!root) throw new GraphQLError(`Schema is not configured to execute ${operation.operation} operation.`, { nodes: operation });
  const parts = takeApart(document, operation, world.fields, schema, undefined);
  const finish = compileFinish(parts, root, world);
  const compiled = { variables: compileVariables(schema, operation, parts.variables), finish };
  if (operation.operation === 'subscription') {
    const source = compileSource(await world.planner.plan(parts.roots[0]?.text ?? '', 0), world.parts);
    return { ...compiled, source, fetch: source.fetch };
  }
  const planned = (variables: Readonly<Record<string, unknown>>) =>
    compileFetch(takeApart(document, operation, world.fields, schema, variables), root, world);
  const fetch = parts.conditions.length ? compileVariants(parts.conditions, planned) : await planned({});
  return { ...compiled, source: undefined, fetch: parts.introspection ? withSchema(fetch, parts.introspection, schema) : fetch };
}

/**
 * Each answer to @skip and @include is planned by itself when it first comes: the planner (0.0.38) loses conditions, or its way, in many
 * documents that have them.
 */
function compileVariants(conditions: readonly string[], planned: (variables: Readonly<Record<string, unknown>>) => Promise<Step>): Step {
  const steps = new Map<string, Step>();
  return (run) => {
    const id = bitsOf(conditions, run.variables);
    const known = steps.get(id);
    if (known) return known(run);
    return planned(run.variables).then((step) => {
      if (steps.size < MOST_VARIANTS) steps.set(id, step);
      return step(run);
    });
  };
}

const bitsOf = (names: readonly string[], variables: Readonly<Record<string, unknown>>): string =>
  names.map((name) => (variables[name] === true ? '1' : '0')).join('');

async function compileFetch(
  { roots, operation }: OperationParts,
  root: GraphQLObjectType,
  { planner, parts, random }: World,
): Promise<Step> {
  const compileAt = async (percentage: number): Promise<Step> => {
    const plans = await Promise.all(roots.map(({ text }) => planner.plan(text, percentage)));
    const steps = plans.map((plan) => compilePlan(plan, parts));
    return operation.operation === 'mutation' ? inSeries(steps, roots, root) : (steps[0] ?? (() => undefined));
  };
  const bounds = planner.percentages;
  if (!bounds.length) return compileAt(0);
  // Between two bounds of a progressive @override every request is planned alike.
  const steps = await Promise.all([0, ...bounds].map((bound, i) => compileAt((bound + (bounds[i] ?? 100)) / 2)));
  return (run) => {
    const drawn = random() * 100;
    return steps[bounds.filter((bound) => bound <= drawn).length]?.(run);
  };
}

/** A root field that may not be null and is ends the mutation: what comes after it is not done. */
function inSeries(steps: readonly Step[], roots: readonly Root[], type: GraphQLObjectType): Step {
  const needed = roots.map(({ field }) => field && isNonNullType(type.getFields()[field.name.value]?.type) && keyOf(field));
  return async (run) => {
    for (const [i, step] of steps.entries()) {
      await step(run);
      const key = needed[i];
      if (key && (run.data[key] ?? null) === null) return;
    }
  };
}

function compileSource(plan: PlanNode | undefined, parts: Parts): Source {
  const nodes = plan?.kind === 'Sequence' ? plan.nodes : plan ? [plan] : [];
  const [first, ...rest] = nodes;
  if (first?.kind !== 'Subscription') throw new Error('the plan of a subscription does not begin with one');
  const { primary } = first;
  return {
    listen: parts.transport(primary.serviceName).prepareStream({ text: primary.operation, kind: 'subscription' }),
    usages: primary.variableUsages ?? [],
    place: compileRootPlace(primary, parts),
    fetch: compilePlan({ kind: 'Sequence', nodes: rest }, parts),
  };
}

/** Questions about the schema are answered here, by graphql-js, beside what is fetched. */
function withSchema(fetch: Step, document: DocumentNode, schema: GraphQLSchema): Step {
  return (run) => {
    const told = execute({ schema, document, variableValues: run.variables }) as ExecutionResult;
    for (const error of told.errors ?? []) run.errors.push({ error, path: error.path });
    Object.assign(run.data, told.data);
    return fetch(run);
  };
}

interface Variant {
  shape: Shape;
  uses: number;
  fast: FastProject | undefined;
}

function compileFinish(
  { operation, fragments, conditions, aliases }: OperationParts,
  root: GraphQLObjectType,
  world: World,
): Compiled['finish'] {
  const { schema, strict, names } = world;
  const variants = new Map<string, Variant>();
  const told = new Map([...aliases].map(([alias, other]) => [other, alias]));
  const place = ({ error, path }: PlacedError): PlacedError => ({
    error,
    path: path?.map((key) => (typeof key === 'string' ? (told.get(key) ?? key) : key)),
  });
  const variantOf = (variables: Readonly<Record<string, unknown>>): Variant => {
    const id = bitsOf(conditions, variables);
    const known = variants.get(id);
    if (known) return known;
    const shape = shapeOf([operation.selectionSet], root, { schema, fragments, variables, aliases });
    const made: Variant = { shape, uses: 0, fast: undefined };
    if (variants.size < MOST_VARIANTS) variants.set(id, made);
    return made;
  };
  return (run) => {
    if (run.refused) return { errors: [run.refused], data: null };
    for (const change of run.last) change();
    const variant = variantOf(run.variables);
    variant.uses += 1;
    if (variant.uses === COMPILED_FROM) variant.fast = compileProject(variant.shape, root, schema, strict);
    if (variant.fast && !run.errors.length) {
      const data = variant.fast(run.data);
      if (data) return { data };
    }
    const { data, errors } = project(variant.shape, root, schema, run.data, told.size ? run.errors.map(place) : run.errors, names);
    return errors.length ? { errors, data } : { data };
  };
}

/** The variables an operation of a subgraph takes, of all that the client sent. */
export function pick(names: readonly string[], variables: Readonly<Record<string, unknown>>): Data {
  const picked: Data = {};
  for (const name of names) if (variables[name] !== undefined) picked[name] = variables[name];
  return picked;
}

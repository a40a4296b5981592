/** One generated graph on trial: many operations, each answered by the engine and by the oracle. */
import fc from 'fast-check';
import { lexicographicSortSchema, parse, printSchema, validate } from 'graphql';
import { pino } from 'pino';
import type { Engine, EngineOptions, EngineRequest, LocalSubgraph } from '#gateway/federation/vocabulary.ts';
import { differenceOf } from './compare.ts';
import type { World } from './dataOf.ts';
import { type Graph, graphOf } from './graphOf.ts';
import { type OperationTree, operationOf } from './operationOf.ts';
import { type OperationText, operationText } from './operationText.ts';
import { type Oracle, oracleOf } from './oracle.ts';

export type EngineMaker = (options: EngineOptions) => Engine;

/** The third run is the first compiled one; the fourth meets what the third left behind. */
const RUNS = 4;

export interface Tally {
  asked: number;
  invalid: number;
  withErrors: number;
  mutations: number;
}

export interface Trial {
  seed: number;
  operations: number;
  makeEngine: EngineMaker;
}

export async function putOnTrial({ seed, operations, makeEngine }: Trial): Promise<Tally> {
  const graph = graphOf(seed);
  // The world a run writes into; a fresh one for each run, so that all runs of an operation answer alike.
  let world: World = { versions: new Map() };
  const subgraphs = new Map(
    graph.subgraphs.map(({ name, schema }): [string, LocalSubgraph] => [name, { kind: 'local', schema, context: () => ({ world }) }]),
  );
  const engine = makeEngine({ supergraphSdl: graph.supergraphSdl, subgraphs, log: pino({ level: 'silent' }) });
  const oracle = oracleOf(graph);
  const tally: Tally = { asked: 0, invalid: 0, withErrors: 0, mutations: 0 };
  try {
    if (!process.env.NOSCHEMA && schemaText(engine.schema) !== schemaText(graph.publicSchema))
      throw new Error(`seed ${seed}: the engine shows clients another schema`);
    const property = fc.asyncProperty(operationOf(graph.publicSchema), async (tree) => {
      const text = operationText(graph.publicSchema, tree);
      const document = parse(text.text);
      if (validate(graph.publicSchema, document).length > 0) {
        tally.invalid++;
        fc.pre(false);
      }
      const startAfresh = () => {
        world = { versions: new Map() };
      };
      const fault = await faultOf(engine, oracle, text, startAfresh, (failed) => {
        tally.asked++;
        if (failed) tally.withErrors++;
        if (tree.type === 'mutation') tally.mutations++;
      });
      if (fault) throw new Error(fault);
    });
    const details = await fc.check(property, { seed, numRuns: operations, maxSkipsPerRun: 50, endOnFailure: false });
    if (details.failed) throw new Error(reportOf(graph, details));
    return tally;
  } finally {
    await engine.close();
  }
}

const schemaText = (schema: Engine['schema']) => printSchema(lexicographicSortSchema(schema));

async function faultOf(engine: Engine, oracle: Oracle, text: OperationText, startAfresh: () => void, seen: (failed: boolean) => void) {
  const { operationName, variables } = text;
  const document = parse(text.text);
  const verdict = await oracle({ document, operationName, variables });
  seen((verdict.result.errors?.length ?? 0) > 0);
  for (let run = 1; run <= RUNS; run++) {
    if (process.env.TRACE)
      (await import('node:fs')).writeFileSync(
        process.env.TRACE,
        `${run} ${JSON.stringify(text)}\n${(process.memoryUsage().heapUsed / 1e6) | 0}\n`,
      );
    startAfresh();
    const request: EngineRequest = { requestId: `r${run}`, signal: new AbortController().signal, maxEntities: 1_000_000 };
    const actual = await engine.execute({ document, operationName, variables, request });
    const difference = differenceOf(verdict, actual);
    if (difference)
      return [
        `run ${run}: ${difference}`,
        `operation: ${text.text}`,
        `variables: ${JSON.stringify(variables)}`,
        `expected: ${JSON.stringify(verdict.result)}`,
        `answered: ${JSON.stringify(actual)}`,
        ...(actual.errors ?? []).flatMap(({ originalError }) => (originalError ? [`because: ${originalError.message}`] : [])),
      ].join('\n');
  }
  return undefined;
}

function reportOf({ model, subgraphs }: Graph, details: fc.RunDetails<[OperationTree]>): string {
  const cause =
    details.errorInstance instanceof Error ? details.errorInstance.message : `no operation could be made: ${details.numSkips} skipped`;
  return [
    `seed ${model.seed} (repeat with SEED=${model.seed}), after ${details.numRuns} operations and ${details.numShrinks} shrinkings`,
    ...subgraphs.map(({ name, sdl }) => `# subgraph ${name}\n${sdl}`),
    cause,
  ].join('\n');
}

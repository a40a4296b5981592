/** A composed graph from a seed: the first attempt whose subgraphs make a supergraph. */
import { composeServices, transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';
import type { Model } from './model.ts';
import { modelOf } from './schemaOf.ts';
import { sdlOf } from './sdlOf.ts';
import { type GeneratedSubgraph, subgraphOf } from './subgraphOf.ts';

export interface Graph {
  model: Model;
  subgraphs: GeneratedSubgraph[];
  supergraphSdl: string;
  /** As clients may see it. */
  publicSchema: GraphQLSchema;
}

const ATTEMPTS = 200;

export function graphOf(seed: number): Graph {
  const refusals: string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const model = modelOf(seed, attempt);
    if (!model) continue;
    const made = composed(model);
    if (typeof made !== 'string') return made;
    refusals.push(made);
  }
  throw new Error(`seed ${seed} makes no graph: ${refusals.slice(-5).join('; ')}`);
}

/** Why not, otherwise. */
export function composed(model: Model): Graph | string {
  const { supergraphSdl, errors } = composeServices(
    model.subgraphs.map((name) => ({ name, url: `http://${name}.invalid/graphql`, typeDefs: parse(sdlOf(model, name)) })),
  );
  if (!supergraphSdl) return errors?.[0]?.message ?? 'no reason was given';
  const publicSchema = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraphSdl)), { assumeValidSDL: true });
  return { model, subgraphs: model.subgraphs.map((name) => subgraphOf(model, name)), supergraphSdl, publicSchema };
}

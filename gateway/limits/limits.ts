/** How much one document may ask, and the one refusal that says what was measured and what is allowed. All of it is found out before planning. */
import type { GraphQLError } from 'graphql';
import { type Code, failure } from '#hub/errors.ts';

export interface Limits {
  /** Of the text. */
  characters: number;
  /** Brackets, braces and parentheses inside one another, and uses of fragments inside one another: parsers recurse into them, the planner's only so far. */
  nesting: number;
  /** Of one string literal; longer ones belong into variables. */
  stringLength: number;
  /** Words and signs of the text. */
  tokens: number;
  /** Operations of one text. */
  operations: number;
  /** Fields inside one another. */
  depth: number;
  /** Aliases in the text. */
  aliases: number;
  /** Root fields of a query, fragments expanded. */
  rootFields: number;
  /** Root fields of a mutation. */
  mutationFields: number;
  /** Fields with all fragments expanded. */
  selections: number;
  /** Uses of fragments, named and inline, expanded. */
  fragments: number;
  /** Pairs of fields that answer under one name at one level: validation compares each pair. */
  pairs: number;
  /** Directives in the text. */
  directives: number;
  /** Variables of an operation. */
  variables: number;
  /** Lists and objects inside one another in a variable's value. */
  valueDepth: number;
  /** Work, by @cost and @listSize of the schema. */
  cost: number;
  /** Fields the answer may hold: each field times the lists it stands in. */
  answer: number;
}

export const limitDefaults: Limits = {
  characters: 30_000,
  nesting: 40,
  stringLength: 10_000,
  tokens: 2_000,
  operations: 20,
  depth: 12,
  aliases: 50,
  rootFields: 20,
  mutationFields: 10,
  selections: 1_000,
  fragments: 300,
  pairs: 5_000,
  directives: 50,
  variables: 100,
  valueDepth: 30,
  cost: 50_000,
  answer: 100_000,
};

/** Numbers above this say nothing more. */
const MOST = 1e9;

export const tooLarge = (limit: string, asked: number, allowed: number, code: Code = 'QUERY_TOO_LARGE'): GraphQLError =>
  failure(code, `This document has too many ${limit}: at most ${allowed}.`, { limit, asked: Math.min(asked, MOST), allowed });

export const tooDear = (limit: 'cost' | 'answer', asked: number, allowed: number): GraphQLError =>
  failure(
    'QUERY_TOO_LARGE',
    `${limit === 'cost' ? 'The cost of this operation' : 'The answer of this operation'} would be ${asked > MOST ? 'far above' : `${asked}, above`} the ${allowed} allowed: ask for smaller pages.`,
    { limit, asked: Math.min(asked, MOST), allowed },
  );

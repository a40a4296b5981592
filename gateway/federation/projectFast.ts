/**
 * project.ts as generated code, for the case that nothing is wrong: every value is there in its form. Whatever is not — a null that may
 * not be, an unknown type — makes it give up, and project.ts looks at the whole again. Holds no rule of its own.
 */
import {
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { isLeafValue } from './project.ts';
import type { Data } from './run.ts';
import type { Composite, Field, Shape } from './shape.ts';

/** Undefined: something is wrong, ask project.ts. */
export type FastProject = (data: Data) => Data | undefined;

/** Longer code is not made: compiling it would hold the event loop. */
const MOST_FIELDS = 1_500;

/** Only names of the schema and of the client's document go into the code, and those hold letters, digits and underscores. */
export function compileProject(shape: Shape, root: GraphQLObjectType, schema: GraphQLSchema, strict: boolean): FastProject | undefined {
  const functions: string[] = [];
  const objects = new Map<Shape, Map<string, string>>();
  const tests: ((value: unknown) => boolean)[] = [];
  let fields = 0;

  const declare = (body: (name: string) => string): string => {
    const name = `f${functions.length}`;
    functions.push('');
    functions[Number(name.slice(1))] = body(name);
    return name;
  };

  function object(of: Shape, type: Composite): string {
    const known = objects.get(of) ?? new Map<string, string>();
    objects.set(of, known);
    const made = known.get(type.name);
    if (made) return made;
    const name = declare((own) => {
      known.set(type.name, own);
      const entries = of.fields(type).map((field) => {
        fields += 1;
        if (fields > MOST_FIELDS || field.key === '__proto__') throw tooMuch;
        const key = JSON.stringify(field.key);
        return `${key}:${field.name === '__typename' ? JSON.stringify(type.name) : value(field.type, `v[${JSON.stringify(field.from)}]`, field)}`;
      });
      return `function ${own}(v){${strict ? 'if(typeof v!=="object"||Array.isArray(v))throw B;' : ''}return {${entries.join(',')}}}`;
    });
    return name;
  }

  function value(type: GraphQLOutputType, from: string, field: Field): string {
    if (isNonNullType(type)) return `nn(${nullable(type.ofType, from, field)})`;
    return nullable(type, from, field);
  }

  function nullable(type: GraphQLOutputType, from: string, field: Field): string {
    if (isListType(type)) {
      const list = declare(
        (name) =>
          `function ${name}(v){if(v===null||v===undefined)return null;if(!Array.isArray(v))throw B;const r=[];for(let i=0;i<v.length;i++)r.push(${value(type.ofType, 'v[i]', field)});return r}`,
      );
      return `${list}(${from})`;
    }
    if (!field.shape) return leaf(type, from);
    const { shape: below } = field;
    const named = getNamedType(below.type);
    if (isObjectType(named)) {
      const one = object(below, named);
      const safe = declare((name) => `function ${name}(v){return v===null||v===undefined?null:${one}(v)}`);
      return `${safe}(${from})`;
    }
    const possible = schema.getPossibleTypes(named as never);
    const cases = possible.map((one) => `case ${JSON.stringify(one.name)}:return ${object(below, one)}(v);`);
    // Nothing depends on the type, so the plan did not ask for its name.
    if (isInterfaceType(named) && !below.fields(named).some(({ name }) => name === '__typename'))
      cases.push(`case undefined:case ${JSON.stringify(named.name)}:return ${object(below, named)}(v);`);
    const pick = declare(
      (name) => `function ${name}(v){if(v===null||v===undefined)return null;switch(v.__typename){${cases.join('')}default:throw B}}`,
    );
    return `${pick}(${from})`;
  }

  function leaf(type: GraphQLOutputType, from: string): string {
    const named = getNamedType(type) as GraphQLLeafType;
    if (!strict || (!isEnumType(named) && !isSpecifiedScalarType(named))) return `un(${from})`;
    tests.push((given) => isLeafValue(named, given));
    const test = tests.length - 1;
    const check = declare((name) => `function ${name}(v){if(v===null||v===undefined)return null;if(!T[${test}](v))throw B;return v}`);
    return `${check}(${from})`;
  }

  try {
    const start = object(shape, root);
    const code = `"use strict";const B=Symbol("give up");function nn(v){if(v===null)throw B;return v}function un(v){return v===undefined?null:v}
${functions.join('\n')}
return function(d){try{return ${start}(d)}catch(e){if(e===B)return undefined;throw e}}`;
    return new Function('T', code)(tests) as FastProject;
  } catch (error) {
    if (error === tooMuch) return undefined;
    throw error;
  }
}

const tooMuch = Symbol('too much code');

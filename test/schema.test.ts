/** The contract: how the SDL is written, that it composes, and that clients who rely on it are not broken unannounced. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { composeServices, transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  findBreakingChanges,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type TypeNode,
  visit,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { userErrorCodes } from '#hub/errors.ts';
import { subgraphDocument, subgraphNames } from '#hub/sdl.ts';
import { scopes } from '#hub/viewer.ts';

const folder = new URL('../schema/', import.meta.url);
const generated = new Set(['supergraph.graphql', 'released.graphql']);
const files = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.graphql') && !generated.has(name))
    .sort()
    .map((name) => [name, parse(readFileSync(new URL(name, folder), 'utf8'))]),
);

/** Definitions of all files by name. A type of several subgraphs stands here once a file. */
const objects = [...files].flatMap(([file, document]) =>
  document.definitions.flatMap((node) => (node.kind === Kind.OBJECT_TYPE_DEFINITION ? [{ file, node }] : [])),
);
/** Each subgraph adds to these: what they are needs no words. */
const roots = new Set(['Query', 'Mutation', 'Subscription']);

describe('the SDL', () => {
  test('describes every type, field, enum value and input field', () => {
    const missing: string[] = [];
    everyNamed((where, node) => {
      const needed = node.kind !== Kind.INPUT_VALUE_DEFINITION || where.input;
      if (needed && !roots.has(node.name.value) && !node.description?.value.trim()) missing.push(`${where.path} has no """description"""`);
    });
    expect(missing).toEqual([]);
  });

  test('names types LikeThis, fields and arguments likeThis, enum values LIKE_THIS, and reads without get', () => {
    const wrong: string[] = [];
    everyNamed((where, node) => {
      const name = node.name.value;
      const isValue = node.kind === Kind.ENUM_VALUE_DEFINITION;
      const isField = node.kind === Kind.FIELD_DEFINITION || node.kind === Kind.INPUT_VALUE_DEFINITION;
      const pattern = isValue ? /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/ : isField ? /^[a-z][A-Za-z0-9]*$/ : /^[A-Z][A-Za-z0-9]*$/;
      if (!pattern.test(name)) wrong.push(`${where.path} is not written as names of its kind are`);
      if (isField && /^(get|fetch|retrieve)([A-Z]|$)/.test(name)) wrong.push(`${where.path}: name the thing, not the getting of it`);
    });
    expect(wrong).toEqual([]);
  });

  test('gives every deprecation a reason', () => {
    const silent: string[] = [];
    everyNamed((where, node) => {
      const deprecated = directive(node, 'deprecated');
      if (deprecated && !argumentText(deprecated, 'reason')) silent.push(`${where.path} is deprecated without a reason`);
    });
    expect(silent).toEqual([]);
  });

  test('has mutations that take one input with an idempotency key and answer a payload with userErrors', () => {
    const wrong: string[] = [];
    for (const { file, node } of objects.filter((object) => object.node.name.value === 'Mutation'))
      for (const field of node.fields ?? []) {
        const path = `${file}: Mutation.${field.name.value}`;
        const [input, ...others] = field.arguments ?? [];
        const inputType = input ? print(input.type) : '';
        if (input?.name.value !== 'input' || others.length || !/^\w+Input!$/.test(inputType))
          wrong.push(`${path} must take exactly one argument, input: …Input!`);
        else if (inputFields(file, inputType.slice(0, -1)).get('idempotencyKey') !== 'IdempotencyKey!')
          wrong.push(`${path}: ${inputType.slice(0, -1)} needs idempotencyKey: IdempotencyKey!`);
        const answer = print(field.type);
        if (!/^\w+Payload!$/.test(answer)) wrong.push(`${path} must answer a type named …Payload!, not ${answer}`);
      }
    for (const { file, node } of objects.filter((object) => object.node.name.value.endsWith('Payload')))
      if (fieldTypes(node).get('userErrors') !== '[UserError!]!') wrong.push(`${file}: ${node.name.value} needs userErrors: [UserError!]!`);
    expect(wrong).toEqual([]);
  });

  test('has subscriptions that can be resumed and that tell of gaps', () => {
    const wrong: string[] = [];
    for (const { file, node } of objects.filter((object) => object.node.name.value === 'Subscription'))
      for (const field of node.fields ?? []) {
        const path = `${file}: Subscription.${field.name.value}`;
        const after = field.arguments?.find((argument) => argument.name.value === 'after');
        if (!after || print(after.type) !== 'StreamCursor') wrong.push(`${path} needs the argument after: StreamCursor`);
        const answer = print(field.type);
        if (!/^\w+StreamItem!$/.test(answer)) {
          wrong.push(`${path} must answer a union named …StreamItem!, not ${answer}`);
          continue;
        }
        const members = unionMembers(file, answer.slice(0, -1));
        for (const needed of ['StreamCheckpoint', 'StreamGap'])
          if (!members.includes(needed)) wrong.push(`${path}: ${answer.slice(0, -1)} must contain ${needed}`);
        for (const member of members) {
          const type = objects.find((object) => object.node.name.value === member);
          if (type && fieldTypes(type.node).get('cursor') !== 'StreamCursor!') wrong.push(`${path}: ${member} needs cursor: StreamCursor!`);
        }
      }
    expect(wrong).toEqual([]);
  });

  test('has connections with nodes, edges and pageInfo, and edges with node and cursor', () => {
    const wrong: string[] = [];
    for (const { file, node } of objects) {
      const name = node.name.value;
      const fields = fieldTypes(node);
      const of = name.replace(/(Connection|Edge)$/, '');
      const needed = name.endsWith('Connection')
        ? { nodes: /^\[\w+!\]!$/, edges: new RegExp(`^\\[${of}Edge!\\]!$`), pageInfo: /^PageInfo!$/ }
        : name.endsWith('Edge')
          ? { node: /^\w+!$/, cursor: /^String!$/ }
          : {};
      for (const [field, type] of Object.entries(needed))
        if (!type.test(fields.get(field) ?? '')) wrong.push(`${file}: ${name}.${field} must be there and fit ${type.source}`);
    }
    expect(wrong).toEqual([]);
  });

  test('gives every Node the key id', () => {
    const wrong = objects
      .filter(({ node }) => node.interfaces?.some((type) => type.name.value === 'Node'))
      .filter(({ node }) => !keysOf(node).includes('id'))
      .map(({ file, node }) => `${file}: ${node.name.value} implements Node and needs @key(fields: "id")`);
    expect(wrong).toEqual([]);
  });

  test('knows by node every Node there is', () => {
    const known = new Set(objects.filter(({ file }) => file === 'integration.graphql').map(({ node }) => node.name.value));
    const unknown = objects
      .filter(({ node }) => node.interfaces?.some((type) => type.name.value === 'Node') && !known.has(node.name.value))
      .map(({ file, node }) => `${file}: ${node.name.value} implements Node, but node(id) of integration.graphql cannot answer it`);
    expect(unknown).toEqual([]);
  });

  test('asks only for scopes that a key can have', () => {
    // A customer's token adds the last one.
    const known = new Set<string>([...scopes, 'customer:self']);
    const wrong: string[] = [];
    everyNamed((where, node) => {
      const needed = directive(node, 'requiresScopes');
      for (const [, scope = ''] of needed ? print(needed).matchAll(/"([^"]*)"/g) : [])
        if (!known.has(scope)) wrong.push(`${where.path} asks for the scope ${scope}, which no key has`);
    });
    expect(wrong).toEqual([]);
  });

  test('lists the same user error codes as the hub', () => {
    const declared = [...files.values()].flatMap((document) =>
      document.definitions.flatMap((node) =>
        node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'UserErrorCode' ? (node.values ?? []).map((v) => v.name.value) : [],
      ),
    );
    expect(declared).toEqual([...userErrorCodes]);
  });
});

describe('the supergraph', () => {
  let fresh: GraphQLSchema;
  beforeAll(() => {
    const result = composeServices(
      subgraphNames
        .filter((name) => existsSync(new URL(`${name}.graphql`, folder)))
        .map((name) => ({ name, typeDefs: subgraphDocument(name), url: `http://${name}.invalid/graphql` })),
    );
    if (!result.publicDocumentNode)
      throw new Error(`The subgraphs do not compose:\n${result.errors.map((e) => `  ${e.message}`).join('\n')}`);
    fresh = schemaOf(result.publicDocumentNode);
  });

  test('breaks no client unannounced', () => {
    const announced: unknown = JSON.parse(readFileSync(new URL('announced.json', folder), 'utf8'));
    const known = new Set((announced as { type: string; description: string }[]).map(({ type, description }) => `${type}: ${description}`));
    const unannounced = findBreakingChanges(published(), fresh).filter(({ type, description }) => !known.has(`${type}: ${description}`));
    const advice = `These changes break clients of the published schema. Keep the old field beside the new one (@deprecated with a reason), or, when it must be,
add them to schema/announced.json and say so in CHANGELOG.md:
${JSON.stringify(unannounced, null, 2)}`;
    expect(unannounced, advice).toEqual([]);
  });
});

/** The public schema clients rely on: that of the last release when one is kept, else the committed supergraph. */
function published(): GraphQLSchema {
  const released = new URL('released.graphql', folder);
  if (existsSync(released)) return schemaOf(parse(readFileSync(released, 'utf8')));
  return schemaOf(transformSupergraphToPublicSchema(parse(readFileSync(new URL('supergraph.graphql', folder), 'utf8'))));
}

const schemaOf = (document: DocumentNode): GraphQLSchema => buildASTSchema(document, { assumeValidSDL: true });

interface Where {
  /** `file: Type.field(argument:)`. */
  path: string;
  /** True for a field of an input type, false for an argument. */
  input: boolean;
}
interface Named {
  kind: string;
  name: { value: string };
  description?: { value: string };
  directives?: readonly ConstDirectiveNode[];
}

/** Calls `look` with every definition that has a name and may have a description. */
function everyNamed(look: (where: Where, node: Named) => void): void {
  for (const [file, document] of files) {
    const names: string[] = [];
    let input = false;
    visit(document, {
      enter(node) {
        if (!isNamedDefinition(node)) return;
        names.push(node.name.value);
        if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) input = true;
        look({ path: `${file}: ${names.join('.')}`, input }, node);
      },
      leave(node) {
        if (!isNamedDefinition(node)) return;
        names.pop();
        if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) input = false;
      },
    });
  }
}

const namedKinds = new Set<string>([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
  Kind.FIELD_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
]);
const isNamedDefinition = (node: object & { kind: string }): node is Named => namedKinds.has(node.kind);

const directive = (node: Named, name: string): ConstDirectiveNode | undefined => node.directives?.find((d) => d.name.value === name);

function argumentText(node: ConstDirectiveNode, name: string): string | undefined {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value.trim() : undefined;
}

const keysOf = (node: ObjectTypeDefinitionNode): string[] =>
  (node.directives ?? []).filter((d) => d.name.value === 'key').map((d) => argumentText(d, 'fields') ?? '');

const typesOf = (fields: readonly { name: { value: string }; type: TypeNode }[] | undefined): Map<string, string> =>
  new Map((fields ?? []).map((field) => [field.name.value, print(field.type)]));

const fieldTypes = (node: ObjectTypeDefinitionNode): Map<string, string> => typesOf(node.fields);

/** Of the file itself or of common.graphql. */
function find<K extends Kind>(file: string, kind: K, name: string) {
  for (const document of [files.get(file), files.get('common.graphql')])
    for (const node of document?.definitions ?? []) if (node.kind === kind && 'name' in node && node.name?.value === name) return node;
  return undefined;
}

function inputFields(file: string, name: string): Map<string, string> {
  const node = find(file, Kind.INPUT_OBJECT_TYPE_DEFINITION, name);
  return node?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? typesOf(node.fields) : new Map();
}

function unionMembers(file: string, name: string): string[] {
  const node = find(file, Kind.UNION_TYPE_DEFINITION, name);
  return node?.kind === Kind.UNION_TYPE_DEFINITION ? (node.types ?? []).map((type) => type.name.value) : [];
}

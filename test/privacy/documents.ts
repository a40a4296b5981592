/** Operations by the dozen, made from a schema: any root field with any arguments, selections inside selections, aliases, fragments. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type IdKind, prefixes } from '#hub/id.ts';
import type { Random, Words } from './words.ts';

export type OperationKind = 'query' | 'mutation' | 'subscription';

export interface Generated {
  kind: OperationKind;
  root: string;
  text: string;
  /** Every text it sends. */
  sent: string[];
  /** It sends ids through `_entities`, which answers them back. */
  entities: boolean;
}

const DEPTH = 6;
/** Root fields that tell what the schema tells. */
const hidden = new Set(['_service', '_entities']);

export interface Generator {
  /** A named root field. */
  of(kind: OperationKind, root: string): Generated;
  /** `_entities` of a subgraph's schema: representations of one of its types, or undefined where it has none. */
  entities(): Generated | undefined;
  roots(kind: OperationKind): GraphQLField<unknown, unknown>[];
}

export function createGenerator(schema: GraphQLSchema, random: Random, words: Words): Generator {
  const entityUnion = schema.getType('_Entity');
  const entityTypes = isAbstractType(entityUnion) ? schema.getPossibleTypes(entityUnion).filter(isResolvable) : [];

  function of(kind: OperationKind, root: string): Generated {
    const field = rootType(schema, kind)?.getFields()[root];
    if (!field) throw new Error(`no ${kind} ${root}`);
    const writer = createWriter(schema, random, words, kind);
    const fields = [writer.field(field, DEPTH, '')];
    // The same again beside it, with other arguments: loaders are shared inside a request.
    if (kind === 'query' && random.chance(0.15)) fields.push(`other: ${writer.field(field, 3, '')}`);
    const name = random.chance(0.2) ? ' Asked' : '';
    return { kind, root, text: `${kind}${name} { ${fields.join(' ')} }${writer.fragments()}`, sent: writer.sent, entities: false };
  }
  return {
    of,
    roots: (kind) => Object.values(rootType(schema, kind)?.getFields() ?? {}).filter(({ name }) => !hidden.has(name)),
    entities() {
      if (!entityTypes.length) return undefined;
      const type = random.pick(entityTypes);
      const writer = createWriter(schema, random, words, 'query');
      const wanted = Array.from({ length: 1 + random.below(3) }, () => writer.id(kindOf(type.name)));
      const bySku = hasSku(type) && random.chance(0.2) ? words.textOf('sku') : undefined;
      const keys = bySku === undefined ? wanted.map((id) => `id: ${JSON.stringify(id)}`) : [`sku: ${JSON.stringify(bySku)}`];
      if (bySku !== undefined) writer.sent.push(bySku);
      const representations = keys.map((key) => `{ __typename: ${JSON.stringify(type.name)}, ${key} }`).join(', ');
      const text = `{ _entities(representations: [${representations}]) { __typename ... on ${type.name} ${writer.selection(type, DEPTH - 1)} } }`;
      return { kind: 'query', root: `_entities ${type.name}`, text: `${text}${writer.fragments()}`, sent: writer.sent, entities: true };
    },
  };
}

const rootType = (schema: GraphQLSchema, kind: OperationKind) =>
  kind === 'query' ? schema.getQueryType() : kind === 'mutation' ? schema.getMutationType() : schema.getSubscriptionType();

/** One that only names what another subgraph resolves is never asked for. */
const isResolvable = (type: GraphQLObjectType): boolean =>
  type.astNode?.directives?.some(
    ({ name, arguments: given }) =>
      name.value === 'key' &&
      !given?.some((one) => one.name.value === 'resolvable' && one.value.kind === 'BooleanValue' && !one.value.value),
  ) ?? false;

/** A key beside the id. */
const hasSku = (type: GraphQLObjectType): boolean =>
  type.astNode?.directives?.some((one) => one.arguments?.some(({ value }) => value.kind === 'StringValue' && value.value === 'sku')) ??
  false;

const otherNames: Record<string, IdKind> = {
  StockLocation: 'location',
  Return: 'goodsReturn',
  ReturnLine: 'returnLine',
  WriteOperation: 'operation',
  LinkedSystem: 'system',
  CustomerContact: 'contact',
  document: 'erpDocument',
  payment: 'orderPayment',
  address: 'customerAddress',
  line: 'orderLine',
  return: 'goodsReturn',
  pickupLocation: 'location',
  account: 'customer',
  parent: 'category',
  into: 'customer',
  from: 'customer',
};

/** `Order`, `orderId`, `order_ids` → what its ids name. */
function kindOf(name: string): IdKind | undefined {
  const plain = name.replace(/Ids?$/, '');
  const known = otherNames[plain];
  if (known) return known;
  const lower = plain.charAt(0).toLowerCase() + plain.slice(1);
  return lower in prefixes ? (lower as IdKind) : undefined;
}

function createWriter(schema: GraphQLSchema, random: Random, words: Words, kind: OperationKind) {
  const sent: string[] = [];
  const fragments: string[] = [];
  const textOf = kind === 'mutation' ? words.baitOf : words.textOf;
  const say = (value: string): string => {
    sent.push(value);
    return JSON.stringify(value);
  };
  const id = (of: IdKind | undefined): string => {
    const found = words.idOf(of);
    sent.push(found);
    return found;
  };

  function scalar(type: string, name: string, about: string): string {
    switch (type) {
      case 'ID':
        return JSON.stringify(id(kindOf(/^ids?$/.test(name) ? about : name)));
      case 'Int':
        return name === 'first' || name === 'last' ? String(random.pick([0, 1, 2, 3, 5, 20])) : String(random.below(5));
      case 'Float':
        return '1.5';
      case 'Boolean':
        return String(random.chance(0.5));
      case 'Decimal':
        return JSON.stringify(random.pick(['1', '2', '3', '0', '12', '0.5', '999']));
      case 'DateTime':
        return say(random.pick(['2016-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2040-01-01T00:00:00Z']));
      case 'LocalDate':
        return say(random.pick(['2016-01-01', '2026-01-01', '2026-03-02', '2026-03-12', '2040-01-01']));
      case 'Duration':
        return name === 'wait' ? '"PT0S"' : '"PT10M"';
      case 'CurrencyCode':
        return random.chance(0.8) ? '"PLN"' : '"EUR"';
      case 'CountryCode':
        return random.chance(0.8) ? '"PL"' : '"DE"';
      case 'LanguageCode':
        return random.chance(0.8) ? '"pl"' : '"en"';
      case 'IdempotencyKey':
        return say(random.chance(0.8) ? `key-${random.next()}` : (textOf('idempotencyKey') ?? 'key'));
      case 'StreamCursor':
        return say(words.streamCursor());
      case 'URL':
        return '"https://example.org/"';
      default:
        return text(name);
    }
  }

  function text(name: string): string {
    if (name === 'after' || name === 'before') return say(words.pageCursor());
    if (/methodCode/i.test(name)) return JSON.stringify(random.pick(['pickup', 'blik', 'courier', 'transfer', 'terms']));
    if (name === 'unitCode') return '"PCE"';
    // What is written would be read again as the attacker's own: only words that find something are said.
    if (kind === 'mutation' && !/^(skus?|value|transactionNumber|priceToken|couponCodes)$/.test(name))
      return JSON.stringify(`zqalder ${name}`);
    const column = { taxId: 'taxId', search: undefined, value: 'externalId', skus: 'sku', couponCodes: 'code' }[name] ?? name;
    return say((column === 'search' ? undefined : textOf(column)) ?? (kind === 'mutation' ? 'zqalder' : words.anyText()));
  }

  function value(type: GraphQLInputType, name: string, about: string, depth: number): string {
    if (isNonNullType(type)) return value(type.ofType, name, about, depth);
    if (isListType(type))
      return `[${Array.from({ length: 1 + random.below(2) }, () => value(type.ofType, name, about, depth)).join(', ')}]`;
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (!isInputObjectType(type)) return scalar(type.name, name, about);
    const fields = Object.values(type.getFields());
    const topic =
      /^(.*?)(Input|Filter|Ref)$/
        .exec(type.name)?.[1]
        ?.replace(/(Place|Update|Cancel|Save|Accept|Reject|Request|Decide|Receive|Extend|Release|Change)$/, '') ?? about;
    const given = type.isOneOf ? [random.pick(fields)] : fields.filter((field) => isRequired(field) || wants(field, depth));
    return `{ ${given.map((field) => `${field.name}: ${value(field.type, field.name, topic, depth - 1)}`).join(', ')} }`;
  }

  const isRequired = (field: GraphQLArgument | GraphQLInputField): boolean => isNonNullType(field.type) && field.defaultValue === undefined;
  const wants = (field: GraphQLInputField, depth: number): boolean => field.name === 'wait' || (depth > 0 && random.chance(0.25));

  function callArguments(field: GraphQLField<unknown, unknown>): string {
    const about = getNamedType(field.type).name.replace(/Connection$|StreamItem$/, '');
    const single = field.args.some(
      ({ name }) => name === 'id' || name === 'external' || name === 'sku' || name === 'slug' || name === 'number',
    );
    // Of several ways to name one thing, one.
    const chosen = single ? random.pick(field.args.filter(({ name }) => !/^(first|after)$/.test(name))) : undefined;
    const given = field.args.filter((argument) => {
      if (isRequired(argument)) return true;
      if (argument.name === 'snapshot') return random.chance(0.1);
      return single ? argument === chosen : random.chance(argument.name === 'after' || argument.name === 'before' ? 0.12 : 0.3);
    });
    return given.length
      ? `(${given.map((argument) => `${argument.name}: ${value(argument.type, argument.name, about, 3)}`).join(', ')})`
      : '';
  }

  function field(of: GraphQLField<unknown, unknown>, depth: number, alias: string): string {
    const type = getNamedType(of.type);
    const head = `${alias}${of.name}${callArguments(of)}`;
    return isLeafType(type) ? head : `${head} ${selection(type, depth - 1)}`;
  }

  function selection(type: GraphQLOutputType, depth: number): string {
    if (isObjectType(type)) return `{ __typename ${fieldsOf(type, depth, '').join(' ')} }`;
    if (!isAbstractType(type)) return '';
    const possible = schema.getPossibleTypes(type);
    // A name for each type: two members may have a field of one name and of two types.
    const members = random.some(possible, possible.length > 4 ? 3 : possible.length);
    return `{ __typename ${members.map((member, i) => `... on ${member.name} { __typename ${fieldsOf(member, depth, `m${i}_`).join(' ')} }`).join(' ')} }`;
  }

  function fieldsOf(type: GraphQLObjectType, depth: number, prefix: string): string[] {
    const all = Object.values(type.getFields());
    const leaves = all.filter((one) => isLeafType(getNamedType(one.type)));
    const deeper = all.filter((one) => !isLeafType(getNamedType(one.type)));
    const isEnvelope = /(Connection|Edge|Payload|StreamItem|Changed)$/.test(type.name);
    const chosen = [
      ...random.some(leaves, depth > 3 ? 3 : 1 + random.below(4)),
      ...(depth > 0 ? random.some(deeper, isEnvelope ? 2 : depth > 3 ? 2 : random.below(2)) : []),
    ];
    const texts = chosen.map((one) => field(one, depth, prefix || random.chance(0.08) ? `${prefix || 'a_'}${one.name}: ` : ''));
    const wrap = prefix || texts.length < 2 ? 1 : random.next();
    if (wrap < 0.06) {
      const name = `F${fragments.length}`;
      fragments.push(`fragment ${name} on ${type.name} { ${texts.splice(0, 1 + random.below(texts.length)).join(' ')} }`);
      texts.push(`...${name}`);
    } else if (wrap < 0.12) texts.push(`... on ${type.name} { ${texts.splice(0, 1).join(' ')} }`);
    return texts;
  }

  return { sent, id, field, selection, fragments: () => (fragments.length ? ` ${fragments.join(' ')}` : '') };
}

/** What each field costs: @cost and @listSize of the supergraph, read once. The public schema does not carry them. */
import { type ConstDirectiveNode, type ConstValueNode, type GraphQLSchema, isAbstractType, Kind, parse, visit } from 'graphql';

export interface ListSize {
  /** When no slicing argument is given and none has a default. */
  assumed: number | undefined;
  /** Arguments that say how many; the greatest counts. A path such as input.first goes into an input object. */
  slicing: readonly string[];
  /** Fields of the answer that have so many; none: the field itself. */
  sized: readonly string[];
  /** True: a document must give exactly one of them. */
  requireOne: boolean;
}

export interface Price {
  weight?: number;
  /** Of arguments, when given. */
  arguments: Map<string, number>;
  list?: ListSize;
}

export interface Prices {
  /** By `Type.field`. */
  fields: ReadonlyMap<string, Price>;
  /** Of types that cost other than 1. */
  types: ReadonlyMap<string, number>;
  /** Of fields of input types, by `Type.field`, when given. */
  inputs: ReadonlyMap<string, number>;
}

export const noPrices: Prices = { fields: new Map(), types: new Map(), inputs: new Map() };

export function readPrices(sdl: string): Prices {
  const fields = new Map<string, Price>();
  const types = new Map<string, number>();
  const inputs = new Map<string, number>();
  const type = { name: '' };
  const enterType = {
    enter: (node: { name: { value: string }; directives?: readonly ConstDirectiveNode[] }) => {
      type.name = node.name.value;
      const weight = weightOf(node.directives);
      if (weight !== undefined) types.set(type.name, weight);
    },
  };
  visit(parse(sdl, { noLocation: true }), {
    ObjectTypeDefinition: enterType,
    InterfaceTypeDefinition: enterType,
    InputObjectTypeDefinition: {
      enter(node) {
        for (const field of node.fields ?? []) {
          const weight = weightOf(field.directives);
          if (weight !== undefined) inputs.set(`${node.name.value}.${field.name.value}`, weight);
        }
        return false;
      },
    },
    FieldDefinition: {
      enter(node) {
        const weight = weightOf(node.directives);
        const list = listOf(node.directives);
        const priced = (node.arguments ?? []).flatMap((argument) => {
          const dear = weightOf(argument.directives);
          return dear === undefined ? [] : [[argument.name.value, dear] as const];
        });
        if (weight !== undefined || list || priced.length)
          fields.set(`${type.name}.${node.name.value}`, {
            ...(weight === undefined ? {} : { weight }),
            ...(list ? { list } : {}),
            arguments: new Map(priced),
          });
        return false;
      },
    },
  });
  return { fields, types, inputs };
}

/** The price of a field; on an interface, the dearest of the types behind it. */
export function priceFinder(schema: GraphQLSchema, { fields }: Prices): (type: string, field: string) => Price | undefined {
  const known = new Map<string, Price | undefined>();
  return (typeName, field) => {
    const key = `${typeName}.${field}`;
    if (known.has(key)) return known.get(key);
    const type = schema.getType(typeName);
    const all = [key, ...(isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => `${name}.${field}`) : [])];
    const found = all
      .flatMap((one) => fields.get(one) ?? [])
      .reduce<Price | undefined>((a, b) => ((a?.weight ?? -1) >= (b.weight ?? 0) ? a : b), undefined);
    known.set(key, found);
    return found;
  };
}

const directiveOf = (directives: readonly ConstDirectiveNode[] | undefined, name: string) =>
  directives?.find((directive) => directive.name.value === name);

function weightOf(directives: readonly ConstDirectiveNode[] | undefined): number | undefined {
  const value = argumentOf(directiveOf(directives, 'cost'), 'weight');
  return value && 'value' in value ? Number(value.value) : undefined;
}

function listOf(directives: readonly ConstDirectiveNode[] | undefined): ListSize | undefined {
  const directive = directiveOf(directives, 'listSize');
  if (!directive) return undefined;
  const assumed = argumentOf(directive, 'assumedSize');
  const slicing = names(argumentOf(directive, 'slicingArguments'));
  const required = argumentOf(directive, 'requireOneSlicingArgument');
  return {
    assumed: assumed?.kind === Kind.INT ? Number(assumed.value) : undefined,
    slicing,
    sized: names(argumentOf(directive, 'sizedFields')),
    requireOne: slicing.length > 0 && !(required?.kind === Kind.BOOLEAN && !required.value),
  };
}

const argumentOf = (directive: ConstDirectiveNode | undefined, name: string): ConstValueNode | undefined =>
  directive?.arguments?.find((argument) => argument.name.value === name)?.value;

const names = (value: ConstValueNode | undefined): string[] =>
  value?.kind === Kind.LIST ? value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : [])) : [];

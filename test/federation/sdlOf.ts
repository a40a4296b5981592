/** What one subgraph of a generated graph declares. */
import { type Field, type Model, namedTypeOf, type ObjectType } from './model.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@interfaceObject"])';

/** Types that mean the same wherever they are used; each subgraph declares those it names. */
const COMMON: [name: string, sdl: string][] = [
  // Not recursive: graphql-jit compiles a variable of a recursive input type without end (see the README here).
  ['Filter', 'input Filter { n: Int = 2 text: String tags: [String!] color: Color! = GREEN deep: Deep }'],
  ['Deep', 'input Deep { n: Int! = 1 colors: [[Color!]] }'],
  ['Color', 'enum Color { RED GREEN BLUE }'],
  ['Blob', 'scalar Blob'],
];

export function sdlOf(model: Model, subgraph: string): string {
  const lines: string[] = [LINK];
  for (const type of model.objects.values()) {
    const sdl = objectSdl(model, subgraph, type);
    if (sdl) lines.push(sdl);
  }
  for (const { kind, name, presence, fields, key } of model.abstracts.values()) {
    const here = presence.get(subgraph);
    if (!here) continue;
    if (kind === 'union') lines.push(`union ${name} = ${here.members.join(' | ')}`);
    else {
      const own = fields.filter((f) => here.fields.includes(f.name)).map((f) => `${f.name}: ${f.type}`);
      lines.push(`interface ${name}${key ? ` @key(fields: "${key}")` : ''} {\n  ${own.join('\n  ')}\n}`);
    }
  }
  for (const [name, sdl] of COMMON) if (lines.slice(1).some((line) => new RegExp(`\\b${name}\\b`).test(line))) lines.push(sdl);
  return `${lines.join('\n')}\n`;
}

function objectSdl(model: Model, subgraph: string, type: ObjectType): string | undefined {
  const here = type.presence.get(subgraph);
  const fields = type.fields.flatMap((field) => fieldSdl(subgraph, type, field) ?? []);
  if (fields.length === 0 || (type.kind !== 'root' && !here)) return undefined;
  const faces = [...model.abstracts.values()].filter(
    (a) => a.kind === 'interface' && a.presence.get(subgraph)?.members.includes(type.name),
  );
  const implementing = faces.length > 0 ? ` implements ${faces.map((a) => a.name).join(' & ')}` : '';
  const keys = (here?.keys ?? []).map((key) => ` @key(fields: "${key}"${here?.resolvable ? '' : ', resolvable: false'})`).join('');
  const marks = `${type.kind === 'value' ? ' @shareable' : ''}${type.kind === 'interfaceObject' ? ' @interfaceObject' : ''}`;
  return `type ${type.name}${implementing}${keys}${marks} {\n  ${fields.join('\n  ')}\n}`;
}

function fieldSdl(subgraph: string, type: ObjectType, field: Field): string | undefined {
  const { name, args, owners, key } = field;
  const owned = owners.includes(subgraph);
  const external = type.presence.get(subgraph)?.external.has(name) ?? false;
  if (!owned && !external && field.override !== subgraph) return undefined;
  const list = args.map((a) => `${a.name}: ${a.type}${a.default ? ` = ${a.default}` : ''}`).join(', ');
  const marks: string[] = [];
  if (!owned && external) marks.push('@external');
  if (owned) {
    if (owners.length > 1 && type.kind !== 'value' && !key) marks.push('@shareable');
    if (field.requires) marks.push(`@requires(fields: "${field.requires}")`);
    if (field.provides) marks.push(`@provides(fields: "${field.provides}")`);
    if (field.override) marks.push(`@override(from: "${field.override}")`);
    if (field.inaccessible) marks.push('@inaccessible');
  }
  const declared = field.loose === subgraph ? field.type.slice(0, -1) : field.type;
  return [`${name}${list ? `(${list})` : ''}: ${declared}`, ...marks].join(' ');
}

/** Names of the fields that this subgraph declares of a type, for its resolvers. */
export function declaredFields(subgraph: string, type: ObjectType): Field[] {
  return type.fields.filter((field) => fieldSdl(subgraph, type, field) !== undefined);
}

export const isComposite = (model: Model, type: string): boolean =>
  model.objects.has(namedTypeOf(type)) || model.abstracts.has(namedTypeOf(type));

/** Who owns a field and who sees it: @override (progressive, too), @shareable, @inaccessible, @tag, @external. */
import type { World } from './words.ts';
import { rowsBy } from './words.ts';

const users = [
  { id: 'u1', name: 'Ada', secret: 'x' },
  { id: 'u2', name: 'Jan', secret: 'y' },
];
const user = rowsBy(users, 'id');
type Row = { id: string };
const old = () => {
  throw new Error('this field has moved to the other subgraph');
};

export const ownership: World = {
  title: 'ownership',
  subgraphs: {
    accounts: {
      sdl: `
        type Query {
          users: [User!]!
          level(l: Level!, hidden: Int @inaccessible): Level
          worst: Level
          count(filter: Filter): Int! @tag(name: "public")
          ghost: Ghost @inaccessible
          who: Who
        }
        type User @key(fields: "id") @tag(name: "people") {
          id: ID! name: String! @shareable moved: Int always: Int never: Int secret: String @inaccessible balance: Money half: Int
        }
        type Money @shareable { amount: Int! currency: String! note: String @inaccessible }
        type Ghost @inaccessible { x: Int }
        union Who = User | Ghost
        enum Level { LOW HIGH SECRET @inaccessible }
        input Filter { name: String secret: String @inaccessible }`,
      resolvers: {
        Query: {
          users: () => users.map(({ id }) => user(id)),
          level: (_: unknown, args: { l: string; hidden?: number }) => (args.hidden === undefined ? args.l : null),
          worst: () => 'SECRET',
          count: (_: unknown, { filter }: { filter?: { name?: string } | null }) =>
            users.filter(({ name }) => !filter?.name || name === filter.name).length,
          who: () => ({ __typename: 'Ghost', x: 1 }),
        },
        User: {
          __resolveReference: ({ id }: Row) => user(id),
          moved: old,
          always: old,
          never: () => 1,
          half: () => 5,
          balance: ({ id }: Row) => ({ amount: id === 'u1' ? 10 : 20, currency: 'PLN', note: 'hidden' }),
        },
      },
    },
    billing: {
      sdl: `
        type User @key(fields: "id") {
          id: ID!
          name: String! @shareable
          moved: Int @override(from: "accounts") @tag(name: "new")
          always: Int @override(from: "accounts", label: "percent(100)")
          never: Int @override(from: "accounts", label: "percent(0)")
          half: Int @override(from: "accounts", label: "percent(50)")
          credit: Money
          upper: String! @requires(fields: "secret")
          secret: String @external
        }
        type Query { debtors: [User!]! }
        type Money @shareable { amount: Int! currency: String! }`,
      resolvers: {
        Query: { debtors: () => [{ id: 'u2' }] },
        User: {
          __resolveReference: (row: Row) => ({ ...row }),
          name: ({ id }: Row) => users.find((one) => one.id === id)?.name,
          moved: ({ id }: Row) => (id === 'u1' ? 1 : 2),
          always: () => 3,
          never: old,
          half: () => 5,
          credit: () => ({ amount: 7, currency: 'EUR' }),
          upper: ({ secret }: { secret: string }) => secret.toUpperCase(),
        },
      },
    },
  },
  remote: ['accounts', 'billing'],
  cases: [
    {
      title: 'an overridden field is asked of its new owner alone',
      query: '{ users { moved name } }',
      data: {
        users: [
          { moved: 1, name: 'Ada' },
          { moved: 2, name: 'Jan' },
        ],
      },
      asked: { billing: [2] },
    },
    {
      title: 'an overridden field of an entity that its new owner gives',
      query: '{ debtors { id moved } }',
      data: { debtors: [{ id: 'u2', moved: 2 }] },
      asked: { accounts: [] },
    },
    {
      title: 'a progressive override at 100 and at 0 percent is decided, at 50 both sides answer alike',
      query: '{ users { always never half } }',
      data: {
        users: [
          { always: 3, never: 1, half: 5 },
          { always: 3, never: 1, half: 5 },
        ],
      },
    },
    {
      title: 'a shareable field is taken where the way leads anyway',
      query: '{ users { name } debtors { name } }',
      data: { users: [{ name: 'Ada' }, { name: 'Jan' }], debtors: [{ name: 'Jan' }] },
      asked: { accounts: [], billing: [] },
    },
    {
      title: 'a shareable value type comes from either subgraph',
      query: '{ users { balance { amount currency } credit { currency amount } } }',
      data: {
        users: [
          { balance: { amount: 10, currency: 'PLN' }, credit: { currency: 'EUR', amount: 7 } },
          { balance: { amount: 20, currency: 'PLN' }, credit: { currency: 'EUR', amount: 7 } },
        ],
      },
    },
    {
      title: 'a field may require what no client sees',
      query: '{ users { upper } debtors { upper } }',
      data: { users: [{ upper: 'X' }, { upper: 'Y' }], debtors: [{ upper: 'Y' }] },
    },
    {
      title: 'an enum value that is public passes both ways',
      query: 'query ($l: Level!) { level(l: $l) }',
      variables: { l: 'HIGH' },
      data: { level: 'HIGH' },
    },
    {
      title: 'an enum value that no client may see is refused in a variable',
      query: 'query ($l: Level!) { level(l: $l) }',
      variables: { l: 'SECRET' },
      data: null,
      errors: [['', 'BAD_USER_INPUT']],
      untouched: true,
    },
    {
      title: 'an enum value that no client may see is null, and no error',
      query: '{ worst count }',
      data: { worst: null, count: 2 },
    },
    {
      title: 'a field of an input object that no client may see is refused in a variable',
      query: 'query ($f: Filter) { count(filter: $f) }',
      variables: { f: { name: 'Ada', secret: 'x' } },
      data: null,
      errors: [['', 'BAD_USER_INPUT']],
      untouched: true,
    },
    {
      title: 'a tagged field is a field as any other',
      query: 'query ($f: Filter) { count(filter: $f) }',
      variables: { f: { name: 'Ada' } },
      data: { count: 1 },
    },
    {
      title: 'a type that no client may see is null, and no error',
      query: '{ who { __typename ... on User { name } } count }',
      data: { who: null, count: 2 },
    },
    {
      title: 'nothing inaccessible is in the public schema, nothing tagged is marked',
      query: `{ user: __type(name: "User") { fields { name } } ghost: __type(name: "Ghost") { name } money: __type(name: "Money") { fields { name } }
        level: __type(name: "Level") { enumValues { name } } filter: __type(name: "Filter") { inputFields { name } } who: __type(name: "Who") { possibleTypes { name } }
        query: __type(name: "Query") { fields { name args { name } } } }`,
      data: {
        user: { fields: ['id', 'name', 'moved', 'always', 'never', 'balance', 'half', 'credit', 'upper'].map((name) => ({ name })) },
        ghost: null,
        money: { fields: [{ name: 'amount' }, { name: 'currency' }] },
        level: { enumValues: [{ name: 'LOW' }, { name: 'HIGH' }] },
        filter: { inputFields: [{ name: 'name' }] },
        who: { possibleTypes: [{ name: 'User' }] },
        query: {
          fields: [
            { name: 'users', args: [] },
            { name: 'level', args: [{ name: 'l' }] },
            { name: 'worst', args: [] },
            { name: 'count', args: [{ name: 'filter' }] },
            { name: 'who', args: [] },
            { name: 'debtors', args: [] },
          ],
        },
      },
      untouched: true,
    },
  ],
};

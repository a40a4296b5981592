/** Aliases: the same field twice, names that are keys or required fields elsewhere, names that every object has. */
import { shopWorld } from './shop.ts';
import type { World } from './words.ts';

export const aliases: World = {
  title: 'aliases',
  subgraphs: shopWorld,
  remote: ['stock', 'shop'],
  cases: [
    {
      title: 'one field with different arguments on an entity',
      query: '{ product(id: "p2") { two: onHand(w: 2) onHand three: onHand(w: 3) } }',
      data: { product: { two: 10, onHand: 5, three: 15 } },
      asked: { stock: [1] },
    },
    {
      title: 'the same argument under two aliases in two root fields',
      query: '{ x: product(id: "p1") { onHand } y: product(id: "p2") { onHand(w: 3) s: onHand } }',
      data: { x: { onHand: 3 }, y: { onHand: 15, s: 5 } },
      plan: ['BatchFetch'],
    },
    {
      title: 'one list under two aliases with different fields of another subgraph',
      query: '{ product(id: "p1") { a: related { onHand } b: related { fee onHand(w: 2) } } }',
      data: {
        product: {
          a: [{ onHand: 5 }, { onHand: 0 }],
          b: [
            { fee: 10, onHand: 10 },
            { fee: null, onHand: 0 },
          ],
        },
      },
      plan: ['BatchFetch'],
    },
    {
      title: 'an alias that takes the name of the key, while another subgraph needs the key',
      query: '{ products { id: name onHand } }',
      data: {
        products: [
          { id: 'Oak table', onHand: 3 },
          { id: 'Oak chair', onHand: 5 },
          { id: 'Lamp', onHand: 0 },
        ],
      },
      plan: ['output rewrite KeyRenamer'],
    },
    {
      title: 'a field of another subgraph under the name of the key, while a third needs the key',
      query: '{ product(id: "p1") { id: onHand reviews { id: stars product { id: onHand name } } key: id } }',
      data: {
        product: {
          id: 3,
          reviews: [
            { id: 5, product: { id: 3, name: 'Oak table' } },
            { id: 3, product: { id: 3, name: 'Oak table' } },
          ],
          key: 'p1',
        },
      },
    },
    {
      title: 'an alias that takes the name of a required field',
      query: '{ products { weight: name fee } }',
      data: {
        products: [
          { weight: 'Oak table', fee: 24 },
          { weight: 'Oak chair', fee: 10 },
          { weight: 'Lamp', fee: null },
        ],
      },
      plan: ['required field under an alias'],
    },
    {
      title: 'a required field under an alias of the client’s',
      query: '{ product(id: "p2") { heavy: weight fee more: fee(z: 3) } }',
      data: { product: { heavy: 5, fee: 10, more: 15 } },
    },
    {
      title: 'a field of another subgraph under the name of a required field',
      query: '{ product(id: "p1") { weight: onHand fee w: weight } }',
      data: { product: { weight: 3, fee: 24, w: 12 } },
    },
    {
      title: 'an alias over a required object',
      query: '{ product(id: "p1") { shop: name rent s: shop { name: id id: name } } }',
      data: { product: { shop: 'Oak table', rent: 's1@North', s: { name: 's1', id: 'North' } } },
    },
    {
      title: 'aliases swap two fields of an object that is required whole',
      query: '{ product(id: "p1") { shop { id: name name: id open } rent } }',
      data: { product: { shop: { id: 'North', name: 's1', open: true }, rent: 's1@North' } },
    },
    {
      title: 'names that every object has are data',
      query:
        '{ constructor { toString: name hasOwnProperty: onHand valueOf: fee } isPrototypeOf: product(id: "p9") { constructor: onHand } toLocaleString: product(id: "p3") { constructor: reviews { constructor: text } } }',
      data: {
        constructor: { toString: 'Oak chair', hasOwnProperty: 5, valueOf: 10 },
        isPrototypeOf: null,
        toLocaleString: { constructor: [] },
      },
    },
    {
      title: 'names that every object has, absent from the answer of the subgraph that should give them',
      query: '{ product(id: "p3") { constructor: rent toString: fee hasOwnProperty: shop { name } } }',
      data: { product: { constructor: null, toString: null, hasOwnProperty: null } },
    },
    {
      title: 'the planner’s own names are free for clients',
      query: '{ product(id: "p1") { _e0: onHand _internal_qp_alias_0: name id: name fee } _entities: product(id: "p2") { onHand } }',
      data: { product: { _e0: 3, _internal_qp_alias_0: 'Oak table', id: 'Oak table', fee: 24 }, _entities: { onHand: 5 } },
    },
  ],
};

/** The subgraphs, what they make of pulled records, and how their writes reach an ERP. A new subgraph: one line each. */
import type { Appliers } from '#hub/apply.ts';
import type { Subgraph } from '#hub/subgraph.ts';
import type { OperationHandlers } from '#hub/writer.ts';
import { customerHandlers, customers, customersAppliers } from './customers/index.ts';
import { integration } from './integration/index.ts';
import { orderHandlers, orders, ordersAppliers } from './orders/index.ts';
import { products, productsAppliers } from './products/index.ts';
import { stock, stockAppliers } from './stock/index.ts';

export const subgraphs: readonly Subgraph[] = [products, stock, orders, customers, integration];

export const appliers: Appliers = { ...productsAppliers, ...stockAppliers, ...customersAppliers, ...ordersAppliers };

export const handlers: OperationHandlers = { ...orderHandlers, ...customerHandlers };

export { orderStatus } from './orders/index.ts';

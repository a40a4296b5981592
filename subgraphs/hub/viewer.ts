/** Who asks: the application's key says what may be asked, the customer's token says for whom. Frozen; the same object for every subgraph. */
import { failure } from './errors.ts';

export const scopes = [
  'products:read',
  'stock:read',
  'stock:write',
  'reservations:write',
  'orders:read',
  'orders:write',
  'orders:price',
  'payments:write',
  'customers:read',
  'customers:any',
  'customers:pii',
  'customers:write',
  'customers:admin',
  'customers:erase',
  'loyalty:write',
  'returns:write',
  'carts:read',
  'finance:read',
  'finance:write',
  'insight:read',
  'reports',
  'exports:read',
  'exports:write',
  'costs:read',
  'operations:read',
  'ops:read',
  'ops:write',
] as const;
export type Scope = (typeof scopes)[number];

/** What a key of each role may do. A storefront key is shared by all visitors: it sees public data and what its customer may see. */
export const roles: Record<'storefront' | 'staff' | 'admin', readonly Scope[]> = {
  storefront: ['reservations:write'],
  staff: [
    'products:read',
    'stock:read',
    'reservations:write',
    'orders:read',
    'orders:write',
    'payments:write',
    'customers:read',
    'customers:any',
    'customers:pii',
    'customers:write',
    'returns:write',
    'carts:read',
    'operations:read',
  ],
  admin: scopes,
};
export type Role = keyof typeof roles;

export interface Viewer {
  /** Id of the API key; undefined for a visitor without one. */
  readonly application?: string;
  readonly applicationName?: string;
  readonly customerId?: string;
  /** The person of the customer's company who is signed in; their role limits what they may do. */
  readonly contactId?: string;
  readonly companyId: string;
  readonly channelId: string;
  readonly currency: string;
  readonly scopes: ReadonlySet<string>;
  /** Preference order, at least one. */
  readonly languages: readonly string[];
  /** When the key or the token ends, epoch milliseconds. */
  readonly expiresAt?: number;
}

export const may = (viewer: Viewer, scope: Scope): boolean => viewer.scopes.has(scope);

/** Sees every customer's data. */
export const seesAnyCustomer = (viewer: Viewer): boolean => may(viewer, 'customers:any');

/** The customer an argument may name: the viewer's own, or any with the scope. Throws FORBIDDEN without telling whether it exists. */
export function allowedCustomer(viewer: Viewer, asked: string | null | undefined): string | undefined {
  if (asked == null || asked === viewer.customerId) return viewer.customerId;
  if (!seesAnyCustomer(viewer)) throw failure('FORBIDDEN', 'This key may not ask for another customer.');
  return asked;
}

/** Everything of a viewer, for a signed header to a subgraph elsewhere. */
export const packViewer = (viewer: Viewer): Record<string, unknown> => ({ ...viewer, scopes: [...viewer.scopes] });

export function unpackViewer(packed: Record<string, unknown>): Viewer {
  const text = (name: string) => (typeof packed[name] === 'string' ? { [name]: packed[name] } : {});
  return Object.freeze({
    ...text('application'),
    ...text('applicationName'),
    ...text('customerId'),
    ...text('contactId'),
    companyId: String(packed.companyId),
    channelId: String(packed.channelId),
    currency: String(packed.currency),
    scopes: new Set((packed.scopes as string[]) ?? []),
    languages: Object.freeze([...((packed.languages as string[]) ?? ['pl'])]),
    ...(typeof packed.expiresAt === 'number' ? { expiresAt: packed.expiresAt } : {}),
  });
}

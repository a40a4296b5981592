/** Warehouses with their places, and the categories people browse: small tables, read whole. */
import type { CategoryRecord, LocationRecord } from '../connector.ts';
import { readAddresses } from './addresses.ts';
import type { Reference } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { id, present, someId, text } from './values.ts';

export async function readLocations(rpc: Rpc, reference: Reference, signal: AbortSignal): Promise<LocationRecord[]> {
  const warehouses = [...reference.warehouses.values()];
  const addresses = await readAddresses(
    rpc,
    warehouses.map((warehouse) => warehouse.addressId),
    signal,
  );
  return [
    ...warehouses.map((warehouse) => ({
      externalId: id(warehouse.id),
      code: warehouse.code,
      name: warehouse.name,
      kind: 'WAREHOUSE' as const,
      active: warehouse.active,
      ...present({ address: addresses.get(warehouse.addressId) }),
    })),
    ...reference.places.map((place) => ({
      externalId: id(place.id),
      code: place.code,
      name: place.name,
      kind: 'STORAGE' as const,
      parentId: id(place.warehouse),
      active: place.active,
    })),
  ];
}

export async function readCategories(rpc: Rpc, locale: string, signal: AbortSignal): Promise<CategoryRecord[]> {
  const found = await rpc.search('product.category', [['accounting', '=', false]], ['name', 'parent'], { signal });
  return found.map((category) => ({
    externalId: id(category.id),
    name: [{ locale, value: text(category.name) }],
    active: true,
    ...present({ parentId: someId(category.parent) }),
  }));
}

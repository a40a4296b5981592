/** Warehouses, the places inside them, and the categories people browse: small tables, read whole. */
import type { CategoryRecord, LocationRecord } from '../connector.ts';
import { addressFields, addressOf } from './addresses.ts';
import type { Reference } from './reference.ts';
import type { Rpc } from './rpc.ts';
import { byId, id, present, someId, text } from './values.ts';

export async function readLocations(rpc: Rpc, reference: Reference, signal: AbortSignal): Promise<LocationRecord[]> {
  const warehouses = [...reference.warehouses.values()];
  const partners = byId(
    await rpc.read(
      'res.partner',
      warehouses.map((warehouse) => warehouse.partner),
      addressFields,
      { signal },
    ),
  );
  const bins = [...reference.places.values()].filter((place) => isBin(reference, place.id));
  return [
    ...warehouses.map((warehouse): LocationRecord => {
      const partner = partners.get(warehouse.partner);
      return {
        externalId: id(warehouse.id),
        code: warehouse.code,
        name: warehouse.name,
        kind: 'WAREHOUSE',
        active: warehouse.active,
        ...present({ address: partner && addressOf(partner, reference) }),
      };
    }),
    ...bins.map(
      (place): LocationRecord => ({
        externalId: placeId(place.id),
        code: place.barcode ?? place.name,
        name: place.name,
        kind: 'STORAGE',
        parentId: id(place.warehouse),
        active: place.active,
      }),
    ),
  ];
}

/** Warehouses and places are numbered apart in Odoo; the hub keeps them in one list. */
export const placeId = (place: number): string => `bin:${place}`;

/** A place people put goods in: internal, in a warehouse, and not the warehouse's own general stock place. */
export function isBin(reference: Reference, placeKey: number): boolean {
  const place = reference.places.get(placeKey);
  if (place?.usage !== 'internal' || !place.warehouse) return false;
  return reference.warehouses.get(place.warehouse)?.stock !== place.id;
}

export async function readCategories(rpc: Rpc, locale: string, signal: AbortSignal): Promise<CategoryRecord[]> {
  const found = await rpc.search('product.category', [], ['name', 'parent_id'], { signal, order: 'id' });
  return found.map((category) => ({
    externalId: id(category.id),
    name: [{ locale, value: text(category.name) }],
    active: true,
    ...present({ parentId: someId(category.parent_id) }),
  }));
}

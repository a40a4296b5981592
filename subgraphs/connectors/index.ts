/** Every kind of system the hub can link: one folder, one line. */
import type { ConnectorKind } from './connector.ts';
import { twinErp } from './twin/erpConnector.ts';
import { twinShop } from './twin/shopConnector.ts';

export const connectorKinds: readonly ConnectorKind[] = [twinErp, twinShop];

/** Every kind of system the hub can link: one folder, one line. */
import type { ConnectorKind } from './connector.ts';
import { medusa } from './medusa/index.ts';
import { odoo } from './odoo/index.ts';
import { tryton } from './tryton/index.ts';
import { twinErp } from './twin/erpConnector.ts';
import { twinShop } from './twin/shopConnector.ts';
import { vendure } from './vendure/index.ts';

export const connectorKinds: readonly ConnectorKind[] = [medusa, odoo, tryton, vendure, twinErp, twinShop];

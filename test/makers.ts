/** Rows that several tests need: each states what matters to it and leaves the rest. */
import { newId } from '#hub/id.ts';
import { micros as m } from '#hub/money.ts';
import { CHANNEL, COMPANY, ERP, type TestGround } from './ground.ts';

/** A product of one variant; with stock in a warehouse and a price in a default list, when they are given. */
export async function aVariant(
  ground: TestGround,
  sku: string,
  options: { cost?: string; onHand?: string; price?: string } = {},
): Promise<string> {
  const id = newId('variant');
  const productId = newId('product');
  const at = ground.now();
  await ground.db.write(async (trx) => {
    const shared = { companyId: COMPANY, systemId: ERP, version: 1, updatedAt: at, asOf: at };
    await trx
      .insertInto('product')
      .values({
        ...shared,
        id: productId,
        slug: sku.toLowerCase(),
        kind: 'SIMPLE',
        lifecycle: 'ACTIVE',
        axes: '[]',
        search: sku,
        sortTitle: sku,
        createdAt: at,
      })
      .execute();
    await trx
      .insertInto('variant')
      .values({
        ...shared,
        id,
        productId,
        sku,
        position: 0,
        active: 1,
        unitCode: 'PCE',
        minQuantityMicros: m('1'),
        stepMicros: m('1'),
        options: '[]',
        salesUnits: '[]',
        taxPercent: '23',
      })
      .execute();
    if (options.cost)
      await trx
        .insertInto('variantCost')
        .values({ variantId: id, unitMicros: m(options.cost), currency: 'PLN', method: 'FIFO', asOf: at })
        .execute();
    if (options.onHand) await stock(trx, id, options.onHand, at);
    if (options.price) {
      const listId = newId('priceList');
      await trx
        .insertInto('priceList')
        .values({
          id: listId,
          companyId: COMPANY,
          code: `list ${sku}`,
          name: 'Cennik',
          currency: 'PLN',
          isDefault: 1,
          active: 1,
          updatedAt: at,
        })
        .execute();
      await trx
        .insertInto('price')
        .values({
          variantId: id,
          priceListId: listId,
          minQuantityMicros: m('1'),
          validFrom: '',
          validTo: '',
          unitNetMicros: m(options.price),
          asOf: at,
        })
        .execute();
    }
  });
  return id;
}

async function stock(trx: Parameters<Parameters<TestGround['db']['write']>[0]>[0], variantId: string, onHand: string, at: number) {
  const locationId = newId('location');
  await trx
    .insertInto('location')
    .values({
      id: locationId,
      companyId: COMPANY,
      code: `W ${variantId}`,
      name: 'Magazyn',
      kind: 'WAREHOUSE',
      active: 1,
      systemId: ERP,
      updatedAt: at,
    })
    .execute();
  await trx
    .insertInto('stockLevel')
    .values({
      id: newId('stockLevel'),
      variantId,
      locationId,
      onHandMicros: m(onHand),
      reservedInErpMicros: 0n,
      reservedInHubMicros: 0n,
      safetyBufferMicros: 0n,
      systemId: ERP,
      version: 1,
      changedAt: at,
      asOf: at,
    })
    .execute();
}

export async function aCustomer(ground: TestGround, more: Record<string, unknown> = {}): Promise<string> {
  const id = newId('customer');
  const at = ground.now();
  await ground.db.write((trx) =>
    trx
      .insertInto('customer')
      .values({
        id,
        companyId: COMPANY,
        kind: 'PERSON',
        name: 'Żaneta Łoś',
        active: 1,
        groups: '[]',
        creditUsedMicros: 0n,
        creditOverdueMicros: 0n,
        creditHeldMicros: 0n,
        creditBlocked: 0,
        search: '',
        sortName: '',
        version: 1,
        createdAt: at,
        updatedAt: at,
        asOf: at,
        ...more,
      })
      .execute(),
  );
  return id;
}

export interface OrderLineWanted {
  variantId?: string;
  sku?: string;
  quantity: string;
  unitNet: string;
  /** Taken off the whole line. */
  discount?: { code: string; title: string; amount: string; basis?: 'NET' | 'GROSS' };
  cost?: string;
}

/** An order as an applier would have stored it, taxed at 23 %; net is what its lines come to. */
export async function anOrder(ground: TestGround, lines: OrderLineWanted[], more: Record<string, unknown> = {}): Promise<string> {
  const id = newId('order');
  const at = ground.now();
  const amounts = lines.map(({ quantity, unitNet, discount }) => {
    const net = (m(quantity) * m(unitNet)) / m('1') - m(discount?.amount ?? '0');
    const tax = (net * 23n) / 100n;
    return { net, tax, gross: net + tax };
  });
  const sum = (key: 'net' | 'tax' | 'gross') => amounts.reduce((total, amount) => total + amount[key], 0n);
  await ground.db.write(async (trx) => {
    await trx
      .insertInto('salesOrder')
      .values({
        id,
        companyId: COMPANY,
        channelId: CHANNEL,
        originKind: 'ERP',
        history: 0,
        currency: 'PLN',
        placedAt: at,
        documentDate: '2026-03-02',
        deliveryTaxPercent: '23',
        partialAllowed: 1,
        couponCodes: '[]',
        pricesIncludeTax: 0,
        goodsNetMicros: sum('net'),
        goodsGrossMicros: sum('gross'),
        deliveryNetMicros: 0n,
        deliveryGrossMicros: 0n,
        discountNetMicros: 0n,
        discountGrossMicros: 0n,
        netMicros: sum('net'),
        taxMicros: sum('tax'),
        grossMicros: sum('gross'),
        paidMicros: 0n,
        phase: 'PROCESSING',
        paymentState: 'PENDING',
        fulfilmentState: 'NONE',
        documentState: 'NONE',
        erpState: 'CONFIRMED',
        creditHeldMicros: 0n,
        search: '',
        estimated: 0,
        version: 1,
        updatedAt: at,
        asOf: at,
        ...more,
      })
      .execute();
    for (const [position, line] of lines.entries()) {
      const amount = amounts[position] ?? { net: 0n, tax: 0n, gross: 0n };
      await trx
        .insertInto('orderLine')
        .values({
          id: newId('orderLine'),
          orderId: id,
          position,
          variantId: line.variantId ?? null,
          sku: line.sku ?? 'SKU',
          title: line.sku ?? 'SKU',
          quantityMicros: m(line.quantity),
          shippedMicros: 0n,
          cancelledMicros: 0n,
          returnedMicros: 0n,
          unitCode: 'PCE',
          unitNetMicros: m(line.unitNet),
          unitGrossMicros: m(line.unitNet),
          discounts: JSON.stringify(line.discount ? [{ basis: 'NET', ...line.discount, amount: m(line.discount.amount).toString() }] : []),
          taxPercent: '23',
          netMicros: amount.net,
          taxMicros: amount.tax,
          grossMicros: amount.gross,
          costUnitMicros: line.cost ? m(line.cost) : null,
          costCurrency: line.cost ? 'PLN' : null,
          resolution: 'RESOLVED',
        })
        .execute();
    }
  });
  return id;
}

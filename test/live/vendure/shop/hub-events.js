/**
 * What a hub needs and Vendure lacks: a change log written in the shop's own transaction, a cursor over it, a list of
 * stock levels with what the shop holds, and a signed webhook that says "look at the log". Plain JavaScript: Node runs no
 * decorators, so they are applied by hand.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import * as core from '@vendure/core';
import { gql } from 'graphql-tag';
import { Between, Column, CreateDateColumn, Entity, In, LessThan, MoreThan, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A reader that was away longer than this must sweep: `hubLog.first` tells it. */
const keepDays = 30;
/** No change takes longer from its number to its commit: a number still missing then was rolled back. */
const settledMs = 60_000;
/** Changes of one burst share one webhook call. */
const burstMs = 3;
const hookAttempts = 3;
/** Orders that wait for no goods any more. */
const over = ['Delivered', 'Cancelled'];

class HubChange {
  constructor(fields) {
    Object.assign(this, fields);
  }
}
PrimaryGeneratedColumn()(HubChange.prototype, 'seq');
CreateDateColumn()(HubChange.prototype, 'at');
Column({ type: 'varchar' })(HubChange.prototype, 'topic');
Column({ type: 'simple-json' })(HubChange.prototype, 'data');
Entity()(HubChange);

/** One row: the name of this history. A copy of the database that starts a new history gets a new name (see `SHOP_NEW_EPOCH`). */
class HubEpoch {
  constructor(fields) {
    Object.assign(this, fields);
  }
}
PrimaryColumn({ type: 'varchar' })(HubEpoch.prototype, 'name');
Entity()(HubEpoch);

const ids = (entities) => [entities ?? []].flat().map((entity) => String(entity.id));
const one = (entity) => ({ ids: [String(entity.id)] });

/** Vendure event → topic and the ids worth re-reading. No names, no addresses: the log is not another copy of the shop. */
const watched = [
  [core.ProductEvent, 'product', (e) => ({ op: e.type, ids: ids(e.entity) })],
  [core.ProductVariantEvent, 'variant', (e) => ({ op: e.type, ids: ids(e.entity) })],
  [core.ProductOptionEvent, 'option', (e) => ({ op: e.type, ids: ids(e.entity) })],
  [core.ProductOptionGroupEvent, 'option.group', (e) => ({ op: e.type, ids: ids(e.entity) })],
  [core.ProductVariantPriceEvent, 'price', (e) => ({ op: e.type, ids: [] })],
  [core.AssetEvent, 'asset', (e) => ({ op: e.type, ids: ids(e.entity) })],
  [core.CollectionEvent, 'collection', (e) => ({ op: e.type, ids: ids(e.entity) })],
  [core.CollectionModificationEvent, 'collection.variants', (e) => ({ ids: [String(e.collection.id)] })],
  [
    core.StockMovementEvent,
    'stock',
    (e) => ({ op: e.type, ids: [...new Set(e.stockMovements.map((m) => String(m.productVariant?.id ?? m.productVariantId)))] }),
  ],
  [core.OrderEvent, 'order', (e) => ({ op: e.type, ...one(e.entity) })],
  [core.OrderLineEvent, 'order.line', (e) => one(e.order)],
  [core.OrderPlacedEvent, 'order.placed', (e) => one(e.order)],
  [core.OrderStateTransitionEvent, 'order.state', (e) => ({ ...one(e.order), from: e.fromState, to: e.toState })],
  [core.PaymentStateTransitionEvent, 'order.payment', (e) => ({ ...one(e.order), to: e.toState })],
  [core.RefundStateTransitionEvent, 'order.refund', (e) => ({ ...one(e.order), to: e.toState })],
  [
    core.FulfillmentStateTransitionEvent,
    'order.fulfilment',
    async (e, connection) => {
      const lines = await connection
        .getRepository(e.ctx, core.FulfillmentLine)
        .find({ where: { fulfillmentId: e.fulfillment.id }, relations: { orderLine: true } });
      return { ids: [...new Set(lines.map((line) => String(line.orderLine.orderId)))], to: e.toState };
    },
  ],
  [core.CustomerEvent, 'customer', (e) => ({ op: e.type, ids: ids(e.entity) })],
  [core.CustomerAddressEvent, 'customer.address', (e) => ({ op: e.type, ids: ids(e.entity?.customer) })],
  [core.CustomerGroupChangeEvent, 'customer.group', (e) => ({ ids: ids(e.customers) })],
];

class ChangeLog {
  constructor(bus, connection) {
    this.bus = bus;
    this.connection = connection;
    this.waiting = new Map();
  }

  async onApplicationBootstrap() {
    const epochs = this.connection.rawConnection.getRepository(HubEpoch);
    if (process.env.SHOP_NEW_EPOCH === '1') await epochs.clear();
    if ((await epochs.count()) === 0) await epochs.save(new HubEpoch({ name: randomUUID() }));
    const changes = this.connection.rawConnection.getRepository(HubChange);
    const [newest] = await changes.find({ order: { seq: 'DESC' }, take: 1 });
    const old = new Date(Date.now() - keepDays * 86_400_000);
    // The newest stays, so that the log always says how far it went.
    if (newest) await changes.delete({ at: LessThan(old), seq: LessThan(newest.seq) });
    for (const [event, topic, describe] of watched) {
      const rows = new WeakMap();
      this.bus.registerBlockingEventHandler({
        event,
        id: `hub-${topic}`,
        // Inside the shop's transaction: the row exists exactly when the change does.
        handler: async (e) => {
          rows.set(
            e,
            await this.connection.getRepository(e.ctx, HubChange).save(new HubChange({ topic, data: await describe(e, this.connection) })),
          );
        },
      });
      // After the commit.
      this.bus.ofType(event).subscribe((e) => rows.has(e) && this.announce(rows.get(e)));
    }
  }

  announce(row) {
    if (!process.env.SHOP_HOOK_URL) return;
    if (this.waiting.size === 0) setTimeout(() => this.post(), burstMs);
    this.waiting.set(row.topic, Math.max(row.seq, this.waiting.get(row.topic) ?? 0));
  }

  /** The log is the truth, the call only wakes the hub: a lost one is made good by the next or by the hub's own polling. */
  async post() {
    const body = JSON.stringify({ topics: [...this.waiting.keys()], last: Math.max(...this.waiting.values()) });
    this.waiting.clear();
    const signature = createHmac('sha256', process.env.SHOP_HOOK_SECRET ?? '')
      .update(body)
      .digest('hex');
    for (let attempt = 0; attempt < hookAttempts; attempt += 1) {
      const sent = await fetch(process.env.SHOP_HOOK_URL, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-splot-signature': `sha256=${signature}` },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(5000),
      }).then(
        (answer) => answer.status < 500,
        () => false,
      );
      if (sent) return;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
  }
}
Injectable()(ChangeLog);
Reflect.defineMetadata('design:paramtypes', [core.EventBus, core.TransactionalConnection], ChangeLog);

class HubResolver {
  constructor(connection) {
    this.connection = connection;
  }

  async hubLog(ctx) {
    const [epoch] = await this.connection.getRepository(ctx, HubEpoch).find();
    const changes = this.connection.getRepository(ctx, HubChange);
    const [first] = await changes.find({ order: { seq: 'ASC' }, take: 1 });
    const [last] = await changes.find({ order: { seq: 'DESC' }, take: 1 });
    const settled = new Date(Date.now() - settledMs);
    const [over] = await changes.find({ where: { at: LessThan(settled) }, order: { seq: 'DESC' }, take: 1 });
    return { epoch: epoch.name, first: first?.seq ?? 0, last: last?.seq ?? 0, settled: over?.seq ?? 0 };
  }

  hubChanges(ctx, args) {
    return this.connection.getRepository(ctx, HubChange).find({
      where: [{ seq: MoreThan(args.after ?? 0) }, ...(args.gaps ?? []).map(([from, to]) => ({ seq: Between(from, to) }))],
      order: { seq: 'ASC' },
      take: Math.min(args.take ?? 100, 1000),
    });
  }

  /** By level id, so a page never repeats or skips; or for named variants. */
  async hubStockLevels(ctx, args) {
    const levels = await this.connection
      .getRepository(ctx, core.StockLevel)
      .createQueryBuilder('level')
      .innerJoinAndSelect('level.productVariant', 'variant')
      .where('variant.deletedAt IS NULL')
      .andWhere(args.variantIds ? { productVariantId: In(args.variantIds) } : { id: MoreThan(Number(args.after ?? 0)) })
      .orderBy('level.id', 'ASC')
      .take(args.variantIds ? undefined : Math.min(args.take ?? 200, 1000))
      .getMany();
    if (levels.length === 0) return [];
    const demand = await this.openDemand(ctx, [...new Set(levels.map((level) => level.productVariantId))]);
    return levels.map((level) => {
      // An oversold piece has no place of its own: what no level accounts for counts at the variant's first one.
      const first = levels.find((other) => other.productVariantId === level.productVariantId) === level;
      const elsewhere = levels
        .filter((other) => other !== level && other.productVariantId === level.productVariantId)
        .reduce((sum, other) => sum + Math.max(0, other.stockAllocated), 0);
      const whole = demand.get(String(level.productVariantId)) ?? 0;
      return {
        sku: level.productVariant.sku,
        variantId: level.productVariantId,
        stockLocationId: level.stockLocationId,
        stockOnHand: level.stockOnHand,
        stockAllocated: level.stockAllocated,
        held: first ? Math.max(0, whole - elsewhere) : Math.max(0, Math.min(level.stockAllocated, whole)),
      };
    });
  }

  /**
   * What placed orders still wait for, counted from their lines: `stockAllocated` is read-then-written without a lock and loses
   * updates when buyers race, and a piece sold twice is not allocated at all.
   */
  async openDemand(ctx, variantIds) {
    const ordered = await this.connection
      .getRepository(ctx, core.OrderLine)
      .createQueryBuilder('line')
      .innerJoin('line.order', 'placed')
      .select('line.productVariantId', 'variant')
      .addSelect('SUM(line.quantity)', 'pieces')
      .where('line.productVariantId IN (:...variantIds)', { variantIds })
      .andWhere('placed.orderPlacedAt IS NOT NULL AND placed.state NOT IN (:...over)', { over })
      .groupBy('line.productVariantId')
      .getRawMany();
    const fulfilled = await this.connection
      .getRepository(ctx, core.FulfillmentLine)
      .createQueryBuilder('part')
      .innerJoin('part.fulfillment', 'parcel')
      .innerJoin('part.orderLine', 'line')
      .innerJoin('line.order', 'placed')
      .select('line.productVariantId', 'variant')
      .addSelect('SUM(part.quantity)', 'pieces')
      .where('line.productVariantId IN (:...variantIds)', { variantIds })
      .andWhere('placed.orderPlacedAt IS NOT NULL AND placed.state NOT IN (:...over)', { over })
      .andWhere("parcel.state <> 'Cancelled'")
      .groupBy('line.productVariantId')
      .getRawMany();
    const demand = new Map(ordered.map((row) => [String(row.variant), Number(row.pieces)]));
    for (const row of fulfilled) demand.set(String(row.variant), (demand.get(String(row.variant)) ?? 0) - Number(row.pieces));
    return demand;
  }
}
Resolver()(HubResolver);
Reflect.defineMetadata('design:paramtypes', [core.TransactionalConnection], HubResolver);
for (const [name, permission] of [
  ['hubLog', core.Permission.ReadCatalog],
  ['hubChanges', core.Permission.ReadOrder],
  ['hubStockLevels', core.Permission.ReadCatalog],
]) {
  const method = Object.getOwnPropertyDescriptor(HubResolver.prototype, name);
  Query()(HubResolver.prototype, name, method);
  core.Allow(permission)(HubResolver.prototype, name, method);
  core.Ctx()(HubResolver.prototype, name, 0);
  Args()(HubResolver.prototype, name, 1);
  Reflect.defineMetadata('design:paramtypes', [core.RequestContext, Object], HubResolver.prototype, name);
}

export class HubEventsPlugin {}
core.VendurePlugin({
  imports: [core.PluginCommonModule],
  entities: [HubChange, HubEpoch],
  providers: [ChangeLog],
  compatibility: '^3.0.0',
  adminApiExtensions: {
    resolvers: [HubResolver],
    schema: gql`
      type HubLog {
        "Changes when the history does: a new database, a restored copy."
        epoch: String!
        first: Int!
        last: Int!
        "A number is drawn before its transaction commits, so a later one may show first. Up to here nothing more will show."
        settled: Int!
      }
      type HubChange {
        seq: Int!
        at: DateTime!
        topic: String!
        data: JSON!
      }
      type HubStockLevel {
        sku: String!
        variantId: ID!
        stockLocationId: ID!
        stockOnHand: Int!
        "Vendure's own number, wrong after a race."
        stockAllocated: Int!
        "What open orders of this shop hold."
        held: Int!
      }
      extend type Query {
        hubLog: HubLog!
        "By number: those after the given one, and those within gaps (from, to) that have shown up since."
        hubChanges(after: Int, gaps: [[Int!]!], take: Int): [HubChange!]!
        hubStockLevels(variantIds: [ID!], after: ID, take: Int): [HubStockLevel!]!
      }
    `,
  },
})(HubEventsPlugin);

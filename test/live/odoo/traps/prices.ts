/** Prices equal to Odoo’s own. */
import { bindProcedures, expect, micros, type Trap, withoutProcedures } from './ground.ts';

export const pricesAgree: Trap = {
  name: 'prices',
  title:
    'three parties of three lists, 30 articles at three quantities: prices that differ from Odoo’s own, with and without stored procedure',
  bound: 0,
  async run({ erp, connect, read, connected }) {
    const parties = (await erp.parties()).filter((party) =>
      ['Anna Nowak', 'Górski Świat sp. z o.o.', 'Katarzyna Wiśniewska'].includes(party.name),
    );
    const lists = new Map((await read('priceLists')).records.map((list) => [list.name, list.externalId]));
    const variants = await erp.clerk.search('product.product', [['is_storable', '=', true]], ['default_code']);
    const own = await withoutProcedures(erp, connect);
    const without = await read('prices', null, own);
    await bindProcedures(erp, true);
    await own.close();
    const asked = await read('prices', null, connected);
    const shape = (records: typeof asked.records) =>
      records
        .map((record) => JSON.stringify(record, (_key, value) => (typeof value === 'bigint' ? String(value) : value)))
        .sort()
        .join('\n');
    expect(shape(asked.records) === shape(without.records), 'asked and evaluated prices are the same, row by row');
    const chosen = variants
      .filter((variant, index) => index % 4 === 0 || /LAT-|NAM-|KUR-RYSY/.test(String(variant.default_code)))
      .slice(0, 30);
    let wrong = 0;
    let compared = 0;
    const today = new Date().toISOString().slice(0, 10);
    const questions = parties.flatMap((party) => chosen.flatMap((variant) => [1, 3, 10].map((quantity) => ({ party, variant, quantity }))));
    const ask = async () => {
      for (let question = questions.pop(); question; question = questions.pop()) {
        const { party, variant, quantity } = question;
        const record = asked.records.find((one) => one.listId === lists.get(party.priceList ?? '') && one.variantId === String(variant.id));
        const rows =
          record?.rows.filter(
            (row) => (row.validFrom ?? '') <= today && today <= (row.validTo ?? '9') && row.minQuantity <= micros(quantity),
          ) ?? [];
        const ours = rows.toSorted((a, b) => Number(b.minQuantity - a.minQuantity))[0]?.unitNet;
        const theirs = await erp.price(party.name, String(variant.default_code), quantity);
        compared += 1;
        if (ours === micros(theirs)) continue;
        wrong += 1;
        console.log(`   ${party.name} ${variant.default_code} × ${quantity}: ${ours} here, ${theirs} in Odoo`);
      }
    };
    await Promise.all([ask(), ask(), ask()]);
    console.log(`   ${compared} prices compared, ${asked.records.length} rows of lists evaluated both ways`);
    return wrong;
  },
};

/** Forgets old changes: a hub that was away longer sweeps. */
const keepDays = 30;

module.exports.default = async (container) => {
  const database = container.resolve('__pg_connection__');
  await database.transaction(async (trx) => {
    const { rows } = await trx.raw(
      `with gone as (delete from hub.change where at < now() - ? * interval '1 day' returning xid) select max(xid)::text as last from gone`,
      [keepDays],
    );
    if (rows[0].last) await trx.raw('update hub.epoch set kept_from = ?::text::xid8', [rows[0].last]);
  });
};
module.exports.config = { name: 'hub-log', schedule: '17 3 * * *' };

/** How far the change log goes. `settled`: every transaction below it has ended, so nothing more will show there. */
module.exports.GET = async (req, res) => {
  const database = req.scope.resolve('__pg_connection__');
  const { rows } = await database.raw(
    'select name as epoch, kept_from::text as first, pg_snapshot_xmin(pg_current_snapshot())::text as settled from hub.epoch',
  );
  res.json(rows[0]);
};

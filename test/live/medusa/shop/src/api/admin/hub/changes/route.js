/**
 * Changes of the transactions from `after` on and before `before` (see ../log), after the place (`topic`, `id`) within the first of them; in that order. A number is
 * drawn before its transaction commits, so whoever reads past `settled` would miss what commits later.
 */
const most = 1000;

module.exports.GET = async (req, res) => {
  const { after, before, topic = '', id = '' } = req.query;
  const isNumber = (text) => /^\d{1,20}$/.test(String(text));
  if (!isNumber(after) || !isNumber(before)) return res.status(400).json({ type: 'invalid_data', message: 'after and before are numbers' });
  const take = Math.min(Math.max(1, Number(req.query.limit) || most), most);
  const database = req.scope.resolve('__pg_connection__');
  const { rows } = await database.raw(
    `select xid::text as xid, topic, id from hub.change
      where (xid, topic, id) > (?::text::xid8, ?::text, ?::text) and xid < ?::text::xid8 order by xid, topic, id limit ?`,
    [String(after), String(topic), String(id), String(before), take],
  );
  return res.json({ changes: rows });
};

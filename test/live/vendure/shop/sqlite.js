/**
 * better-sqlite3's interface, as far as TypeORM 0.3 uses it, over Node's built-in node:sqlite: the shop needs no native
 * build. Handed to TypeORM as `{ type: 'better-sqlite3', driver: Database }`.
 */
import { DatabaseSync } from 'node:sqlite';

/** node:sqlite binds no booleans, dates or undefined; TypeORM passes all three. */
function bindable(value) {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '');
  return value;
}

/** node:sqlite rows have a null prototype; TypeORM calls hasOwnProperty on them. */
const plain = (row) => Object.assign({}, row);

export function Database(file, options = {}) {
  const db = new DatabaseSync(file, { readOnly: Boolean(options.readonly) });
  // Throw-away data: a crash of the machine may lose the shop, and the next boot copies the template again.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;');
  return {
    prepare(sql) {
      const statement = db.prepare(sql);
      statement.setAllowUnknownNamedParameters?.(true);
      return {
        reader: statement.columns().length > 0,
        all: (...values) => statement.all(...values.map(bindable)).map(plain),
        run: (...values) => statement.run(...values.map(bindable)),
        get: (...values) => statement.get(...values.map(bindable)),
      };
    },
    pragma(text) {
      const statement = db.prepare(`PRAGMA ${text}`);
      if (statement.columns().length > 0) return statement.all().map(plain);
      statement.run();
      return [];
    },
    // Vendure registers a REGEXP function for its list filters.
    function(name, optionsOrFn, fn) {
      if (typeof optionsOrFn === 'function') db.function(name, {}, optionsOrFn);
      else db.function(name, optionsOrFn, fn);
    },
    exec: (sql) => db.exec(sql),
    close: () => db.close(),
    loadExtension: (path) => db.loadExtension(path),
  };
}

// A database driver that says `synchronous=FULL` and does NORMAL: what the real adapter would be without its own care.
// It exists for the negative control alone; nothing of the product has such a switch.
import Database from "better-sqlite3";

export function loosenDriver(): void {
  const { prototype } = Database;
  // Called with the database that it is asked of, below.
  // oxlint-disable-next-line typescript/unbound-method
  const strict = prototype.pragma;
  prototype.pragma = function pragma(this: Database.Database, source, options) {
    if (source === "synchronous") return 2;
    const loose = source === "synchronous = FULL" ? "synchronous = NORMAL" : source;
    return strict.call(this, loose, options);
  };
}

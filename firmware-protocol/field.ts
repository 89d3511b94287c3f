// One field of a line as data: its key, whether it must be there, and how its text becomes a value and back.
// A table of fields both reads and writes; which verb has which fields stands in the codecs.
import { failure, success, type Result } from "./result.ts";

/** `read` gives undefined for a text that breaks the field's rule; `write` is its inverse. */
export type TextForm<T> = { read(text: string): T | undefined; write(value: T): string };

export type Field<T, Need extends "required" | "optional"> = {
  readonly key: string;
  readonly need: Need;
  readonly form: TextForm<T>;
};
/** Property name of the decoded value → its field. */
export type FieldTable = Readonly<Record<string, Field<unknown, "required" | "optional">>>;

type ValueOf<F> = F extends Field<infer T, "required" | "optional"> ? T : never;
export type ValuesOf<Table extends FieldTable> = {
  readonly [P in keyof Table as Table[P]["need"] extends "required" ? P : never]: ValueOf<Table[P]>;
} & {
  readonly [P in keyof Table as Table[P]["need"] extends "required" ? never : P]?: ValueOf<
    Table[P]
  >;
};

export type FieldFault = {
  readonly kind: "missing-field" | "bad-field";
  readonly key: string;
};

export const required = <T>(key: string, form: TextForm<T>): Field<T, "required"> => ({
  key,
  need: "required",
  form,
});
export const optional = <T>(key: string, form: TextForm<T>): Field<T, "optional"> => ({
  key,
  need: "optional",
  form,
});

/** Reads what the table names and ignores every other key [LL-2.2]. */
export function readFields<Table extends FieldTable>(
  table: Table,
  texts: ReadonlyMap<string, string>,
): Result<ValuesOf<Table>, FieldFault> {
  const values: Record<string, unknown> = {};
  for (const [property, { key, need, form }] of Object.entries(table)) {
    const text = texts.get(key);
    if (text === undefined && need === "required") return failure({ kind: "missing-field", key });
    if (text === undefined) continue;
    const value = form.read(text);
    if (value === undefined) return failure({ kind: "bad-field", key });
    values[property] = value;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the loop above built exactly what the table says
  return success(values as ValuesOf<Table>);
}

/** A reader of the table whose value carries `kind` in front: a member of one of the unions in messages.ts. */
export const readAs =
  <Kind extends string, Table extends FieldTable>(kind: Kind, table: Table) =>
  (
    texts: ReadonlyMap<string, string>,
  ): Result<{ readonly kind: Kind } & ValuesOf<Table>, FieldFault> => {
    const values = readFields(table, texts);
    return values.ok ? success({ kind, ...values.value }) : values;
  };

/** Writes in the order of the table. A value that could not be read back is a programmer's error and throws. */
export function writeFields(
  table: FieldTable,
  values: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [property, { key, need, form }] of Object.entries(table)) {
    const value = values[property];
    if (value === undefined && need === "optional") continue;
    const text = form.write(value);
    if (form.read(text) === undefined) throw new RangeError(`${key}=${text} breaks its own rule`);
    texts.set(key, text);
  }
  return texts;
}

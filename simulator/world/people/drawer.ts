// The clerk's drawer, and the list on paper beside it: what was put behind which door, and when.
// It is what clerks know of their own; what the terminal believes is another matter.
import type { Queue } from "../queue.ts";

export type Note = { readonly document: string; readonly atMs: number };

export type Drawer = {
  /** By label, in the order in which they came to lie here. */
  readonly documents: readonly string[];
  readonly add: (document: string) => void;
  readonly remove: (document: string) => void;
  /** The terminal does not know it: true when that was once too often. */
  readonly refused: (document: string) => boolean;
  readonly noteOf: (door: number) => Note | undefined;
  readonly note: (door: number, document: string | undefined) => void;
};

/** A document that nobody knows goes back to whoever printed it. */
const REFUSALS_MAX = 6;

export function createDrawer(queue: Queue): Drawer {
  const documents: string[] = [];
  const refusals = new Map<string, number>();
  const notes = new Map<number, Note>();
  const drawer: Drawer = {
    documents,
    add(document) {
      if (!documents.includes(document)) documents.push(document);
    },
    remove(document) {
      const at = documents.indexOf(document);
      if (at >= 0) documents.splice(at, 1);
      refusals.delete(document);
    },
    refused(document) {
      const times = (refusals.get(document) ?? 0) + 1;
      refusals.set(document, times);
      return times >= REFUSALS_MAX;
    },
    noteOf: (door) => notes.get(door),
    note(door, document) {
      if (document === undefined) notes.delete(door);
      else notes.set(door, { document, atMs: queue.nowMs() });
    },
  };
  return drawer;
}

// The rows of the failure table that people bring by themselves, counted as they happen: nobody strikes them, manners make them.
// Told by what truly happened at the wall, not by what the controller believed.
import type { Happening } from "#simulator/world/happening.ts";

export type Mishap = "left-standing-open" | "left-inside" | "two-at-the-screen" | "wrong-document";

/** With the row of the failure table each stands for. */
export const mishaps: readonly { readonly name: Mishap; readonly row: number }[] = [
  { name: "left-standing-open", row: 2 },
  { name: "left-inside", row: 3 },
  { name: "two-at-the-screen", row: 22 },
  { name: "wrong-document", row: 23 },
];

/** Which of them a happening is, if any. Has to hear every happening of a life, in order. */
export function watchMishaps(): (happening: Happening) => Mishap | undefined {
  const open = new Set<number>();
  let there = 0;
  return (happening) => {
    if (happening.kind === "door-moved") {
      if (happening.open) open.add(happening.door);
      else open.delete(happening.door);
    }
    if (happening.kind === "came") {
      there += 1;
      return there > 1 ? "two-at-the-screen" : undefined;
    }
    if (happening.kind === "left") {
      there -= 1;
      return open.size > 0 ? "left-standing-open" : undefined;
    }
    if (happening.kind !== "untruth") return undefined;
    return mishapSaid(happening.what);
  };
}

/** Said by somebody who shut the door on it, or put in another one. */
function mishapSaid(what: Extract<Happening, { kind: "untruth" }>["what"]): Mishap | undefined {
  if (what === "wrong-document") return "wrong-document";
  const isInside = what === "said-taken" || what === "said-nothing" || what === "said-empty";
  return isInside ? "left-inside" : undefined;
}

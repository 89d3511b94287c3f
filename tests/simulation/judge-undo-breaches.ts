// What the judges must not let pass of a deposit that is undone: nobody's document comes out of whom a code was promised, and nobody
// is told of what may still come out. The others are in judge-breaches.ts.
import type { Fact } from "#domain/facts.ts";
import type { Breach } from "./judge-breaches.ts";
import type { Rig } from "./judge-rig.ts";
import { clerk, deposited, door, granted, pickup } from "./judge-stories.ts";
import { createReferenceJudge } from "./judges/reference.ts";
import type { CreateJudge } from "./watch.ts";

const told: Fact = { kind: "message-queued", message: "m", pickup, template: "document-ready" };
const undone: Fact = { kind: "deposit-undone", pickup, compartment: door(1), untilMs: 1 };
const undoing = (rig: Rig): Fact => granted(rig, { kind: "undo-deposit", pickup });

export const undoBreaches: Readonly<Record<string, readonly [CreateJudge, readonly Breach[]]>> = {
  "an undone deposit": [
    createReferenceJudge,
    [
      [
        "a door that opens for it after its holder was told",
        (rig) => {
          rig.append([told]);
          rig.append([undoing(rig)], clerk);
        },
        /^I7: .* its holder has the code already/u,
      ],
      [
        "undone without a door that opened for it",
        (rig) => rig.append([undone], clerk),
        /^I5: .* nobody was granted to undo its deposit/u,
      ],
      [
        "a holder who is told while it can be undone",
        (rig) =>
          rig.append([{ ...deposited(), undoMs: 300_000 } as Fact, told], { kind: "terminal" }),
        /^I7: .* while its deposit can be undone/u,
      ],
    ],
  ],
};

// Judges that no holder is shown what belongs to somebody else [I3, I6]: when a lock fires for a collection, the compartment that
// it opens holds that pickup's document, or nothing.
import type { CreateJudge } from "../watch.ts";
import { pickupOfGrant } from "./row-reading.ts";
import { createWitness } from "./witness.ts";

const ignored = (): void => undefined;

export const createRightDocumentJudge: CreateJudge = ({ hall, nowMs, complain }) => {
  const witness = createWitness(hall, nowMs);

  const judgePulse = (op: number): void => {
    const { grant } = witness.model();
    if (grant?.op !== op) return;
    const { authority, compartment } = grant;
    if (authority.kind !== "collection" && authority.kind !== "grace-reopen") return;
    const inside = hall.inside(compartment);
    const own = witness.documentOf(pickupOfGrant(grant));
    if (inside === undefined || inside === own || witness.excuseOf(compartment) !== undefined)
      return;
    complain(
      "I6",
      `at ${nowMs()} ms compartment ${compartment} opens for pickup ${authority.pickup} (document ${own}), and document ${inside} is inside`,
    );
  };

  return {
    name: "right document",
    acknowledged: (rows) => witness.take(rows, ignored),
    opened: (rows) => witness.take(rows, ignored),
    restored: witness.goBackTo,
    happened(happening) {
      witness.happened(happening);
      if (happening.kind === "pulsed") judgePulse(happening.op);
    },
  };
};

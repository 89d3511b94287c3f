// A plan's acts as they are done: documents printed, clerks sent on their round, faults struck and mended again, and at the end
// of the storm everything healed.
import type { Chance } from "#simulator/world/chance.ts";
import type { Tell } from "#simulator/world/happening.ts";
import type { Stage } from "./faults/fault.ts";
import { faultNamed } from "./faults/faults.ts";
import { powerReturns } from "./faults/machine.ts";
import type { Act } from "./plan.ts";
import type { Desk } from "./town-hall.ts";

export type Performance = {
  readonly perform: (act: Act) => void;
  /** Whatever strikes now is over, nothing more strikes, and everybody behaves. */
  readonly heal: () => void;
};

type Needs = { readonly desk: Desk; readonly tell: Tell; readonly chance: Chance };

export function createPerformance(stage: Omit<Stage, "struck">, needs: Needs): Performance {
  const { desk, tell, chance } = needs;
  const ongoing = new Map<number, () => void>();
  const mend = (number: number): void => {
    ongoing.get(number)?.();
    ongoing.delete(number);
  };
  const strike = (act: Extract<Act, { readonly kind: "fault" }>): void => {
    const fault = faultNamed(act.fault);
    const struck = (detail: string): void =>
      tell({ kind: "fault-struck", fault: act.fault, detail });
    const mending = fault.strike({ ...stage, struck }, chance.fork(`fault ${act.number}`));
    if (mending === undefined) return;
    ongoing.set(act.number, () => {
      mending();
      tell({ kind: "fault-mended", fault: act.fault });
    });
    stage.queue.after(act.lastsMs, () => mend(act.number));
  };
  return {
    perform(act) {
      switch (act.kind) {
        case "print":
          return desk.print(chance.fork(`print ${act.number}`));
        case "clerk-round":
          desk.catchUp();
          return stage.people.clerkRound();
        case "fault":
          return strike(act);
      }
    },
    heal() {
      for (const number of ongoing.keys()) mend(number);
      stage.people.behave();
      stage.clock.correct();
      stage.post.mood = "accepts";
      stage.disk.rows.mend();
      for (const cable of stage.cables) {
        cable.heal();
        cable.plugIn();
      }
      powerReturns(stage);
      for (const door of stage.hall.doors) {
        stage.hall.touch(door, "free");
        stage.hall.touch(door, "close");
      }
      tell({ kind: "all-healed" });
    },
  };
}

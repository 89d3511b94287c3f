// What a clerk hears at the end of a round: what was taken out, and by the number of each door what is still to be done. Its heading
// promises nothing that is not so: a round that left something has a screen of its own. Never what happens at a door.
import type { CompartmentNumber } from "../ids.ts";
import { type State, compartmentOf } from "../state.ts";
import { type Shown, choices } from "./shown.ts";
import type { Round } from "./visit.ts";

export function roundDone({ durable }: Pick<State, "durable">, round: Round): Shown {
  const { taken, skipped, extended, forTwo } = round;
  const isDoubted = (door: CompartmentNumber): boolean =>
    compartmentOf(durable, door).doubt !== undefined;
  const look = skipped.filter(isDoubted);
  const values = {
    taken,
    ...doors("look", look),
    // Nothing was tried there, so there is nothing to look into.
    ...doors(
      "shut",
      skipped.filter((door) => !isDoubted(door)),
    ),
    ...doors("extended", extended),
    ...doors("two", forTwo),
  };
  if (skipped.length === 0 && forTwo.length === 0)
    return { name: "clerk-round-done", choices: choices("back", "sign-out"), values };
  const others = look.length > 0 ? choices("inspect", "back") : choices("back");
  const all = [...others, ...choices(undefined, "sign-out")];
  return { name: "clerk-round-left", choices: all, values };
}

/** One door and several are two values, since they are two sentences in every language. */
function doors(
  name: string,
  all: readonly CompartmentNumber[],
): Readonly<Record<string, string | number>> {
  const [first, ...others] = all.toSorted((a, b) => a - b);
  if (first === undefined) return {};
  if (others.length === 0) return { [`${name}Door`]: first };
  return { [`${name}Doors`]: [first, ...others].join(", ") };
}

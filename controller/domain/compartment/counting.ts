// How many compartments stand ready, for the clerk's eyes.
import { compartmentOf, type State } from "../state.ts";

export const freeCount = (state: State): number =>
  [...state.site.compartments.keys()].filter((number) => {
    const { holds, doubt, disabled, door } = compartmentOf(state.durable, number);
    return (
      holds === undefined && doubt === undefined && disabled === undefined && door === "closed"
    );
  }).length;

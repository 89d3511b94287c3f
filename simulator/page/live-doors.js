// Doors that can be touched: what each one says of itself, and what hands can do with it.
import { postButton } from "./elements.js";
import { drawWall } from "./doors.js";

const actions = [
  ["close", "Close"],
  ["put", "Put in"],
  ["take", "Take out"],
  ["jam", "Jam"],
  ["free", "Free"],
  ["force", "Force"],
];

const isUnlatched = ({ door, latched }) => door === "closed" && !latched;

/** What comes back shows `compartments` of /api/wall. */
export function drawLiveWall(place) {
  const show = drawWall(place, {
    say: (compartment) =>
      [
        compartment.door,
        isUnlatched(compartment) && "unlatched",
        compartment.jammed && "jammed",
        compartment.item === "present" && "item inside",
      ].filter(Boolean),
    marks: (compartment) => ({
      jammed: compartment.jammed,
      unlatched: isUnlatched(compartment),
    }),
    buttons: ({ number }) =>
      actions.map(([action, label]) =>
        postButton(label, `/api/doors/${number}`, { action }, action),
      ),
  });
  return (compartments) =>
    show(
      compartments.map((one) => ({
        ...one,
        title: `Compartment ${one.number}: bus ${one.bus}, board ${one.board}, channel ${one.channel}`,
      })),
    );
}

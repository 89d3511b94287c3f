// The wall of doors as one stands in front of it: drawn once, then only its attributes follow the state; wall.css does the rest.
import { element, postButton } from "./elements.js";

const actions = [
  ["close", "Close"],
  ["put", "Put in"],
  ["take", "Take out"],
  ["jam", "Jam"],
  ["free", "Free"],
  ["force", "Force"],
];

const doors = new Map();

/** Shows `compartments` of /api/wall in `place`, column by column. */
export function showDoors(place, compartments) {
  if (doors.size !== compartments.length) build(place, compartments);
  for (const compartment of compartments) follow(doors.get(compartment.number), compartment);
}

function build(place, compartments) {
  doors.clear();
  const columns = Map.groupBy(compartments, ({ column }) => column);
  const ordered = [...columns].toSorted(([left], [right]) => left - right);
  place.replaceChildren(...ordered.map(([, column]) => buildColumn(column)));
}

function buildColumn(compartments) {
  const ordered = compartments.toSorted((upper, lower) => upper.row - lower.row);
  return element("div", { class: "column" }, ...ordered.map(buildDoor));
}

function buildDoor({ number, size, bus, board, channel }) {
  const buttons = actions.map(([action, label]) =>
    postButton(label, `/api/doors/${number}`, { action }, action),
  );
  const door = element(
    "article",
    {
      class: "door",
      "data-size": size ?? "small",
      title: `Compartment ${number}: bus ${bus}, board ${board}, channel ${channel}`,
    },
    element(
      "div",
      { class: "box" },
      element("b", {}, String(number)),
      element("span", { class: "item" }),
      element("div", { class: "leaf" }, element("b", {}, String(number))),
    ),
    element("div", { class: "state" }, element("p", { class: "said" }), element("i", {})),
    element("div", { class: "buttons" }, ...buttons),
  );
  doors.set(number, door);
  return door;
}

function follow(door, { number, door: position, latched, item, jammed, light }) {
  const unlatched = position === "closed" && !latched;
  const state = { door: position, item, jammed, light, unlatched };
  for (const [name, value] of Object.entries(state)) door.dataset[name] = value;
  const said = [
    position,
    unlatched && "unlatched",
    jammed && "jammed",
    item === "present" && "item inside",
  ].filter(Boolean);
  const text = said.join(", ");
  const line = door.querySelector(".said");
  if (line.textContent !== text) line.textContent = text;
  door.setAttribute("aria-label", `Compartment ${number}: ${text}, light ${light}`);
}

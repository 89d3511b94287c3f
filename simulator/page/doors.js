// The wall of doors as one stands in front of it: drawn once, then only its attributes follow the state; wall.css does the rest.
// What is said under a door, and what can be done with it, is the page's own affair.
import { element } from "./elements.js";

/**
 * A drawing in `place`; what comes back shows compartments, column by column.
 * `say`: the words under a door, a part each. `buttons`: elements below them. `marks`: more states, as data attributes.
 */
export function drawWall(place, { say, buttons = () => [], marks = () => ({}) }) {
  const doors = new Map();
  return (compartments) => {
    if (doors.size !== compartments.length) {
      doors.clear();
      for (const one of compartments) doors.set(one.number, buildDoor(one, buttons(one)));
      place.replaceChildren(...columnsOf(compartments, doors));
    }
    for (const one of compartments) follow(doors.get(one.number), one, say(one), marks(one));
  };
}

function columnsOf(compartments, doors) {
  const columns = Map.groupBy(compartments, ({ column }) => column);
  const ordered = [...columns].toSorted(([left], [right]) => left - right);
  return ordered.map(([, column]) => {
    const downwards = column.toSorted((upper, lower) => upper.row - lower.row);
    return element("div", { class: "column" }, ...downwards.map(({ number }) => doors.get(number)));
  });
}

function buildDoor({ number, size }, buttons) {
  return element(
    "article",
    { class: "door", "data-size": size ?? "small", "data-number": number },
    element(
      "div",
      { class: "box" },
      element("b", {}, String(number)),
      element("span", { class: "item" }),
      element("div", { class: "leaf" }, element("b", {}, String(number))),
    ),
    element("div", { class: "state" }, element("p", { class: "said" }), element("i", {})),
    buttons.length > 0 && element("div", { class: "buttons" }, ...buttons),
  );
}

function follow(drawn, { number, title, door, item, light }, said, marks) {
  if (drawn.title !== title) drawn.title = title;
  const state = { door, item, light, ...marks };
  for (const [name, value] of Object.entries(state)) drawn.dataset[name] = value;
  const text = said.join(", ");
  const line = drawn.querySelector(".said");
  if (line.textContent !== text) line.textContent = text;
  drawn.setAttribute("aria-label", `Compartment ${number}: ${text}, light ${light}`);
}

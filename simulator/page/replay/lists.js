// The lists beside the wall: events, boards, lines of the wire, alarms on the slider. Text is set as text, never as HTML.
import { element } from "../elements.js";
import { clockText, dayText, hexText, preciseText } from "./words.js";

/** `n`: the event that is shown; later ones are drawn softer. */
export function drawEvents({ events, n }) {
  return events.map((event) => {
    const isNow = event.n === n;
    return element(
      "li",
      { "data-tone": event.tone, "data-when": isNow ? "now" : event.n < n ? "before" : "after" },
      element(
        "button",
        {
          type: "button",
          "data-n": event.n,
          tabindex: isNow ? 0 : -1,
          title: dayText(event.wallMs),
          ...(isNow && { "aria-current": "true" }),
        },
        element("time", {}, clockText(event.wallMs)),
        element("span", {}, event.text),
      ),
    );
  });
}

export const drawBoards = (boards) =>
  boards.map(({ board, state, said }) =>
    element(
      "li",
      { "data-state": state },
      element("b", {}, board),
      element("span", { class: "fact" }, said),
    ),
  );

export const drawNotices = (notices) => notices.map((text) => element("li", {}, text));

const words = { ">": "to board", "<": "to host", port: "port" };

export const drawLines = ({ lines, hex }) =>
  lines.map(({ wallMs, bus, direction, text }) =>
    element(
      "li",
      { "data-direction": direction },
      element("time", {}, preciseText(wallMs)),
      element("b", { title: words[direction] }, bus),
      element("code", {}, hex && direction !== "port" ? hexText(text) : text),
    ),
  );

/** Where each alarm lies on the slider, whose thumb is 16 px wide. */
export function drawMarks({ alarms, fromTMs, toTMs }) {
  const spanMs = Math.max(1, toTMs - fromTMs);
  return alarms.map(({ tMs }) => {
    const mark = element("i", {});
    mark.style.left = `calc(8px + ${(tMs - fromTMs) / spanMs} * (100% - 16px))`;
    return mark;
  });
}

// The replay's page: asks for the wall at a time or an event, draws it, and keeps the time while it plays. Decides nothing itself.
import { drawWall } from "../doors.js";
import { show } from "../elements.js";
import { drawBoards, drawEvents, drawLines, drawMarks, drawNotices } from "./lists.js";
import { advance } from "./playing.js";
import { clockText, dayText, spanText, zoneText } from "./words.js";

const tickMs = 100;
const quietShownMs = 3000;
const place = (id) => document.getElementById(id);

const showDoors = drawWall(place("wall"), { say: ({ said }) => said, marks: ({ marks }) => marks });
const summary = await get("/api/replay");
const spanMs = Math.max(1, summary.toTMs - summary.fromTMs);
let frame;
let playing = false;
let tickedAt = 0;
/** Only the newest wish counts: an answer to an older one is not drawn. */
let wished = 0;

async function get(path) {
  const answer = await fetch(path);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error);
  return body;
}

async function go(query) {
  wished += 1;
  const wish = wished;
  const answer = await get(`/api/replay/frame?${query}`);
  if (wish !== wished) return;
  frame = answer;
  draw();
}

function draw() {
  const { doors, boards, events, lines, n, tMs, wallMs, clockTrusted } = frame;
  showDoors(doors);
  show(place("boards"), boards, drawBoards);
  show(place("events"), { events, n }, drawEvents);
  show(place("lines"), { lines, hex: place("hex").checked }, drawLines);
  centre(place("events"), place("events").querySelector("[data-when=now]"));
  place("lines").scrollTop = place("lines").scrollHeight;
  const when = `${dayText(wallMs)} ${clockText(wallMs)} ${zoneText(wallMs)}`;
  place("clock").textContent = clockTrusted ? when : `${when}, clock not trusted`;
  place("slider").value = Math.round(((tMs - summary.fromTMs) / spanMs) * 1000);
  place("slider").setAttribute("aria-valuetext", when);
  sayNow(events.find((event) => event.n === n));
  place("previous").disabled = !frame.previous;
  place("next").disabled = !frame.next;
  place("previous-alarm").disabled = !frame.previousAlarm;
  place("next-alarm").disabled = !frame.nextAlarm;
}

function sayNow(event) {
  const now = place("now");
  const age =
    event && frame.tMs - event.tMs >= 1000 ? ` (${spanText(frame.tMs - event.tMs)} ago)` : "";
  const text = event ? `${event.text}${age}` : "Nothing has happened yet";
  now.dataset.tone = event?.tone ?? "plain";
  if (now.textContent !== text) now.textContent = text;
}

function centre(list, item) {
  if (item) list.scrollTop = item.offsetTop - list.clientHeight / 2;
}

function setPlaying(wanted) {
  playing = wanted;
  tickedAt = performance.now();
  place("play").textContent = playing ? "Pause" : "Play";
  // What passes by is not read out; where it stops is.
  place("now").setAttribute("aria-live", playing ? "off" : "polite");
}

let hiding;
function sayQuiet(ms) {
  clearTimeout(hiding);
  place("quiet").textContent = `Nothing happened for ${spanText(ms)}`;
  place("quiet").hidden = false;
  hiding = setTimeout(() => (place("quiet").hidden = true), quietShownMs);
}

async function tick() {
  if (!playing) return;
  const now = performance.now();
  const wish = {
    speed: Number(place("speed").value),
    skip: place("skip").checked,
    stop: place("stop").checked,
  };
  const step = advance(frame, now - tickedAt, wish, summary.toTMs);
  tickedAt = now;
  if (step.skippedMs > 0) sayQuiet(step.skippedMs);
  if (step.ended) setPlaying(false);
  await go(step.n === undefined ? `tMs=${step.tMs}` : `n=${step.n}`);
}

function stopAt(query) {
  setPlaying(false);
  go(query).catch(lost);
}

const stepTo = (event) => event && stopAt(`n=${event.n}`);
const acts = {
  play: () => setPlaying(!playing),
  previous: () => stepTo(frame.previous),
  next: () => stepTo(frame.next),
  "previous-alarm": () => stepTo(frame.previousAlarm),
  "next-alarm": () => stepTo(frame.nextAlarm),
};
const keys = {
  " ": acts.play,
  ArrowLeft: acts.previous,
  ArrowRight: acts.next,
  a: acts["next-alarm"],
  A: acts["previous-alarm"],
  Home: () => stopAt(`n=${summary.fromN}`),
  End: () => stopAt(`tMs=${summary.toTMs}`),
};

function lost(error) {
  setPlaying(false);
  place("clock").textContent = `The replay does not answer (${error.message}). Is it running?`;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.n) stopAt(`n=${button.dataset.n}`);
  else acts[button?.id]?.();
});
document.addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, altKey, metaKey } = event;
  // A field keeps its own keys; a button keeps the space bar.
  const isField = target.matches("input, select");
  if (!keys[key] || ctrlKey || altKey || metaKey || isField) return;
  if (key === " " && target.matches("button")) return;
  event.preventDefault();
  keys[key]();
});
place("slider").addEventListener("input", ({ target }) =>
  stopAt(`tMs=${summary.fromTMs + (Number(target.value) / 1000) * spanMs}`),
);
place("hex").addEventListener("change", draw);

place("file").textContent =
  `${summary.file}, ${summary.kind === "ledger" ? "an exported ledger" : "a bus capture"}: ` +
  `${summary.events} events in ${spanText(spanMs)}, ${summary.alarms.length} alarms`;
document.title = `Replay: ${summary.file}`;
place("wire").hidden = summary.kind !== "capture";
show(place("marks"), summary, drawMarks);
show(place("notices"), summary.notices, drawNotices);
await go(`n=${summary.fromN}`);
for (;;) {
  await tick().catch(lost);
  await new Promise((resolve) => {
    setTimeout(resolve, tickMs);
  });
}

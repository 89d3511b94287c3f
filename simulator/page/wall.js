// The wall's page: asks the simulator how everything is, draws it, and sends what was pressed. Decides nothing itself.
import { show } from "./elements.js";
import { drawLiveWall } from "./live-doors.js";
import { drawBoards, drawBuses, drawPhone, drawPocket } from "./panels.js";

const everyMs = 400;
const refusalMs = 6000;
const place = (id) => document.getElementById(id);

const showDoors = drawLiveWall(place("wall"));

async function get(path) {
  const answer = await fetch(path);
  return answer.json();
}

async function follow() {
  const [wall, phone, pocket] = await Promise.all(
    ["/api/wall", "/api/phone", "/api/pocket"].map(get),
  );
  place("name").textContent = wall.terminal.name ?? wall.terminal.id;
  document.title = `${place("name").textContent}: simulated wall`;
  tell(`Simulated wall, ${wall.compartments.length} doors, ${wall.pulses} pulses so far`);
  place("screen").hidden = wall.screenPort === undefined;
  place("screen").href = `http://127.0.0.1:${wall.screenPort}/terminal/`;
  showDoors(wall.compartments);
  show(place("boards"), wall.boards, drawBoards);
  show(place("buses"), wall.buses, drawBuses);
  show(place("pocket"), pocket, drawPocket);
  show(place("phone"), phone, drawPhone);
  place("scanner").closest("section").hidden = wall.scanner === undefined;
}

function tell(text) {
  if (place("state").textContent !== text) place("state").textContent = text;
}

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  refuse(answer.ok ? "" : (await answer.json()).error);
  await follow();
}

let hiding;
function refuse(sentence) {
  clearTimeout(hiding);
  place("refusal").textContent = sentence;
  place("refusal").hidden = sentence === "";
  hiding = setTimeout(() => refuse(""), refusalMs);
}

const lost = () => tell("The simulator does not answer. Is it running?");

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-path]");
  if (button) post(button.dataset.path, JSON.parse(button.dataset.body)).catch(lost);
});
place("scanner").addEventListener("submit", (event) => {
  event.preventDefault();
  post("/api/scanner", { text: place("text").value }).catch(lost);
  place("text").select();
});

for (;;) {
  await follow().catch(lost);
  await new Promise((resolve) => {
    setTimeout(resolve, everyMs);
  });
}

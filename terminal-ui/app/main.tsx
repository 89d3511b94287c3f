// Starts the page: the line to the controller, the keyboard, the drawing. It stores nothing anywhere.
import { effect } from "@preact/signals";
import { render } from "preact";
import "./font.css";
import "./sizes.css";
import "./contrast.css";
import "./page.css";
import "./controls.css";
import "./screens.css";
import "./door.css";
import "./workshop.css";
import "./menu.css";
import "./touch-screen.css";
import "./lying.css";
import "./speech/dial.css";
import { connect } from "./connection.ts";
import { drawn, hear, link, texts } from "./display-state.ts";
import { listenToKeys } from "./keyboard.ts";
import { lockPage } from "./locked-page.ts";
import { feelTouch } from "./speech/speech-state.ts";
import { startSpeech } from "./speech/speaking.ts";
import { glass } from "./glass.ts";
import { TerminalPage } from "./terminal-page.tsx";
import { sendTouchesTo } from "./touches.ts";

lockPage();
const connection = connect({
  heard: (message) => {
    hear(message);
    draw();
  },
  lost: () => {
    link.value = "lost";
    draw();
  },
});
sendTouchesTo(connection.send, feelTouch);

listenToKeys();

const root = document.documentElement;
effect(() => {
  root.lang = texts.value.language;
  root.dataset["text"] = drawn.value.display.text;
});
effect(() => {
  root.style.setProperty("--width", String(glass.value.widthMm));
  root.style.setProperty("--height", String(glass.value.heightMm));
});
startSpeech();

/** The controller's first word is mostly here before anything could be painted; a page that waits longer says so. */
const FIRST_WORD_MS = 500;
let isDrawn = false;
setTimeout(draw, FIRST_WORD_MS);
function draw(): void {
  if (!isDrawn) render(<TerminalPage />, document.body);
  isDrawn = true;
}

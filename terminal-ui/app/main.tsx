// Starts the page: the line to the controller, the keyboard, the drawing. It stores nothing anywhere.
import { effect } from "@preact/signals";
import { render } from "preact";
import "./theme.css";
import "./page.css";
import "./controls.css";
import "./screens.css";
import "./door.css";
import "./workshop.css";
import "./menu.css";
import "./lying.css";
import "./speech/dial.css";
import { connect } from "./connection.ts";
import { hear, link, texts } from "./display-state.ts";
import { listenToKeys } from "./keyboard.ts";
import { lockPage } from "./locked-page.ts";
import { feelTouch } from "./speech/speech-state.ts";
import { startSpeech } from "./speech/speaking.ts";
import { TerminalPage } from "./terminal-page.tsx";
import { sendTouchesTo } from "./touches.ts";

lockPage();
const connection = connect({ heard: hear, lost: () => (link.value = "lost") });
sendTouchesTo(connection.send, feelTouch);

listenToKeys();

effect(() => {
  document.documentElement.lang = texts.value.language;
});
startSpeech();
render(<TerminalPage />, document.body);

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
import { connect } from "./connection.ts";
import { hear, link, screen, texts } from "./display-state.ts";
import { lockPage } from "./locked-page.ts";
import { keyOf } from "./physical-keys.ts";
import { TerminalPage } from "./terminal-page.tsx";
import { sendTouchesTo, tell } from "./touches.ts";

lockPage();
const connection = connect({ heard: hear, lost: () => (link.value = "lost") });
sendTouchesTo(connection.send);

addEventListener("keydown", (event) => {
  const key = keyOf(event.key);
  if (key === undefined || event.repeat || screen.value.field === undefined) return;
  // Enter on a button that has the focus is that button's.
  if (key === "enter" && event.target instanceof HTMLButtonElement) return;
  event.preventDefault();
  // Whoever types has left the button that had the focus: the Enter that follows is the keypad's.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  tell({ kind: "key", key });
});

effect(() => {
  document.documentElement.lang = texts.value.language;
});
render(<TerminalPage />, document.body);

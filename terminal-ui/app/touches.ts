// From fingers and keys to messages. Acts when the finger lands, so that a slow or trembling hand is not punished.
import type { ClientMessage } from "#api/terminal-messages.ts";
import { showPressed } from "./pressed.ts";
import { createTouchGate } from "./touch-gate.ts";

type Send = (message: ClientMessage) => void;

let send: Send = () => undefined;
let feel: () => void = () => undefined;
const mayPress = createTouchGate();

/** Where touches go, and what lets a finger know that it was felt; once, when the page starts. */
export function sendTouchesTo(target: Send, felt: () => void): void {
  send = target;
  feel = felt;
}

function press(button: EventTarget | null, message: ClientMessage): void {
  // First: the controller decides while the key is being painted.
  send(message);
  if (button instanceof Element) showPressed(button);
  feel();
}

/** For keys of the keyboard, which tremble less and repeat by themselves. */
export const tell = (message: ClientMessage): void => send(message);

/**
 * Handlers of a button. The finger acts on `pointerdown`; the `click` that follows is ignored, unless it comes from
 * Enter, Space or assistive technology, which have no finger (`detail` 0).
 */
export function touchable(message: ClientMessage) {
  const name = JSON.stringify(message);
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0 && mayPress(name, event.timeStamp))
        press(event.currentTarget, message);
    },
    // Focus stays where it was: a finger is no keyboard.
    onMouseDown: (event: MouseEvent) => event.preventDefault(),
    onClick: (event: MouseEvent) => {
      if (event.detail === 0 && mayPress(name, event.timeStamp))
        press(event.currentTarget, message);
    },
  };
}

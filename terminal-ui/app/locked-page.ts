// What the page refuses of the browser around it, in a kiosk whose keys, fingers and mouse are anybody's. It decides nothing of the
// terminal; every attempt to leave has its line in tests/browser/breakouts.test.ts.

/** Keys that somebody here has a use for. F13 to F24 are an audio keypad's. */
const OWN_KEY =
  /^(?:\d|Enter|Backspace|Delete|Tab|Arrow(?:Up|Down|Left|Right)| |F(?:1[3-9]|2[0-4]))$/u;

/** The browser's answer to each is a menu, a selection, a paste, a window, or a page in place of ours. Ours are plain buttons. */
const NEVER = [
  "contextmenu",
  "dragstart",
  "dragover",
  "drop",
  "selectstart",
  "copy",
  "cut",
  "paste",
  "auxclick",
  "click",
  "submit",
  "mouseup",
];

const WINDOW_CALLS = "alert confirm prompt print open close moveTo moveBy resizeTo resizeBy".split(
  " ",
);

/** Chromium writes over the page how to end each of them. */
const ELEMENT_CALLS = ["requestFullscreen", "requestPointerLock"];
const NOTHING = { value: () => null };

/** Before any other listener, so that a refused key is nobody's. */
export function lockPage(): void {
  const first = { capture: true, passive: false };
  for (const kind of NEVER) addEventListener(kind, refuse, first);
  addEventListener("keydown", refuseKey, first);
  addEventListener("wheel", refuse, first);
  for (const kind of ["touchstart", "touchmove"]) addEventListener(kind, refuseFinger, first);
  // Only whoever shows the page loads one: links, scripts, forms and Back do not.
  navigation.addEventListener("navigate", refuse);
  // A dialog would hold the page; a window's only page may close it and push it about.
  for (const name of WINDOW_CALLS) Object.defineProperty(globalThis, name, NOTHING);
  for (const name of ELEMENT_CALLS) Object.defineProperty(Element.prototype, name, NOTHING);
}

const refuse = (event: Event): void => event.preventDefault();

/**
 * A finger is a pointer and nothing else: no mouse, no menu and no zoom are made of it. Until it lifts Chromium else waits for what it
 * may become, and paints nothing meanwhile. One that it has made up its mind about cannot be refused, and complains of being asked.
 */
const refuseFinger = (event: Event): void => {
  if (event.cancelable) event.preventDefault();
};

function refuseKey(event: KeyboardEvent): void {
  const isCommand = event.ctrlKey || event.altKey || event.metaKey;
  if (isCommand) event.stopImmediatePropagation();
  if (isCommand || !OWN_KEY.test(event.key)) event.preventDefault();
}

// What a key shows of having been pressed: dark, painted before anything else is done about it. The page's own answer,
// which says only that the touch was felt; what came of it is the controller's word.

/** As long as a quick tap is seen. The browser's own `:active` waits for a finger to stay. */
const SHOWN_MS = 120;

export function showPressed(button: Element | null | undefined): void {
  if (button === null || button === undefined) return;
  button.setAttribute("data-pressed", "");
  setTimeout(() => button.removeAttribute("data-pressed"), SHOWN_MS);
}

/** After the next frame was painted: what may wait until somebody has seen that they were felt. */
export const afterPaint = (act: () => void): void => {
  requestAnimationFrame(() => setTimeout(act, 0));
};

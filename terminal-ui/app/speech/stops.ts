// What the arrows stop at: every button that can be touched, and before them the field where there is one. The order is that of
// need: what this screen asks first, then languages and how it is shown.

import type { Place } from "./spoken-stop.ts";

const DIAL = ".field";
/**
 * The keypad on the glass is the dial's other hand: whoever has arrows needs no eleven more stops. Nor the button that ends speech:
 * who comes by it in the dark would be left there.
 */
const BUTTONS = 'button:not(:disabled, [data-key], [data-aid="speaking"])';

const isFirst = (one: HTMLElement): boolean => one.closest(".main, .warning") !== null;

function stops(): readonly HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>(`${DIAL}, ${BUTTONS}`)];
  const reachable = all.filter((one) => one.closest("[inert]") === null);
  const [first, later] = [reachable.filter(isFirst), reachable.filter((one) => !isFirst(one))];
  return [...first.filter(isDial), ...first.filter((one) => !isDial(one)), ...later];
}

const isDial = (one: HTMLElement): boolean => one.matches(DIAL);

export type Stop = { readonly element: HTMLElement; readonly place: Place | undefined };

/** The stop that has the focus. */
export function currentStop(): HTMLElement | undefined {
  return stops().find((one) => one === document.activeElement);
}

/** Arrows begin anew: at the field, or before the first button. */
export const leaveStops = (): void => currentStop()?.blur();

export const isOnDial = (): boolean => {
  const all = stops();
  const current = currentStop();
  return all.some(isDial) && (current === undefined || isDial(current));
};

/** Moves on, around the end, and answers where it is now; `undefined` where there is nothing, or on the field. */
export function moveStop(by: 1 | -1): Stop | undefined {
  const all = stops();
  const at = all.findIndex((one) => one === document.activeElement);
  // From nowhere, or from the field, forward is the first button and back the last.
  const from = at < 0 && !all.some(isDial) ? (by === 1 ? -1 : 0) : Math.max(at, 0);
  const element = all[(from + by + all.length) % all.length];
  if (element === undefined) return undefined;
  focusOn(element);
  if (isDial(element)) return undefined;
  return { element, place: placeOf(element, all) };
}

function placeOf(element: HTMLElement, all: readonly HTMLElement[]): Place | undefined {
  const choices = all.filter((one) => isFirst(one) && !isDial(one));
  const at = choices.indexOf(element);
  return at < 0 ? undefined : { place: at + 1, count: choices.length };
}

function focusOn(element: HTMLElement): void {
  if (isDial(element)) element.tabIndex = -1;
  element.focus();
}

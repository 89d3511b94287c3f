// Lets text grow as far as the screen has room: large text is half as large again, and gives way only where something would be
// cut off or, in low mode, move out of reach. Text never gets smaller than the usual one.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { drawn } from "./display-state.ts";
import { glass, reachLine } from "./glass.ts";

const LARGE = 1.5;
const SMALL = 1.1;
const STEP = 0.05;
const SLACK_PX = 1;

/** Of the box that `ref` holds; again after every drawing of whoever calls it. */
export function useGrowth<T extends HTMLElement>() {
  const ref = useRef<T>(null);
  const { text, low } = drawn.value.display;
  const fit = (): void => {
    if (ref.current !== null) growIn(ref.current, text === "normal" ? 1 : LARGE, low);
  };
  useLayoutEffect(fit);
  // Before the font is there its words have other widths.
  useEffect(() => {
    document.fonts.addEventListener("loadingdone", fit);
    return () => document.fonts.removeEventListener("loadingdone", fit);
  });
  return ref;
}

export function Fitted({ children }: { readonly children: ComponentChildren }) {
  return (
    <main class="main" ref={useGrowth<HTMLElement>()}>
      {children}
    </main>
  );
}

function growIn(box: HTMLElement, most: number, low: boolean): void {
  const whole = box.closest(".glass") ?? box;
  const { top, height } = whole.getBoundingClientRect();
  const highest = low ? top + height * reachLine(glass.value) : top;
  const isRight = (): boolean =>
    fits(box) &&
    [...box.querySelectorAll("button")].every((one) => holds(one) && isBelow(one, highest));
  const isRightAt = (step: number, ofButtons = growAt(step)): boolean => {
    box.style.setProperty("--grow", growAt(step).toFixed(2));
    box.style.setProperty("--grow-buttons", ofButtons.toFixed(2));
    // The usual size is right by itself: nothing is laid out to ask.
    return step === 0 || isRight();
  };
  const steps = Math.round((most - 1) / STEP);
  if (isRightAt(steps)) return;
  // What is to be read comes first: the words of buttons give way before it does.
  const step = largest(steps, (tried) => isRightAt(tried, Math.min(growAt(tried), SMALL)));
  if (!isRightAt(step)) isRightAt(step, Math.min(growAt(step), SMALL));
}

const growAt = (step: number): number => 1 + step * STEP;

/** What fits, fits smaller too: each try halves what is left, since for each all of the screen is laid out. 0 fits always. */
function largest(most: number, fits: (step: number) => boolean): number {
  let [fitting, tooLarge] = [0, most + 1];
  while (tooLarge - fitting > 1) {
    const step = Math.floor((fitting + tooLarge) / 2);
    if (fits(step)) fitting = step;
    else tooLarge = step;
  }
  return fitting;
}

const isWideEnough = ({ scrollWidth, clientWidth }: Element): boolean =>
  scrollWidth <= clientWidth + SLACK_PX;

const holds = (element: Element): boolean =>
  isWideEnough(element) && element.scrollHeight <= element.clientHeight + SLACK_PX;

/** Letters reach out of a tight line above and below, so that of what is said only the width tells. */
const fits = (box: HTMLElement): boolean =>
  [box, ...box.children].every(holds) && [...box.querySelectorAll(".said > *")].every(isWideEnough);

const isBelow = (button: Element, highest: number): boolean =>
  button.getBoundingClientRect().top >= highest - SLACK_PX;

// Looks at a page as it stands and brings back plain numbers and words. Runs inside the page, so it stands alone and judges
// nothing; of the browser it knows only what it declares here.

export type Rectangle = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** Something that takes room on the screen. */
export type Block = Rectangle & {
  readonly what: string;
  /** Only blocks of one layer may not cover each other; a warning lies over the page. */
  readonly layer: string;
  /** More is in it than fits. */
  readonly clipped: boolean;
};

export type Control = Block & {
  readonly name: string;
  readonly choice: string | undefined;
  /** Nobody can reach it: it lies under a warning. */
  readonly inert: boolean;
  readonly focusRingPx: number;
};

export type Measured = {
  readonly width: number;
  readonly height: number;
  readonly scrolls: boolean;
  /** Buttons take no touch yet. */
  readonly resting: boolean;
  /** Everything that is written or told to a screen reader. */
  readonly words: string;
  readonly blocks: readonly Block[];
  readonly controls: readonly Control[];
};

type PageElement = {
  readonly className: string | { readonly baseVal: string };
  readonly dataset: Readonly<Record<string, string | undefined>>;
  readonly innerText: string;
  readonly textContent: string | null;
  readonly scrollWidth: number;
  readonly scrollHeight: number;
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly getBoundingClientRect: () => Rectangle;
  readonly getAttribute: (name: string) => string | null;
  readonly closest: (selector: string) => PageElement | null;
  readonly focus: () => void;
  readonly blur: () => void;
};
declare const document: {
  readonly body: PageElement;
  readonly activeElement: PageElement | null;
  readonly documentElement: PageElement;
  readonly querySelector: (selector: string) => PageElement | null;
  readonly querySelectorAll: (selector: string) => Iterable<PageElement>;
};
declare const innerWidth: number;
declare const innerHeight: number;
declare const getComputedStyle: (element: PageElement) => {
  readonly outlineStyle: string;
  readonly outlineWidth: string;
};

// What runs inside the page cannot see this file's other functions.
// oxlint-disable unicorn/consistent-function-scoping
/** The last input must have come from the keyboard, or no focus ring is there to be measured. */
export function measure(): Measured {
  const BLOCKS =
    "h1, .said p, button, .slots, .group small, .tone, .scan-picture, .wall, .door-plate, .reference, .help-line, .brand, .seconds";
  const blockOf = (element: PageElement): Block => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const { scrollWidth, scrollHeight, clientWidth, clientHeight, className } = element;
    const label = (element.textContent ?? "").trim().slice(0, 40);
    return {
      left,
      top,
      right,
      bottom,
      what: label || (typeof className === "string" ? className : className.baseVal),
      layer: element.closest(".veil") === null ? "page" : "warning",
      // A tight line's own letters reach a little out of it.
      clipped:
        clientWidth > 0 && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight * 1.1),
    };
  };
  const ringOf = (element: PageElement): number => {
    element.focus();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const width = document.activeElement === element ? Number.parseFloat(outlineWidth) : 0;
    element.blur();
    return outlineStyle === "solid" ? width : 0;
  };
  const controlOf = (element: PageElement): Control => ({
    ...blockOf(element),
    name: (element.getAttribute("aria-label") ?? element.innerText).trim(),
    choice: element.dataset["choice"],
    inert: element.closest("[inert]") !== null,
    focusRingPx: ringOf(element),
  });
  const labels = [...document.querySelectorAll("[aria-label]")];
  const { scrollWidth, scrollHeight } = document.documentElement;
  return {
    width: innerWidth,
    height: innerHeight,
    scrolls: scrollWidth > innerWidth || scrollHeight > innerHeight,
    resting: document.querySelector("button[disabled]") !== null,
    words: [
      document.body.innerText,
      ...labels.map((element) => element.getAttribute("aria-label")),
    ].join("\n"),
    blocks: [...document.querySelectorAll(BLOCKS)].map(blockOf),
    controls: [...document.querySelectorAll("button")].map(controlOf),
  };
}

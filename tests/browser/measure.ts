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
  /** Only blocks of one layer may not cover each other; a warning lies over the page, and so do the crosses of the glass. */
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

/** Words as they are drawn: how high their capitals are, in which colour, on what. */
export type Words = {
  readonly what: string;
  readonly where: string;
  readonly capitalPx: number;
  readonly family: string;
  /** `rgb(…)` as the browser computed it. */
  readonly ink: string;
  readonly ground: string;
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
  readonly texts: readonly Words[];
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
  readonly parentElement: PageElement | null;
  readonly childNodes: Iterable<{
    readonly nodeType: number;
    readonly textContent: string | null;
  }>;
  readonly getBoundingClientRect: () => Rectangle;
  readonly getAttribute: (name: string) => string | null;
  readonly closest: (selector: string) => PageElement | null;
  readonly querySelector: (selector: string) => PageElement | null;
  readonly focus: () => void;
  readonly blur: () => void;
};
type Pencil = {
  font: string;
  readonly measureText: (text: string) => { readonly actualBoundingBoxAscent: number };
};
declare const document: {
  readonly body: PageElement;
  readonly activeElement: PageElement | null;
  readonly documentElement: PageElement;
  readonly createElement: (name: string) => { readonly getContext: (kind: "2d") => Pencil };
  readonly querySelector: (selector: string) => PageElement | null;
  readonly querySelectorAll: (selector: string) => Iterable<PageElement>;
};
/** How high each font's capitals were found to be: the same for as long as the page stands. */
declare const window: { capitals?: Map<string, number> };
declare const innerWidth: number;
declare const innerHeight: number;
declare const getComputedStyle: (element: PageElement) => Readonly<Record<string, string>>;

// What runs inside the page cannot see this file's other functions.
// oxlint-disable unicorn/consistent-function-scoping
/** Rings: the last input must have come from the keyboard, or there is none to be measured; each is drawn by giving it the focus. */
export function measure(withRings: boolean): Measured {
  const BLOCKS =
    "h1, .said p, button, .slots, .group small, .tone, .scan-picture, .wall, .door-plate, .reference, .foot, .foot p, .brand, .seconds, .cross";
  const classOf = ({ className }: PageElement): string =>
    typeof className === "string" ? className : className.baseVal;
  const styleOf = (element: PageElement, property: string): string =>
    getComputedStyle(element)[property] ?? "";
  const blockOf = (element: PageElement): Block => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = element;
    const label = (element.textContent ?? "").trim().slice(0, 40);
    return {
      left,
      top,
      right,
      bottom,
      what: label || element.getAttribute("aria-label") || classOf(element),
      layer: element.closest(".veil, .touch-screen") === null ? "page" : "over it",
      // A tight line's own letters reach a little out of it.
      clipped:
        clientWidth > 0 && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight * 1.12),
    };
  };
  const ringOf = (element: PageElement): number => {
    element.focus();
    const isThere = document.activeElement === element;
    const width = isThere ? Number.parseFloat(styleOf(element, "outlineWidth")) : 0;
    const isSolid = styleOf(element, "outlineStyle") === "solid";
    element.blur();
    return isSolid ? width : 0;
  };
  const controlOf = (element: PageElement): Control => ({
    ...blockOf(element),
    name: (element.getAttribute("aria-label") ?? element.innerText).trim(),
    choice: element.dataset["choice"],
    inert: element.closest("[inert]") !== null,
    focusRingPx: withRings ? ringOf(element) : 0,
  });
  /** The nearest thing behind it that is not glass. */
  const groundOf = (element: PageElement): string => {
    const leaf = element.closest("g")?.querySelector("rect");
    if (leaf !== null && leaf !== undefined) return styleOf(leaf, "fill");
    for (let at: PageElement | null = element; at !== null; at = at.parentElement) {
      const ground = styleOf(at, "backgroundColor");
      if (!ground.startsWith("rgba")) return ground;
    }
    return "rgb(255, 255, 255)";
  };
  const capitals = (window.capitals ??= new Map());
  const capitalOf = (font: string): number => {
    const known = capitals.get(font);
    if (known !== undefined) return known;
    const pencil = document.createElement("canvas").getContext("2d");
    pencil.font = font;
    const { actualBoundingBoxAscent } = pencil.measureText("H");
    capitals.set(font, actualBoundingBoxAscent);
    return actualBoundingBoxAscent;
  };
  const wordsOf = (element: PageElement): readonly Words[] => {
    const own = [...element.childNodes]
      .filter(({ nodeType }) => nodeType === 3)
      .map(({ textContent }) => textContent ?? "")
      .join("")
      .trim();
    if (own === "" || element.closest(".spoken, [inert]") !== null) return [];
    const family = styleOf(element, "fontFamily");
    const { left, right } = element.getBoundingClientRect();
    if (left === right) return [];
    const isDrawn = element.closest("svg") !== null;
    const sizePx = Number.parseFloat(styleOf(element, "fontSize"));
    return [
      {
        what: own.slice(0, 40),
        where: isDrawn
          ? "picture"
          : element.closest(".tile, .events") !== null
            ? "dense"
            : classOf(element) || classOf(element.parentElement ?? element),
        capitalPx: capitalOf(`${styleOf(element, "fontWeight")} ${sizePx}px ${family}`),
        family,
        ink: styleOf(element, isDrawn ? "fill" : "color"),
        ground: groundOf(element),
      },
    ];
  };
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
    texts: [...document.querySelectorAll("body *")].flatMap(wordsOf),
  };
}

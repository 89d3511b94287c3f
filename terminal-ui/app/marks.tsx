// The few signs of the page, drawn in the colour of the text they stand with. All are decoration: words say it too.
import type { Tone } from "./families.ts";

/** A small and a large letter. */
export const TextMark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path class="mark-line" d="M2 26 10.5 5h1L20 26M5 19h12" />
    <path class="mark-line" d="M29.5 17v9M29.5 21.5a4 4.5 0 1 1-8 0 4 4.5 0 0 1 8 0z" />
  </svg>
);

/** Somebody in a wheelchair. */
export const LowMark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <circle class="mark-fill" cx="12.5" cy="4.5" r="3" />
    <path class="mark-line" d="M12.5 10.5v9h8.5l3.5 7.5h3M13 14h7M9.5 15.5a7.5 7.5 0 1 0 9.5 9.5" />
  </svg>
);

/** A loudspeaker. */
export const SpeakMark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path class="mark-fill" d="M3 12h5l8-7v22l-8-7H3z" />
    <path class="mark-line" d="M21 11.5a6.5 6.5 0 0 1 0 9M25 7a12.5 12.5 0 0 1 0 18" />
  </svg>
);

export const PhoneMark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path
      class="mark-line"
      d="M8 4h5l2 7-3 2c1 3 4 6 7 7l2-3 7 2v5c0 2-1 4-4 4C14 28 4 18 4 8c0-3 2-4 4-4z"
    />
  </svg>
);

export const EraseMark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path class="mark-line" d="M28 16H5M14 6 4 16l10 10" />
  </svg>
);

export const EnterMark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <circle class="mark-line" cx="16" cy="16" r="11" />
  </svg>
);

const paths: Readonly<Record<Exclude<Tone, "scan">, string>> = {
  onward: "M22 48h52M54 28l20 20-20 20",
  wait: "M32 22h32M32 74h32M35 22c0 18 26 18 26 52M61 22c0 18-26 18-26 52",
  good: "M26 50l16 16 30-36",
  question: "M36 38c0-16 25-16 25-1 0 10-13 10-13 21M48 70v1",
  trouble: "M48 24v32M48 70v1",
  stopped: "M28 48h40",
};

/** A disc with a sign: arrow, hourglass, check, question mark, exclamation mark, bar. */
export function ToneMark({ tone }: { readonly tone: Tone }) {
  if (tone === "scan") return null;
  return (
    <svg class={`tone ${tone}`} viewBox="0 0 96 96" aria-hidden="true">
      <circle cx="48" cy="48" r="46" />
      <path d={paths[tone]} />
    </svg>
  );
}

// What a screen says: its title and lines, and its buttons.
import { hoursOn, linesFor, settled, texts } from "./display-state.ts";
import { type Choice, type Screen, choiceText, textsIn } from "./texts.ts";
import { touchable } from "./touches.ts";

export function Said({ shown }: { readonly shown: Screen }) {
  return (
    <div class="said">
      <h1>{unbroken(textsIn(shown.language).screens[shown.name].title)}</h1>
      {linesFor(shown).map((line) => (
        <p key={line}>{unbroken(line)}</p>
      ))}
      {hoursOn(shown).map(({ label, hours }) => (
        <p key={hours} class="hours">
          {label} <span>{hours}</span>
        </p>
      ))}
    </div>
  );
}

/** "E-Mail" and "QR-code" stay on one line, however large; a file's long name does not. Nor does a sentence leave its first short word behind. */
const WHOLE = /((?<!\S)(?=\S{3,16}(?!\S))\S+-\S+|(?<=[.?:] )\p{L}{1,4} \S{1,12}(?!\S))/u;

const unbroken = (line: string) =>
  line.split(WHOLE).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span class="whole" key={part}>
        {part}
      </span>
    ),
  );

export function Choices({ choices }: { readonly choices: readonly Choice[] }) {
  if (choices.length === 0) return null;
  return (
    <div class="choices" role="group" aria-label={texts.value.page.choices}>
      {choices.map((choice) => (
        <ChoiceButton key={`${choice.choice} ${choice.number ?? ""}`} choice={choice} />
      ))}
    </div>
  );
}

function ChoiceButton({ choice }: { readonly choice: Choice }) {
  return (
    <button
      type="button"
      class={choice.primary ? "choice primary" : "choice"}
      data-choice={choice.choice}
      data-number={choice.number}
      disabled={!settled.value}
      {...touchable(choiceMessage(choice))}
    >
      {choiceText(texts.value, choice)}
    </button>
  );
}

/** What the controller hears of a button: its id, and its number if it has one. */
export const choiceMessage = ({ choice, number }: Choice) =>
  ({ kind: "choice", choice, ...(number === undefined ? {} : { number }) }) as const;

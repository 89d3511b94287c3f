// Staff choose a door: big numbers in a grid, the ordinary buttons under it.
import { settled, texts } from "./display-state.ts";
import { Choices, Said, choiceMessage } from "./said.tsx";
import { type Choice, type Screen, choiceText } from "./texts.ts";
import { touchable } from "./touches.ts";

const OVERDUE: ReadonlySet<string> = new Set(["take-back-overdue", "extend-overdue"]);
const isOverdue = ({ choice }: Choice): boolean => OVERDUE.has(choice);

export function ListScreen({ shown }: { readonly shown: Screen }) {
  const numbered = shown.choices.filter(({ number }) => number !== undefined);
  const others = shown.choices.filter(({ number }) => number === undefined);
  return (
    <section class="list">
      <Said shown={shown} />
      <div class="numbers">
        {numbered.map((choice) => (
          <button
            key={choice.number}
            type="button"
            class={isOverdue(choice) ? "number overdue" : "number"}
            data-choice={choice.choice}
            data-number={choice.number}
            aria-label={choiceText(texts.value, choice)}
            disabled={!settled.value}
            {...touchable(choiceMessage(choice))}
          >
            {choice.number}
            {isOverdue(choice) && " "}
            {isOverdue(choice) && <small>{texts.value.page.overdue}</small>}
          </button>
        ))}
      </div>
      <Choices choices={others} />
    </section>
  );
}

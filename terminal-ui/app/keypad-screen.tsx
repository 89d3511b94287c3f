// The screen on which digits are typed: its words, its field, its keypad.
import { DigitField } from "./digit-field.tsx";
import { settled, texts } from "./display-state.ts";
import { EnterMark, EraseMark } from "./marks.tsx";
import { DIGIT_ROWS, type Key } from "./physical-keys.ts";
import { Choices, Said } from "./said.tsx";
import type { Screen } from "./texts.ts";
import { touchable } from "./touches.ts";

export function KeypadScreen({ shown }: { readonly shown: Screen }) {
  return (
    <section class="typing">
      <Said shown={shown} />
      <DigitField name={shown.name} />
      <Keypad />
      <Choices choices={shown.choices} />
    </section>
  );
}

function Keypad() {
  const { keypad, erase, enter } = texts.value.page;
  return (
    <div class="keypad" role="group" aria-label={keypad}>
      {DIGIT_ROWS.flat().map((digit) => (
        <KeyButton key={digit} name={digit} />
      ))}
      <KeyButton name="erase">
        <EraseMark /> <span>{erase}</span>
      </KeyButton>
      <KeyButton name="0" />
      <KeyButton name="enter">
        <EnterMark /> {enter}
      </KeyButton>
    </div>
  );
}

function KeyButton(props: { readonly name: Key; readonly children?: preact.ComponentChildren }) {
  return (
    <button
      type="button"
      class={`key ${props.name}`}
      data-key={props.name}
      disabled={!settled.value}
      {...touchable({ kind: "key", key: props.name })}
    >
      {props.children ?? props.name}
    </button>
  );
}

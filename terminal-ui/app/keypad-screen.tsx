// A field of digits and the keypad that fills it. The digits themselves stay in the controller.
import { field, settled, texts } from "./display-state.ts";
import { type Field, type Slot, asksDate, digitsIn, slotsOf } from "./digit-slots.ts";
import { EnterMark, EraseMark } from "./marks.tsx";
import { DIGIT_ROWS, type Key } from "./physical-keys.ts";
import { fill } from "./placeholders.ts";
import { Choices, Said } from "./said.tsx";
import { dialed, speaking } from "./speech/speech-state.ts";
import type { Screen } from "./texts.ts";
import { touchable } from "./touches.ts";

export function KeypadScreen({ shown }: { readonly shown: Screen }) {
  return (
    <section class="typing">
      <Said shown={shown} />
      <DigitField shown={shown} />
      <Keypad />
      <Choices choices={shown.choices} />
    </section>
  );
}

function labelsOf({ name }: Screen): readonly string[] {
  const { day, month, year } = texts.value.page;
  return asksDate(name) ? [day, month, year] : [];
}

/** Draws itself at each digit, and nothing around it. Under a warning the digits stay as they were. */
function DigitField({ shown }: { readonly shown: Screen }) {
  const typing = field.value ?? shown.field;
  return typing === undefined ? null : <Digits field={typing} labels={labelsOf(shown)} />;
}

function Digits(props: { readonly field: Field; readonly labels: readonly string[] }) {
  const { labels } = props;
  const digits = digitsIn(props.field);
  const typed = fill(texts.value.page.typed, { typed: props.field.typed, digits });
  return (
    <div class={speaking.value ? "field dial" : "field"} role="img" aria-label={typed}>
      {slotsOf(props.field).map((group, index) => (
        <div class="group" key={index}>
          <div class="slots">
            {group.map((slot, place) => (
              <span class={`slot ${slot.kind}`} key={place}>
                {signOf(slot)}
              </span>
            ))}
          </div>
          {labels[index] !== undefined && <small>{labels[index]}</small>}
        </div>
      ))}
    </div>
  );
}

function signOf(slot: Slot): string {
  switch (slot.kind) {
    case "digit":
      return slot.digit;
    case "secret":
    case "next":
      return String(dialed.value ?? "");
    case "empty":
      return "";
  }
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

// A field of digits. A digit that comes changes its own place and the next one, and nothing else is drawn again: a person waits for it
// with the finger on the key. The digits themselves stay in the controller.
import { type ReadonlySignal, computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { field, steady, texts } from "./display-state.ts";
import { type Slot, asksDate, digitsIn, slotsOf } from "./digit-slots.ts";
import { fill } from "./placeholders.ts";
import { dialed, speaking } from "./speech/speech-state.ts";
import type { Screen } from "./texts.ts";

const groups = steady(() => field.value?.groups ?? []);
const slots = computed(() => (field.value === undefined ? [] : slotsOf(field.value).flat()));
const typed = computed(() => {
  const { value } = field;
  return value === undefined
    ? ""
    : fill(texts.value.page.typed, { typed: value.typed, digits: digitsIn(value) });
});

/** A code has twelve at the most; a telephone number from abroad is longer. */
const USUAL_DIGITS = 12;
const isLong = computed(() => groups.value.reduce((sum, length) => sum + length, 0) > USUAL_DIGITS);
const fieldLook = computed(
  () => `field${speaking.value ? " dial" : ""}${isLong.value ? " long" : ""}`,
);

export function DigitField({ name }: { readonly name: Screen["name"] }) {
  const labels = labelsOf(name);
  const starts = groups.value.map((_, at) =>
    groups.value.slice(0, at).reduce((sum, length) => sum + length, 0),
  );
  return (
    <div class={fieldLook.value} role="img" aria-label={typed}>
      {groups.value.map((length, index) => (
        <div class="group" key={index}>
          <div class="slots">
            {Array.from({ length }, (_, place) => (
              <Place key={place} at={(starts[index] ?? 0) + place} />
            ))}
          </div>
          {labels[index] !== undefined && <small>{labels[index]}</small>}
        </div>
      ))}
    </div>
  );
}

function labelsOf(name: Screen["name"]): readonly string[] {
  const { day, month, year } = texts.value.page;
  return asksDate(name) ? [day, month, year] : [];
}

/** Its look and its digit are bound to the page as they are: no component is drawn again for them. */
function Place({ at }: { readonly at: number }) {
  const { look, sign } = useMemo(() => placeAt(at), [at]);
  return (
    <span class={look}>
      <b>{sign}</b>
    </span>
  );
}

type Bound = { readonly look: ReadonlySignal<string>; readonly sign: ReadonlySignal<string> };

const placeAt = (at: number): Bound => ({
  look: computed(() => `slot ${slots.value[at]?.kind ?? "empty"}`),
  sign: computed(() => signOf(slots.value[at])),
});

function signOf(slot: Slot | undefined): string {
  switch (slot?.kind) {
    case "digit":
      return slot.digit;
    case "next":
      return String(dialed.value ?? "");
    case "secret":
    case "empty":
    case undefined:
      return "";
  }
}

// A field of digits. A digit that comes changes its own place and the next one, and nothing else is drawn again: a person waits for it
// with the finger on the key. The digits themselves stay in the controller.
import { type Signal, computed, effect, signal } from "@preact/signals";
import { field, steady, texts } from "./display-state.ts";
import { type Slot, asksDate, digitsIn, slotsOf } from "./digit-slots.ts";
import { fill } from "./placeholders.ts";
import { dialed, speaking } from "./speech/speech-state.ts";
import type { Screen } from "./texts.ts";

const groups = steady(() => field.value?.groups ?? []);
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
  const { look, sign } = placeAt(at);
  return (
    <span class={look}>
      <b>{sign}</b>
    </span>
  );
}

type Bound = { readonly look: Signal<string>; readonly sign: Signal<string> };

const places: Bound[] = [];
const placeAt = (at: number): Bound =>
  (places[at] ??= { look: signal("slot empty"), sign: signal("") });

/** What is as it was costs a comparison. */
effect(() => {
  if (field.value === undefined) return;
  for (const [at, slot] of slotsOf(field.value).flat().entries()) {
    const { look, sign } = placeAt(at);
    look.value = `slot ${slot.kind}`;
    sign.value = signOf(slot);
  }
});

function signOf(slot: Slot): string {
  switch (slot.kind) {
    case "digit":
      return slot.digit;
    case "next":
      return String(dialed.value ?? "");
    case "secret":
    case "empty":
      return "";
  }
}

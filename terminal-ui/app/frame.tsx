// What stands around every screen: whose machine it is, how it can be shown, the languages, whom to call.
import { type ComponentChildren, Fragment } from "preact";
import { drawn, surroundings, texts } from "./display-state.ts";
import { LowMark, PhoneMark, SpeakMark, TextMark } from "./marks.tsx";
import { isLying } from "./glass.ts";
import { fill } from "./placeholders.ts";
import { type Language, type Texts, textsIn } from "./texts.ts";
import { touchable } from "./touches.ts";

/** The button that makes everything low is always at the bottom left: it stands where the frame reaches down to there. */
const isLow = () => drawn.value.display.low;
const barIsDown = () => isLying.value || isLow();
const barHasHouse = () => isLying.value || !isLow();

/** On top; in low mode at the bottom; at the left of a screen that lies. */
export function Bar() {
  return (
    <header class="bar">
      {barHasHouse() && (
        <div class="brand">
          <p class="house">{surroundings.value?.house}</p>
          <TranslationMark />
        </div>
      )}
      <div class="aids">
        <TextButton />
        <SpeakButton />
        {barIsDown() && <LowButton />}
      </div>
      <Languages />
    </header>
  );
}

function Languages() {
  const languages = (surroundings.value?.languages ?? []).map(textsIn);
  if (languages.length < 2) return null;
  return (
    <nav class="languages" aria-label={texts.value.page.languages}>
      {languages.map((language) => (
        <LanguageButton key={language.language} texts={language} />
      ))}
    </nav>
  );
}

function LanguageButton(props: { readonly texts: Texts }) {
  const { language, ownName } = props.texts;
  const choose = { kind: "language", language } satisfies { kind: "language"; language: Language };
  return (
    <button
      type="button"
      class="language"
      lang={language}
      aria-pressed={texts.value.language === language}
      {...touchable(choose)}
    >
      {ownName}
    </button>
  );
}

type Aid = {
  readonly change: "text" | "speaking" | "low";
  readonly isOn: boolean;
  readonly mark: ComponentChildren;
};

function AidButton({ change, isOn, mark }: Aid) {
  return (
    <button
      type="button"
      class={`aid ${change}`}
      data-aid={change}
      aria-label={texts.value.page[change]}
      aria-pressed={isOn}
      {...touchable({ kind: "display", change })}
    >
      {mark}
    </button>
  );
}

const TextButton = () => (
  <AidButton change="text" isOn={drawn.value.display.text !== "normal"} mark={<TextMark />} />
);
const SpeakButton = () => (
  <AidButton change="speaking" isOn={drawn.value.display.speaking} mark={<SpeakMark />} />
);
const LowButton = () => (
  <AidButton change="low" isOn={drawn.value.display.low} mark={<LowMark />} />
);

/** A question and its answer stand on a line each. */
const sentencesOf = (text: string): readonly string[] => text.split(/(?<=\?) /u);

/** Whom to call. */
export function Foot() {
  const phone = surroundings.value?.phone;
  return (
    <footer class="foot">
      {!barIsDown() && <LowButton />}
      {phone !== undefined && (
        <p class="call">
          <PhoneMark />
          <span>
            {sentencesOf(fill(texts.value.page.call, { phone })).map((sentence) => (
              <Fragment key={sentence}>
                <span>{sentence}</span>{" "}
              </Fragment>
            ))}
          </span>
        </p>
      )}
      {!barHasHouse() && <TranslationMark />}
    </footer>
  );
}

/** In both languages: for whoever reads the translation, and for whoever must see that it is marked. */
export function TranslationMark() {
  const original = surroundings.value?.languages[0];
  const { language, page } = texts.value;
  if (original === undefined || language === original) return null;
  return (
    <p class="translation">
      <span lang={original}>{textsIn(original).page.translation}</span>
      {` · ${page.translation}`}
    </p>
  );
}

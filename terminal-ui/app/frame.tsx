// What stands around every screen: whose machine it is, the languages, whom to call.
import { heard, texts } from "./display-state.ts";
import { DoorMark, PhoneMark } from "./marks.tsx";
import { fill } from "./placeholders.ts";
import { type Language, type Texts, textsIn } from "./texts.ts";
import { touchable } from "./touches.ts";

export function LanguageBar() {
  const languages = (heard.value?.languages ?? []).map(textsIn);
  return (
    <header class="bar">
      <p class="brand">
        <DoorMark /> Loket24
      </p>
      {languages.length > 1 && (
        <nav class="languages" aria-label={texts.value.page.languages}>
          {languages.map((language) => (
            <LanguageButton key={language.language} texts={language} />
          ))}
        </nav>
      )}
    </header>
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

/** Whom to call; and of every text that is not the site's own language, that it is a translation. */
export function HelpLine() {
  const phone = heard.value?.phone;
  return (
    <footer class="help-line">
      {phone !== undefined && (
        <>
          <PhoneMark /> {fill(texts.value.page.call, { phone })}
        </>
      )}
      <TranslationMark />
    </footer>
  );
}

/** In both languages: for whoever reads the translation, and for whoever must see that it is marked. */
export function TranslationMark() {
  const original = heard.value?.languages[0];
  const { language, page } = texts.value;
  if (original === undefined || language === original) return null;
  return (
    <small class="translation">
      <span lang={original}>{textsIn(original).page.translation}</span>
      {` · ${page.translation}`}
    </small>
  );
}

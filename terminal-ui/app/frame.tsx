// What stands around every screen: whose machine it is, the languages, whom to call.
import { heard, texts } from "./display-state.ts";
import { DoorMark, PhoneMark } from "./marks.tsx";
import { fill } from "./placeholders.ts";
import { catalogues, type Language, type Texts } from "./texts.ts";
import { touchable } from "./touches.ts";

export function LanguageBar() {
  const languages = (heard.value?.languages ?? []).flatMap(
    (language) => catalogues[language] ?? [],
  );
  return (
    <header class="bar">
      <p class="brand">
        <DoorMark /> Loket24
      </p>
      {languages.length > 1 && (
        <nav class="languages" aria-label={texts.value.page.languages}>
          {languages.map((language, index) => (
            <LanguageButton key={language.language} language={language} translated={index > 0} />
          ))}
        </nav>
      )}
    </header>
  );
}

function LanguageButton(props: { readonly language: Texts; readonly translated: boolean }) {
  const { language, ownName, page } = props.language;
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
      {props.translated && <small lang="nl">{page.translation}</small>}
    </button>
  );
}

export function HelpLine() {
  const phone = heard.value?.phone;
  return (
    <footer class="help-line">
      {phone !== undefined && (
        <>
          <PhoneMark /> {fill(texts.value.page.call, { phone })}
        </>
      )}
    </footer>
  );
}

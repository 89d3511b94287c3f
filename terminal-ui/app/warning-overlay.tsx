// "Do you need more time?": over the screen that was there, which stays visible and comes back.
import { texts } from "./display-state.ts";
import { TranslationMark } from "./frame.tsx";
import { Choices, Said } from "./said.tsx";
import type { Screen } from "./texts.ts";

export function WarningOverlay({ shown }: { readonly shown: Screen }) {
  return (
    <div class="veil">
      <section class="warning" role="alertdialog" aria-modal="true">
        {shown.secondsLeft !== undefined && (
          <p class="seconds" aria-hidden="true">
            <strong>{shown.secondsLeft}</strong> <span>{texts.value.page.seconds}</span>
          </p>
        )}
        <Said shown={shown} />
        <Choices choices={shown.choices} />
        <TranslationMark />
      </section>
    </div>
  );
}

// "Do you need more time?": over the screen that was there, which stays visible and comes back.
import { texts } from "./display-state.ts";
import { useGrowth } from "./fitted.tsx";
import { TranslationMark } from "./frame.tsx";
import { Choices, Said } from "./said.tsx";
import type { Screen } from "./texts.ts";

type Props = { readonly shown: Screen; readonly shape: string };

export function WarningOverlay({ shown, shape }: Props) {
  return (
    <div class={`veil${shape}`} ref={useGrowth<HTMLDivElement>()}>
      <section
        class="warning"
        role="alertdialog"
        aria-modal="true"
        aria-label={texts.value.screens[shown.name].title}
      >
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

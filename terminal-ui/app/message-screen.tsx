// One picture, one title, a line or two, what to do next.
import { texts } from "./display-state.ts";
import { families } from "./families.ts";
import { ToneMark } from "./marks.tsx";
import { ScanPicture } from "./scan-picture.tsx";
import { Choices, Said } from "./said.tsx";
import type { Screen } from "./texts.ts";

export function MessageScreen({ shown }: { readonly shown: Screen }) {
  const [, tone] = families[shown.name];
  const { reference } = shown.values;
  return (
    <section class={`message ${tone}`}>
      {tone === "scan" ? <ScanPicture /> : <ToneMark tone={tone} />}
      <Said shown={shown} />
      {reference !== undefined && (
        <p class="reference">
          <span>{texts.value.page.reference}</span> <strong>{reference}</strong>
        </p>
      )}
      <Choices choices={shown.choices} />
    </section>
  );
}

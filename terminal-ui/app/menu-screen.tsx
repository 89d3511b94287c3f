// What staff can do, all of it at once: counts above, buttons in two columns, no picture between them.
import { Choices, Said } from "./said.tsx";
import type { Screen } from "./texts.ts";

export function MenuScreen({ shown }: { readonly shown: Screen }) {
  return (
    <section class="menu">
      <Said shown={shown} />
      <Choices choices={shown.choices} />
    </section>
  );
}

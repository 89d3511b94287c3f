// The screen that waits for people: hold your code there, or touch a button.
import { ScanPicture } from "./scan-picture.tsx";
import { Choices, Said } from "./said.tsx";
import type { Screen } from "./texts.ts";

export function HomeScreen({ shown }: { readonly shown: Screen }) {
  return (
    <section class="home">
      <Said shown={shown} />
      <ScanPicture />
      <Choices choices={shown.choices} />
    </section>
  );
}

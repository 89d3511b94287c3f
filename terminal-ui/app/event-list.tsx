// What happened at one door, a line each: when, what, and the word beside it.
import { wordOf } from "./technician-words.ts";
import type { Language, Screen } from "./texts.ts";

type Events = Extract<NonNullable<Screen["panel"]>, { readonly kind: "events" }>["events"];

export function EventList(props: { readonly events: Events; readonly language: Language }) {
  const { events, language } = props;
  return (
    <ol class="events">
      {events.map(({ at, what, detail }) => (
        <li key={`${at} ${what} ${detail ?? ""}`}>
          <time>{at}</time>
          <b>{wordOf(language, "happenings", what)}</b>
          {detail !== undefined && <span>{wordOf(language, "details", detail)}</span>}
        </li>
      ))}
    </ol>
  );
}

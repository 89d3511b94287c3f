// The machine beside its doors, in lines: its devices, and what went over its buses.
import { wordOf } from "./technician-words.ts";
import type { Language, Screen } from "./texts.ts";

type Panel = NonNullable<Screen["panel"]>;
type Devices = Extract<Panel, { readonly kind: "devices" }>["rows"];
type Lines = Extract<Panel, { readonly kind: "trace" }>["lines"];

export function DeviceList(props: { readonly rows: Devices; readonly language: Language }) {
  const { rows, language } = props;
  const word = (id: string): string => wordOf(language, "devices", id);
  return (
    <ol class="events devices">
      {rows.map(({ name, state, facts, tamper }) => (
        <li key={name} class={state === "lost" || tamper === true ? "wrong" : ""}>
          <b>{word(name)}</b>
          <span>{state === "" ? "" : word(state)}</span>
          <span>
            {[
              ...facts,
              ...(tamper === undefined ? [] : [word(tamper ? "tamper" : "no-tamper")]),
            ].join(" · ")}
          </span>
        </li>
      ))}
    </ol>
  );
}

export function TraceLines({ lines }: { readonly lines: Lines }) {
  return (
    <ol class="events trace">
      {lines.map(({ at, bus, direction, text }) => (
        <li key={`${at} ${bus} ${direction} ${text}`}>
          <time>{at.slice(-8)}</time>
          <b>
            {bus} {direction === "port" ? "–" : direction}
          </b>
          <code>{text}</code>
        </li>
      ))}
    </ol>
  );
}

// What the screen is and looks like, for the server: its languages and whom to call, its size, its place, its city's colours.
import type { ApiOptions } from "#api/server.ts";
import type { LoadedConfig } from "#config/load-config.ts";
import { deskHoursOf } from "#config/desk-hours.ts";
import { heightMm } from "#config/screen.ts";
import type { Theme } from "#config/theme.ts";

type Face = Pick<
  ApiOptions,
  "languages" | "phone" | "deskHours" | "house" | "glass" | "keypad" | "themeStyle" | "port"
>;

export const faceOf = ({ terminal, screen, speech, theme }: LoadedConfig): Face => ({
  languages: terminal.languages,
  phone: terminal.phone,
  deskHours: deskHoursOf(terminal.deskHours ?? []),
  house: terminal.name,
  glass: {
    widthMm: screen.widthMm,
    heightMm: heightMm(screen),
    bottomEdgeMm: screen.bottomEdgeMm,
  },
  keypad: speech.keypad,
  themeStyle: styleOf(theme),
  port: screen.port,
});

/** `inkSoft` is `--ink-soft` on the page. A theme's values have been checked: none of them can end the rule. */
export function styleOf({ colours, cornerMm }: Theme): string {
  const tokens = Object.entries(colours).map(
    ([name, colour]) =>
      `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}:${colour}`,
  );
  return `:root{${[...tokens, `--corner:${cornerMm}`].join(";")}}`;
}

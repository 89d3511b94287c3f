// Times and spans as one reads them. The time zone is this machine's, and said.

const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "full" });
const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const zone = new Intl.DateTimeFormat("en-GB", { timeStyle: "long" });

export const clockText = (wallMs) => time.format(wallMs);
export const dayText = (wallMs) => date.format(wallMs);
export const zoneText = (wallMs) => zone.format(wallMs).split(" ").slice(1).join(" ");

/** `02:14:05.250`: lines of the wire are milliseconds apart. */
export const preciseText = (wallMs) =>
  `${clockText(wallMs)}.${String(((Math.floor(wallMs) % 1000) + 1000) % 1000).padStart(3, "0")}`;

/** `3 h 12 min`; two units at most. */
export function spanText(ms) {
  const seconds = Math.round(ms / 1000);
  const units = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ];
  const first = units.findIndex(([count]) => count > 0);
  if (first < 0) return "0 s";
  const told = units.slice(first, first + 2).filter(([count]) => count > 0);
  return told.map(([count, unit]) => `${count} ${unit}`).join(" ");
}

/** The bytes of a line as they went over the wire, its LF included. */
export const hexText = (text) =>
  Array.from(new TextEncoder().encode(`${text}\n`), (byte) =>
    byte.toString(16).toUpperCase().padStart(2, "0"),
  ).join(" ");

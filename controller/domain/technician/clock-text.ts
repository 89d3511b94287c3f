// A moment as people at the terminal read it: day, month, hours, minutes and seconds of the site's own time zone.

export function clockText(atMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "2-digit",
    month: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return format.format(atMs).replace(",", "");
}

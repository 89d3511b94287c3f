// What the shell is told when it starts: where the controller is, and what the packed page has to say. Decides nothing else.
import { parseArgs } from "node:util";

export type Settings = {
  /** `http://127.0.0.1:<port>`, without a slash behind it. */
  readonly origin: string;
  readonly phone: string;
  /** The site's, the first one first; none given: Dutch. */
  readonly languages: readonly string[];
  /** On a developer's desk: a window that can be moved, instead of the whole screen. */
  readonly windowed: boolean;
};

const WANTED = 'start the screen with --controller=http://127.0.0.1:2424 --phone="056 00 00 00".';

/** @returns one sentence for the technician if it cannot start like this. */
export function readSettings(args: readonly string[]): Settings | string {
  // Chromium has switches of its own on the same line.
  const { values } = parseArgs({ args: [...args], strict: false });
  const told = (name: string): string => String(values[name] ?? "").trim();
  const [controller, phone, languages] = [told("controller"), told("phone"), told("languages")];
  if (controller === "") return `the address of the controller is missing: ${WANTED}`;
  const url = URL.parse(controller);
  if (url?.href !== `http://127.0.0.1:${url?.port}/`) {
    return `${controller} is no controller on this machine: ${WANTED}`;
  }
  if (phone === "") return `the phone number for "out of service" is missing: ${WANTED}`;
  const { origin } = url;
  return { origin, phone, languages: languages.split(","), windowed: values["windowed"] === true };
}

// Screens as somebody hears them: the demonstration terminal's own, in any language, on its own wall.
import type { Screen } from "#domain/screen.ts";
import { wallView } from "../../controller/commands/views.ts";
import { deskHoursOf } from "#config/desk-hours.ts";
import type { Values } from "../../terminal-ui/app/placeholders.ts";
import type { Scene } from "../../terminal-ui/app/speech/spoken-screen.ts";
import { loadedFrom } from "../config/sandbox.ts";
import { demoSite, everyScreen } from "./every-screen.ts";

const wall = wallView(demoSite);
const demoHours = deskHoursOf(loadedFrom("config/demo.yaml").terminal.deskHours ?? []);

/** The screen's own values and those that stand elsewhere in the message, as the page puts them together. */
const valuesOf = ({ values, door, secondsLeft }: Screen): Values => ({
  phone: demoSite.phone,
  ...values,
  ...(door === undefined ? {} : { door: door.compartment }),
  ...(secondsLeft === undefined ? {} : { seconds: secondsLeft }),
});

export function sceneOf(screen: Screen, change: Partial<Screen> = {}): Scene {
  const shown = { ...screen, display: { ...screen.display, speaking: true }, ...change };
  return {
    screen: shown,
    values: valuesOf(shown),
    wall,
    languages: ["nl", "fr"],
    hours: demoHours,
    headset: false,
  };
}

/** The first screen of that name. */
export function sceneNamed(name: Screen["name"], change: Partial<Screen> = {}): Scene {
  const found = everyScreen.find((screen) => screen.name === name);
  if (found === undefined) throw new Error(`no screen is called ${name}`);
  return sceneOf(found, change);
}

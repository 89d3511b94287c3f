// The page before a terminal that is its domain alone, with the demonstration's doors known: what is touched is fed to it, what it shows is
// shown, and its clock stands until the test moves it.
import { boardsUp } from "../support/domain-boards.ts";
import { site } from "../support/domain-site.ts";
import { type TestTerminal, createTerminal } from "../support/domain-terminal.ts";
import { type ServedPage, servePage } from "./served-page.ts";

export type ServedTerminal = Pick<ServedPage, "url" | "close"> & {
  readonly terminal: TestTerminal;
  readonly secondsPass: (seconds: number) => void;
};

export async function serveTerminal(): Promise<ServedTerminal> {
  const terminal = createTerminal(site);
  boardsUp(terminal);
  const { url, show, close } = await servePage({
    languages: site.languages,
    phone: site.phone,
    sendScreenInput(input) {
      terminal.feed({ kind: "screen", input });
      show(terminal.screen());
    },
  });
  show(terminal.screen());
  return {
    url,
    close,
    terminal,
    secondsPass(seconds) {
      terminal.passTime(seconds * 1000);
      show(terminal.screen());
    },
  };
}

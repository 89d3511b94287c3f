// The arguments of `loket24 kiosk`. What they come to is kiosk-command.ts.
import type { Command } from "commander";
import { type KioskOptions, kioskCommand } from "./kiosk-command.ts";

/** Of the demo's town hall. */
const PHONE = "056 00 00 00";

export function addKioskCommand(program: Command, exit: (code: number) => void): void {
  program
    .command("kiosk")
    .description("the terminal's page on a desk, in Electron (fetched if need be)")
    .option("--controller <url>", "of a running controller (default: a demo of its own)")
    .option("--phone <number>", "on the page for when there is no controller", PHONE)
    .option("--languages <list>", "of that page", "nl,fr,de,en")
    .option("--full", "fill the screen, as in the wall", false)
    .option("--chromium", "in the kiosk's Chromium instead, full screen", false)
    .option("--pack <folder>", "show nothing: pack the shell for a terminal into this folder")
    .action(async (given: Omit<KioskOptions, "electronBin">) =>
      exit(await kioskCommand({ ...given, electronBin: process.env["ELECTRON_BIN"] ?? "" })),
    );
}

// The shell as Electron loads it: built once for whoever asks in this process.
import { join } from "node:path";
import { build } from "vite";
import { repositoryRoot } from "../tidy/repository-files.ts";

let built: Promise<unknown> | undefined;

export async function buildShell(): Promise<void> {
  const configFile = join(repositoryRoot, "terminal-ui/vite.shell.config.ts");
  built ??= build({ configFile, logLevel: "error" });
  await built;
}

// The simulator as a process: `wall`, all the hardware of one terminal with a page to touch it, `board`, one lock board for any host,
// or `replay`, a recorded night on the wall's page.
// Stops cleanly on SIGINT, SIGTERM, or when the process that forked it is gone.
import { runBoard } from "./board-command.ts";
import { parseCommand, usage } from "./command-line.ts";
import { runReplay } from "./replay-command.ts";
import { exitCodes, type Running } from "./running.ts";
import { runWall } from "./wall-command.ts";

const running = await run(process.argv.slice(2));
if ("objection" in running) {
  console.error(`loket24: ${running.objection}`);
  process.exit(running.exitCode);
}
for (const signal of ["SIGINT", "SIGTERM", "disconnect"]) process.once(signal, stop);

async function run(args: readonly string[]): Promise<Running> {
  const command = parseCommand(args);
  switch (command.kind) {
    case "wall":
      return runWall(command.wall);
    case "board":
      return runBoard(command.board);
    case "replay":
      return runReplay(command.replay);
    case "misuse":
      return { objection: `${command.why}.\n${usage}`, exitCode: exitCodes.misuse };
  }
}

function stop(): void {
  if ("stop" in running) void running.stop().then(() => process.exit(0));
}

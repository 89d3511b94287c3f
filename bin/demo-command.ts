// `loket24 demo`: holds the demo up until somebody stops it or a part of it dies, and tells what to try.
import { type Demo, startDemo } from "./demo.ts";
import type { DemoOptions } from "./demo-installation.ts";
import { type Objection, exitCode } from "./outcome.ts";
import { type StopRequest, listenForStop } from "./stop-request.ts";

/** @returns the exit code: 0 when it was stopped, otherwise that of what went wrong */
export async function demoCommand(options: DemoOptions): Promise<number> {
  const stop = listenForStop();
  try {
    return await holdUp(options, stop);
  } finally {
    stop.release();
  }
}

async function holdUp(options: DemoOptions, stop: StopRequest): Promise<number> {
  console.log("Starting the demo …");
  const started = await startDemo(options, stop.asked);
  if ("objection" in started) return complain(started);
  const demo = started.value;
  console.log(invitation(demo, options));
  const broken = await Promise.race([demo.broken, stop.asked]);
  await demo.stop();
  return broken ? complain(broken) : exitCode.ok;
}

function complain({ objection, exitCode: code }: Objection): number {
  console.error(`loket24: ${objection}`);
  return code;
}

const invitation = ({ controllerUrl, wallUrl, data }: Demo, { bus }: DemoOptions): string =>
  `
  Terminal  ${controllerUrl}/     the screen in the wall
  Wall      ${wallUrl}/     its doors, boards, scanner and the people's pockets

  1. Put in: on the wall, let Anna scan her badge; type her number on the terminal, scan a document, lay it behind the door.
     For a minute that can be undone; then its holder gets a message, or at once: stop, and send the messages.
  2. Collect: on the wall's phone, show the message's QR code to the scanner, or type its code on the terminal.
  3. Break things: pull a cable, jam a door, cut a board's power, and look at what the terminal says.

  Lock bus: ${bus}.  Data: ${data}.  Stop with Ctrl-C.
`;

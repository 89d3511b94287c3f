// A writer killed at any moment of its work, again and again on the same folder: what it acknowledged is there, the chain holds.
// A killed process loses nothing that the kernel has; for what the kernel loses, see power-cuts.ts.
import { spawn } from "node:child_process";
import { setTimeout as after } from "node:timers/promises";
import { type Acknowledged, lastAcknowledged } from "./acknowledgement.ts";
import type { Chance } from "./chance.ts";
import { type Judgement, judgeChain } from "./judgement.ts";
import { STDOUT, WRITER, type WritingOrder } from "./writing-order.ts";

/** From the first acknowledgement on; enough for some hundred appends, checkpoints and sessions. */
const LONGEST_LIFE_MS = 60;

export type Killed = { readonly acknowledged: Acknowledged | undefined; readonly found: Judgement };

export async function killWriter(order: WritingOrder, chance: Chance): Promise<Killed> {
  const told = await toldUntilKilled({ ...order, told: STDOUT }, chance);
  const acknowledged = lastAcknowledged(told);
  return { acknowledged, found: judgeChain(order.folder, acknowledged) };
}

async function toldUntilKilled(order: WritingOrder, chance: Chance): Promise<string> {
  const child = spawn(process.execPath, [WRITER, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => resolve());
  });
  const pieces: Buffer[] = [];
  const first = new Promise<void>((resolve) => {
    child.stdout.on("data", (piece: Buffer) => {
      pieces.push(piece);
      resolve();
    });
  });
  await Promise.race([first, ended]);
  await after(chance.below(LONGEST_LIFE_MS));
  child.kill("SIGKILL");
  await ended;
  return Buffer.concat(pieces).toString("latin1");
}

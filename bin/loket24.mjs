// The entry of `loket24` and `npm start` on whatever Node the machine has: gets things ready, then hands over to Node 24.
import { node24, program, ready } from "./bootstrap.mjs";
import { run } from "./bootstrap/run.mjs";

const args = process.argv.slice(2);
const command = args[0] ?? "";

await ready({
  debian: args.includes("mqtt") || args.includes("--bus=mqtt") ? ["mosquitto"] : [],
  page: ["demo", "tour", "controller", "kiosk", "soak", "bench"].includes(command),
  // A controller in a town hall installs nothing by itself.
  voice: command === "demo" || command === "kiosk",
});
process.exitCode = await run(node24, [program("bin/commands.ts"), ...args]);

// Restores a folder and kills itself without a word before the n-th change on the disk: `node restoring-child.ts DATA CONFIG N`.
import { restoreCommand } from "../../controller/commands/restore-command.ts";
import { cutBefore } from "./cut-disk.ts";

const [folder = "", configFile = "", change = "0"] = process.argv.slice(2);
const { disk } = cutBefore(Number(change), () => void process.kill(process.pid, "SIGKILL"));
const args = { folder, configFile, from: undefined, credentialsFolder: undefined };
const exit = await restoreCommand({ ...args, print: () => undefined }, disk);
process.exitCode = exit.code;

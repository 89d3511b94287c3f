// `staff add | list | remove --data D`: who may sign in at the terminal. A badge and a secret are shown once, at adding.
import { addStaff, listStaff, removeStaff } from "#adapters/staff/staff-roll.ts";
import { systemRandom } from "#adapters/random/system-random.ts";
import type { StaffRole } from "#domain/inputs.ts";
import { type Exit, done, exitCode, exitWith } from "./exit.ts";
import { makeDataFolder, staffFile } from "./data-folder.ts";

export type StaffArguments = {
  readonly folder: string;
  readonly id: string | undefined;
  readonly role: string | undefined;
  readonly json: boolean;
};

export function staffCommand(
  action: string,
  args: StaffArguments,
  print: (line: string) => void,
): Exit {
  const made = makeDataFolder(args.folder);
  if (!made.ok) return made.exit;
  const path = staffFile(args.folder);
  if (action === "list") return list(path, print);
  if (args.id === undefined) return exitWith(exitCode.usage, `staff ${action}: say who with --id.`);
  if (action === "add") return add(path, args.id, args, print);
  if (action !== "remove")
    return exitWith(exitCode.usage, `staff ${action}: it is add, list or remove.`);
  const removed = removeStaff(path, args.id);
  return removed.ok ? done : exitWith(exitCode.failed, removed.error);
}

function list(path: string, print: (line: string) => void): Exit {
  const staff = listStaff(path);
  if (!staff.ok) return exitWith(exitCode.inputOutput, staff.error);
  for (const { id, role } of staff.value) print(`${id}\t${role}`);
  return done;
}

const isRole = (text: string): text is StaffRole => text === "clerk" || text === "technician";

function add(path: string, id: string, args: StaffArguments, print: (line: string) => void): Exit {
  const role = args.role ?? "clerk";
  if (!isRole(role))
    return exitWith(exitCode.usage, `staff add: --role is clerk or technician, not "${role}".`);
  const added = addStaff(path, { id, role, issuer: "Loket24" }, systemRandom);
  if (!added.ok) return exitWith(exitCode.failed, added.error);
  const { badge, otpauthUri } = added.value;
  const totpSecret = new URL(otpauthUri).searchParams.get("secret");
  if (args.json) print(JSON.stringify({ id, role, badge, totpSecret, otpauth: otpauthUri }));
  else {
    print(`${id} is ${role}. Shown once, and never again:`);
    print(`Badge, as a QR: ${badge}`);
    print(`Authenticator: ${otpauthUri}`);
  }
  return done;
}
